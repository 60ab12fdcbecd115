"""How buildings, units and rooms are written, and which spellings mean the same wall.

Pure text. `3栋`, `3号楼`, `03幢`, `3#` and a bare `3` are one building of a complex; `3栋2单元1501` in
one cell is three of them (issue 4).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from accounts.text import half_width

_BUILDING_WORDS = "号楼|栋|幢|座|楼|#"
_UNIT_WORDS = "单元|门"
_NUMERALS = {word: str(number) for number, word in enumerate("一二三四五六七八九十", 1)}
_BUILDING = re.compile(rf"(?:第)?(.+?)(?:{_BUILDING_WORDS})?", re.DOTALL)
_UNIT = re.compile(rf"(?:第)?(.+?)(?:{_UNIT_WORDS})?", re.DOTALL)
_WORDED = re.compile(
    rf"(?P<building>[^-/]{{1,8}}?(?:{_BUILDING_WORDS}))"
    rf"(?:(?P<unit>[^-/]{{1,6}}?(?:{_UNIT_WORDS})))?"
    r"(?P<room>[0-9A-Z]{1,12})(?:室|号|户|房)?"
)
_DASHED = re.compile(
    r"(?P<building>[0-9A-Z]{1,8})[-/](?:(?P<unit>[0-9A-Z]{1,6})[-/])?(?P<room>[0-9A-Z]{1,12})"
)
_ENTRANCE = re.compile(
    rf"(?P<building>[^-/]{{1,8}}?(?:{_BUILDING_WORDS})?)"
    rf"(?:(?P<unit>[^-/]{{1,6}}?(?:{_UNIT_WORDS})))?"
)
_ROOM_END = re.compile(r"(?<=[0-9A-Z])(?:室|号|户|房)$")


class DoorName(NamedTuple):
    """The three parts of a door; no unit where none was written."""

    building: str
    unit: str
    room: str


def building_key(name: str) -> str:
    """What two spellings of one building have in common: `3`."""
    return _key(name, _BUILDING)


def unit_key(name: str) -> str:
    """What two spellings of one unit have in common: `2`."""
    return _key(name, _UNIT)


def building_name(typed: str) -> str:
    """As it is stored: a bare number becomes `3栋`, everything else stays as it stands on the wall."""
    return f"{typed}栋" if typed.isdigit() else typed


def unit_name(typed: str) -> str:
    return f"{typed}单元" if typed.isdigit() else typed


def room_name(typed: str) -> str:
    """`1501室` is stored as `1501`."""
    return _ROOM_END.sub("", _folded(typed))


def split_door(typed: str) -> DoorName | None:
    """`3栋2单元1501`, `3-2-1501`, `3号楼1501室`; None where it is the number of a room alone."""
    written = _folded(typed)
    found = _WORDED.fullmatch(written) or _DASHED.fullmatch(written)
    if found is None:
        return None
    return DoorName(building_name(found["building"]), unit_name(found["unit"] or ""), found["room"])


def split_entrance(typed: str) -> tuple[str, str] | None:
    """`3栋2单元`, `3号楼`, `3`: a building and a unit of it, or none; None where it reads like no wall."""
    found = _ENTRANCE.fullmatch(_folded(typed))
    return (building_name(found["building"]), unit_name(found["unit"] or "")) if found else None


def _key(name: str, shape: re.Pattern[str]) -> str:
    written = _folded(name)
    found = shape.fullmatch(written)
    number = found[1] if found else written
    number = _NUMERALS.get(number, number)
    return number.lstrip("0") or number


def _folded(name: str) -> str:
    """Half width, capitals, no blanks, one kind of dash."""
    return re.sub("[—–_\u2212]", "-", "".join(half_width(name).upper().split()))
