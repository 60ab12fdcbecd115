"""What the calendar shows: months, weeks and lists as ready words, a fixed number of statements each.

The rows come from `session_rows`; here they find their days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.clock import date_text, day_bounds, day_text, month_label
from activities.almanac import day_label, day_note, rest_mark
from activities.queries.calendar_address import AUTO, add_months, month_text
from activities.queries.holidays import holidays_between
from activities.queries.session_rows import Ask, Row, list_rows, next_session, rows_by_day

ONE_DAY = timedelta(days=1)
# Rows of a day that stand in its cell of the month table.
ROWS_IN_CELL = 3
_ANY_DAY = "2000-01-01"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a table or a list (activities/templatetags/calendar_rows.py)."""

    iso: str
    number: int
    full: str
    url: str
    rows: list[Row] = field(default_factory=list)
    in_month: bool = True
    is_today: bool = False
    is_past: bool = False
    is_chosen: bool = False
    label: str = ""
    is_term: bool = False
    rest: str = ""
    note: str = ""
    dots: str = ""
    count_text: str = ""
    more: str = ""
    empty_text: str = ""

    @property
    def css(self) -> str:
        """The states of a cell of the month table, as its classes."""
        states = {
            "has": self.rows,
            "is-out": not self.in_month,
            "is-now": self.is_today,
            "is-past": self.is_past,
            "is-chosen": self.is_chosen,
        }
        return " ".join(name for name, is_so in states.items() if is_so)


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where there is nothing: what is missing, and where there is something."""

    title: str
    note: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The part of a calendar that view and template share, whatever the view."""

    h1: str
    say: str
    count: int
    past: Link | None = None
    empty: Empty | None = None
    caption: str = ""
    weeks: list[list[Day]] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    chosen: Day | None = None


def month_page(ask: Ask) -> CalendarPage:
    """The month as whole weeks; rows only on its own days, the day chosen beside it."""
    month = ask.address.month
    last = add_months(month, 1) - ONE_DAY
    rows = list_rows(ask, month, last)
    by_day = rows_by_day(rows)
    start, end = month - timedelta(days=month.weekday()), last + timedelta(days=6 - last.weekday())
    holidays = holidays_between(start, end)
    chosen = _chosen_day(ask, by_day)
    # As a list on a phone what is past stands behind a link, unless there is nothing else.
    hides_past = ask.address.view == AUTO and any(day >= ask.today for day in by_day)
    make = _Cells(ask, holidays, chosen=chosen, hides_past=hides_past)
    cells = [
        make.cell(day, by_day.get(day, []), in_month=month <= day <= last)
        for day in _days_between(start, end)
    ]
    count = len(rows)
    return CalendarPage(
        h1=month_name(month),
        say=_month_says(month, count),
        count=count,
        past=_past_link(ask, rows) if hides_past else None,
        empty=None if rows else _empty_month(ask, month),
        caption=_("%(month)s活动") % {"month": month_name(month)},
        weeks=[cells[first : first + 7] for first in range(0, len(cells), 7)],
        chosen=next((cell for cell in cells if cell.is_chosen), None),
    )


def week_page(ask: Ask) -> CalendarPage:
    """Seven days, Monday first, the empty ones too."""
    monday = ask.address.monday
    sunday = monday + 6 * ONE_DAY
    rows = list_rows(ask, monday, sunday)
    by_day, holidays = rows_by_day(rows), holidays_between(monday, sunday)
    name = _week_name(monday, sunday)
    make = _Cells(ask, holidays)
    return CalendarPage(
        h1=name,
        say=ngettext("%(name)s，%(n)s场活动", "%(name)s，%(n)s场活动", len(rows))
        % {"name": name, "n": len(rows)},
        count=len(rows),
        days=[make.cell(day, by_day.get(day, [])) for day in _days_between(monday, sunday)],
        empty=None if rows else _empty_week(ask),
    )


def list_page(ask: Ask) -> CalendarPage:
    """The days of a month that have something; of this month from today on.

    Asked without a date it reaches at least to tomorrow, across the month's end. A day named by the
    address begins the list; `past` begins it on the first.
    """
    address, today = ask.address, ask.today
    month = address.month
    last = add_months(month, 1) - ONE_DAY
    if not address.moment.text:
        last = max(last, today + ONE_DAY)
    rows = list_rows(ask, month, last)
    is_now = month <= today <= last and not address.past
    since = address.moment.day if address.moment.is_day else today if is_now else month
    by_day = {day: there for day, there in rows_by_day(rows).items() if day >= since}
    of_month = [row for row in rows if row.day < add_months(month, 1)]
    return CalendarPage(
        h1=month_name(month),
        say=_month_says(month, len(of_month)),
        count=len(of_month),
        past=_past_link(ask, rows, before=since),
        days=days_with_rows(ask, by_day, holidays_between(since, last) if by_day else {}),
        empty=None if by_day else _empty_month(ask, month, had_some=bool(rows)),
    )


def days_with_rows(
    ask: Ask,
    by_day: Mapping[date, list[Row]],
    holidays: Mapping[date, bool],
    *,
    base: str = "",
) -> list[Day]:
    """The days of a list that have something. `base`: the calendar's path, from afar."""
    make = _Cells(ask, holidays, base=base)
    return [make.cell(day, rows) for day, rows in by_day.items()]


class _DayWords(NamedTuple):
    full: str
    label: str
    is_term: bool
    note: str


