"""Sessions as they stand in lists and calendars: fetched as plain tuples, turned into ready words.

300 model instances and a template that formats them cost ten times the query; what is the same for
many rows is worked out once (docs/performance.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import day_bounds, half_day, hour_text
from activities.choices import ActivityKind, SessionStatus, SignUpState
from activities.models import Session, SignUp
from activities.queries.calendar_address import Address
from activities.querysets import SessionQuerySet
from activities.status import OVER, TAKES_SIGN_UPS, Facts, seats_text, session_status
from communities.choices import PlaceKind
from communities.queries.places import Place
from core.page_parts import Tag

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


class Row(NamedTuple):
    """One session as it stands in a list (templates/components/activity_row.html)."""

    url: str
    day: date
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


def list_rows(ask: Ask, first: date, last: date) -> list[Row]:
    """The sessions of the days from first to last, in order of time; one statement."""
    sessions = _sessions(ask).between(day_bounds(first)[0], day_bounds(last)[1])
    if ask.address.kind:
        sessions = sessions.filter(activity__kind=ask.address.kind)
    fetched = (_Fetched(*values) for values in sessions)
    words = _Words(ask)
    rows = [words.row(one) for one in fetched]
    return [row for row in rows if row.status in TAKES_SIGN_UPS] if ask.address.only_open else rows


def next_session(ask: Ask, after: datetime) -> Row | None:
    """The first session that takes place at or after the moment; neither cancelled nor postponed."""
    sessions = _sessions(ask).standing().filter(starts_at__gte=after)
    words = _Words(ask)
    return next((words.row(_Fetched(*values)) for values in sessions[:1]), None)


def _sessions(ask: Ask) -> SessionQuerySet:
    return _of_place(_rows(), ask.place.whole_sub_district() if ask.is_whole else ask.place)


def public_sessions(place: Place) -> SessionQuerySet:
    """What the public may see of the place: its own, and what is held for all around it."""
    return _of_place(Session.objects.public(), place)


def _of_place(sessions: SessionQuerySet, place: Place) -> SessionQuerySet:
    if place.complex:
        return sessions.on_calendar_of(place.complex)
    sessions = sessions.filter(sub_district=place.sub_district).at_listed_places()
    if place.community:
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


@cache
def _rows() -> Any:
    """All that the public may see, as columns in order of time; never fetched itself.

    Put together once: the annotations cost more than the statement takes in the database. People who
    wait are counted by the database, and only where a session is full.
    """
    line = SignUp.objects.filter(session=OuterRef("pk"), state=SignUpState.WAITING)
    people = line.order_by().values("session").annotate(people=Sum("party_size")).values("people")
    waiting = Case(
        When(capacity__lte=F("taken"), then=Coalesce(Subquery(people), 0)),
        default=0,
        output_field=IntegerField(),
    )
    siblings = Session.objects.filter(activity=OuterRef("activity")).exclude(pk=OuterRef("pk"))
    sessions = Session.objects.public()
    ordered = sessions.annotate(waiting_count=waiting, has_siblings=Exists(siblings))
    return ordered.order_by("starts_at", "pk").values_list(*_COLUMNS)


class _Words:
    """Turns fetched columns into words; what is the same for many rows is looked up once."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.names_complexes = ask.names_complexes
        self.zone = timezone.get_current_timezone()
        before, _zero, after = reverse("activities:activity", args=[0]).rpartition("0")
        self.activity_url = before, after
        self.kinds = {str(kind): str(kind.label) for kind in ActivityKind}
        self.tags = {
            str(status): Tag(*TAGS[status], str(SessionStatus(status).label)) for status in TAGS
        }
        self.whole_street, self.whole_community = _("全街道"), _("全社区")
        self.clocks: dict[tuple[int, int], tuple[str, str, str]] = {}
        self.metas: dict[tuple[str, str, str], str] = {}
        self.seats: dict[tuple[str, int | None, int], str] = {}

    def row(self, one: _Fetched) -> Row:
        local = one.starts_at.astimezone(self.zone)
        facts = self._facts(one)
        status = session_status(facts)
        half, clock, clock24 = self._clock(local)
        return Row(
            url=self._url(one),
            day=local.date(),
            iso=local.isoformat(timespec="minutes"),
            half=half,
            clock=clock,
            clock24=clock24,
            title=one.title,
            meta=self._meta(one),
            tag=self.tags[status],
            extra=self._seats(facts, status),
            kind=one.kind.lower(),
            is_over=status in OVER,
            starts_at=one.starts_at,
            status=status,
        )

    def _url(self, one: _Fetched) -> str:
        """Names the session only where the activity has several: the page's default is the next one."""
        before, after = self.activity_url
        url = f"{before}{one.activity_id}{after}"
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

    def _clock(self, local: datetime) -> tuple[str, str, str]:
        """`上午`, `9:30`, `09:30`."""
        key = local.hour, local.minute
        if key not in self.clocks:
            moment = time(*key)
            self.clocks[key] = half_day(moment), hour_text(moment), f"{moment:%H:%M}"
        return self.clocks[key]

    def _meta(self, one: _Fetched) -> str:
        """Kind, room, and for whom it is where that is not just this complex."""
        whose = ""
        if one.community_id is None:
            whose = self.whole_street
        elif one.complex_id is None:
            whose = self.whole_community
        elif self.names_complexes:
            whose = one.complex_name or ""
        key = one.kind, one.space or one.place_text, whose
        if key not in self.metas:
            parts = self.kinds[one.kind], *key[1:]
            self.metas[key] = " · ".join(part for part in parts if part)
        return self.metas[key]

    def _seats(self, facts: Facts, status: SessionStatus) -> str:
        key = status, facts.left, facts.waiting_count
        if key not in self.seats:
            self.seats[key] = seats_text(facts, status)
        return self.seats[key]


def rows_by_day(rows: list[Row]) -> dict[date, list[Row]]:
    by_day: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        by_day[row.day].append(row)
    return dict(by_day)
