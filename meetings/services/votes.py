"""表决 from its draft to its count: items, the roll, codes of ballots, the frozen result."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.queries.owners import owned_doors
from core.codes import new_code
from core.errors import DomainError
from core.transactions import locking
from meetings.ballot_codes import CODE_LENGTH, code_digest
from meetings.choices import MATTER_CLASSES, Matter, MeetingState, VoteBasis, VoteState
from meetings.models import (
    Ballot,
    BallotMark,
    OptionCount,
    RollEntry,
    Vote,
    VoteCount,
    VoteItem,
    VoteOption,
)
from meetings.models.votes import LONGEST_NAME
from meetings.queries.vote_counts import Counted, counted_options, entitled_of, judged, present_of
from meetings.queries.vote_rules import rules_for
from meetings.vote_rules import Measure, Tally, shares_of

if TYPE_CHECKING:
    from accounts.models import User
    from communities.queries.places import Place
    from meetings.models import Meeting

MOST_ITEMS = 12
MOST_CANDIDATES = 30
MOST_MEMBERS = 500
# Rows of one statement: PostgreSQL plans a longer list of values noticeably slower.
AT_ONCE = 2000


class NotInPreparation(DomainError):
    default_message = gettext_lazy("投票已经开始，不能再改事项和名册")


class NotOpen(DomainError):
    default_message = gettext_lazy("这次表决不在投票中")


class StillTakesBallots(DomainError):
    default_message = gettext_lazy("截止时间还没到，也还有人没有投票，现在不能计票")


class ClosesTooEarly(DomainError):
    default_message = gettext_lazy("截止时间要晚于现在")


class TooManyItems(DomainError):
    default_message = gettext_lazy("一次表决最多12项")


class MatterOfOthers(DomainError):
    default_message = gettext_lazy("这类事项不能用这种方式计票")


class CandidatesMissing(DomainError):
    default_message = gettext_lazy("选举要写候选人和应选人数，候选人不能少于应选人数")


class CandidateTwice(DomainError):
    default_message = gettext_lazy("候选人重名，请加以区别")


class NoItems(DomainError):
    default_message = gettext_lazy("还没有表决事项，请先加一项")


class NobodyOnRoll(DomainError):
    default_message = gettext_lazy("名册是空的：这一天没有登记任何业主，或者没有写参加人")


class NameTwice(DomainError):
    default_message = gettext_lazy("名册里有重名，请加以区别")


class SecretOnlyForElections(DomainError):
    default_message = gettext_lazy("业主表决要用签名选票，只有选举可以无记名")


class ComplexMissing(DomainError):
    default_message = gettext_lazy("业主表决要选小区")


class MeetsElsewhere(DomainError):
    default_message = gettext_lazy("表决和会议要在同一个地方，会议不能是取消了的")


class MoreThanPresent(DomainError):
    default_message = gettext_lazy("同意、反对、弃权加起来不能多于到会人数，到会不能多于应到")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsCount:
    """Counted hands on one matter."""

    entitled: int
    present: int
    agree: int
    oppose: int
    abstain: int


@locking
def draft_vote(
    *,
    place: Place,
    title: str,
    explanation: str = "",
    basis: VoteBasis,
    is_secret: bool,
    closes_at: datetime,
    actor: User | None,
    now: datetime,
    meeting: Meeting | None = None,
    request_key: str = "",
    is_demo: bool = False,
) -> Vote:
    """A vote in preparation; the same form twice is one.

    Raises ClosesTooEarly, ComplexMissing, MeetsElsewhere.
    """
    again = Vote.objects.filter(created_by=actor, request_key=request_key).first()
    if request_key and again:
        return again
    if closes_at <= now:
        raise ClosesTooEarly
    if basis == VoteBasis.OWNERS and place.complex is None:
        raise ComplexMissing
    _require_same_place(place, meeting)
    return Vote.objects.create(
        **place.columns(),
        title=title,
        explanation=explanation,
        basis=basis,
        is_secret=is_secret,
        closes_at=closes_at,
        meeting=meeting,
        created_by=actor,
        request_key=request_key,
        is_demo=is_demo,
    )


def _require_same_place(place: Place, meeting: Meeting | None) -> None:
    """A vote lies where its meeting does, so that both move together."""
    if meeting is None:
        return
    if meeting.state == MeetingState.CANCELLED or meeting.place_columns != place.columns():
        raise MeetsElsewhere


@locking
def add_item(
    *,
    vote_id: int,
    matter: str,
    text: str,
    candidates: Sequence[str] = (),
    seats: int | None = None,
    actor: User | None,
) -> VoteItem:
    """Puts one matter to the vote, or an election with its candidates.

    Raises NotInPreparation, TooManyItems, MatterOfOthers (an owners' matter is decided by owners, and
    only those), CandidatesMissing, CandidateTwice.
    """
    del actor
    vote = _in_preparation(vote_id)
    last = vote.items.order_by("-position").first()
    if last and vote.items.count() >= MOST_ITEMS:
        raise TooManyItems
    if MATTER_CLASSES[Matter(matter)].by_area != vote.is_of_owners:
        raise MatterOfOthers
    _require_candidates(candidates, seats)
    item = VoteItem.objects.create(
        vote=vote,
        position=last.position + 1 if last else 1,
        matter=matter,
        text=text,
        seats=seats,
    )
    VoteOption.objects.bulk_create(
        VoteOption(vote=vote, item=item, position=position, name=name)
        for position, name in enumerate(candidates or [""], start=1)
    )
    return item


def _require_candidates(candidates: Sequence[str], seats: int | None) -> None:
    if bool(candidates) != (seats is not None) or len(candidates) < (seats or 0):
        raise CandidatesMissing
    if len(candidates) > MOST_CANDIDATES:
        raise TooManyItems(_("候选人最多30名"))
    if len(set(candidates)) < len(candidates):
        raise CandidateTwice


@locking
def remove_item(*, item_id: int, actor: User | None) -> None:
    """Takes a matter off the paper while nothing has been printed of it. Raises NotInPreparation."""
    del actor
    item = VoteItem.objects.get(pk=item_id)
    _in_preparation(item.vote_id)
    item.delete()


@locking
def write_members(*, vote_id: int, names: Sequence[str], actor: User | None) -> int:
    """Who may vote, one a line: the roll of a vote by heads. Raises NotInPreparation, NameTwice."""
    del actor
    vote = _in_preparation(vote_id)
    if vote.basis != VoteBasis.MEMBERS:
        raise MatterOfOthers
    if len(set(names)) < len(names):
        raise NameTwice
    vote.roll.all().delete()
    rows = [
        RollEntry(vote=vote, number=number, head_number=number, label=name[:LONGEST_NAME])
        for number, name in enumerate(names[:MOST_MEMBERS], start=1)
    ]
    return len(RollEntry.objects.bulk_create(rows))


@locking
def open_vote(*, vote_id: int, roll_on: date, actor: User | None, now: datetime) -> Vote:
    """Freezes the roll and begins to take ballots; twice is once.

    An owners' roll is every door that has an owner on the day: co-owners share its one place, doors of
    the same owners are one head. Doors without an owner stand in no roll, doors without an area count
    as a head without area: the page names both before this is called. Raises NotInPreparation, NoItems,
    NobodyOnRoll, ClosesTooEarly, SecretOnlyForElections.
    """
    vote = Vote.objects.select_for_update(no_key=True).get(pk=vote_id)
    if vote.state == VoteState.OPEN:
        return vote
    if vote.state != VoteState.DRAFT:
        raise NotInPreparation
    _require_ready(vote, now)
    vote.roll_on = roll_on
    if vote.is_of_owners:
        # The roll's trigger asks the vote's day for each door.
        vote.save(update_fields=["roll_on"])
        vote.roll.all().delete()
        RollEntry.objects.bulk_create(_owners_roll(vote, roll_on), batch_size=AT_ONCE)
    if not vote.roll.exists():
        raise NobodyOnRoll
    vote.state, vote.opened_at, vote.opened_by = VoteState.OPEN, now, actor
    vote.save(update_fields=["roll_on", "state", "opened_at", "opened_by"])
    return vote


def _require_ready(vote: Vote, now: datetime) -> None:
    items = list(vote.items.all())
    if not items:
        raise NoItems
    if vote.closes_at <= now:
        raise ClosesTooEarly
    if vote.is_secret and vote.is_of_owners and not all(item.is_election for item in items):
        raise SecretOnlyForElections


def _owners_roll(vote: Vote, on: date) -> Iterable[RollEntry]:
    if vote.complex is None:
        raise ComplexMissing
    heads: dict[frozenset[int], int] = {}
    for number, door in enumerate(owned_doors(vote.complex, on=on), start=1):
        yield RollEntry(
            vote=vote,
            number=number,
            head_number=heads.setdefault(door.owners, len(heads) + 1),
            door_id=door.door_id,
            building=door.building,
            label=door.label,
            names="、".join(door.names)[:60],
            area=door.area,
        )


@locking
def issue_codes(*, vote_id: int, entry_ids: Sequence[int], actor: User | None) -> dict[int, str]:
    """New codes for the slips of these entries; whatever was printed for them before opens nothing.

    By entry, the code in clear: it is told this once and never stored. Entries that have voted get
    none. Raises NotOpen.
    """
    del actor
    vote = Vote.objects.select_for_update(no_key=True).get(pk=vote_id)
    if vote.state != VoteState.OPEN:
        raise NotOpen
    rows = list(vote.roll.filter(pk__in=entry_ids, turnouts=None).order_by("number"))
    codes = {row.pk: new_code(CODE_LENGTH) for row in rows}
    for row in rows:
        row.code_digest = code_digest(codes[row.pk])
        row.codes_issued += 1
    RollEntry.objects.bulk_update(rows, ["code_digest", "codes_issued"], batch_size=AT_ONCE)
    return codes


@locking
def cancel_vote(*, vote_id: int, reason: str, actor: User | None) -> Vote:
    """Ends a vote that is not counted; its ballots stay as they are. Raises NotOpen."""
    del actor
    vote = Vote.objects.select_for_update().get(pk=vote_id)
    if vote.state not in {VoteState.DRAFT, VoteState.OPEN}:
        raise NotOpen(_("已计票或已取消的表决不能取消"))
    vote.state, vote.cancel_reason = VoteState.CANCELLED, reason
    vote.save(update_fields=["state", "cancel_reason"])
    return vote


@locking
def count_vote(*, vote_id: int, actor: User | None, now: datetime) -> VoteCount:
    """Counts and freezes the result; twice is once.

    Takes the vote's row for itself, so that whoever is just voting is counted or refused. Ballots of a
    secret vote are written anew in random order first: afterwards nothing tells which came with which
    turnout. Raises NotOpen; StillTakesBallots before the closing time while somebody has not voted.
    """
    vote = Vote.objects.select_for_update().get(pk=vote_id)
    if vote.state == VoteState.COUNTED:
        return vote.count
    if vote.state != VoteState.OPEN:
        raise NotOpen
    if now < vote.closes_at and vote.roll.filter(turnouts=None).exists():
        raise StillTakesBallots
    if vote.is_secret:
        _shuffle(vote)
    return _freeze(
        vote,
        entitled=entitled_of(vote),
        present=present_of(vote),
        options=counted_options(vote),
        actor=actor,
        now=now,
    )


def _freeze(
    vote: Vote,
    *,
    entitled: Measure,
    present: Measure,
    options: Sequence[Counted],
    actor: User | None,
    now: datetime,
) -> VoteCount:
    OptionCount.objects.bulk_create(
        OptionCount(
            vote=vote,
            option=one.option,
            quorum_share=_written(one.shares.quorum),
            majority_share=_written(one.shares.majority),
            is_special=one.shares.is_special,
            outcome=one.outcome,
            **_columns(one.tally),
        )
        for one in options
    )
    count = VoteCount.objects.create(
        vote=vote,
        entitled_heads=entitled.heads,
        entitled_area=entitled.area,
        present_heads=present.heads,
        present_area=present.area,
        counted_at=now,
        counted_by=actor,
    )
    vote.state = VoteState.COUNTED
    vote.save(update_fields=["state"])
    return count


def _columns(tally: Tally) -> dict[str, int | Decimal]:
    return {
        "agree_heads": tally.agree.heads,
        "agree_area": tally.agree.area,
        "oppose_heads": tally.oppose.heads,
        "oppose_area": tally.oppose.area,
        "abstain_heads": tally.abstain.heads,
        "abstain_area": tally.abstain.area,
        "split_heads": tally.split,
    }


def _written(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


def _shuffle(vote: Vote) -> None:
    """The same ballots under new keys, in an order that nobody can tell, in one transaction."""
    marks: dict[uuid.UUID, list[BallotMark]] = {}
    for mark in vote.marks.all():
        marks.setdefault(mark.ballot_id, []).append(mark)
    ballots = list(vote.ballots.all())
    vote.marks.all().delete()
    vote.ballots.all().delete()
    _anyhow = secrets.SystemRandom()
    _anyhow.shuffle(ballots)
    anew: list[BallotMark] = []
    for ballot in ballots:
        of_ballot = marks.get(ballot.pk, [])
        ballot.pk = uuid.uuid4()
        anew += [
            BallotMark(vote=vote, ballot=ballot, option_id=mark.option_id, choice=mark.choice)
            for mark in of_ballot
        ]
    Ballot.objects.bulk_create(ballots, batch_size=AT_ONCE)
    _anyhow.shuffle(anew)
    BallotMark.objects.bulk_create(anew, batch_size=AT_ONCE)


@locking
def record_hands(
    *,
    place: Place,
    title: str,
    matter: str,
    text: str,
    hands: HandsCount,
    actor: User | None,
    now: datetime,
    meeting: Meeting | None = None,
    request_key: str = "",
    is_demo: bool = False,
) -> Vote:
    """A resolution by counted hands, as it was counted in the room; the same form twice is one.

    Too few present or too few in favour refuse nothing: the result says so, with the rule's source.
    Whoever raised no hand counts with those present. Raises MoreThanPresent, MatterOfOthers,
    MeetsElsewhere.
    """
    again = Vote.objects.filter(created_by=actor, request_key=request_key).first()
    if request_key and again:
        return again
    if hands.agree + hands.oppose + hands.abstain > hands.present or hands.present > hands.entitled:
        raise MoreThanPresent
    if MATTER_CLASSES[Matter(matter)].by_area:
        raise MatterOfOthers
    _require_same_place(place, meeting)
    vote = Vote.objects.create(
        **place.columns(),
        title=title,
        basis=VoteBasis.HANDS,
        closes_at=now,
        meeting=meeting,
        created_by=actor,
        request_key=request_key,
        is_demo=is_demo,
    )
    item = VoteItem.objects.create(vote=vote, position=1, matter=matter, text=text)
    option = VoteOption.objects.create(vote=vote, item=item, position=1)
    present, entitled = Measure(hands.present), Measure(hands.entitled)
    raised = Tally(Measure(hands.agree), Measure(hands.oppose), Measure(hands.abstain))
    options = judged(
        [(item, [option])],
        {option.pk: raised},
        present=present,
        entitled=entitled,
        shares={matter: shares_of(matter, rules_for(vote.sub_district_id))},
    )
    _freeze(vote, entitled=entitled, present=present, options=options, actor=actor, now=now)
    return vote


def _in_preparation(vote_id: int) -> Vote:
    vote = Vote.objects.select_for_update(no_key=True).get(pk=vote_id)
    if vote.state != VoteState.DRAFT:
        raise NotInPreparation
    return vote
