"""What a phone's calendar is told: sessions of a place, of a space, of one person; one statement each.

Plain tuples become entries of `activities.icalendar_text`, as they become rows in `queries.calendar`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.clock import day_bounds
from activities.choices import LIVE_SIGN_UP_STATES, SessionStatus, SignUpState
from activities.icalendar_text import (
    CANCELLED,
    CONFIRMED,
    TENTATIVE,
    Entry,
    calendar_text,
    event_text,
)
from activities.models import Session, SignUp, Space
from activities.queries.activity_page import Occasion
from activities.queries.session_rows import public_sessions
from activities.querysets import SessionQuerySet
from activities.status import USUAL_LENGTH, called_off, called_off_text, where_text
from communities.queries.places import Place

# Two months back: what one went to stays in the phone for a while, and yet the file does not grow from
# year to year. 400 days ahead: the whole of a year's plan, whose last weeks are published with it.
PAST = timedelta(days=60)
AHEAD = timedelta(days=400)
# A street's plan of a year is about 1,200 sessions; beyond this a phone no longer copes (2 MB). What is
# furthest ahead is left out, and comes as the time does.
MOST_ENTRIES = 5000
# Written once a process and kept: the same events stand in the feeds of complex, community, street and
# space, and every subscriber asks for them each hour. About 4 MB.
KEPT_EVENTS = 2048


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar before it is written: what it is called, and its events."""

    name: str
    events: list[str]

    def text(self) -> bytes:
        """Unstamped, so that equal texts mean that nothing has changed (`icalendar_text.stamped`)."""
        return calendar_text(self.name, self.events)


def feed_of_place(place: Place, *, origin: str, now: datetime) -> Feed:
    """What its calendar page shows (`queries.calendar.public_sessions`); one statement."""
    return Feed(
        _("%(place)s活动") % {"place": place.name}, _events(public_sessions(place), origin, now)
    )


def find_space(pk: int) -> Space | None:
    """A space that the public may know of, with its place; one statement."""
    found: Space | None = (
        Space.objects.public()
        .at_listed_places()
        .select_related("complex", "community", "sub_district")
        .filter(pk=pk)
        .first()
    )
    return found


def feed_of_space(space: Space, *, origin: str, now: datetime) -> Feed:
    """What takes place in one room, whoever holds it; one statement."""
    sessions = Session.objects.public().filter(space=space).at_listed_places()
    return Feed(_("%(place)s活动") % {"place": space.name}, _events(sessions, origin, now))


def feed_of_occasion(occasion: Occasion, *, origin: str) -> Feed:
    """One session by itself, the same as in every other feed; no statement."""
    activity, session = occasion.activity, occasion.session
    space = session.space
    event = _event(
        _words(origin, get_language()),
        session.pk,
        activity.pk,
        activity.title,
        activity.description,
        activity.advice,
        activity.state,
        activity.cancel_reason,
        activity.complex.name if activity.complex else None,
        space.name if space else None,
        space.location if space else None,
        session.place_text,
        session.starts_at,
        session.ends_at,
        session.cancelled_at,
        session.sequence,
    )
    return Feed(activity.title, [event])


def feed_of_person(person_id: int, *, origin: str, now: datetime) -> Feed:
    """The person's own live sign-ups, and those that were called off with their session.

    Nothing that opens a ticket stands here: calendars are copied to other servers, and taking back
    the address would not take back the tickets. One statement.
    """
    start, end = _period(now)
    mine = SignUp.objects.filter(
        Q(state__in=LIVE_SIGN_UP_STATES)
        # Called off with the session, by the same service at the same moment: not by the person.
        | Q(session__cancelled_at__isnull=False, cancelled_at=F("session__cancelled_at")),
        person=person_id,
        session__starts_at__gte=start,
        session__starts_at__lt=end,
    )
    columns = [f"session__{column}" for column in _COLUMNS]
    rows = mine.order_by("session__starts_at", "pk").values_list("state", "party_size", *columns)
    words = _words(origin, get_language())
    return Feed(_("我的活动"), [words.own_event(*values) for values in rows[:MOST_ENTRIES]])


