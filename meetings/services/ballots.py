"""Taking ballots: by the page, by a helper and from paper, one count and none twice."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import acting_as
from accounts.clock import date_text
from communities.choices import EntryRoad
from core.codes import new_code
from core.errors import DomainError
from core.throttle import Try, is_over_any_limit
from core.transactions import broken_rule, locking
from meetings.ballot_codes import RECEIPT_LENGTH
from meetings.choices import Choice, VoteState
from meetings.models import Ballot, BallotMark, RollEntry, Turnout, Vote, VoteOption
from meetings.models.ballots import ALREADY_VOTED
from meetings.services.votes import NotOpen

if TYPE_CHECKING:
    from accounts.models import User

# Tries of wrong codes in a quarter of an hour: of a browser, and of an address, behind which a whole
# complex may sit. As the codes of tickets are guarded.
WINDOW = 15 * 60
MOST_OF_DEVICE = 6
MOST_OF_ADDRESS = 300


class AlreadyVoted(DomainError):
    """The entry has its ballot; co-owners who agree otherwise have it corrected."""


class NotOnRoll(DomainError):
    default_message = gettext_lazy("名册上没有这一户：名册日没有登记业主的户不能投票")


class Closed(DomainError):
    default_message = gettext_lazy("投票已经截止")


class TooManyChosen(DomainError):
    """More candidates than seats."""


class ForeignOption(DomainError):
    default_message = gettext_lazy("有的选项不是这次表决的，请刷新再填")


class SameEntryTwice(DomainError):
    """Two lines of one pile name the same door."""


class NotCorrected(DomainError):
    default_message = gettext_lazy("无记名的选票投出后不能更正")


class NothingToCorrect(DomainError):
    default_message = gettext_lazy("这一户还没有投票，不用更正")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One filled-in ballot: a choice by option; options left out are abstentions."""

    entry_id: int
    choices: Mapping[int, str]
    road: EntryRoad
    form_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That a ballot is in. `code` finds it on the proof sheet; empty where it was in before.

    Of a secret ballot that somebody keyed in for others the code is told to nobody.
    """

    entry: RollEntry
    code: str


@locking
def cast_ballots(
    *,
    vote_id: int,
    sheets: Sequence[Sheet],
    actor: User | None,
    now: datetime,
) -> list[Receipt]:
    """Takes ballots, all or none, in the same statements whatever their number.

    Holds the rows of the roll, so that of two ballots for one door the second is told when and by which
    road the first came; the unique key of `Turnout` says the same whoever forgets to ask. The same form
    twice is one ballot. In a secret vote whoever owns several doors casts one ballot for all of them.
    Pages take ballots until the closing time; paper that came in by then may be keyed in until the
    count. Raises NotOpen, Closed, NotOnRoll, AlreadyVoted, SameEntryTwice, TooManyChosen,
    ForeignOption.
    """
    vote = Vote.objects.get(pk=vote_id)
    if vote.state != VoteState.OPEN:
        raise NotOpen
    if now >= vote.closes_at and any(sheet.road != EntryRoad.PAPER for sheet in sheets):
        raise Closed
    _require_valid(vote, sheets)
    entries = held_entries(vote, sheets)
    standing = {
        turnout.entry_id: turnout
        for turnout in Turnout.objects.filter(vote=vote, entry__in=entries).order_by("pk")
    }
    fresh = [sheet for sheet in sheets if not _is_repeated(sheet, standing)]
    for sheet in fresh:
        _require_not_voted(vote, sheet, entries, standing)
    if any(sheet.road == EntryRoad.ONLINE for sheet in fresh):
        # An own ballot names nobody, whoever is signed in on that device.
        with acting_as(None, reason="own ballot", request_id=None):
            codes = _write(vote, fresh, entries, actor=None, now=now)
    else:
        codes = _write(vote, fresh, entries, actor=actor, now=now)
    return [
        Receipt(entry=entries[sheet.entry_id], code=codes.get(sheet.entry_id, ""))
        for sheet in sheets
    ]


@locking
def correct_ballot(
    *,
    entry_id: int,
    choices: Mapping[int, str],
    reason: str,
    road: EntryRoad,
    actor: User,
    now: datetime,
) -> Receipt:
    """Another ballot of a door whose owners agreed otherwise, with the reason; the last one counts.

    What was cast before stays, with who entered it and when. Raises NotOpen, NotCorrected (secret),
    NothingToCorrect, TooManyChosen, ForeignOption.
    """
    entry = RollEntry.objects.select_for_update(no_key=True, of=("self",)).get(pk=entry_id)
    vote = Vote.objects.get(pk=entry.vote_id)
    if vote.state != VoteState.OPEN:
        raise NotOpen
    if vote.is_secret:
        raise NotCorrected
    _require_valid(vote, [Sheet(entry_id=entry.pk, choices=choices, road=road)])
    last = Ballot.objects.filter(turnout__entry=entry).order_by("-turn").first()
    if last is None:
        raise NothingToCorrect
    ballot = Ballot(
        vote=vote,
        is_secret=False,
        area=last.area,
        receipt=new_code(RECEIPT_LENGTH),
        turnout_id=last.turnout_id,
        turn=last.turn + 1,
        road=road,
        reason=reason,
        at=now,
        entered_by=actor,
    )
    ballot.save(force_insert=True)
    BallotMark.objects.bulk_create(_marks(ballot, choices))
    return Receipt(entry=entry, code=ballot.receipt)


def tries_codes_too_often(*, device: str, address: str) -> bool:
    """Counts one try of a code that opened nothing. Empty: not known, not counted."""
    tries = [
        Try("ballot-device", device, MOST_OF_DEVICE),
        Try("ballot-address", address, MOST_OF_ADDRESS),
    ]
    return is_over_any_limit(tries, seconds=WINDOW)


def _require_valid(vote: Vote, sheets: Iterable[Sheet]) -> None:
    """Choices for options of this vote alone, and no more candidates than seats."""
    options = {one.pk: one for one in VoteOption.objects.filter(vote=vote).select_related("item")}
    for sheet in sheets:
        if not sheet.choices.keys() <= options.keys():
            raise ForeignOption
        if not set(sheet.choices.values()) <= set(Choice.values):
            raise ValueError("A choice is to agree, to oppose or to abstain.")
        chosen: dict[int, int] = {}
        for option_id, choice in sheet.choices.items():
            item = options[option_id].item
            chosen[item.pk] = chosen.get(item.pk, 0) + (choice == Choice.AGREE)
            if item.seats is not None and chosen[item.pk] > item.seats:
                facts = {"item": item.text, "seats": item.seats}
                raise TooManyChosen(_("“%(item)s”最多同意%(seats)d人") % facts)


def held_entries(vote: Vote, sheets: Sequence[Sheet]) -> dict[int, RollEntry]:
    """The roll's rows of these sheets, locked in one order; of a secret vote all doors of their heads."""
    wanted = {sheet.entry_id for sheet in sheets}
    if len(wanted) < len(sheets):
        raise SameEntryTwice(_("同一户写了两行，请只留一行"))
    named = RollEntry.objects.filter(vote=vote, pk__in=wanted)
    rows = RollEntry.objects.filter(vote=vote)
    rows = (
        rows.filter(head_number__in=named.values("head_number"))
        if vote.is_secret
        else rows.filter(pk__in=wanted)
    )
    held = {row.pk: row for row in rows.select_for_update(no_key=True).order_by("pk")}
    if not wanted <= held.keys():
        raise NotOnRoll
    heads = {held[entry_id].head_number for entry_id in wanted}
    if vote.is_secret and len(heads) < len(wanted):
        raise SameEntryTwice(_("有两行是同一业主的，无记名表决一位业主只投一张票"))
    return held


