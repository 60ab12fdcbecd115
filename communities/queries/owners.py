"""Who owned which door on a day, and how many heads and how much area that is."""

from __future__ import annotations

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
    """What a vote is measured by: 专有部分面积 and 业主人数 (Civil Code 278).

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
    rows = door.ownerships.on(on).select_related("person")
    return [
        Owner(row, row.person.masked_name, row.person.masked_phone, row.share_words)
        for row in sorted(rows, key=lambda row: (-row.share, pinyin_key(row.person.name), row.pk))
    ]


def owner_totals(complex_: Complex, *, on: date) -> OwnerTotals:
    """Heads and area of a complex's owners that day; two statements."""
    rows = Ownership.objects.filter(complex=complex_).on(on)
    owners: dict[int, set[int]] = {}
    shares: dict[int, Fraction] = {}
    areas: dict[int, Decimal | None] = {}
    for door, person, top, bottom, area in rows.values_list(
        "door", "person", "share_numerator", "share_denominator", "door__area"
    ):
        owners.setdefault(door, set()).add(person)
        shares[door] = shares.get(door, Fraction(0)) + Fraction(top, bottom)
        areas[door] = area
    known = [area for area in areas.values() if area is not None]
    return OwnerTotals(
        doors=Door.objects.filter(complex=complex_).count(),
        owned_doors=len(owners),
        heads=len({frozenset(of_door) for of_door in owners.values()}),
        area=sum(known, Decimal(0)),
        doors_without_area=len(areas) - len(known),
        doors_in_part=sum(share < 1 for share in shares.values()),
    )
