"""What the calendar shows: months, weeks and lists as ready words, a fixed number of statements each.

Plain tuples come from the database and become strings here, because 300 model instances and a
template that formats them cost ten times the query (docs/performance.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_bounds, day_text, half_day, hour_text
from activities.almanac import day_label, day_note, rest_mark
from activities.choices import ActivityKind, SessionStatus, SignUpState
from activities.models import Session, SignUp
from activities.queries.calendar_address import AUTO, Address, add_months, month_text
from activities.queries.holidays import holidays_between
from activities.querysets import SessionQuerySet
from activities.status import OVER, TAKES_SIGN_UPS, Facts, seats_text, session_status
from communities.choices import PlaceKind
from communities.queries import Place

ONE_DAY = timedelta(days=1)
# Rows of a day that stand in its cell of the month table.
ROWS_IN_CELL = 3

_S = SessionStatus
# How a state looks: tint and icon beside its word (templates/components/tag.html).
TAGS: Mapping[str, tuple[str, str]] = {
    _S.OPEN: ("ok", "ring"),
    _S.NEARLY_FULL: ("warn", "half"),
    _S.WAITING_LIST: ("info", "people"),
    _S.FULL: ("mute", "dot"),
    _S.NOT_YET_OPEN: ("mute", "clock"),
    _S.CLOSED: ("mute", "lock"),
    _S.WALK_IN: ("ok", "people"),
    _S.RUNNING: ("info", "play"),
    _S.ENDED: ("mute", "check"),
    _S.POSTPONED: ("warn", "clock"),
    _S.CANCELLED: ("bad", "cross"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    tone: str
    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One session as it stands in a list (templates/components/activity_row.html)."""

    url: str
    iso: str
    half: str
    clock: str
    clock24: str
    title: str
    meta: str
    tag: Tag
    extra: str
    kind: str
    is_over: bool
    starts_at: datetime
    status: str

    @property
    def day(self) -> date:
        return date.fromisoformat(self.iso[:10])


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a table or a list (templates/components/month_day.html)."""

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
class Ask:
    """Whose calendar, which part of it, and when the question is asked."""

    place: Place
    address: Address
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def is_whole(self) -> bool:
        """The whole sub-district: by choice, or because the place is one."""
        return self.address.whole or self.place.kind == PlaceKind.SUB_DISTRICT

    @property
    def names_complexes(self) -> bool:
        """Rows of several complexes stand side by side, so each says whose it is."""
        return self.is_whole or self.place.kind == PlaceKind.COMMUNITY


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
    cells = [
        _cell(
            ask, day, by_day.get(day, []), holidays,
            in_month=month <= day <= last, hides_past=hides_past, chosen=chosen,
        )
        for day in _days_between(start, end)
    ]  # fmt: skip
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
    return CalendarPage(
        h1=name,
        say=ngettext("%(name)s，%(n)s场活动", "%(name)s，%(n)s场活动", len(rows))
        % {"name": name, "n": len(rows)},
        count=len(rows),
        days=[
            _cell(ask, day, by_day.get(day, []), holidays) for day in _days_between(monday, sunday)
        ],
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
        days=days_with_rows(ask, by_day),
        empty=None if by_day else _empty_month(ask, month, had_some=bool(rows)),
    )


def days_with_rows(ask: Ask, by_day: Mapping[date, list[Row]], *, base: str = "") -> list[Day]:
    """The days of a list; no days off or worked stand there. `base`: the calendar's path, from afar."""
    return [_cell(ask, day, rows, {}, base=base) for day, rows in by_day.items()]


def list_rows(ask: Ask, first: date, last: date) -> list[Row]:
    """The sessions of the days from first to last, in order of time; one statement."""
    sessions = _sessions(ask).between(day_bounds(first)[0], day_bounds(last)[1])
    if ask.address.kind:
        sessions = sessions.filter(activity__kind=ask.address.kind)
    fetched = (_Fetched(*values) for values in _values(sessions))
    words = _Words(ask)
    rows = [words.row(one) for one in fetched]
    return [row for row in rows if row.status in TAKES_SIGN_UPS] if ask.address.only_open else rows