def _is_repeated(sheet: Sheet, standing: Mapping[int, Turnout]) -> bool:
    known = standing.get(sheet.entry_id)
    return bool(known and sheet.form_key and known.request_key == sheet.form_key)


def _require_not_voted(
    vote: Vote,
    sheet: Sheet,
    entries: Mapping[int, RollEntry],
    standing: Mapping[int, Turnout],
) -> None:
    for entry in _covered(vote, sheet, entries):
        if entry.pk in standing:
            raise AlreadyVoted(voted_text(entry, standing[entry.pk]))


def _covered(vote: Vote, sheet: Sheet, entries: Mapping[int, RollEntry]) -> list[RollEntry]:
    """Which entries one ballot speaks for: its own; in a secret vote all of its head."""
    own = entries[sheet.entry_id]
    if not vote.is_secret:
        return [own]
    others = [one for one in entries.values() if one.head_number == own.head_number]
    return [own, *(one for one in others if one.pk != own.pk)]


def voted_text(entry: RollEntry, turnout: Turnout) -> str:
    """`1栋1单元101已经投过票（11月20日 纸质）…`: of what was chosen it says nothing."""
    facts = {
        "label": entry.label,
        "day": date_text(timezone.localdate(turnout.at)),
        "road": turnout.get_road_display(),
    }
    return _("%(label)s已经投过票（%(day)s %(road)s），不能重复投") % facts


