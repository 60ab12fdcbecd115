"""Three independent readers of iCalendar, each giving what it understood in the same words.

None of them shares code with `activities.icalendar_text`; a calendar that all three read alike is read
by telephones too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import ics
import vobject
from icalendar import Calendar


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it was understood; `starts_at` and `ends_at` in UTC."""

    uid: str
    sequence: int
    status: str
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    description: str
    url: str


def _utc(moment: date) -> datetime:
    assert isinstance(moment, datetime)
    assert moment.tzinfo is not None, "A time without a zone is another time on every telephone"
    return moment.astimezone(UTC)


def by_icalendar(text: bytes) -> list[Event]:
    return [
        Event(
            uid=str(event["UID"]),
            sequence=int(event["SEQUENCE"]),
            status=str(event["STATUS"]),
            stamp=_utc(event.decoded("DTSTAMP")),
            starts_at=_utc(event.decoded("DTSTART")),
            ends_at=_utc(event.decoded("DTEND")),
            summary=str(event["SUMMARY"]),
            location=str(event.get("LOCATION", "")),
            description=str(event.get("DESCRIPTION", "")),
            url=str(event["URL"]),
        )
        for event in Calendar.from_ical(text).walk("VEVENT")
    ]


def by_vobject(text: bytes) -> list[Event]:
    def value(event: Any, name: str) -> Any:
        return getattr(event, name).value if hasattr(event, name) else ""

    return [
        Event(
            uid=value(event, "uid"),
            sequence=int(value(event, "sequence")),
            status=value(event, "status"),
            stamp=_utc(value(event, "dtstamp")),
            starts_at=_utc(value(event, "dtstart")),
            ends_at=_utc(value(event, "dtend")),
            summary=value(event, "summary"),
            location=value(event, "location"),
            description=value(event, "description"),
            url=value(event, "url"),
        )
        for event in getattr(vobject.readOne(text.decode()), "vevent_list", [])
    ]


def by_ics(text: bytes) -> list[Event]:
    def sequence(event: Any) -> int:
        return next(int(line.value) for line in event.extra if line.name == "SEQUENCE")

    return [
        Event(
            uid=event.uid,
            sequence=sequence(event),
            status=event.status,
            stamp=_utc(event.created.datetime),
            starts_at=_utc(event.begin.datetime),
            ends_at=_utc(event.end.datetime),
            summary=event.name,
            location=event.location or "",
            description=event.description or "",
            url=event.url,
        )
        for event in sorted(ics.Calendar(text.decode()).events, key=lambda event: event.begin)
    ]


READERS: dict[str, Callable[[bytes], list[Event]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ics": by_ics,
}


def read_alike(text: bytes) -> list[Event]:
    """The events by time and key, once the three have agreed on every field of them."""
    found = {
        name: sorted(read(text), key=lambda event: (event.starts_at, event.uid))
        for name, read in READERS.items()
    }
    assert found["icalendar"] == found["vobject"] == found["ics"]
    return found["icalendar"]
