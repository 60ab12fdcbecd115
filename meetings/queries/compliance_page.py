"""/desk/party/life/ 三会一课: each branch in one screen, what it kept and what it still owes in a period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import gettext as _

from communities.querysets import within_places
from core.page_parts import Link, Tag
from meetings.choices import PARTY_LIFE_READERS
from meetings.compliance_rules import (
    LABELS,
    REQUIRED,
    SATISFIED,
    Asked,
    Result,
    Standing,
)
from meetings.queries.compliance import BranchRecord, records, totals
from meetings.queries.meeting_indicators import pending_text
from meetings.slots import Slot, slot_of
from party_building.choices import BRANCHES
from party_building.models import PartyOrganization

if TYPE_CHECKING:
    from communities.querysets import AnyUser

BRANCHES_A_PAGE = 50
QUARTER = 3
YEAR = 12
_PERIOD = re.compile(r"(?P<year>20\d\d)(?:Q(?P<quarter>[1-4]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of meeting of one branch: `2/3` with its word; `why` says what an exemption rests on."""

    label: str
    share: str
    tag: Tag
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One branch."""

    name: str
    url: str
    place: str
    share: str
    pending: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page shows; `share` sums the rows of all its pages."""

    period: Slot
    share: str
    rows: Sequence[Row]
    page: Page[Any]
    periods: Sequence[Link]


def period_of(text: str, *, today: date) -> Slot:
    """`2026Q3` a quarter, `2026` a year; anything else is the quarter that runs."""
    found = _PERIOD.fullmatch(text)
    if not found:
        return slot_of(today, QUARTER)
    year = int(found["year"])
    if found["quarter"]:
        return slot_of(date(year, int(found["quarter"]) * QUARTER, 1), QUARTER)
    return slot_of(date(year, 1, 1), YEAR)


def readable_branches(user: AnyUser, period: Slot, *, today: date) -> Any:
    """Branches of one's places that stood in the period; read by the Party's own people alone."""
    last = min(period.last, today)
    found = PartyOrganization.objects.filter(
        Q(founded_on=None) | Q(founded_on__lte=last),
        Q(dissolved_on=None) | Q(dissolved_on__gte=period.first),
        kind__in=BRANCHES,
    )
    if not user.is_authenticated:
        return found.none()
    if not user.is_superuser:
        found = found.filter(within_places(user, PARTY_LIFE_READERS))
    return found.select_related("complex", "community", "sub_district").order_by(
        "community__pinyin_key", "pinyin_key", "pk"
    )


def compliance_screen(
    user: AnyUser, *, period: Slot, number: int | str | None, today: date
) -> Screen:
    """All branches are judged, for the sum; fifty are shown. One statement, whatever their number.

    `number`: the page as it was asked for; the paginator brings what is none back into the range.
    """
    found = records(
        readable_branches(user, period, today=today),
        first=period.first,
        last=period.last,
        as_of=today,
        with_open=period.last >= today,
    )
    # Whoever still owes something comes first; else by community and name.
    found.sort(key=lambda record: not _owes(record))
    page = Paginator(found, BRANCHES_A_PAGE).get_page(number)
    return Screen(
        period=period,
        share=share_text(*totals(found)),
        rows=[_row(record) for record in page.object_list],
        page=page,
        periods=_periods(period, today),
    )


def life_of(organization_id: int, user: AnyUser, *, today: date) -> Row | None:
    """One branch in the quarter that runs; None for whoever may not read it."""
    period = slot_of(today, QUARTER)
    mine = readable_branches(user, period, today=today).filter(pk=organization_id)
    found = records(mine, first=period.first, last=period.last, as_of=today, with_open=True)
    return _row(found[0]) if found else None


def share_text(satisfied: int, required: int) -> str:
    """`27/36 = 75.0%`; over nothing a dash and `0/0`."""
    if not required:
        return "— 0/0"
    return f"{satisfied}/{required} = {100 * satisfied / required:.1f}%"


def _owes(record: BranchRecord) -> bool:
    return any(result.standing == Standing.PENDING for result in record.results)


def _row(record: BranchRecord) -> Row:
    organization = record.organization
    satisfied, required = totals([record])
    return Row(
        name=organization.name,
        url=organization.get_absolute_url(),
        place=organization.place_name,
        share=f"{satisfied}/{required}",
        pending=pending_text(record.results),
        cells=[_cell(asked, results) for asked in Asked if (results := record.of(asked))],
    )


def _cell(asked: Asked, results: Sequence[Result]) -> Cell:
    satisfied = sum(one.standing in SATISFIED for one in results)
    required = sum(one.standing in REQUIRED for one in results)
    standings = {one.standing for one in results}
    label = str(LABELS[asked])
    share = f"{satisfied}/{required}" if required else ""
    if Standing.PENDING in standings:
        return Cell(label, share, Tag("warn", "clock", _("待补")))
    if Standing.MADE_UP in standings:
        return Cell(label, share, Tag("ok", "check", _("已补")))
    if Standing.MET in standings:
        return Cell(label, share, Tag("ok", "check", _("达标")))
    if Standing.OPEN in standings:
        return Cell(label, share, Tag("info", "clock", _("未到期")))
    return Cell(label, share, Tag("mute", "check", _("免")), results[0].note)


def _periods(current: Slot, today: date) -> list[Link]:
    """The quarters of the shown year, the year as a whole, and the years beside it."""
    year = current.first.year
    links = []
    if year > today.year - 5:
        links.append(Link(_("%(year)d年") % {"year": year - 1}, f"?period={year - 1}"))
    for quarter in range(1, 5):
        slot = slot_of(date(year, quarter * QUARTER, 1), QUARTER)
        if slot.first <= today:
            links.append(Link(slot.text, f"?period={year}Q{quarter}", current=slot == current))
    whole = slot_of(date(year, 1, 1), YEAR)
    links.append(
        Link(_("%(year)d年全年") % {"year": year}, f"?period={year}", current=whole == current)
    )
    if year < today.year:
        links.append(Link(_("%(year)d年") % {"year": year + 1}, f"?period={year + 1}"))
    return links
