"""Chinese text as people type it: widths, pinyin keys, masks, shapes that may not be stored."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from accounts.pinyin import syllables

# Surnames that read otherwise than the everyday character (domain 6.12).
_SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "区": "ou", "任": "ren", "查": "zha",
    "盖": "ge", "冼": "xian", "缪": "miao", "朴": "piao", "尉迟": "yu chi", "长孙": "zhang sun",
}  # fmt: skip
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
# As long as the columns that keep it; a longer name is not found by its end.
LONGEST_KEY = 200
_STEERING = frozenset({"Cc", "Cf"})
_NUMBER = re.compile(r"\d+")


def half_width(text: str) -> str:
    """Full-width letters, digits and punctuation as their half-width forms; Chinese stays."""
    return unicodedata.normalize("NFKC", text)


def visible(text: str) -> str:
    """The text without what only steers its display: it would show another name than it is.

    Direction marks (U+202A-202E, U+2066-2069), zero-width characters, other controls. Chinese needs
    none of them; the variation selectors that pick a character's form are no controls and stay.
    """
    return "".join(
        sign for sign in text if sign.isspace() or unicodedata.category(sign) not in _STEERING
    )


def tidy(text: str) -> str:
    """A single line as it is stored: only what is seen, outer blanks gone, inner runs one space."""
    return " ".join(visible(text).split())


@lru_cache(maxsize=4096)
def pinyin_key(name: str) -> str:
    """Sort and search key of a name: syllables, initials, syllables joined.

    中粮 is `zhong liang|zl|zhongliang`; numbers sort as numbers (建兴路2号院 before 10号院). The
    embedded PostgreSQL has no pinyin collation (docs/architecture.md), so the key is stored.
    """
    return _key(syllables(name))


def pinyin_slug(name: str) -> str:
    """For addresses: `jian-xing-lu-1-hao-yuan`, numbers as they are written; may be empty."""
    parts = syllables(half_width(name))
    return re.sub(r"[^a-z0-9]+", "-", " ".join(parts).lower()).strip("-")


@lru_cache(maxsize=4096)
def person_pinyin_key(name: str) -> str:
    """As `pinyin_key`, with the surname read as a surname (单 is shan, 曾 is zeng)."""
    for surname in (name[:2], name[:1]):
        if surname in _SURNAMES:
            given = syllables(name[len(surname) :])
            return _key([*_SURNAMES[surname].split(), *given])
    return pinyin_key(name)


def _key(parts: list[str]) -> str:
    tidied = [part.strip().lower() for part in parts if part.strip()]
    sorted_as = " ".join(_NUMBER.sub(lambda found: found[0].zfill(4), part) for part in tidied)
    initials = "".join(part if part.isdigit() else part[0] for part in tidied)
    return f"{sorted_as}|{initials}|{''.join(tidied)}"[:LONGEST_KEY]


def mask_name(name: str) -> str:
    """A name in a public list: 王小芳 is 王*芳, 王芳 is 王*."""
    if len(name) <= 1:
        return name
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def has_id_number(text: str) -> bool:
    """Whether a citizen's ID number (GB 11643, check digit right) stands in the text.

    There is no field for one anywhere (domain 6.4): forms and imports refuse it.
    """
    for match in _ID_NUMBER.finditer(half_width(text)):
        number = match.group().upper()
        total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
        if _ID_CHECK[total % 11] == number[17]:
            return True
    return False
