"""表决: what is asked of whom, until when; its matters, and what is answered by agree or oppose.

Who may vote stands in `rolls`, who has and what was chosen in `ballots`, what came of it in
`vote_results`.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.constraints import CompositeForeignKey
from communities.models import Placed
from communities.models.bodies import day
from meetings.choices import Matter, VoteBasis, VoteState
from meetings.models.meetings import Meeting
from meetings.querysets import VoteQuerySet

LONGEST_TITLE = 60
LONGEST_TEXT = 200
LONGEST_EXPLANATION = 1000
LONGEST_NAME = 40
MOST_SEATS = 99


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
            CompositeForeignKey(
                fields=("meeting", "sub_district"),
                to="meetings.Meeting",
                to_fields=("id", "sub_district"),
                name="vote_of_meeting_in_sub_district",
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
