"""The list of doors (房屋台账) written as a set: thousands of doors in a handful of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from communities.door_names import DoorName, room_name, split_door
from communities.models import Complex, Door, Unit
from communities.services.ledger_buildings import BuildingBook, in_complexes
from core.ledgers import (
    LedgerPlan,
    Outcome,
    RowChange,
    RowProblem,
    one_import_at_a_time,
)
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerRow

IMPORTED = ("floor", "area")
# A door as it stands: key, floor, area.
Known = tuple[int, int | None, Decimal | None]


@dataclass
class _Plan(LedgerPlan):
    """What the file would do, with the rows as they shall be."""

    new: list[Door] = field(default_factory=list)
    changed: list[Door] = field(default_factory=list)


@locking
def import_doors(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Creates and updates doors, with the buildings and units that they need, where the actor manages.

    A door is its unit and room, whatever the spelling. A whole door in one cell (`3栋2单元1501`) is
    taken apart. Blank cells leave a field as it is; no door is taken away. Nothing is written on a
    dry run, nor, unless only the good rows are wanted, when any row has a problem.
    """
    placed, problems = in_complexes(rows, actor)
    complexes = {complex_.pk: complex_ for _row, complex_ in placed}
    if not dry_run:
        # The buildings' ledger makes the same walls.
        tenants = {complex_.sub_district_id for complex_ in complexes.values()}
        one_import_at_a_time("buildings", tenants)
        one_import_at_a_time("doors", tenants)
    book = BuildingBook(list(complexes.values()), lock=not dry_run)
    plan = _Plan(problems=problems)
    existing = _existing(complexes, lock=not dry_run)
    first_rows: dict[tuple[int, str], int] = {}
    for row, complex_ in placed:
        name = _door_name(row, complex_, book)
        if isinstance(name, RowProblem):
            plan.problems.append(name)
            continue
        unit = book.unit(book.building(complex_, name.building), name.unit)
        key = (id(unit), name.room)
        if first_rows.setdefault(key, row.number) != row.number:
            message = _("与第 %(row)s 行是同一户，请只留一行") % {"row": first_rows[key]}
            plan.problems.append(RowProblem(row.number, "room", name.room, message))
            continue
        known = existing.get((unit.pk, name.room)) if unit.pk else None
        _weigh(plan, row, unit, name.room, known)
    write = partial(_write, plan, book)
    return plan.carry_out(write, dry_run=dry_run, good_rows_only=good_rows_only)


def _door_name(row: LedgerRow, complex_: Complex, book: BuildingBook) -> DoorName | RowProblem:
    """The three parts, from their columns or from one cell that holds them all."""
    values = row.values
    typed = str(values["room"])
    building, unit = str(values.get("building") or ""), str(values.get("unit") or "")
    room = room_name(typed)
    parts = split_door(typed) if not (building and unit) else None
    if parts is not None:
        building, unit, room = building or parts.building, unit or parts.unit, parts.room
    if not building:
        return RowProblem(row.number, "building", "", _("请写楼栋，或把户号写成“3栋2单元1501”"))
    if not unit:
        units = book.units_of(book.building(complex_, building))
        if len(units) != 1:
            message = _("请写单元；没有分单元的楼写“1单元”")
            return RowProblem(row.number, "unit", typed, message)
        unit = units[0].name
    return DoorName(building, unit, room)


def _existing(complexes: dict[int, Complex], *, lock: bool) -> dict[tuple[int, str], Known]:
    doors = Door.objects.filter(complex__in=complexes).order_by("pk")
    if lock:
        doors = doors.select_for_update(no_key=True)
    # Tuples: twenty thousand objects take ten times as long.
    return {
        (unit_id, room): (pk, floor, area)
        for pk, unit_id, room, floor, area in doors.values_list(
            "pk", "unit_id", "room", "floor", "area"
        )
    }


def _weigh(plan: _Plan, row: LedgerRow, unit: Unit, room: str, known: Known | None) -> None:
    """Counts the row as new, changed or unchanged; a changed door keeps what its row leaves out."""
    before: dict[str, Any] = (
        {"floor": known[1], "area": known[2]} if known else dict.fromkeys(IMPORTED)
    )
    after = {name: row.values.get(name, before[name]) for name in IMPORTED}
    if known and after == before:
        plan.unchanged += 1
        return
    door = Door(
        pk=known[0] if known else None,
        sub_district_id=unit.sub_district_id,
        community_id=unit.community_id,
        complex_id=unit.complex_id,
        unit=unit,
        room=room,
        **after,
    )
    (plan.changed if known else plan.new).append(door)
    cells = tuple(
        (name, _shown(before[name]), _shown(after[name]))
        for name in IMPORTED
        if known and before[name] != after[name]
    )
    plan.changes.append(RowChange(row.number, f"{unit.name}{room}", known is None, cells))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _write(plan: _Plan, book: BuildingBook) -> None:
    book.write_new(door.unit for door in plan.new)
    for door in plan.new:
        door.unit_id = door.unit.pk
    Door.objects.bulk_create(plan.new)
    Door.objects.bulk_create(
        plan.changed, update_conflicts=True, unique_fields=["id"], update_fields=list(IMPORTED)
    )
