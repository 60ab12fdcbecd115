"""One session as a calendar entry: the same UID for ever, a higher SEQUENCE after every move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event

from activities.models import Activity, Session
from activities.status import USUAL_LENGTH

PRODUCT = "-//HongLin//HongLin//ZH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A session with its activity and the address of its page; `host` makes the UID unique."""

    activity: Activity
    session: Session
    url: str
    host: str
    is_cancelled: bool
    now: datetime


def calendar_of(entry: Entry) -> bytes:
    """The .ics file; reminders come from us, so it carries none."""
    activity, session = entry.activity, entry.session
    event = Event()
    event.add("uid", f"session-{session.pk}@{entry.host}")
    event.add("dtstamp", entry.now)
    event.add("sequence", session.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at or session.starts_at + USUAL_LENGTH)
    event.add("summary", activity.title)
    event.add("location", session.where)
    event.add("url", entry.url)
    if activity.description:
        event.add("description", activity.description)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
