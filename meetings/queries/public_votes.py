"""Results of owners' votes as residents read them: totals, and receipts that lead nobody to a door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import date_text, moment_text
from core.page_parts import Fact, Tag
from core.sheets import Sheet
from meetings.choices import Choice
from meetings.models import Vote, VoteItem, VoteOption
from meetings.queries.vote_counts import ballots_of, items_of
from meetings.queries.vote_proof import measure_text
from meetings.queries.votes import VoteRow, closing_text
from meetings.vote_rules import NOT_THE_ASSEMBLY, Measure

if TYPE_CHECKING:
    from communities.queries.places import Place

ROWS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One ballot that counts: its voter knows it by the receipt, everybody else by nothing."""

    receipt: str
    choices: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """All ballots of an open vote in the order of their receipts.

    `totals` are in ballots, so that whoever adds up the list meets them; heads and areas cannot be
    added up from it, because a door's area would name the door.
    """

    headings: list[str]
    lines: list[ReceiptLine]
    totals: list[str]


def public_votes(place: Place) -> QuerySet[Vote]:
    """Published in a place: its own, and of a wider place its parts' too; the latest first."""
    rows: QuerySet[Vote] = Vote.objects.public()
    if place.complex:
        wanted = Q(complex=place.complex)
    elif place.community:
        wanted = Q(community=place.community)
    else:
        wanted = Q(sub_district=place.sub_district)
    related = rows.filter(wanted).select_related("count", "complex", "community", "sub_district")
    return related.order_by("-count__counted_at", "-pk")


def public_vote_rows(votes: Iterable[Vote]) -> list[VoteRow]:
    return [
        VoteRow(
            url=public_url(vote),
            tag=Tag("info", "check", _("已公开")),
            title=vote.title,
            meta=f"{vote.place_name} · {_counted_text(vote)}",
        )
        for vote in votes
    ]


def public_url(vote: Vote) -> str:
    """Its page below its complex; owners' votes have one (a CHECK says so)."""
    return reverse("meetings:vote", args=[vote.complex.slug if vote.complex else "", vote.pk])


def public_facts(vote: Vote) -> list[Fact]:
    """When it was voted, as of which day the roll, how many were asked and took part."""
    count = vote.count
    entitled = Measure(count.entitled_heads, count.entitled_area)
    present = Measure(count.present_heads, count.present_area)
    found = [
        Fact(icon="calendar", label=_("投票时间"), text=_voting_text(vote)),
        Fact(
            icon="people",
            label=_("应参与"),
            text=measure_text(entitled, vote),
            note=_("按%(day)s的产权登记") % {"day": date_text(vote.roll_on)}
            if vote.roll_on
            else "",
        ),
        Fact(icon="check", label=_("已参与"), text=measure_text(present, vote)),
        Fact(icon="pen", label=_("计票"), text=_counted_text(vote)),
        Fact(icon="info", label=_("方式"), text=_("无记名") if vote.is_secret else _("记名")),
    ]
    return [fact for fact in found if fact.text]


def _voting_text(vote: Vote) -> str:
    if vote.opened_at is None:
        return closing_text(vote)
    return f"{moment_text(vote.opened_at)}—{moment_text(vote.closes_at)}"


def _counted_text(vote: Vote) -> str:
    return _("%(at)s计票") % {"at": date_text(timezone.localdate(vote.count.counted_at))}


def receipts_of(vote: Vote) -> Receipts | None:
    """Four statements at any size. None of a secret vote: its ballots carry areas, and stay inside."""
    if vote.is_secret:
        return None
    options = [(item, option) for item, options in items_of(vote) for option in options]
    ballots = sorted(ballots_of(vote), key=lambda one: one.receipt)
    lines = [
        ReceiptLine(
            receipt=one.receipt,
            choices=[
                str(Choice(one.marks.get(option.pk) or Choice.ABSTAIN).label)
                for _item, option in options
            ],
        )
        for one in ballots
    ]
    headings = [option.name or _("第%(n)d项") % {"n": item.position} for item, option in options]
    return Receipts(headings=headings, lines=lines, totals=_totals(headings, lines))


def _totals(headings: Sequence[str], lines: Sequence[ReceiptLine]) -> list[str]:
    """`第1项：同意 29张 · 反对 11张 · 弃权 4张`."""
    found = []
    for at, heading in enumerate(headings):
        said = [line.choices[at] for line in lines]
        sides = [
            _("%(side)s %(n)d张") % {"side": choice.label, "n": said.count(str(choice.label))}
            for choice in Choice
        ]
        found.append(f"{heading}：{' · '.join(sides)}")
    return found


def receipts_sheet(vote: Vote, receipts: Receipts) -> Sheet:
    """The same for a spreadsheet, in which anybody adds up."""
    return Sheet(
        _("选票回执：%(title)s") % {"title": vote.title},
        (*receipts.totals, str(NOT_THE_ASSEMBLY)),
        (_("回执码"), *receipts.headings),
        [[line.receipt, *line.choices] for line in receipts.lines],
    )


def votes_for_programs() -> QuerySet[Vote]:
    """Published results with their items and what each came to; four statements for any number."""
    options = VoteOption.objects.select_related("count", "vote").order_by("position")
    items = VoteItem.objects.order_by("position").prefetch_related(Prefetch("options", options))
    rows: QuerySet[Vote] = Vote.objects.public().select_related(
        "count", "complex", "community", "sub_district"
    )
    return rows.prefetch_related(Prefetch("items", items)).order_by("-count__counted_at", "-pk")
