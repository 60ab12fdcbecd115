"""Calendars as text by RFC 5545 and RFC 7986: escaping, folding, time zone, events.

Pure: plain values in, text out, about ten microseconds an event, because a feed may hold a thousand.
The readers in the tests (icalendar, vobject, ics) know nothing of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

PRODUCT = "-//HongLin//HongLin//ZH"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
# How often a subscriber should come back. Many come once a day whatever stands here (ux finding 9).
REFRESH = "PT1H"

# One zone without daylight saving since 1991, so that a fixed offset is the whole of its rule.
ZONE = "Asia/Shanghai"
_AHEAD = timedelta(hours=8)
_OFFSET = timezone(_AHEAD)
_ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)

# Stands for the moment until that is known. No text holds a NUL: none is let through by `escaped`.
_STAMP = "\0"

# RFC 5545 3.1: at most 75 octets a line; a continued line spends the first on its blank.
LINE_OCTETS = 75
_PIECE = re.compile(rb"(?s).{1,74}(?![\x80-\xbf])")
# A character takes at most four octets, so that this many need not be counted.
_SURELY_SHORT = LINE_OCTETS // 4

# RFC 5545 3.3.11: backslash, semicolon, comma and line ends are escaped, other control characters but
# the tabulator are not allowed. What only some readers take for the end of a line is one here too:
# nothing that somebody typed begins a line of its own.
_OTHER_LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_CLEARED = {
    **{code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"},
    **dict.fromkeys(map(ord, _OTHER_LINE_ENDS), "\n"),
}
_needs_escape = re.compile(r"[\\;,\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]").search
_needs_clearing = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]").search


class Entry(NamedTuple):
    """One event; `number` is the session's key, `sequence` rises with every move and cancellation."""

    number: int
    sequence: int
    status: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    description: str
    url: str


def calendar_text(name: str, events: Iterable[str]) -> bytes:
    """The whole calendar of events as `event_text` wrote them.

    Equal events give equal texts: the moment at which it is made is put in by `stamped`.
    """
    title = escaped(name)
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        folded(f"NAME:{title}"),
        folded(f"X-WR-CALNAME:{title}"),
        f"X-WR-TIMEZONE:{ZONE}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *_ZONE_LINES,
    )
    return ("\r\n".join(head) + f"\r\n{''.join(events)}END:VCALENDAR\r\n").encode()


def event_text(entry: Entry, *, host: str) -> str:
    """One event. `host` makes its key unique in the world."""
    number, sequence, status, starts_at, ends_at, summary, location, description, url = entry
    where = folded(f"LOCATION:{escaped(location)}") + "\r\n" if location else ""
    what = folded(f"DESCRIPTION:{escaped(description)}") + "\r\n" if description else ""
    return (
        f"BEGIN:VEVENT\r\n{folded(f'UID:session-{number}@{host}')}\r\nDTSTAMP:{_STAMP}\r\n"
        f"SEQUENCE:{sequence}\r\nSTATUS:{status}\r\n"
        f"DTSTART;TZID={ZONE}:{_local(starts_at)}\r\nDTEND;TZID={ZONE}:{_local(ends_at)}\r\n"
        f"{folded(f'SUMMARY:{escaped(summary)}')}\r\n{where}{what}"
        f"{folded(f'URL:{url}')}\r\nEND:VEVENT\r\n"
    )


def stamped(text: bytes, moment: datetime) -> bytes:
    """The file. Of two states of an event the higher `sequence` counts, then the later `moment`."""
    return text.replace(_STAMP.encode(), f"{_digits(moment.astimezone(UTC))}Z".encode())


def escaped(text: str) -> str:
    """A value of type TEXT: one line, whatever was typed."""
    if not _needs_escape(text):
        return text
    if _needs_clearing(text):
        text = text.replace("\r\n", "\n").translate(_CLEARED)
    # Four searches for nothing take a tenth of one `translate`.
    escaped_marks = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped_marks.replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, none of which ends within a character."""
    length = len(line)
    if length <= _SURELY_SHORT or (length <= LINE_OCTETS and line.isascii()):
        return line
    octets = line.encode()
    if len(octets) <= LINE_OCTETS:
        return line
    return b"\r\n ".join(_PIECE.findall(octets)).decode()


def _local(moment: datetime) -> str:
    """In the zone; a moment as the database gives it, in UTC, is moved by adding."""
    return _digits(moment + _AHEAD if moment.tzinfo is UTC else moment.astimezone(_OFFSET))


def _digits(moment: datetime) -> str:
    """`20261121T093000`, three times as fast as strftime."""
    return "%04d%02d%02dT%02d%02d%02d" % (  # noqa: UP031  half of what an f-string takes
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second,
    )  # fmt: skip
