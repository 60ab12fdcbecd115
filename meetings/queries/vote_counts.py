"""What the ballots of a vote come to: read from the rows each time, and never from a stored sum.

The proof sheet reads by the same two functions as the count, so that anybody can compare both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from meetings.choices import Outcome
from meetings.models import Ballot, BallotMark, RollEntry, Vote, VoteItem, VoteOption
from meetings.queries.vote_rules import rules_for
from meetings.vote_rules import (
    Candidate,
    Decision,
    Measure,
    Shares,
    Tally,
    Word,
    decide,
    elected,
    outcome_of,
    shares_of,
    tally,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One option with what was counted, what its matter asks, and what becomes of it."""

    option: VoteOption
    tally: Tally
    shares: Shares
    decision: Decision
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedBallot:
    """A ballot that counts, with its marks by option; `entry` is None where the vote is secret."""

    receipt: str
    area: Decimal
    head: object
    entry: RollEntry | None
    road: str
    turn: int
    marks: Mapping[int, str]


def entitled_of(vote: Vote) -> Measure:
    """Heads and area of the whole roll; one statement."""
    return _measured(vote.roll.all())


def present_of(vote: Vote) -> Measure:
    """Heads and area of those who took part, whatever they chose; one statement."""
    return _measured(vote.roll.filter(turnouts__isnull=False))


def _measured(entries: QuerySet[RollEntry]) -> Measure:
    found = entries.aggregate(heads=Count("head_number", distinct=True), area=Sum("area"))
    return Measure(found["heads"], found["area"] or Decimal(0))


def ballots_of(vote: Vote) -> list[CountedBallot]:
    """Those that count, of an open vote in the order of its roll; two statements at any size."""
    marks: dict[object, dict[int, str]] = {}
    # A correction takes the place of what it corrects.
    counting = Ballot.objects.filter(vote=vote).order_by("turnout", "-turn")
    if not vote.is_secret:
        counting = counting.distinct("turnout")
    rows = list(counting.select_related("turnout__entry"))
    for ballot, option, choice in BallotMark.objects.filter(vote=vote).values_list(
        "ballot", "option", "choice"
    ):
        marks.setdefault(ballot, {})[option] = choice
    found = [_counted_ballot(row, marks.get(row.pk, {})) for row in rows]
    if vote.is_secret:
        return sorted(found, key=lambda one: one.receipt)
    return sorted(found, key=lambda one: one.entry.number if one.entry else 0)


def _counted_ballot(row: Ballot, marks: Mapping[int, str]) -> CountedBallot:
    entry = row.turnout.entry if row.turnout else None
    return CountedBallot(
        receipt=row.receipt,
        area=row.area,
        head=entry.head_number if entry else row.pk,
        entry=entry,
        road=row.road,
        turn=row.turn,
        marks=marks,
    )


def counted_options(vote: Vote, ballots: Sequence[CountedBallot] | None = None) -> list[Counted]:
    """The count of each option from the ballots as they are; statements at any size the same."""
    ballots = ballots_of(vote) if ballots is None else ballots
    items = items_of(vote)
    tallies = {
        option.pk: tally(Word(one.head, one.area, one.marks.get(option.pk, "")) for one in ballots)
        for _item, options in items
        for option in options
    }
    figures = rules_for(vote.sub_district_id)
    shares = {item.matter: shares_of(item.matter, figures) for item, _options in items}
    return judged(
        items, tallies, present=present_of(vote), entitled=entitled_of(vote), shares=shares
    )


def items_of(vote: Vote) -> list[tuple[VoteItem, list[VoteOption]]]:
    """What is on the paper, in its order; two statements."""
    rows = vote.items.order_by("position").prefetch_related("options")
    return [(item, sorted(item.options.all(), key=lambda one: one.position)) for item in rows]


def judged(
    items: Iterable[tuple[VoteItem, Sequence[VoteOption]]],
    tallies: Mapping[int, Tally],
    *,
    present: Measure,
    entitled: Measure,
    shares: Mapping[str, Shares],
) -> list[Counted]:
    """What counts mean by the rules of their matters; `shares` by matter."""
    found = []
    for item, options in items:
        decisions = {
            option.pk: decide(
                item.matter,
                agree=tallies[option.pk].agree,
                present=present,
                entitled=entitled,
                shares=shares[item.matter],
            )
            for option in options
        }
        outcomes = _outcomes(item, options, tallies, decisions)
        found += [
            Counted(
                option=option,
                tally=tallies[option.pk],
                shares=shares[item.matter],
                decision=decisions[option.pk],
                outcome=outcomes[option.pk],
            )
            for option in options
        ]
    return found


def _outcomes(
    item: VoteItem,
    options: Sequence[VoteOption],
    tallies: Mapping[int, Tally],
    decisions: Mapping[int, Decision],
) -> Mapping[object, Outcome]:
    if item.seats is None:
        return {option.pk: outcome_of(decisions[option.pk]) for option in options}
    candidates = [
        Candidate(option.pk, tallies[option.pk].agree, decisions[option.pk].is_passed)
        for option in options
    ]
    is_quorate = all(decision.is_quorate for decision in decisions.values())
    return elected(candidates, seats=item.seats, is_quorate=is_quorate)


def frozen_options(vote: Vote) -> list[Counted]:
    """The result as it was frozen, judged by the shares that were frozen with it; three statements."""
    rows = {row.option_id: row for row in vote.option_counts.all()}
    items = items_of(vote)
    tallies = {
        key: Tally(
            agree=Measure(row.agree_heads, row.agree_area),
            oppose=Measure(row.oppose_heads, row.oppose_area),
            abstain=Measure(row.abstain_heads, row.abstain_area),
            split=row.split_heads,
        )
        for key, row in rows.items()
    }
    shares = {
        item.matter: Shares.written(
            rows[options[0].pk].quorum_share,
            rows[options[0].pk].majority_share,
            is_special=rows[options[0].pk].is_special,
        )
        for item, options in items
    }
    count = vote.count
    return judged(
        items,
        tallies,
        present=Measure(count.present_heads, count.present_area),
        entitled=Measure(count.entitled_heads, count.entitled_area),
        shares=shares,
    )
