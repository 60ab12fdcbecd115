"""Who answers for a door on a day, by name: the steward, the grid's worker, the neighbour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from communities.choices import DutyKind
from communities.models import Complex, Door, DoorDuty, DutyLeave, Unit


@dataclass(frozen=True, slots=True)
class Responsible:
    """`acting`: who answers on that day; `on_leave`: the name of whom she stands in for, or nothing."""

    kind: DutyKind
    duty: DoorDuty
    acting: str
    on_leave: str = ""

    @property
    def label(self) -> str:
        return str(self.kind.label)


def responsible_for_door(door: Door, *, on: date) -> list[Responsible]:
    """At most one of each kind, in the order of DutyKind; two statements."""
    unit = door.unit
    spans = Q(unit=unit) | Q(building=unit.building_id) | Q(unit=None, building=None)
    return _narrowest(door.complex_id, spans, on)


def responsible_for_unit(unit: Unit, *, on: date) -> list[Responsible]:
    """As of a door: whoever answers for the whole unit."""
    spans = Q(unit=unit) | Q(building=unit.building_id) | Q(unit=None, building=None)
    return _narrowest(unit.complex_id, spans, on)


def responsible_for_complex(complex_: Complex, *, on: date) -> list[Responsible]:
    """Those who answer for the complex as a whole."""
    return _narrowest(complex_.pk, Q(unit=None, building=None), on)


def _narrowest(complex_id: int | None, spans: Q, on: date) -> list[Responsible]:
    leaves = DutyLeave.objects.on(on).select_related("deputy")
    duties = (
        DoorDuty.objects.filter(spans, complex=complex_id)
        .on(on)
        .select_related("person", "organization")
        .prefetch_related(Prefetch("leaves", queryset=leaves, to_attr="leaves_of_day"))
    )
    by_kind: dict[str, DoorDuty] = {}
    for duty in sorted(duties, key=_width):
        by_kind.setdefault(duty.kind, duty)
    return [_responsible(by_kind[kind]) for kind in DutyKind.values if kind in by_kind]


def _width(duty: DoorDuty) -> int:
    """A unit before its building before the complex."""
    if duty.unit_id:
        return 0
    return 1 if duty.building_id else 2


def _responsible(duty: DoorDuty) -> Responsible:
    leave: DutyLeave | None = next(iter(duty.leaves_of_day), None)  # type: ignore[attr-defined]  # Prefetch
    if leave is None:
        return Responsible(DutyKind(duty.kind), duty, duty.person.name)
    return Responsible(DutyKind(duty.kind), duty, leave.deputy.name, duty.person.name)
