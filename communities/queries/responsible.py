"""Who answers for a door on a day, by name: the steward, the grid's worker, the neighbour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from accounts.text import mask_name, pinyin_key
from communities.choices import DutyKind, GridLevel
from communities.models import Building, Complex, Door, DoorDuty, DutyLeave, GridSpan, Unit

# Of the complex and of nothing narrower.
WHOLE = Q(unit=None, building=None, grid=None)


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
    return responsible_for_unit(door.unit, on=on)


def responsible_for_unit(unit: Unit, *, on: date) -> list[Responsible]:
    """As of a door: whoever answers for the whole unit, or for a grid that covers its building."""
    spans = Q(unit=unit) | Q(building=unit.building_id) | WHOLE
    covers = Q(building=None) | Q(building=unit.building_id)
    return _narrowest(unit.complex_id, spans, covers, on)


def responsible_for_complex(complex_: Complex, *, on: date) -> list[Responsible]:
    """Those who answer for the complex as a whole, or for a grid that covers all of it."""
    return _narrowest(complex_.pk, WHOLE, Q(building=None), on)


def _narrowest(complex_id: int | None, spans: Q, covers: Q, on: date) -> list[Responsible]:
    grids = GridSpan.objects.on(on).filter(covers, complex=complex_id).values("grid")
    which = (spans & Q(complex=complex_id)) | Q(grid__in=grids)
    by_kind: dict[str, DoorDuty] = {}
    for duty in sorted(_duties_of_day(which, on), key=_width):
        by_kind.setdefault(duty.kind, duty)
    return [_responsible(by_kind[kind]) for kind in DutyKind.values if kind in by_kind]


def _duties_of_day(which: Q, on: date) -> list[DoorDuty]:
    leaves = DutyLeave.objects.on(on).select_related("deputy")
    duties = DoorDuty.objects.filter(which).on(on)
    duties = duties.select_related("person", "organization", "unit", "grid")
    return list(
        duties.prefetch_related(Prefetch("leaves", queryset=leaves, to_attr="leaves_of_day"))
    )


def _width(duty: DoorDuty) -> int:
    """A unit before its building, a micro-grid before the complex, a grid last."""
    if duty.grid:
        return 2 if duty.grid.level == GridLevel.MICRO else 4
    if duty.unit_id:
        return 0
    return 1 if duty.building_id else 3


def _responsible(duty: DoorDuty) -> Responsible:
    leave: DutyLeave | None = next(iter(duty.leaves_of_day), None)  # type: ignore[attr-defined]  # Prefetch
    if leave is None:
        return Responsible(DutyKind(duty.kind), duty, duty.person.name)
    return Responsible(DutyKind(duty.kind), duty, leave.deputy.name, duty.person.name)


@dataclass(frozen=True, slots=True)
class BuildingDuties:
    """A building and the words of those who answer for it; neighbours are not named in full."""

    building: str
    words: list[str]


def public_duties(complex_: Complex, *, on: date) -> list[BuildingDuties]:
    """By building, as it hangs in the entrance: `物业管家 李国强`, `楼栋长 张*`; four statements.

    Stewards and grid workers serve by profession and are named; a building's head is a neighbour.
    A complex without registered buildings has one row for all of it.
    """
    covered = _covered_by(complex_, on)
    duties = _duties_of_day(Q(complex=complex_.pk, grid=None) | Q(grid__in=list(covered)), on)
    buildings = sorted(
        Building.objects.filter(complex=complex_).values_list("pk", "name"),
        key=lambda row: pinyin_key(row[1]),
    )
    if not buildings:
        buildings = [(0, complex_.name)]
    rows = []
    for key, name in buildings:
        spans = [duty for duty in duties if _reaches(duty, key, covered)]
        words = [one for kind in DutyKind for one in _words_of_kind(kind, spans)]
        if words:
            rows.append(BuildingDuties(name, words))
    return rows


def _covered_by(complex_: Complex, on: date) -> dict[int, set[int | None]]:
    """By grid: the buildings of this complex that it covers on that day, None for all of them."""
    covered: dict[int, set[int | None]] = {}
    spans = GridSpan.objects.on(on).filter(complex=complex_)
    for grid_id, building_id in spans.values_list("grid", "building"):
        covered.setdefault(grid_id, set()).add(building_id)
    return covered


def _reaches(duty: DoorDuty, building_id: int, covered: dict[int, set[int | None]]) -> bool:
    """Whether whoever holds this duty answers for anything in the building."""
    if duty.grid_id:
        return not covered[duty.grid_id].isdisjoint({building_id, None})
    own = duty.unit.building_id if duty.unit else duty.building_id
    return own in {building_id, None}


def _words_of_kind(kind: DutyKind, spans: list[DoorDuty]) -> list[str]:
    """The building's own before the complex's; units that have their own are named beside it."""
    own = sorted((duty for duty in spans if duty.kind == kind), key=_width)
    units = [duty for duty in own if duty.unit]
    wider = next((duty for duty in own if not duty.unit), None)
    words = [
        f"{kind.label} {_public_name(duty)}（{duty.unit.name}）" for duty in units if duty.unit
    ]
    return [*words, f"{kind.label} {_public_name(wider)}"] if wider else words


def _public_name(duty: DoorDuty) -> str:
    name = _responsible(duty).acting
    return mask_name(name) if duty.kind == DutyKind.BUILDING_HEAD else name
