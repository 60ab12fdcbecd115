"""Who answers for a door on a day, by name: the steward, the grid's worker, the neighbour."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from accounts.text import mask_name, pinyin_key
from communities.choices import DutyKind, GridLevel
from communities.models import Building, Complex, Door, DoorDuty, DutyLeave, GridSpan, Unit

# From the narrowest to the widest: a micro-grid before the complex, a grid last.
UNIT, BUILDING, MICRO_GRID, COMPLEX, GRID = range(5)
# Of the complex and of nothing narrower.
WHOLE = Q(unit=None, building=None, grid=None)


@dataclass(frozen=True, slots=True)
class Responsible:
    """`acting`: who answers on that day; `on_leave`: the name of whom she stands in for, or nothing."""

    kind: DutyKind
    duty: DoorDuty
    acting: str
    on_leave: str = ""
    leave: DutyLeave | None = None

    @property
    def label(self) -> str:
        return str(self.kind.label)


def responsible_for_door(door: Door, *, on: date) -> list[Responsible]:
    """At most one of each kind, in the order of DutyKind; one statement."""
    return responsible_for_unit(door.unit, on=on)


def responsible_for_unit(unit: Unit, *, on: date) -> list[Responsible]:
    """As of a door: whoever answers for the whole unit, or for a grid that covers its building."""
    spans = Q(unit=unit) | Q(building=unit.building_id) | WHOLE
    duties = duties_of_day([unit.complex_id], on=on, spans=spans)
    return duties.reaching(unit.complex_id, unit.building_id, unit.pk)


def responsible_for_complex(complex_: Complex, *, on: date) -> list[Responsible]:
    """Those who answer for the complex as a whole, or for a grid that covers all of it."""
    return duties_of_day([complex_.pk], on=on, spans=WHOLE).reaching(complex_.pk)


class DutiesOfDay:
    """Who answers on one day in many complexes, asked without another statement."""

    def __init__(self, duties: Iterable[DoorDuty]) -> None:
        self._by_reach: dict[tuple[str, int, int | None], DoorDuty] = {}
        for duty in duties:
            self._by_reach.setdefault((duty.kind, *_reach(duty)), duty)

    def reaching(
        self, complex_id: int | None, building_id: int | None = None, unit_id: int | None = None
    ) -> list[Responsible]:
        """At most one of each kind, the narrowest span, in the order of DutyKind."""
        found = (self.of_kind(kind, complex_id, building_id, unit_id) for kind in DutyKind)
        return [one for one in found if one]

    def of_kind(
        self,
        kind: DutyKind,
        complex_id: int | None,
        building_id: int | None = None,
        unit_id: int | None = None,
    ) -> Responsible | None:
        """By the duty of the narrowest span that reaches there."""
        whole = -(complex_id or 0)
        for width, key in (
            (UNIT, unit_id), (BUILDING, building_id), (MICRO_GRID, building_id),
            (MICRO_GRID, whole), (COMPLEX, whole), (GRID, building_id), (GRID, whole),
        ):  # fmt: skip
            duty = self._by_reach.get((kind, width, key)) if key else None
            if duty:
                return _responsible(duty)
        return None


def duties_of_day(
    complexes: Collection[int | None] | QuerySet[Any], *, on: date, spans: Q | None = None
) -> DutiesOfDay:
    """Of all these complexes, or of these spans of them and the grids over them; one statement."""
    covered = FilteredRelation(
        "grid__spans",
        condition=Q(grid__spans__since__lte=on)
        & (Q(grid__spans__until=None) | Q(grid__spans__until__gte=on)),
    )
    own = Q(grid=None, complex__in=complexes) & (Q() if spans is None else spans)
    duties = _duties(on).alias(covered=covered).filter(own | Q(covered__complex__in=complexes))
    # One row for each part of a complex that a grid covers.
    return DutiesOfDay(
        duties.annotate(
            covered_complex=F("covered__complex"), covered_building=F("covered__building")
        ).order_by("pk")
    )


def _duties(on: date) -> QuerySet[DoorDuty, Any]:
    """Those of the day with their people, and on leave the `leave_of_day` with its deputy."""
    leave = FilteredRelation(
        "leaves", condition=Q(leaves__first_day__lte=on, leaves__last_day__gte=on)
    )
    duties: QuerySet[DoorDuty, Any] = DoorDuty.objects.on(on).annotate(leave_of_day=leave)
    return duties.select_related(
        "person", "organization", "unit", "grid",
        "leave_of_day__deputy",  # type: ignore[misc]  # a FilteredRelation, which the stubs don't know
    )  # fmt: skip


def _width(duty: DoorDuty) -> int:
    if duty.grid:
        return MICRO_GRID if duty.grid.level == GridLevel.MICRO else GRID
    if duty.unit_id:
        return UNIT
    return BUILDING if duty.building_id else COMPLEX


def _reach(duty: DoorDuty) -> tuple[int, int | None]:
    """Width and what is reached: a unit, a building, or (with a minus) a whole complex."""
    width = _width(duty)
    if width == UNIT:
        return width, duty.unit_id
    if width in {MICRO_GRID, GRID}:
        return width, duty.covered_building or -duty.covered_complex  # type: ignore[attr-defined]  # annotated
    return width, duty.building_id or -(duty.complex_id or 0)


def _responsible(duty: DoorDuty) -> Responsible:
    # Django sets the attribute only where the join found a row.
    leave: DutyLeave | None = getattr(duty, "leave_of_day", None)
    if leave is None:
        return Responsible(DutyKind(duty.kind), duty, duty.person.name)
    return Responsible(DutyKind(duty.kind), duty, leave.deputy.name, duty.person.name, leave)


@dataclass(frozen=True, slots=True)
class BuildingDuties:
    """A building and the words of those who answer for it; neighbours are not named in full."""

    building: str
    words: list[str]


def public_duties(complex_: Complex, *, on: date) -> list[BuildingDuties]:
    """By building, as it hangs in the entrance: `物业管家 李国强`, `楼栋长 张*`; three statements.

    Stewards and grid workers serve by profession and are named; a building's head is a neighbour.
    A complex without registered buildings has one row for all of it.
    """
    covered = _covered_by(complex_, on)
    duties = list(_duties(on).filter(Q(complex=complex_.pk, grid=None) | Q(grid__in=list(covered))))
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
