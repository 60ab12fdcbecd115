"""Codes of tickets and screens, the rotating code of the door, the canonical form of a door's number.

Pure: nothing is read and nothing is kept; what must be unforgeable is signed with the installation's key.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.text import half_width
from core.codes import ALPHABET, new_code

TICKET_LENGTH = 12
CALENDAR_LENGTH = 26
ENTRY_LENGTH = 6
SCREEN_LENGTH = 12
DOOR_LENGTH = 12
# 门口屏幕: its code changes every minute, and a code is good for three minutes from the beginning of
# its own (ux P10): time to walk up and scan, too short to be sent to somebody at home.
DOOR_WINDOW_SECONDS = 60
DOOR_WINDOWS = 3
# Whoever scanned in time may type for a quarter of an hour. The form's code opens no page, so that it
# cannot be passed on in place of the door's.
FORM_WINDOWS = 15
_DOOR_SALT = "activities.codes.door"
_FORM_SALT = "activities.codes.door_form"

_DOOR_PARTS = re.compile(r"(?:号楼|栋|幢|座|楼|单元|门|层|室|号|户|房)|[\s\-－—_/、,，.#]+")


def new_ticket_code() -> str:
    """Twelve characters that open a ticket by themselves (about 59 bits)."""
    return new_code(TICKET_LENGTH)


def new_calendar_token() -> str:
    """The address of a person's calendar; other servers keep it, so it is longer (about 128 bits)."""
    return new_code(CALENDAR_LENGTH)


def token_digest(token: str) -> str:
    """What is stored of a token. With 128 random bits a plain hash needs neither salt nor key."""
    return hashlib.sha256(token.upper().encode()).hexdigest()


def new_entry_code() -> str:
    """Six digits for the door: only with the phone, or for staff (architecture 4)."""
    return f"{secrets.randbelow(10**ENTRY_LENGTH):0{ENTRY_LENGTH}d}"


def new_screen_token() -> str:
    """Twelve characters that open a door screen by themselves; short enough for a television's remote."""
    return new_code(SCREEN_LENGTH)


def door_code(session_id: int, now: datetime) -> str:
    """What the door's screen shows of the session in this minute."""
    return _rotating(_DOOR_SALT, session_id, _window(now))


def is_door_code(session_id: int, typed: str, now: datetime) -> bool:
    """The code was shown at this session's door within the last three minutes."""
    return _is_recent(_DOOR_SALT, session_id, typed, now=now, windows=DOOR_WINDOWS)


def form_code(session_id: int, now: datetime) -> str:
    """Stands in the form that a scanned code opened."""
    return _rotating(_FORM_SALT, session_id, _window(now))


def is_form_code(session_id: int, typed: str, now: datetime) -> bool:
    """The form was handed out for this session within the last fifteen minutes."""
    return _is_recent(_FORM_SALT, session_id, typed, now=now, windows=FORM_WINDOWS)


def _window(now: datetime) -> int:
    return int(now.timestamp()) // DOOR_WINDOW_SECONDS


def _rotating(salt: str, session_id: int, window: int) -> str:
    digest = salted_hmac(salt, f"{session_id}:{window}", algorithm="sha256").digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:DOOR_LENGTH])


def _is_recent(salt: str, session_id: int, typed: str, *, now: datetime, windows: int) -> bool:
    if len(typed) != DOOR_LENGTH:
        return False
    given, window = typed.upper(), _window(now)
    # Every window is compared, whichever matches: the time it takes tells nothing.
    matches = [
        constant_time_compare(_rotating(salt, session_id, window - back), given)
        for back in range(windows)
    ]
    return any(matches)


def door_key(typed: str) -> str:
    """`3栋2单元1501室`, `3-2-1501` and `3 2 1501`, full width too, are one door: `3-2-1501`."""
    return _DOOR_PARTS.sub("-", half_width(typed).strip().upper()).strip("-").replace("--", "-")