# In the order of the parameters of `_Words.entry`.
_COLUMNS = (
    "pk", "activity_id", "activity__title", "activity__description", "activity__advice",
    "activity__state", "activity__cancel_reason", "complex__name", "space__name", "space__location",
    "place_text", "starts_at", "ends_at", "cancelled_at", "sequence",
)  # fmt: skip


def _events(sessions: SessionQuerySet, origin: str, now: datetime) -> list[str]:
    start, end = _period(now)
    rows = sessions.between(start, end).order_by("starts_at", "pk").values_list(*_COLUMNS)
    words = _words(origin, get_language())
    return [_event(words, *values) for values in rows[:MOST_ENTRIES]]


def _period(now: datetime) -> tuple[datetime, datetime]:
    """Whole days, so that the text is the same all day long."""
    today = timezone.localdate(now)
    return day_bounds(today - PAST)[0], day_bounds(today + AHEAD)[1]


class _Words:
    """Turns fetched columns into events; what is the same for all rows is looked up once."""

    def __init__(self, origin: str) -> None:
        # A port more or less makes no other event.
        self.host = urlsplit(origin).hostname or ""
        before, self.url_end = reverse("activities:activity", args=[0]).split("0")
        self.url_start = f"{origin}{before}"
        self.of_complex = _("小区：")
        self.more_at = _("详情和报名：")
        # Many phones show neither the state of an event nor where to read more: the words say it too.
        self.titles = {
            SessionStatus.CANCELLED: (CANCELLED, _("【已取消】")),
            SessionStatus.POSTPONED: (TENTATIVE, _("【已延期】")),
            None: (CONFIRMED, ""),
        }
        self.waiting = TENTATIVE, _("【排队中】")

    def entry(
        self,
        pk: int,
        activity_id: int,
        title: str,
        description: str,
        advice: str,
        state: str,
        cancel_reason: str,
        complex_name: str | None,
        space: str | None,
        space_location: str | None,
        place_text: str,
        starts_at: datetime,
        ends_at: datetime | None,
        cancelled_at: datetime | None,
        sequence: int,
        *,
        said: str = "",
        is_waiting: bool = False,
    ) -> Entry:
        """`said` begins the description; whoever waits has no place yet."""
        off = called_off(state, cancelled_at)
        status, mark = self.waiting if is_waiting and off is None else self.titles[off]
        url = f"{self.url_start}{activity_id}{self.url_end}?session={pk}"
        lines = [
            called_off_text(state, cancelled_at, cancel_reason) if off else "",
            said,
            f"{self.of_complex}{complex_name}" if complex_name else "",
            description,
            advice,
            f"{self.more_at}{url}",
        ]
        return Entry(
            pk,
            sequence,
            status,
            starts_at,
            ends_at or starts_at + USUAL_LENGTH,
            mark + title,
            where_text(space or "", space_location or "", place_text),
            "\n".join(filter(None, lines)),
            url,
        )

    def event(self, *values: Any, **said: Any) -> str:
        return event_text(self.entry(*values, **said), host=self.host)

    def own_event(self, sign_up_state: str, party_size: int, *values: Any) -> str:
        """As its owner reads it: how many come, and whether the place is sure."""
        if sign_up_state == SignUpState.CANCELLED:
            return self.event(*values)
        people = ngettext("%(n)d人", "%(n)d人", party_size) % {"n": party_size}
        said = f"{SignUpState(sign_up_state).label}：{people}"
        is_waiting = sign_up_state == SignUpState.WAITING
        return self.event(*values, said=said, is_waiting=is_waiting)


@lru_cache(maxsize=8)
def _words(origin: str, _language: str) -> _Words:
    """Those of an address and a language."""
    return _Words(origin)


@lru_cache(maxsize=KEPT_EVENTS)
def _event(words: _Words, *values: Any) -> str:
    """The public text of a row. Equal rows have equal texts, so nothing kept here is ever stale."""
    return words.event(*values)
