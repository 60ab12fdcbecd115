"""The month, quarter, half or whole year in which something is asked for, counted from January."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meetings.choices import MeetingKind

# How often each is asked where a sub-district has set nothing else (domain 3.13); a month where not named.
USUAL_MONTHS = {
    MeetingKind.ASSEMBLY: 3,
    MeetingKind.LECTURE: 3,
    MeetingKind.LIFE_MEETING: 12,
    MeetingKind.APPRAISAL: 12,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A period of whole months, with both its days."""

    first: date
    last: date

    @property
    def text(self) -> str:
        """`2026年第3季度`, `2026年11月`, `2026年上半年`, `2026年`."""
        months = (self.last.month - self.first.month) + 1
        facts = {"year": self.first.year, "month": self.first.month}
        match months:
            case 1:
                return _("%(year)d年%(month)d月") % facts
            case 3:
                facts["quarter"] = (self.first.month + 2) // 3
                return _("%(year)d年第%(quarter)d季度") % facts
            case 6 if self.first.month == 1:
                return _("%(year)d年上半年") % facts
            case 6:
                return _("%(year)d年下半年") % facts
            case _:
                return _("%(year)d年") % facts


def slot_of(day: date, months: int) -> Slot:
    """The period of so many months in which a day lies."""
    first_month = day.month - (day.month - 1) % months
    first = date(day.year, first_month, 1)
    return Slot(first, _next(first, months) - timedelta(days=1))


def slots_ending(first: date, last: date, months: int) -> Iterator[Slot]:
    """Those whose last day lies within these days, the earliest first."""
    slot = slot_of(first, months)
    while slot.last <= last:
        yield slot
        slot = slot_of(slot.last + timedelta(days=1), months)


def slots_touching(first: date, last: date, months: int) -> Iterator[Slot]:
    """Those that have a day within these days, the earliest first."""
    slot = slot_of(first, months)
    while slot.first <= last:
        yield slot
        slot = slot_of(slot.last + timedelta(days=1), months)


def usual_slot(kind: str, day: date) -> Slot:
    """In which a meeting of this kind is usually looked for."""
    return slot_of(day, USUAL_MONTHS.get(MeetingKind(kind), 1))


def earlier_slots(kind: str, day: date, *, count: int) -> list[Slot]:
    """The slots before the one in which the day lies, the latest first: what may be made up for."""
    found = []
    slot = usual_slot(kind, day)
    for _number in range(count):
        slot = usual_slot(kind, slot.first - timedelta(days=1))
        found.append(slot)
    return found


def _next(first: date, months: int) -> date:
    """The first day so many months on."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
