"""Codes that open something by themselves: random, without look-alikes, read out loud without error."""

from __future__ import annotations

import secrets

# Base 32 without the look-alikes 0 O 1 I L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_code(length: int) -> str:
    """About five bits a character; twelve of them open a thing by themselves (architecture 4)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def is_code(typed: str, *, length: int) -> bool:
    """It can be one of ours, in capitals or small letters; everything else need not be looked for."""
    return len(typed) == length and set(typed.upper()) <= set(ALPHABET)


def spaced(code: str) -> str:
    """`6 2 8 1 4 0`: read out loud and typed without error."""
    return " ".join(code)