def next_session(ask: Ask, after: datetime) -> Row | None:
    """The first session that takes place at or after the moment; neither cancelled nor postponed."""
    sessions = _sessions(ask).standing().filter(starts_at__gte=after)
    words = _Words(ask)
    return next((words.row(_Fetched(*values)) for values in _values(sessions)[:1]), None)


def _sessions(ask: Ask) -> SessionQuerySet:
    """What the public may see of the place: its own, and what is held for all around it."""
    sessions: SessionQuerySet = Session.objects.public()
    place = ask.place
    if place.complex and not ask.is_whole:
        return sessions.on_calendar_of(place.complex)
    sessions = sessions.filter(sub_district=place.sub_district).at_listed_places()
    if place.community and not ask.is_whole:
        return sessions.of_community_and_above(place.community)
    return sessions


class _Fetched(NamedTuple):
    """The columns of a row, in the order of `_COLUMNS`."""

    pk: int
    activity_id: int
    title: str
    kind: str
    state: str
    sign_up_mode: str
    space: str | None
    place_text: str
    starts_at: datetime
    ends_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    capacity: int | None
    taken: int
    cancelled_at: datetime | None
    community_id: int | None
    complex_id: int | None
    complex_name: str | None
    waiting_count: int
    has_siblings: bool


_COLUMNS = (
    "pk", "activity_id", "activity__title", "activity__kind", "activity__state",
    "activity__sign_up_mode", "space__name", "place_text", "starts_at", "ends_at", "opens_at",
    "closes_at", "capacity", "taken", "cancelled_at", "community_id", "complex_id", "complex__name",
    "waiting_count", "has_siblings",
)  # fmt: skip


def _values(sessions: SessionQuerySet) -> Any:
    """People who wait are counted by the database, and only where a session is full."""
    line = SignUp.objects.filter(session=OuterRef("pk"), state=SignUpState.WAITING)
    people = line.order_by().values("session").annotate(people=Sum("party_size")).values("people")
    waiting = Case(
        When(capacity__lte=F("taken"), then=Coalesce(Subquery(people), 0)),
        default=0,
        output_field=IntegerField(),
    )
    siblings = Session.objects.filter(activity=OuterRef("activity")).exclude(pk=OuterRef("pk"))
    ordered = sessions.annotate(waiting_count=waiting, has_siblings=Exists(siblings))
    ordered = ordered.order_by("starts_at", "pk")
    return ordered.values_list(*_COLUMNS)


class _Words:
    """Turns fetched columns into words; what is the same for all rows is looked up once."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.zone = timezone.get_current_timezone()
        self.activity_url = reverse("activities:activity", args=[0])
        self.kinds = {str(kind): str(kind.label) for kind in ActivityKind}
        self.tags = {
            str(status): Tag(*TAGS[status], str(SessionStatus(status).label)) for status in TAGS
        }
        self.halves: dict[time, tuple[str, str]] = {}

    def row(self, one: _Fetched) -> Row:
        local = one.starts_at.astimezone(self.zone)
        facts = self._facts(one)
        status = session_status(facts)
        half, clock = self._clock(local.time())
        return Row(
            url=self._url(one),
            iso=local.isoformat(timespec="minutes"),
            half=half,
            clock=clock,
            clock24=f"{local:%H:%M}",
            title=one.title,
            meta=" · ".join(part for part in self._meta(one) if part),
            tag=self.tags[status],
            extra=seats_text(facts, status),
            kind=one.kind.lower(),
            is_over=status in OVER,
            starts_at=one.starts_at,
            status=status,
        )

    def _url(self, one: _Fetched) -> str:
        """Names the session only where the activity has several: the page's default is the next one."""
        url = self.activity_url.replace("0", str(one.activity_id))
        return f"{url}?session={one.pk}" if one.has_siblings else url

    def _facts(self, one: _Fetched) -> Facts:
        return Facts(
            now=self.ask.now,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            state=one.state,
            sign_up_mode=one.sign_up_mode,
            opens_at=one.opens_at,
            closes_at=one.closes_at,
            capacity=one.capacity,
            taken=one.taken,
            waiting_count=one.waiting_count,
            cancelled_at=one.cancelled_at,
        )

    def _clock(self, moment: time) -> tuple[str, str]:
        if moment not in self.halves:
            self.halves[moment] = half_day(moment), hour_text(moment)
        return self.halves[moment]

    def _meta(self, one: _Fetched) -> tuple[str, str, str]:
        """Kind, room, and for whom it is where that is not just this complex."""
        whose = ""
        if one.community_id is None:
            whose = _("全街道")
        elif one.complex_id is None:
            whose = _("全社区")
        elif self.ask.names_complexes:
            whose = one.complex_name or ""
        return self.kinds[one.kind], one.space or one.place_text, whose


