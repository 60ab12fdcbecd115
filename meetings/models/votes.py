"""表决: a vote with its roll, its ballots and its count.

The roll is frozen when a vote opens. Taking part (`Turnout`) is one row for each entry of the roll, by
whatever road it came, and the database keeps it single. What was chosen stands in the ballot:

- Open: the ballot hangs on its turnout. A correction is a further ballot with its reason; the last one
  counts. Nothing of it is ever changed, which is its history.
- Secret: the ballot hangs on nothing. It has a random key, no time, no road and nobody who entered it,
  neither table of choices is in the audit trail, and counting writes all of them anew in random order,
  so that no order and no transaction leads from a door to a choice afterwards. What is not hidden: who
  took part, by which road and when; the area, which has to travel with an owners' ballot, so that a
  door whose area few others share can be told apart (the page says how many before the vote opens);
  from whoever keys in a paper slip, what stands on it; and, until the count, from whoever reads the
  database's own row versions. Owners' votes are therefore open unless the vote is an election, for
  which some places want it secret; the signed slips on paper stay the legal proof in any case.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.choices import EntryRoad
from communities.constraints import CompositeForeignKey
from communities.models import Door, Placed
from communities.models.bodies import day
from meetings.choices import Choice, Matter, Outcome, VoteBasis, VoteState
from meetings.models.meetings import Meeting
from meetings.querysets import VoteQuerySet

ALREADY_VOTED = _("这一户已经投过票")
LONGEST_TITLE = 60
LONGEST_TEXT = 200
LONGEST_EXPLANATION = 1000
LONGEST_NAME = 40
MOST_SEATS = 99
MOST_HEADS = 1_000_000


@tracked()
class Vote(Placed):
    """表决: what is asked of whom, until when; its items are `VoteItem`."""

    title = models.CharField(_("表决名称"), max_length=LONGEST_TITLE)
    explanation = models.TextField(
        _("说明"), max_length=LONGEST_EXPLANATION, blank=True, default=""
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="votes",
        verbose_name=_("会议"),
    )
    basis = models.CharField(_("怎么计票"), max_length=20, choices=VoteBasis.choices)
    is_secret = models.BooleanField(_("无记名"), default=False)

    state = models.CharField(
        _("状态"), max_length=20, choices=VoteState.choices, default=VoteState.DRAFT
    )
    roll_on = day(_("名册日"), null=True, blank=True, help_text=_("按这一天的产权登记"))
    closes_at = models.DateTimeField(_("截止时间"))
    opened_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="votes_opened",
        verbose_name=_("谁开始"),
    )
    cancel_reason = models.CharField(_("取消原因"), max_length=120, blank=True, default="")

    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="votes_created",
        verbose_name=_("登记人"),
    )
    request_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    is_demo = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = VoteQuerySet.as_manager()

    class Meta(Placed.Meta):
        abstract = False
        verbose_name = _("表决")
        verbose_name_plural = _("表决")
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="vote_has_title"),
            models.CheckConstraint(
                condition=~Q(basis=VoteBasis.OWNERS) | Q(complex__isnull=False),
                name="vote_of_owners_in_complex",
                violation_error_message=_("业主表决要选小区"),
            ),
            models.CheckConstraint(
                condition=~Q(basis=VoteBasis.HANDS) | Q(is_secret=False),
                name="vote_hands_are_seen",
                violation_error_message=_("举手计数不是无记名"),
            ),
            models.CheckConstraint(
                condition=~Q(state=VoteState.OPEN)
                | Q(opened_at__isnull=False, roll_on__isnull=False) & ~Q(basis=VoteBasis.HANDS),
                name="vote_open_has_roll",
            ),
            models.CheckConstraint(
                condition=Q(state=VoteState.CANCELLED) & ~Q(cancel_reason="")
                | ~Q(state=VoteState.CANCELLED) & Q(cancel_reason=""),
                name="vote_cancelled_with_reason",
                violation_error_message=_("取消要写原因"),
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(closes_at__gt=F("opened_at")),
                name="vote_closes_after_opening",
                violation_error_message=_("截止时间要晚于开始时间"),
            ),
            models.UniqueConstraint(
                fields=["created_by", "request_key"],
                condition=~Q(request_key=""),
                name="vote_once_per_form",
            ),
            # Target of its ballots' composite key.
            models.UniqueConstraint(fields=["id", "is_secret"], name="vote_secrecy"),
        ]
        indexes = [
            # The list of a place, the latest first.
            models.Index(fields=["complex", "closes_at"], name="vote_by_complex"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.pk}）"

    def get_absolute_url(self) -> str:
        return reverse("meetings:field_vote", args=[self.pk])

    @property
    def is_of_owners(self) -> bool:
        return self.basis == VoteBasis.OWNERS


def part_of_vote(name: str, field: str, to: str) -> CompositeForeignKey:
    """The row named by `field` belongs to the same vote."""
    return CompositeForeignKey(
        fields=(field, "vote"), to=f"meetings.{to}", to_fields=("id", "vote"), name=name
    )


def only_while_open() -> pgtrigger.Trigger:
    """Nobody takes part before a vote opens or after it is counted.

    Holds the vote's row, so that a ballot meets the count either before or after, never in between.
    """
    return pgtrigger.Trigger(
        name="only_while_open",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            PERFORM 1 FROM meetings_vote WHERE id = NEW.vote_id AND state = 'OPEN' FOR SHARE;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'the vote takes no ballots'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_takes_ballots';
            END IF;
            RETURN NEW;
        """,
    )


