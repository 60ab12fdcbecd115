"""Bad input, the same for forms and addresses; and how much of it a run gives.

FUZZ=full gives the whole dose (10,000 inputs together with the ledgers, uploads and the sign-up
form); without it the suite takes a slice. Dice are seeded, so that a finding comes again.
"""

# ruff: noqa: S311  odd input is what is tested; no secret is drawn
from __future__ import annotations

import os
import random
from typing import Any

# Would be markup if it came back as it was sent.
MARKUP = "<script>alert('hl-echo')</script>"
ATTRIBUTE = "\"'><img src=x onerror=hl-echo>"
ECHOES = ("<script>alert('hl-echo')", "<img src=x onerror=hl-echo>")

VALUES: tuple[str, ...] = (
    "", " ", "\x00", "a\x00b", "\r\n\r\nSet-Cookie: a=b", "0", "-1", "1", "2", "1e9", "9" * 40,
    "-" + "9" * 40, "1.5", "NaN", "Infinity", "²", "½", "٣", "１２", "0x10", "1_000", "2147483648",
    "9223372036854775807", "9223372036854775808", "true", "None", "null", "undefined", "[]", "{}",
    "2026-13-45", "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-11", "24:00", "25:99",
    "上午", "无", "王" * 200, "长" * 10_000, "x" * 10_000, "\U0001f600" * 30, "\u202e倒过来", "\u200b",
    "\ufeff", "e\u0301" * 50, "\ufffd", "\U000e0001", "\U0010ffff", "'", '"', "' OR 1=1 --",
    "%s%n%d", "{{ 7*7 }}", "{% now %}", "${7*7}", "../../etc/passwd", "file:///etc/passwd",
    "//evil.example", "javascript:hl-echo", "=1+1", "|", "\\", "%00", "%ff", "a&b=c", MARKUP, ATTRIBUTE,
    "13812345678", "+8613812345678", "138 1234 5678", "628140", "confirm", "people", "new",
)  # fmt: skip


def dose(slice_: int, whole: int) -> int:
    return whole if os.environ.get("FUZZ") == "full" else slice_


def dice_for(name: str) -> random.Random:
    return random.Random(f"hl-fuzz {name}")


def mangled(fields: dict[str, list[Any]], dice: random.Random) -> dict[str, list[Any]]:
    """The answers with one to three of them bad, missing, repeated, or of another name."""
    answers = {name: list(values) for name, values in fields.items()}
    names = [*answers, "hl-unknown"]
    for _blow in range(dice.randint(1, 3)):
        name, value = dice.choice(names), dice.choice(VALUES)
        match dice.randrange(6):
            case 0:
                answers.pop(name, None)
            case 1:
                answers[name] = [*answers.get(name, []), value]
            case 2:
                answers[name] = [value] * 30
            case _:
                answers[name] = [value]
    return answers


def echoes(content: bytes) -> list[str]:
    """What was sent as markup and came back as markup."""
    page = content.decode("utf-8", "replace")
    return [echo for echo in ECHOES if echo in page]
