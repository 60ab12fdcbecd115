"""How a household is written on a visiting list: building, entrance, floor, room; plain text rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accounts.text import half_width, tidy

# `1501` is room 01 of floor 15, `302` room 02 of floor 3; other room names have no known floor.
_ROOM = re.compile(r"(\d{1,2})\d{2}(?:室|号)?")
_BUILDING = r"(?P<building>[^\s\-]{1,14}?(?:栋|幢|座|号楼|号院|楼))"
_UNIT = r"(?P<unit>[^\s\-]{1,10}?单元)"
_ADDRESS = re.compile(rf"(?:{_BUILDING})?(?:{_UNIT})?(?P<room>[^\s]{{1,20}})")
_NUMBERS = re.compile(r"(?P<building>\d{1,3})-(?P<unit>\d{1,2})-(?P<room>\d{1,4})")


@dataclass(frozen=True, slots=True)
class Household:
    """One household of a list, as it is called on the stairs; `door_id` where it is registered."""

    building: str
    unit: str
    room: str
    door_id: int | None = None

    @property
    def label(self) -> str:
        return f"{self.building}{self.unit}{self.room}"

    @property
    def floor(self) -> int | None:
        return floor_of(self.room)


def floor_of(room: str) -> int | None:
    """The floor that a room's number tells; None where it tells none."""
    found = _ROOM.fullmatch(half_width(room).strip())
    return int(found[1]) if found and int(found[1]) else None


def read_household(line: str) -> Household | None:
    """`3栋2单元1501`, `3-2-1501`, `302`; None for a line that is too long or says nothing."""
    text = tidy(half_width(line)).replace(" ", "")
    if found := _NUMBERS.fullmatch(text):
        return Household(f"{int(found['building'])}栋", f"{int(found['unit'])}单元", found["room"])
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    return Household(match["building"] or "", match["unit"] or "", match["room"])
