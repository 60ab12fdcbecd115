"""Where in the calendar somebody is: everything stands in the address, so that it can be shared.

`?view=month|week|list&d=2026-11&type=culture&open=1&scope=all&past=1`; what is missing or unknown is
the default, and a date that nobody can read is today with a sentence that says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from activities.almanac import FIRST_YEAR, LAST_YEAR
from activities.choices import ActivityKind

# Without a view the month is one table that the stylesheet turns into a list on a phone.
AUTO = "auto"
VIEWS = ("list", "week", "month")
_DATE = re.compile(r"(\d{4})-(?:W(\d{2})|(\d{2})(?:-(\d{2}))?)", re.ASCII)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Moment:
    """What `d` names: a month, an ISO week or a day, by its first day. `text` is empty for today."""

    day: date
    text: str = ""
    is_day: bool = False

    @property
    def month(self) -> date:
        """First day of the month; a week belongs to the month of its Thursday."""
        middle = self.day + timedelta(days=3) if "W" in self.text else self.day
        return middle.replace(day=1)


@dataclass(frozen=True, slots=True)
class Address:
    """One state of the calendar page; `url` is the address of another one, on the same path."""

    moment: Moment
    today: date
    view: str = AUTO
    kind: str = ""
    only_open: bool = False
    whole: bool = False
    past: bool = False

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.only_open)

    @property
    def month(self) -> date:
        return self.moment.month

    @property
    def monday(self) -> date:
        """Of the week shown: the one named, else today's, else the month's first."""
        day = self.moment.day
        is_whole_month = self.moment.text and not self.moment.is_day and "W" not in self.moment.text
        if is_whole_month and self.month == self.today.replace(day=1):
            day = self.today
        return day - timedelta(days=day.weekday())

    def url(self, **changes: Any) -> str:
        """`d` is given as text, empty for today; every other change is a field."""
        d = changes.pop("d", self.moment.text)
        other = replace(self, **changes)
        pairs = {
            "view": "" if other.view == AUTO else other.view,
            "d": d,
            "type": other.kind.lower(),
            "open": "1" if other.only_open else "",
            "scope": "all" if other.whole else "",
            "past": "1" if other.past else "",
        }
        query = urlencode({name: value for name, value in pairs.items() if value})
        return f"?{query}" if query else "./"

    def turned(self, pages: int) -> str:
        """The next (1) or previous (-1) week or month, in the same view with the same filters."""
        if self.view == "week":
            year, week, _day = (self.monday + pages * WEEK).isocalendar()
            return self.url(d=f"{year}-W{week:02d}", past=False)
        return self.url(d=month_text(add_months(self.month, pages)), past=False)


def read_address(query: Mapping[str, str], *, today: date) -> tuple[Address, bool]:
    """The address, and whether its date could be read."""
    moment = read_moment(query.get("d", ""), today=today)
    view = query.get("view", "")
    kind = query.get("type", "").upper()
    address = Address(
        moment=moment or Moment(today),
        today=today,
        view=view if view in VIEWS else AUTO,
        kind=kind if kind in ActivityKind.values else "",
        only_open=query.get("open") == "1",
        whole=query.get("scope") == "all",
        past=query.get("past") == "1",
    )
    return address, moment is not None


def read_moment(text: str, *, today: date) -> Moment | None:
    """A month, an ISO week or a date within the almanac's years; None for anything else."""
    if not text:
        return Moment(today)
    found = _DATE.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    year, week, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if week:
            return Moment(date.fromisocalendar(year, week, 1), text)
        return Moment(date(year, month, day if found[4] else 1), text, is_day=bool(found[4]))
    except ValueError:
        return None


def add_months(first: date, months: int) -> date:
    """First day of the month so many months on."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def month_text(day: date) -> str:
    return f"{day.year}-{day.month:02d}"