def never_changed(*columns: str) -> pgtrigger.Trigger:
    """A ballot that is in stays as it is; corrections are ballots of their own.

    Deleted are only those of a secret vote, which its count writes anew in random order, and those of a
    place of the demo. Whose account entered it may go with the account.
    """
    return pgtrigger.Trigger(
        name="never_changed",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf(*columns) | pgtrigger.Delete,
        func="""
            IF TG_OP = 'DELETE' AND EXISTS (
                SELECT 1 FROM meetings_vote v
                JOIN communities_subdistrict s ON s.id = v.sub_district_id
                WHERE v.id = OLD.vote_id
                AND (v.is_demo OR s.is_demo OR v.is_secret AND v.state = 'OPEN')
            ) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'a ballot is never changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_is_final';
        """,
    )


def only_owners_before_opening() -> pgtrigger.Trigger:
    """The roll grows until its vote opens; on an owners' roll only doors stand that have an owner."""
    return pgtrigger.Trigger(
        name="only_owners_before_opening",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("vote", "RECORD")],
        func="""
            SELECT state, basis, complex_id, roll_on INTO vote
            FROM meetings_vote WHERE id = NEW.vote_id FOR SHARE;
            IF vote.state IS DISTINCT FROM 'DRAFT' THEN
                RAISE EXCEPTION 'the roll is closed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_is_frozen';
            END IF;
            IF vote.basis = 'OWNERS' AND NOT EXISTS (
                SELECT 1 FROM communities_ownership
                WHERE door_id = NEW.door_id AND complex_id = vote.complex_id
                AND since <= vote.roll_on AND COALESCE(until, 'infinity') >= vote.roll_on
            ) THEN
                RAISE EXCEPTION 'the door has no owner'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_door_has_owner';
            END IF;
            RETURN NEW;
        """,
    )


def frozen_after_opening() -> pgtrigger.Trigger:
    """Of an entry only its ballot's code is ever changed; none leaves a roll that was voted by."""
    return pgtrigger.Trigger(
        name="frozen_after_opening",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf(
            "vote_id", "number", "head_number", "door_id", "label", "area", "names"
        )
        | pgtrigger.Delete,
        func="""
            IF TG_OP = 'DELETE' AND EXISTS (
                SELECT 1 FROM meetings_vote v
                JOIN communities_subdistrict s ON s.id = v.sub_district_id
                WHERE v.id = OLD.vote_id AND (v.is_demo OR s.is_demo OR v.state = 'DRAFT')
            ) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'the roll is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_is_frozen';
        """,
    )


