"""Codes of tickets and the canonical form of a door, as pure functions."""

from __future__ import annotations

import re
import secrets

from accounts.text import half_width

# Base 32 without the look-alikes 0 O 1 I L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TICKET_LENGTH = 12
ENTRY_LENGTH = 6

_DOOR_PARTS = re.compile(r"(?:号楼|栋|幢|座|楼|单元|门|层|室|号|户|房)|[\s\-－—_/、,，.#]+")


def new_ticket_code() -> str:
    """Twelve characters that open a ticket by themselves (about 59 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TICKET_LENGTH))


def is_ticket_code(typed: str) -> bool:
    """Whether this can be a ticket's code, in letters of either case."""
    return len(typed) == TICKET_LENGTH and set(typed.upper()) <= set(ALPHABET)


def new_entry_code() -> str:
    """Six digits for the door: only with the phone, or for staff (architecture 4)."""
    return f"{secrets.randbelow(10**ENTRY_LENGTH):0{ENTRY_LENGTH}d}"


def spaced(code: str) -> str:
    """`6 2 8 1 4 0`: read out loud and typed without error."""
    return " ".join(code)


def door_key(typed: str) -> str:
    """`3栋2单元1501室`, `3-2-1501` and `3 2 1501`, full width too, are one door: `3-2-1501`."""
    return _DOOR_PARTS.sub("-", half_width(typed).strip().upper()).strip("-").replace("--", "-")
