"""What a vote came to, in words: each option's numbers beside the rule's arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.page_parts import Tag
from meetings.choices import (
    MATTER_CLASSES,
    Choice,
    Matter,
    Outcome,
)
from meetings.models import Vote, VoteItem, VoteOption
from meetings.queries.vote_counts import (
    Counted,
    frozen_options,
    items_of,
)
from meetings.vote_rules import (
    Line,
    Measure,
    number_text,
)

_OUTCOME_TAGS: dict[str, tuple[str, str]] = {
    Outcome.PASSED: ("ok", "check"),
    Outcome.ELECTED: ("ok", "check"),
    Outcome.NOT_PASSED: ("mute", "cross"),
    Outcome.NOT_ELECTED: ("mute", "cross"),
    Outcome.TIED: ("warn", "warn"),
    Outcome.NOT_QUORATE: ("warn", "warn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """One option's result: the numbers, and the rule's arithmetic in words."""

    name: str
    tag: Tag
    numbers: list[str]
    lines: list[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """One matter's result."""

    number: int
    text: str
    matter: str
    source: str
    quorum: list[Line]
    options: list[OptionRow]
    is_election: bool


def results_of(vote: Vote) -> list[ItemResult]:
    """The frozen result; five statements."""
    return result_rows(items_of(vote), frozen_options(vote))


def result_rows(
    items: Iterable[tuple[VoteItem, Sequence[VoteOption]]], counted: Iterable[Counted]
) -> list[ItemResult]:
    by_option = {one.option.pk: one for one in counted}
    rows = []
    for item, options in items:
        first = by_option[options[0].pk]
        rows.append(
            ItemResult(
                number=item.position,
                text=item.text,
                matter=item.get_matter_display(),
                source=first.decision.source,
                quorum=first.decision.quorum,
                options=[_option_row(by_option[option.pk]) for option in options],
                is_election=item.is_election,
            )
        )
    return rows


def _option_row(one: Counted) -> OptionRow:
    tone, icon = _OUTCOME_TAGS[one.outcome]
    by_area = MATTER_CLASSES[Matter(one.option.item.matter)].by_area
    sides = (
        (Choice.AGREE, one.tally.agree),
        (Choice.OPPOSE, one.tally.oppose),
        (Choice.ABSTAIN, one.tally.abstain),
    )
    numbers = [_side(str(choice.label), measure, by_area=by_area) for choice, measure in sides]
    if one.tally.split:
        numbers.append(_("各户选择不同 %(n)d人（不计入任何一方）") % {"n": one.tally.split})
    return OptionRow(
        name=one.option.name,
        tag=Tag(tone, icon, str(one.outcome.label)),
        numbers=numbers,
        lines=one.decision.majority,
    )


def _side(label: str, measure: Measure, *, by_area: bool) -> str:
    if not by_area:
        return _("%(side)s %(heads)d人") % {"side": label, "heads": measure.heads}
    facts = {"side": label, "heads": measure.heads, "area": number_text(measure.area)}
    return _("%(side)s %(heads)d人 %(area)s㎡") % facts