@tracked()
class VoteItem(models.Model):
    """表决事项: one matter, put to the vote by itself, or an election with its seats."""

    vote = models.ForeignKey(
        Vote, on_delete=models.CASCADE, related_name="items", verbose_name=_("表决")
    )
    position = models.PositiveSmallIntegerField(_("第几项"))
    matter = models.CharField(_("事项类别"), max_length=20, choices=Matter.choices)
    text = models.CharField(_("表决内容"), max_length=LONGEST_TEXT)
    seats = models.PositiveSmallIntegerField(
        _("应选人数"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )

    class Meta:
        verbose_name = _("表决事项")
        verbose_name_plural = _("表决事项")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "position"], name="voteitem_position_once"),
            models.UniqueConstraint(fields=["id", "vote"], name="voteitem_of_vote"),
            models.CheckConstraint(condition=~Q(text=""), name="voteitem_has_text"),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats__gte=1), name="voteitem_has_a_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}·{self.position}"

    @property
    def is_election(self) -> bool:
        return self.seats is not None


@tracked()
class VoteOption(models.Model):
    """表决选项: what is answered by agree, oppose or abstain: the matter itself, or one candidate."""

    vote = models.ForeignKey(
        Vote, on_delete=models.CASCADE, related_name="options", verbose_name=_("表决")
    )
    item = models.ForeignKey(
        VoteItem, on_delete=models.CASCADE, related_name="options", verbose_name=_("表决事项")
    )
    position = models.PositiveSmallIntegerField(_("第几个"))
    name = models.CharField(_("候选人"), max_length=LONGEST_NAME, blank=True, default="")

    class Meta:
        verbose_name = _("表决选项")
        verbose_name_plural = _("表决选项")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "position"], name="voteoption_position_once"),
            models.UniqueConstraint(
                fields=["item", "name"],
                name="voteoption_name_once",
                violation_error_message=_("候选人重名，请加以区别"),
            ),
            models.UniqueConstraint(fields=["id", "vote"], name="voteoption_of_vote"),
            part_of_vote("voteoption_item_of_vote", "item", "VoteItem"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}·{self.position}"


@tracked(exclude=["code_digest"])
class RollEntry(models.Model):
    """名册: who may vote, as of the roll's day; frozen when the vote opens.

    Of an owners' vote a door, `head_number` telling which doors are one head. `label`, `names`
    (masked) and `area` are kept as they were. Of its ballot's code only a keyed digest is stored.
    """

    vote = models.ForeignKey(
        Vote, on_delete=models.CASCADE, related_name="roll", verbose_name=_("表决")
    )
    number = models.PositiveIntegerField(_("序号"))
    head_number = models.PositiveIntegerField(_("计票人序号"))
    door = models.ForeignKey(
        Door,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roll_entries",
        verbose_name=_("户"),
    )
    building = models.CharField(_("楼栋"), max_length=20, blank=True, default="")
    label = models.CharField(_("户或姓名"), max_length=60)
    names = models.CharField(_("业主"), max_length=60, blank=True, default="")
    area = models.DecimalField(
        _("面积（㎡）"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    code_digest = models.CharField(
        max_length=64, null=True, blank=True, unique=True, editable=False
    )
    codes_issued = models.PositiveSmallIntegerField(_("印过几次选票"), default=0)

    class Meta:
        verbose_name = _("表决名册")
        verbose_name_plural = _("表决名册")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "number"], name="rollentry_number_once"),
            models.UniqueConstraint(
                fields=["vote", "door"],
                name="rollentry_door_once",
                violation_error_message=_("这一户已在名册上"),
            ),
            models.UniqueConstraint(
                fields=["vote", "label"],
                name="rollentry_label_once",
                violation_error_message=_("名册里有重名，请加以区别"),
            ),
            models.UniqueConstraint(fields=["id", "vote"], name="rollentry_of_vote"),
            models.CheckConstraint(
                condition=Q(area=None) | Q(area__gt=0), name="rollentry_area_positive"
            ),
        ]
        indexes: ClassVar = [
            # Who counts as one head; the walk of a building.
            models.Index(fields=["vote", "head_number"], name="rollentry_by_head"),
        ]
        triggers = (only_owners_before_opening(), frozen_after_opening())

    def __str__(self) -> str:
        return f"{self.vote_id}·{self.number}"