@lru_cache(maxsize=1024)
def _words_of(day: date, language: str | None) -> _DayWords:
    """What the almanac says of a day in the language that is active: the same on every page."""
    label = day_label(day)
    return _DayWords(day_text(day), label.text, label.is_occasion, day_note(day).text)


class _Cells:
    """Makes the days of one page; their addresses differ only in the date."""

    def __init__(
        self,
        ask: Ask,
        holidays: Mapping[date, bool],
        *,
        base: str = "",
        chosen: date | None = None,
        hides_past: bool = False,
    ) -> None:
        self.today = ask.today
        self.holidays = holidays
        self.chosen = chosen
        self.hides_past = hides_past
        # In the month's own view the day's list stands under the table on a phone.
        anchor = "#day" if ask.address.view == "month" and not base else ""
        pattern = base + ask.address.url(d=_ANY_DAY, past=False) + anchor
        self.before, _day, self.after = pattern.partition(_ANY_DAY)
        self.counts: dict[int, tuple[str, str]] = {}
        self.language = get_language()

    def cell(self, day: date, rows: list[Row], *, in_month: bool = True) -> Day:
        words, rest = _words_of(day, self.language), rest_mark(day, self.holidays)
        iso, count = day.isoformat(), len(rows)
        count_text, more = self._count_words(count)
        return Day(
            iso=iso,
            number=day.day,
            full=words.full,
            url=f"{self.before}{iso}{self.after}",
            rows=rows,
            in_month=in_month,
            is_today=day == self.today,
            is_past=self.hides_past and day < self.today,
            is_chosen=day == self.chosen,
            label=words.label,
            is_term=words.is_term,
            rest=rest,
            note=f"{words.note} {rest}".strip(),
            dots="•" * min(count, ROWS_IN_CELL),
            count_text=count_text,
            more=more,
            empty_text="" if rows else _("这天没有活动"),
        )

    def _count_words(self, count: int) -> tuple[str, str]:
        """`5场活动`, and `还有2场` for what has no room in the cell."""
        if count not in self.counts:
            beyond = count - ROWS_IN_CELL
            self.counts[count] = (
                ngettext("%(n)s场活动", "%(n)s场活动", count) % {"n": count} if count else "",
                ngettext("还有%(n)s场", "还有%(n)s场", beyond) % {"n": beyond}
                if beyond > 0
                else "",
            )
        return self.counts[count]


def _chosen_day(ask: Ask, by_day: Mapping[date, list[Row]]) -> date | None:
    """The day named by the address; else today, else the first day ahead that has something."""
    address = ask.address
    if address.moment.is_day:
        return address.moment.day
    if not by_day:
        return None
    if address.month <= ask.today < add_months(address.month, 1):
        return ask.today
    return min(by_day)


def _days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _past_link(ask: Ask, rows: list[Row], *, before: date | None = None) -> Link | None:
    """What took place earlier in the month, behind a link."""
    count = sum(row.day < (before or ask.today) for row in rows)
    if not count:
        return None
    month = ask.address.month
    text = ngettext("看%(month)s已过去的 %(n)s 场", "看%(month)s已过去的 %(n)s 场", count) % {
        "month": month_label(month.month),
        "n": count,
    }
    return Link(text, ask.address.url(view="list", past=True, d=month_text(month)))


def _empty_month(ask: Ask, month: date, *, had_some: bool = False) -> Empty:
    """Where the next thing is: without the filters, else in the next month that has one."""
    name, address = month_label(month.month), ask.address
    note = _("想办什么活动？告诉管家")
    if address.is_filtered:
        return Empty(
            _("%(month)s没有这样的活动。") % {"month": name},
            note,
            address.url(kind="", only_open=False),
            _("看%(month)s全部活动") % {"month": name},
        )
    words = _("%(month)s后面没有活动了。") if had_some else _("%(month)s没有活动。")
    following = next_session(ask, day_bounds(add_months(month, 1))[0])
    if following is None:
        return Empty(words % {"month": name}, note)
    there = following.day
    label = _("看%(month)s") if there.year == month.year else _("看%(year)s年%(month)s")
    return Empty(
        words % {"month": name},
        note,
        address.url(d=month_text(there), past=False),
        label % {"month": month_label(there.month), "year": there.year},
    )


def _empty_week(ask: Ask) -> Empty:
    note, address = _("想办什么活动？告诉管家"), ask.address
    if address.is_filtered:
        return Empty(
            _("这一周没有这样的活动。"),
            note,
            address.url(kind="", only_open=False),
            _("看这一周全部活动"),
        )
    following = next_session(ask, day_bounds(address.monday + 7 * ONE_DAY)[0])
    if following is None:
        return Empty(_("这一周没有活动。"), note)
    return Empty(
        _("这一周没有活动。"),
        note,
        address.url(d=following.iso[:10]),
        _("看%(day)s那一周") % {"day": date_text(following.day)},
    )


def month_name(month: date) -> str:
    return _("%(year)s年%(month)s") % {"year": month.year, "month": month_label(month.month)}


def _month_says(month: date, count: int) -> str:
    return ngettext("%(name)s，%(n)s场活动", "%(name)s，%(n)s场活动", count) % {
        "name": month_name(month),
        "n": count,
    }


def _week_name(monday: date, sunday: date) -> str:
    last = date_text(sunday) if sunday.month != monday.month else _("%(n)s日") % {"n": sunday.day}
    return f"{date_text(monday)}—{last}"
