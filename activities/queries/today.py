"""What is on today, this week and this month: the first part of a complex's home page (ux P1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_text, day_bounds, day_text, month_label
from activities.almanac import today_note
from activities.choices import SessionStatus
from activities.queries.calendar import Day, days_with_rows
from activities.queries.calendar_address import add_months
from activities.queries.session_rows import Ask, Row, list_rows, next_session, rows_by_day
from activities.status import OVER

ONE_DAY = timedelta(days=1)
# Rows under `今天` before one has to open the calendar.
ROWS_OF_TODAY = 3
NOT_HELD = OVER | {SessionStatus.POSTPONED}


@dataclass(frozen=True, slots=True)
class MiniDay:
    """A day of the small month; `url` is empty where nothing is on."""

    number: int | str
    url: str = ""
    is_today: bool = False
    say: str = ""


@dataclass(frozen=True, slots=True)
class MiniMonth:
    label: str
    note: str
    weeks: list[list[MiniDay]]


@dataclass(frozen=True, slots=True)
class Today:
    """Names as templates/portal/home.html uses them; `next` is the one card of elder mode."""

    heading: str
    note: str
    rows: list[Row] = field(default_factory=list)
    empty_title: str = ""
    empty_note: str = ""
    next_url: str = ""
    next_label: str = ""
    # Something was on, and nothing of it is still to come.
    is_over: bool = False
    next: Row | None = None
    later_heading: str = ""
    later_rows: list[Row] = field(default_factory=list)
    # From tomorrow to Sunday, the days that have something.
    week: list[Day] = field(default_factory=list)
    mini: MiniMonth | None = None


def today_and_next(ask: Ask, *, calendar_url: str) -> Today:
    """Today's sessions, the next one, the rest of the week and the small month.

    One statement, a second where nothing lies ahead in what was read. `calendar_url` is the
    calendar's path, onto which the days' addresses are put. `ask` carries no filters.
    """
    today = ask.today
    month = today.replace(day=1)
    sunday = today + timedelta(days=6 - today.weekday())
    last = max(add_months(month, 1) - ONE_DAY, sunday, today + 2 * ONE_DAY)
    rows = list_rows(ask, month, last)
    by_day = rows_by_day(rows)
    coming = _next(ask, rows, last)
    of_today = by_day.get(today, [])
    return Today(
        heading=_("今天 %(day)s") % {"day": day_text(today)},
        note=today_note(today),
        rows=_first_rows(of_today),
        **_when_nothing_is_on(coming),
        is_over=bool(of_today) and all(row.status in NOT_HELD for row in of_today),
        next=_with_day(coming, today) if coming else None,
        later_heading=_("今天和明天"),
        later_rows=[
            _with_day(row, today)
            for row in (*of_today, *by_day.get(today + ONE_DAY, []))
            if row != coming and row.status not in OVER
        ],
        week=days_with_rows(
            ask,
            {day: there for day, there in by_day.items() if today < day <= sunday},
            holidays={},
            base=calendar_url,
        ),
        mini=_mini_month(ask, month, by_day, calendar_url),
    )


def _next(ask: Ask, rows: list[Row], last: date) -> Row | None:
    """The session that runs or comes next and takes place."""
    for row in rows:
        if row.day >= ask.today and row.status not in NOT_HELD:
            return row
    return next_session(ask, day_bounds(last)[1])


def _first_rows(rows: list[Row]) -> list[Row]:
    """At most three, in order of time; what is over gives way first."""
    if len(rows) <= ROWS_OF_TODAY:
        return rows
    ahead = [row for row in rows if row.status not in OVER]
    over = [row for row in rows if row.status in OVER]
    kept = (ahead + over[::-1])[:ROWS_OF_TODAY]
    return [row for row in rows if row in kept]


def _when_nothing_is_on(coming: Row | None) -> dict[str, str]:
    if coming is None:
        return {
            "empty_title": _("近期没有安排"),
            "empty_note": _("想办什么活动？告诉管家"),
        }
    return {
        "empty_title": _("今天没有活动。"),
        "empty_note": _("下一场：%(day)s %(title)s") % {
            "day": date_text(coming.day),
            "title": coming.title,
        },
        "next_url": coming.url,
        "next_label": _("看这场活动"),
    }  # fmt: skip


def _with_day(row: Row, today: date) -> Row:
    """A row that may stand apart from its day says which one: `11月22日 周日 上午`."""
    if row.day == today:
        return row
    is_tomorrow = row.day == today + ONE_DAY
    half = (
        _("明天%(half)s") % {"half": row.half} if is_tomorrow else f"{day_text(row.day)} {row.half}"
    )
    return row._replace(half=half)  # noqa: SLF001  a named tuple has no other way


def _mini_month(
    ask: Ask, month: date, by_day: dict[date, list[Row]], calendar_url: str
) -> MiniMonth:
    last = add_months(month, 1) - ONE_DAY
    days: list[MiniDay] = [MiniDay("") for _blank in range(month.weekday())]
    for number in range(1, last.day + 1):
        day = month.replace(day=number)
        count = len(by_day.get(day, []))
        days.append(
            MiniDay(
                number,
                url=f"{calendar_url}?d={day.isoformat()}" if count else "",
                is_today=day == ask.today,
                say=_mini_says(day, count),
            )
        )
    days += [MiniDay("") for _blank in range(-len(days) % 7)]
    held = sum(month <= day <= last for day in by_day)
    return MiniMonth(
        label=month_label(month.month),
        note=ngettext("%(n)s天有活动", "%(n)s天有活动", held) % {"n": held},
        weeks=[days[first : first + 7] for first in range(0, len(days), 7)],
    )


def _mini_says(day: date, count: int) -> str:
    if not count:
        return ""
    words = {"name": day_text(day), "n": count}
    return ngettext("%(name)s，%(n)s场活动", "%(name)s，%(n)s场活动", count) % words
