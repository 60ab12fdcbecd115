"""The walls that a ledger names: complexes by name, buildings and units found by any spelling."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from communities.door_names import building_key, building_name, unit_key, unit_name
from communities.models import Building, Complex, Unit
from communities.queries.reach import Reach
from core.ledgers import LedgerRow, RowProblem

if TYPE_CHECKING:
    from accounts.models import User
    from communities.querysets import ComplexQuerySet


def in_complexes(
    rows: Sequence[LedgerRow], actor: User, *, complexes: ComplexQuerySet | None = None
) -> tuple[list[tuple[LedgerRow, Complex]], list[RowProblem]]:
    """Each row with its complex; a name outside the actor's reach is simply not found.

    `complexes`: his reach, where other roles than those of officials write.
    """
    own = Complex.objects.manageable_by(actor) if complexes is None else complexes
    reach = Reach.of(actor, complexes=own)
    placed: list[tuple[LedgerRow, Complex]] = []
    problems: list[RowProblem] = []
    # Thousands of rows name a handful of complexes.
    found: dict[tuple[object, object], object] = {}
    for row in rows:
        key = (row.values.get("complex"), row.values.get("community"))
        if key not in found:
            found[key] = reach.place_of(row)
        place = found[key]
        if isinstance(place, Complex):
            placed.append((row, place))
        else:
            message = (
                place.message if isinstance(place, RowProblem) else _("这里要写一个小区的名称")
            )
            problems.append(RowProblem(row.number, "complex", str(key[0] or ""), message))
    return placed, problems


class BuildingBook:
    """Buildings and units of some complexes: those that stand, and those that a file adds.

    A name is looked for as it is written, then by its number: `3号楼` finds `3栋`. What is not there
    is made here and written by `write_new`.
    """

    def __init__(self, complexes: Collection[Complex], *, lock: bool) -> None:
        self.new_buildings: list[Building] = []
        self.new_units: list[Unit] = []
        self._buildings: dict[tuple[int, str], Building] = {}
        self._units: dict[tuple[int, str], Unit] = {}
        buildings = Building.objects.filter(complex__in=complexes).order_by("pk")
        units = Unit.objects.filter(complex__in=complexes).order_by("pk")
        if lock:
            buildings = buildings.select_for_update(no_key=True)
            units = units.select_for_update(no_key=True)
        by_pk = {}
        for building in buildings:
            by_pk[building.pk] = building
            self._enter_building(building)
        for unit in units:
            # One object a building, so that its units are found by it.
            unit.building = by_pk[unit.building_id]
            self._enter_unit(unit)

    def building(self, complex_: Complex, typed: str) -> Building:
        """The building of that name, made where there is none."""
        found = self._buildings.get((complex_.pk, typed)) or self._buildings.get(
            (complex_.pk, building_key(typed))
        )
        if found is None:
            found = Building(
                sub_district_id=complex_.sub_district_id,
                community_id=complex_.community_id,
                complex=complex_,
                name=building_name(typed),
            )
            self.new_buildings.append(found)
            self._enter_building(found)
        return found

    def unit(self, building: Building, typed: str) -> Unit:
        """The unit of that name in the building, made where there is none."""
        found = self._units.get((id(building), typed)) or self._units.get(
            (id(building), unit_key(typed))
        )
        if found is None:
            found = Unit(**building.place_columns, building=building, name=unit_name(typed))
            self.new_units.append(found)
            self._enter_unit(found)
        return found

    def units_of(self, building: Building) -> list[Unit]:
        """Each of them once, whatever its spellings."""
        found = {
            id(unit): unit for (owner, _key), unit in self._units.items() if owner == id(building)
        }
        return list(found.values())

    def write_new(self, units: Iterable[Unit], buildings: Iterable[Building] = ()) -> None:
        """Of what was made here that which these rows use, in the order of the file."""
        used = {id(unit) for unit in units}
        wanted = [unit for unit in self.new_units if id(unit) in used]
        used |= {id(unit.building) for unit in wanted} | {id(building) for building in buildings}
        Building.objects.bulk_create(one for one in self.new_buildings if id(one) in used)
        for unit in wanted:
            unit.building_id = unit.building.pk
        Unit.objects.bulk_create(wanted)

    def _enter_building(self, building: Building) -> None:
        complex_id = building.complex_id or 0
        self._buildings[complex_id, building.name] = building
        self._buildings.setdefault((complex_id, building_key(building.name)), building)

    def _enter_unit(self, unit: Unit) -> None:
        owner = id(unit.building)
        self._units[owner, unit.name] = unit
        self._units.setdefault((owner, unit_key(unit.name)), unit)