def _write(
    vote: Vote,
    sheets: Sequence[Sheet],
    entries: Mapping[int, RollEntry],
    *,
    actor: User | None,
    now: datetime,
) -> dict[int, str]:
    """Turnouts and ballots; by entry the receipt of its ballot.

    Raises AlreadyVoted where the unique key was quicker than the lock.
    """
    covered = {sheet.entry_id: _covered(vote, sheet, entries) for sheet in sheets}
    turnouts = [
        Turnout(
            vote=vote,
            entry=entry,
            road=sheet.road,
            at=now,
            entered_by=actor,
            request_key=sheet.form_key,
        )
        for sheet in sheets
        for entry in covered[sheet.entry_id]
    ]
    try:
        with transaction.atomic():
            Turnout.objects.bulk_create(turnouts)
    except IntegrityError as error:
        if broken_rule(error, Turnout) != str(ALREADY_VOTED):
            raise
        raise AlreadyVoted(str(ALREADY_VOTED)) from error
    of_entry = {turnout.entry_id: turnout for turnout in turnouts}
    made: dict[int, Ballot] = {}
    for sheet in sheets:
        area = sum((one.area or Decimal(0) for one in covered[sheet.entry_id]), Decimal(0))
        made[sheet.entry_id] = _ballot(
            vote, sheet, of_entry[sheet.entry_id], area=area, actor=actor, now=now
        )
    ballots = list(made.values())
    marks = [mark for sheet in sheets for mark in _marks(made[sheet.entry_id], sheet.choices)]
    if vote.is_secret:
        # A pile keyed in at once lies in no order.
        secrets.SystemRandom().shuffle(ballots)
        secrets.SystemRandom().shuffle(marks)
    Ballot.objects.bulk_create(ballots)
    BallotMark.objects.bulk_create(marks)
    return {
        sheet.entry_id: made[sheet.entry_id].receipt
        for sheet in sheets
        if not vote.is_secret or sheet.road == EntryRoad.ONLINE
    }


def _ballot(
    vote: Vote,
    sheet: Sheet,
    turnout: Turnout,
    *,
    area: Decimal,
    actor: User | None,
    now: datetime,
) -> Ballot:
    ballot = Ballot(
        vote=vote, is_secret=vote.is_secret, area=area, receipt=new_code(RECEIPT_LENGTH)
    )
    if not vote.is_secret:
        ballot.turnout, ballot.road = turnout, sheet.road
        ballot.at, ballot.entered_by = now, actor
    return ballot


def _marks(ballot: Ballot, choices: Mapping[int, str]) -> list[BallotMark]:
    return [
        BallotMark(vote_id=ballot.vote_id, ballot=ballot, option_id=option_id, choice=choice)
        for option_id, choice in choices.items()
    ]
