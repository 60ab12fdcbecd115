"""The proof sheet: all ballots and the arithmetic, so that anybody can count again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from communities.choices import EntryRoad
from core.cells import CellValue
from core.sheets import Sheet
from meetings.choices import (
    Choice,
)
from meetings.models import Vote, VoteOption
from meetings.queries.vote_counts import (
    CountedBallot,
    ballots_of,
    counted_options,
    frozen_options,
    items_of,
)
from meetings.queries.vote_results import ItemResult, result_rows
from meetings.queries.votes import under_title
from meetings.vote_rules import (
    NOT_THE_ASSEMBLY,
    Measure,
    Word,
    number_text,
    took_part,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One ballot on the proof sheet."""

    number: str
    label: str
    names: str
    area: str
    head: str
    road: str
    receipt: str
    choices: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """All that is needed to count again: the ballots, the roll's sums, the frozen result."""

    headings: list[str]
    ballots: list[ProofLine]
    results: list[ItemResult]
    entitled: str
    present: str
    is_same: bool


def proof_of(vote: Vote) -> Proof:
    """Counted anew from the ballots as they are, beside what was frozen; statements at any size the same."""
    items, frozen = items_of(vote), frozen_options(vote)
    ballots = ballots_of(vote)
    anew = {one.option.pk: one.tally for one in counted_options(vote, ballots)}
    count = vote.count
    return Proof(
        headings=[
            option.name or _("第%(n)d项") % {"n": item.position}
            for item, options in items
            for option in options
        ],
        ballots=[
            _proof_line(one, [option for _item, options in items for option in options])
            for one in ballots
        ],
        results=result_rows(items, frozen),
        entitled=measure_text(Measure(count.entitled_heads, count.entitled_area), vote),
        present=measure_text(Measure(count.present_heads, count.present_area), vote),
        is_same=anew == {one.option.pk: one.tally for one in frozen}
        and took_part(Word(one.head, one.area) for one in ballots)
        == Measure(count.present_heads, count.present_area),
    )


def measure_text(measure: Measure, vote: Vote) -> str:
    if not vote.is_of_owners:
        return _("%(heads)d人") % {"heads": measure.heads}
    facts = {"heads": measure.heads, "area": number_text(measure.area)}
    return _("%(heads)d人 %(area)s㎡") % facts


def _proof_line(one: CountedBallot, options: Sequence[VoteOption]) -> ProofLine:
    entry = one.entry
    road = str(EntryRoad(one.road).label) if one.road else ""
    return ProofLine(
        number=str(entry.number) if entry else "",
        label=entry.label if entry else "",
        names=entry.names if entry else "",
        area=number_text(one.area) if one.area else "",
        head=str(entry.head_number) if entry else "",
        road=_("%(road)s，更正过") % {"road": road} if one.turn > 1 else road,
        receipt=one.receipt,
        choices=[
            str(Choice(one.marks.get(option.pk) or Choice.ABSTAIN).label) for option in options
        ],
    )


def proof_sheet(vote: Vote, proof: Proof) -> Sheet:
    """The same as a table for spreadsheets: ballots first, below them the roll that was entitled."""
    plain = [_("面积（㎡）"), _("回执码"), *proof.headings]
    headings = (
        plain
        if vote.is_secret
        else [_("序号"), _("户或姓名"), _("业主"), _("计票人"), _("途径"), *plain]
    )
    rows: list[list[CellValue]] = []
    for line in proof.ballots:
        told: list[CellValue] = [line.area, line.receipt, *line.choices]
        own: list[CellValue] = [line.number, line.label, line.names, line.head, line.road]
        rows.append(told if vote.is_secret else [*own, *told])
    rows += [[], [_("名册"), _("户或姓名"), _("计票人"), _("面积（㎡）"), _("是否参与")]]
    roll = vote.roll.order_by("number").annotate(turnout_count=Count("turnouts"))
    rows += [
        [
            row.number,
            row.label,
            row.head_number,
            number_text(row.area) if row.area else "",
            _("参与") if row.turnout_count else _("未参与"),
        ]
        for row in roll
    ]
    lines = (under_title(vote), str(NOT_THE_ASSEMBLY))
    return Sheet(_("计票核对表：%(title)s") % {"title": vote.title}, lines, tuple(headings), rows)
