"""Who owned which door on a day, and how many heads and how much area that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from accounts.text import pinyin_key
from communities.models import Complex, Door, Ownership


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner of a door, masked: working lists name nobody in full."""

    ownership: Ownership
    name: str
    phone: str
    share: str


@dataclass(frozen=True, slots=True)
class OwnerTotals:
    """What a vote is measured by: 专有部分面积 and 业主人数 (Civil Code art. 278).

    A door is one head however many own it together, and whoever owns several doors is one head.
    `area`: in square metres, of the doors that have an owner and whose area is known; how many of them
    are without it is said, so that nobody takes a part for the whole.
    """

    doors: int
    owned_doors: int
    heads: int
    area: Decimal
    doors_without_area: int
    # Doors of which less than the whole is on record.
    doors_in_part: int


def owners_of_door(door: Door, *, on: date) -> list[Owner]:
    """Its owners that day, the largest share first; one statement."""
    rows = _by_share(door.ownerships.on(on).select_related("person"))
    return [
        Owner(row, row.person.masked_name, row.person.masked_phone, row.share_words) for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedDoor:
    """A door with all who own it together; `names` are masked, the largest share first."""

    door_id: int
    building: str
    unit: str
    room: str
    area: Decimal | None
    owners: frozenset[int]
    names: tuple[str, ...]
    share: Fraction

    @property
    def label(self) -> str:
        """`3栋2单元1501`."""
        return f"{self.building}{self.unit}{self.room}"


def owned_doors(complex_: Complex, *, on: date) -> list[OwnedDoor]:
    """The doors that have an owner that day, as one walks along them; one statement."""
    rows = (
        Ownership.objects.filter(complex=complex_)
        .on(on)
        .select_related("person", "door__unit__building")
    )
    parts: dict[int, list[Ownership]] = {}
    for row in rows:
        parts.setdefault(row.door_id, []).append(row)
    doors = [_owned_door(of_door) for of_door in parts.values()]
    return sorted(
        doors, key=lambda one: [pinyin_key(part) for part in (one.building, one.unit, one.room)]
    )


def doors_without_owner(complex_: Complex, *, on: date) -> list[str]:
    """Their labels, as one walks along them; one statement."""
    rows = Door.objects.filter(complex=complex_).exclude(
        pk__in=Ownership.objects.filter(complex=complex_).on(on).values("door")
    )
    named = rows.values_list("unit__building__name", "unit__name", "room")
    walked = sorted(named, key=lambda parts: [pinyin_key(part) for part in parts])
    return ["".join(parts) for parts in walked]


def owner_totals(complex_: Complex, *, on: date) -> OwnerTotals:
    """Heads and area of a complex's owners that day; two statements."""
    owned = owned_doors(complex_, on=on)
    known = [one.area for one in owned if one.area is not None]
    return OwnerTotals(
        doors=Door.objects.filter(complex=complex_).count(),
        owned_doors=len(owned),
        heads=len({one.owners for one in owned}),
        area=sum(known, Decimal(0)),
        doors_without_area=len(owned) - len(known),
        doors_in_part=sum(one.share < 1 for one in owned),
    )


def _owned_door(rows: list[Ownership]) -> OwnedDoor:
    door = rows[0].door
    return OwnedDoor(
        door_id=door.pk,
        building=door.unit.building.name,
        unit=door.unit.name,
        room=door.room,
        area=door.area,
        owners=frozenset(row.person_id for row in rows),
        names=tuple(row.person.masked_name for row in _by_share(rows)),
        share=sum((row.share for row in rows), Fraction(0)),
    )


def _by_share(rows: Iterable[Ownership]) -> list[Ownership]:
    return sorted(rows, key=lambda row: (-row.share, pinyin_key(row.person.name), row.pk))
