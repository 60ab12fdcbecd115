"""What a vote came to, in words: each option's numbers beside the rule's arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.page_parts import Tag
from meetings.choices import (
    CARRIED,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """An item that was carried in a meeting: the resolution that it became, or where it becomes one."""

    number: int
    text: str
    url: str
    is_resolved: bool


def results_of(vote: Vote) -> list[ItemResult]:
    """The frozen result; five statements."""
    return result_rows(items_of(vote), frozen_options(vote))


def public_results(vote: Vote) -> list[ItemResult]:
    """What residents are shown of it; five statements.

    Of a secret vote the area of those who agreed alone, which is what the rule compares: where one or
    two did not agree, the area of each side would name their doors. Who knows the area of all who took
    part can still work out that of the rest together.
    """
    return result_rows(items_of(vote), frozen_options(vote), is_blurred=vote.is_secret)


def follow_ups_of(vote: Vote, *, may_resolve: bool) -> list[FollowUp]:
    """What became of each item that was carried; one statement."""
    rows = (
        VoteItem.objects.filter(vote=vote, options__count__outcome__in=CARRIED)
        .distinct()
        .order_by("position")
        .values_list("pk", "position", "text", "resolution")
    )
    return [
        FollowUp(
            number=position,
            text=text,
            url=reverse("meetings:field_resolution", args=[resolution])
            if resolution
            else reverse("meetings:field_vote_resolve", args=[vote.pk, pk]),
            is_resolved=resolution is not None,
        )
        for pk, position, text, resolution in rows
        if resolution or may_resolve
    ]


def result_text(item: VoteItem) -> str:
    """`通过：同意 38人 4100㎡ · 反对 …`, of an election a line for each candidate; six statements."""
    (result,) = (one for one in results_of(item.vote) if one.number == item.position)
    return "；".join(
        f"{option.name} {option.tag.label}：{' · '.join(option.numbers)}".strip()
        for option in result.options
    )


def result_rows(
    items: Iterable[tuple[VoteItem, Sequence[VoteOption]]],
    counted: Iterable[Counted],
    *,
    is_blurred: bool = False,
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
                options=[
                    _option_row(by_option[option.pk], is_blurred=is_blurred) for option in options
                ],
                is_election=item.is_election,
            )
        )
    return rows


def _option_row(one: Counted, *, is_blurred: bool) -> OptionRow:
    tone, icon = _OUTCOME_TAGS[one.outcome]
    by_area = MATTER_CLASSES[Matter(one.option.item.matter)].by_area
    sides = (
        (Choice.AGREE, one.tally.agree),
        (Choice.OPPOSE, one.tally.oppose),
        (Choice.ABSTAIN, one.tally.abstain),
    )
    numbers = [
        _side(
            str(choice.label),
            measure,
            by_area=by_area and (choice == Choice.AGREE or not is_blurred),
        )
        for choice, measure in sides
    ]
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
