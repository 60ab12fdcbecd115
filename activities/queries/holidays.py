"""Which days are off and which are worked, from the table of public holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from activities.models import PublicHoliday

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """The answer, and a warning where the year's notice is not in the table (Monday to Friday then)."""

    is_working: bool
    warning: str = ""

    def __bool__(self) -> bool:
        return self.is_working


def is_working_day(day: date) -> WorkingDay:
    """Whether offices work on this day, 调休 included."""
    of_year = PublicHoliday.objects.filter(day__year=day.year)
    row = of_year.filter(day=day).first()
    if row:
        return WorkingDay(row.is_working)
    warning = ""
    if not of_year.exists():
        warning = _("系统里没有%(year)s年的放假安排，暂按周一至周五算工作日") % {"year": day.year}
    return WorkingDay(day.weekday() < SATURDAY, warning)


def holidays_between(first: date, last: date) -> dict[date, bool]:
    """The days of the table from first to last, each with whether it is worked."""
    rows = PublicHoliday.objects.filter(day__range=(first, last))
    return dict(rows.values_list("day", "is_working"))