@tracked()
class Turnout(models.Model):
    """参与表决: that an entry of the roll has voted, by which road; once, whatever the road."""

    vote = models.ForeignKey(
        Vote, on_delete=models.PROTECT, related_name="turnout", verbose_name=_("表决")
    )
    entry = models.ForeignKey(
        RollEntry, on_delete=models.PROTECT, related_name="turnouts", verbose_name=_("名册")
    )
    road = models.CharField(_("途径"), max_length=20, choices=EntryRoad.choices)
    at = models.DateTimeField(_("时间"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="turnouts_entered",
        verbose_name=_("录入人"),
    )
    request_key = models.CharField(max_length=48, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("参与表决")
        verbose_name_plural = _("参与表决")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vote", "entry"],
                name="turnout_once",
                violation_error_message=ALREADY_VOTED,
            ),
            models.UniqueConstraint(fields=["id", "vote"], name="turnout_of_vote"),
            models.CheckConstraint(
                condition=~Q(road=EntryRoad.ONLINE) | Q(entered_by=None),
                name="turnout_own_ballot_names_nobody",
            ),
            part_of_vote("turnout_entry_of_vote", "entry", "RollEntry"),
        ]
        triggers = (only_while_open(),)

    def __str__(self) -> str:
        return f"{self.vote_id}·{self.entry_id}"


class Ballot(models.Model):
    """选票: one door's, or of a secret vote one head's, with the area that it carries.

    Never changed and outside the audit trail: see the module. `receipt`: by which its voter finds it
    on the proof sheet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(
        Vote, on_delete=models.PROTECT, related_name="ballots", verbose_name=_("表决")
    )
    is_secret = models.BooleanField(_("无记名"))
    area = models.DecimalField(_("面积（㎡）"), max_digits=10, decimal_places=2, default=0)
    receipt = models.CharField(_("回执码"), max_length=8)

    # Of open ballots only.
    turnout = models.ForeignKey(
        Turnout,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ballots",
        verbose_name=_("参与表决"),
    )
    turn = models.PositiveSmallIntegerField(_("第几次"), default=1)
    road = models.CharField(
        _("途径"), max_length=20, choices=EntryRoad.choices, blank=True, default=""
    )
    reason = models.CharField(_("更正原因"), max_length=120, blank=True, default="")
    at = models.DateTimeField(_("时间"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="ballots_entered",
        verbose_name=_("录入人"),
    )

    class Meta:
        verbose_name = _("选票")
        verbose_name_plural = _("选票")
        constraints: ClassVar = [
            CompositeForeignKey(
                fields=("vote", "is_secret"),
                to="meetings.Vote",
                to_fields=("id", "is_secret"),
                name="ballot_as_secret_as_its_vote",
            ),
            part_of_vote("ballot_turnout_of_vote", "turnout", "Turnout"),
            models.UniqueConstraint(fields=["turnout", "turn"], name="ballot_once_a_turn"),
            models.UniqueConstraint(fields=["vote", "receipt"], name="ballot_receipt_once"),
            models.UniqueConstraint(fields=["id", "vote"], name="ballot_of_vote"),
            models.CheckConstraint(
                condition=Q(
                    is_secret=True,
                    turnout=None,
                    turn=1,
                    road="",
                    reason="",
                    at=None,
                    entered_by=None,
                )
                | Q(is_secret=False, turnout__isnull=False, at__isnull=False) & ~Q(road=""),
                name="ballot_secret_leads_to_nobody",
            ),
            models.CheckConstraint(
                condition=Q(turn=1, reason="") | Q(turn__gt=1) & ~Q(reason=""),
                name="ballot_corrected_with_reason",
                violation_error_message=_("更正要写原因"),
            ),
        ]
        triggers = (
            only_while_open(),
            never_changed(
                "id", "vote_id", "is_secret", "area", "receipt", "turnout_id", "turn", "road",
                "reason", "at",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.receipt


class BallotMark(models.Model):
    """选票上的一项: what a ballot says of one option; an option without a mark is an abstention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(
        Vote, on_delete=models.PROTECT, related_name="marks", verbose_name=_("表决")
    )
    ballot = models.ForeignKey(
        Ballot, on_delete=models.CASCADE, related_name="marks", verbose_name=_("选票")
    )
    option = models.ForeignKey(
        VoteOption, on_delete=models.PROTECT, related_name="marks", verbose_name=_("表决选项")
    )
    choice = models.CharField(_("选择"), max_length=20, choices=Choice.choices)

    class Meta:
        verbose_name = _("选票上的一项")
        verbose_name_plural = _("选票上的一项")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "option"], name="ballotmark_once"),
            part_of_vote("ballotmark_ballot_of_vote", "ballot", "Ballot"),
            part_of_vote("ballotmark_option_of_vote", "option", "VoteOption"),
        ]
        triggers = (
            only_while_open(),
            never_changed("id", "vote_id", "ballot_id", "option_id", "choice"),
        )

    def __str__(self) -> str:
        return f"{self.ballot_id}·{self.option_id}"