def _cell(
    ask: Ask,
    day: date,
    rows: list[Row],
    holidays: Mapping[date, bool],
    *,
    in_month: bool = True,
    hides_past: bool = False,
    chosen: date | None = None,
    base: str = "",
) -> Day:
    label, rest = day_label(day), rest_mark(day, holidays)
    # In the month's own view the day's list stands under the table on a phone.
    anchor = "#day" if ask.address.view == "month" and not base else ""
    count, beyond = len(rows), len(rows) - ROWS_IN_CELL
    return Day(
        iso=day.isoformat(),
        number=day.day,
        full=day_text(day),
        url=base + ask.address.url(d=day.isoformat(), past=False) + anchor,
        rows=rows,
        in_month=in_month,
        is_today=day == ask.today,
        is_past=hides_past and day < ask.today,
        is_chosen=day == chosen,
        label=label.text,
        is_term=label.is_occasion,
        rest=rest,
        note=" ".join(part for part in (day_note(day).text, rest) if part),
        dots="•" * min(count, ROWS_IN_CELL),
        count_text=ngettext("%(n)s场活动", "%(n)s场活动", count) % {"n": count} if count else "",
        more=ngettext("还有%(n)s场", "还有%(n)s场", beyond) % {"n": beyond} if beyond > 0 else "",
        empty_text="" if rows else _("这天没有活动"),
    )


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


def rows_by_day(rows: list[Row]) -> dict[date, list[Row]]:
    by_day: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        by_day[row.day].append(row)
    return dict(by_day)


def _days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _past_link(ask: Ask, rows: list[Row], *, before: date | None = None) -> Link | None:
    """What took place earlier in the month, behind a link."""
    count = sum(row.day < (before or ask.today) for row in rows)
    if not count:
        return None
    month = ask.address.month
    text = ngettext("看%(month)s月已过去的 %(n)s 场", "看%(month)s月已过去的 %(n)s 场", count) % {
        "month": month.month,
        "n": count,
    }
    return Link(text, ask.address.url(view="list", past=True, d=month_text(month)))


def _empty_month(ask: Ask, month: date, *, had_some: bool = False) -> Empty:
    """Where the next thing is: without the filters, else in the next month that has one."""
    number, address = month.month, ask.address
    note = _("想办什么活动？告诉管家")
    if address.is_filtered:
        return Empty(
            _("%(month)s月没有这样的活动。") % {"month": number},
            note,
            address.url(kind="", only_open=False),
            _("看%(month)s月全部活动") % {"month": number},
        )
    words = _("%(month)s月后面没有活动了。") if had_some else _("%(month)s月没有活动。")
    following = next_session(ask, day_bounds(add_months(month, 1))[0])
    if following is None:
        return Empty(words % {"month": number}, note)
    there = following.day
    label = _("看%(month)s月") if there.year == month.year else _("看%(year)s年%(month)s月")
    return Empty(
        words % {"month": number},
        note,
        address.url(d=month_text(there), past=False),
        label % {"month": there.month, "year": there.year},
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
        _("看%(day)s那一周") % {"day": _short_day(following.day)},
    )


def month_name(month: date) -> str:
    return _("%(year)s年%(month)s月") % {"year": month.year, "month": month.month}


def _month_says(month: date, count: int) -> str:
    return ngettext("%(name)s，%(n)s场活动", "%(name)s，%(n)s场活动", count) % {
        "name": month_name(month),
        "n": count,
    }


def _week_name(monday: date, sunday: date) -> str:
    last = _short_day(sunday) if sunday.month != monday.month else _("%(n)s日") % {"n": sunday.day}
    return f"{_short_day(monday)}—{last}"


def _short_day(day: date) -> str:
    return _("%(month)s月%(day)s日") % {"month": day.month, "day": day.day}
