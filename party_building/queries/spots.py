"""Which unit, building or complex somebody means who types a door as it comes to mind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from communities.door_names import building_key, split_door, split_entrance, unit_key
from communities.models import Building, Complex, Door
from core.errors import DomainError
from party_building.queries.responsible_chain import Chain, chain_at


class NoSuchDoor(DomainError):
    """What was typed is no building or unit of the complex."""


@dataclass(frozen=True, slots=True)
class Spot:
    """`where`: `3栋2单元1501`, as stored; `note`: what would make the answer narrower."""

    complex: Complex
    building_id: int | None = None
    unit_id: int | None = None
    where: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """`东园 3栋2单元1501`."""
        return f"{self.complex.name} {self.where}".strip()

    def chain(self, *, on: date) -> Chain:
        return chain_at(self.complex.pk, self.building_id, self.unit_id, on)


class _Wall(NamedTuple):
    building_id: int
    building: str
    unit_id: int | None
    unit: str


def spot_of(door: Door) -> Spot:
    """Of a door fetched with its unit, building and complex."""
    unit, building = door.unit, door.unit.building
    where = f"{building.name}{unit.name}{door.room}"
    return Spot(building.complex, building.pk, unit.pk, where)  # type: ignore[arg-type]  # a CHECK


def find_spot(complex_: Complex, typed: str) -> Spot:
    """By any spelling of door, unit or building; empty: the complex. Whether the room is registered
    does not matter. One statement. Raises NoSuchDoor.
    """
    if not typed.strip():
        return Spot(complex_)
    walls = [
        _Wall(building_id, building, unit_id, unit or "")
        for building_id, building, unit_id, unit in Building.objects.filter(
            complex=complex_
        ).values_list("pk", "name", "units", "units__name")
    ]
    spot = _door_among(complex_, walls, typed) or _entrance_among(complex_, walls, typed)
    if spot is None:
        raise NoSuchDoor(
            _("%(complex)s没有登记“%(typed)s”，可以只写楼栋，如：3栋")
            % {"complex": complex_.name, "typed": typed.strip()[:20]}
        )
    return spot


def _door_among(complex_: Complex, walls: list[_Wall], typed: str) -> Spot | None:
    door = split_door(typed)
    if door is None:
        return None
    inside = [w for w in walls if building_key(w.building) == building_key(door.building)]
    if not inside:
        return None
    if door.unit:
        unit = _unit_named(inside, door.unit)
        return _at(complex_, unit, door.room) if unit else None
    # `3-2` is a unit where the building has one of that name, else a room of the building.
    unit = _unit_named(inside, door.room)
    if unit:
        return _at(complex_, unit)
    return _whole(complex_, inside, door.room)


def _entrance_among(complex_: Complex, walls: list[_Wall], typed: str) -> Spot | None:
    names = split_entrance(typed)
    if names is None:
        return None
    building, unit_name = names
    inside = [w for w in walls if building_key(w.building) == building_key(building)]
    if not inside:
        return None
    if not unit_name:
        return _whole(complex_, inside)
    unit = _unit_named(inside, unit_name)
    return _at(complex_, unit) if unit else None


def _unit_named(walls: list[_Wall], name: str) -> _Wall | None:
    return next((w for w in walls if w.unit_id and unit_key(w.unit) == unit_key(name)), None)


def _at(complex_: Complex, wall: _Wall, room: str = "") -> Spot:
    where = f"{wall.building}{wall.unit}{room}"
    return Spot(complex_, wall.building_id, wall.unit_id, where)


def _whole(complex_: Complex, walls: list[_Wall], room: str = "") -> Spot:
    """The building; its only unit where it has one."""
    first = walls[0]
    if len(walls) == 1 and first.unit_id:
        return _at(complex_, first, room)
    note = _("这栋楼不止一个单元，写上单元更准") if room and len(walls) > 1 else ""
    return Spot(complex_, first.building_id, None, f"{first.building}{room}", note)