@tracked()
class VoteCount(models.Model):
    """计票结果: who was entitled and who took part, as it was counted; never changed afterwards."""

    vote = models.OneToOneField(
        Vote, on_delete=models.CASCADE, related_name="count", verbose_name=_("表决")
    )
    entitled_heads = models.PositiveIntegerField(
        _("应参与人数"), validators=[MaxValueValidator(MOST_HEADS)]
    )
    entitled_area = models.DecimalField(
        _("应参与面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    present_heads = models.PositiveIntegerField(_("参与人数"))
    present_area = models.DecimalField(
        _("参与面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    counted_at = models.DateTimeField(_("计票时间"))
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="votes_counted",
        verbose_name=_("计票人"),
    )

    class Meta:
        verbose_name = _("计票结果")
        verbose_name_plural = _("计票结果")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(present_heads__lte=F("entitled_heads"))
                & Q(present_area__lte=F("entitled_area")),
                name="votecount_present_within_entitled",
                violation_error_message=_("参与的不能多于应参与的"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}: {self.present_heads}/{self.entitled_heads}"


@tracked()
class OptionCount(models.Model):
    """单项结果: what was counted for one option, by which shares, and what became of it."""

    vote = models.ForeignKey(
        Vote, on_delete=models.CASCADE, related_name="option_counts", verbose_name=_("表决")
    )
    option = models.OneToOneField(
        VoteOption, on_delete=models.CASCADE, related_name="count", verbose_name=_("表决选项")
    )
    agree_heads = models.PositiveIntegerField(_("同意人数"))
    agree_area = models.DecimalField(
        _("同意面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    oppose_heads = models.PositiveIntegerField(_("反对人数"))
    oppose_area = models.DecimalField(
        _("反对面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    abstain_heads = models.PositiveIntegerField(_("弃权人数"))
    abstain_area = models.DecimalField(
        _("弃权面积（㎡）"), max_digits=12, decimal_places=2, default=0
    )
    split_heads = models.PositiveIntegerField(_("各户选择不同的人数"), default=0)

    quorum_share = models.CharField(_("参与要求"), max_length=5)
    majority_share = models.CharField(_("同意要求"), max_length=5)
    is_special = models.BooleanField(_("特别事项"), default=False)
    outcome = models.CharField(_("结果"), max_length=20, choices=Outcome.choices)

    class Meta:
        verbose_name = _("单项结果")
        verbose_name_plural = _("单项结果")
        constraints: ClassVar = [
            part_of_vote("optioncount_option_of_vote", "option", "VoteOption"),
        ]

    def __str__(self) -> str:
        return f"{self.option_id}: {self.outcome}"
