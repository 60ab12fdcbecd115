"""The table of public holidays: filled from the library, corrected and extended by the staff."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from chinese_calendar import Holiday
from chinese_calendar.constants import holidays, workdays
from django.utils import timezone

from activities.models import PublicHoliday

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HolidaysSeeded:
    """How many rows were written, and for which years the library knows no notice."""

    new: int
    missing_years: list[int] = field(default_factory=list)


def seed_public_holidays(*, now: datetime, years: Iterable[int] | None = None) -> HolidaysSeeded:
    """Writes the State Council's days off and days worked instead; this and next year by default.

    A day that is already in the table stays as it is: what the staff wrote counts. A year that
    the library does not know (its notice comes in November) is named, not guessed.
    """
    this_year = timezone.localdate(now).year
    wanted = sorted(set(years if years is not None else (this_year, this_year + 1)))
    known = {day.year for day in holidays}
    missing = [year for year in wanted if year not in known]
    if missing:
        logger.warning("No public holidays known for %s: add them to the table", missing)
    standing = set(PublicHoliday.objects.filter(day__year__in=wanted).values_list("day", flat=True))
    rows = [row for row in _rows(set(wanted)) if row.day not in standing]
    PublicHoliday.objects.bulk_create(rows, ignore_conflicts=True)
    return HolidaysSeeded(len(rows), missing)


def _rows(years: set[int]) -> list[PublicHoliday]:
    tables: tuple[tuple[dict[date, str], bool], ...] = ((holidays, False), (workdays, True))
    return [
        PublicHoliday(day=day, name=Holiday(name).chinese, is_working=is_working)
        for table, is_working in tables
        for day, name in table.items()
        if day.year in years
    ]
