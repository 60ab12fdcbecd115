"""选票: who of the roll has voted, and what was chosen.

Taking part (`Turnout`) is one row for each entry of the roll, by
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
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import tracked
from communities.choices import EntryRoad
from communities.constraints import CompositeForeignKey
from meetings.choices import Choice
from meetings.models.rolls import RollEntry
from meetings.models.votes import Vote, VoteOption, part_of_vote

ALREADY_VOTED = _("这一户已经投过票")


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
