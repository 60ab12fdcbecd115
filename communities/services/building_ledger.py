"""Ledger 2 (楼栋/单元长台账) written as a set: buildings, units with their households, building heads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from communities.choices import DutyKind
from communities.door_names import unit_key
from communities.models import Building, Complex, DoorDuty, Unit
from communities.services.door_duties import Span, Succession, lock_complexes, succeed
from communities.services.ledger_buildings import BuildingBook, in_complexes
from communities.services.ledger_people import Named, persons_of
from core.ledgers import (
    LedgerPlan,
    Outcome,
    RowChange,
    RowProblem,
    one_import_at_a_time,
    same,
)
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import Person, User
    from core.ledgers import LedgerRow

KIND = DutyKind.BUILDING_HEAD


@dataclass
class _Line:
    """One row with the wall that it is about: a unit, or a building as a whole."""

    row: LedgerRow
    complex: Complex
    building: Building
    unit: Unit | None
    is_new: bool
    cells: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"{self.complex.name} {self.building.name}{self.unit.name if self.unit else ''}"

    @property
    def head(self) -> str | None:
        """The name that the row gives; None where it says that there is nobody."""
        head = self.row.values["head"]
        return None if head is None else str(head)


@dataclass
class _Head:
    """Who shall answer for a span from the day of the ledger on; no name: nobody."""

    complex: Complex
    building: Building
    unit: Unit | None
    name: str | None
    running: DoorDuty | None


@dataclass
class _Plan(LedgerPlan):
    """What the file would do, with the rows as they shall be."""

    book: BuildingBook | None = None
    taken: list[_Line] = field(default_factory=list)
    recounted: list[Unit] = field(default_factory=list)
    heads: list[_Head] = field(default_factory=list)


@locking
def import_buildings(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    figures_on: date | None = None,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Creates buildings and units of complexes that the actor manages, counts households, names heads.

    A row is its complex, building and unit, whatever the spelling (`3号楼` is `3栋`). Blank cells leave
    a field as it is. Where all rows of a building name one head, she answers for the building; where
    they differ, each for her unit. A new name ends the one before on the day before `figures_on`
    (today by default) and begins on it: nothing that was is overwritten. Nothing is written on a dry
    run, nor, unless only the good rows are wanted, when any row has a problem.
    """
    placed, problems = in_complexes(rows, actor)
    complexes = {complex_.pk: complex_ for _row, complex_ in placed}
    if not dry_run:
        one_import_at_a_time("buildings", (c.sub_district_id for c in complexes.values()))
        lock_complexes(complexes.values())
    day = figures_on or timezone.localdate(now)
    plan = _Plan(problems=problems, book=BuildingBook(list(complexes.values()), lock=not dry_run))
    lines = _lines(plan, placed)
    _plan_heads(plan, lines, day)
    refused = {problem.number for problem in plan.problems}
    for line in lines:
        if line.row.number not in refused:
            _weigh(plan, line)
    write = partial(_write, plan, day=day, actor=actor, now=now)
    return plan.carry_out(write, dry_run=dry_run, good_rows_only=good_rows_only)


def _lines(plan: _Plan, placed: Sequence[tuple[LedgerRow, Complex]]) -> list[_Line]:
    """Each row with its walls; rows that name one wall twice, or households without a unit, are problems."""
    lines: list[_Line] = []
    first_rows: dict[tuple[int, str], int] = {}
    for row, complex_ in placed:
        typed = str(row.values.get("unit") or "")
        if not typed and row.values.get("household_count") is not None:
            message = _("写了户数就要写单元；没有分单元的楼写“1单元”")
            plan.problems.append(RowProblem(row.number, "unit", "", message))
            continue
        building = _book(plan).building(complex_, str(row.values["building"]))
        key = (id(building), unit_key(typed))
        if first_rows.setdefault(key, row.number) != row.number:
            message = _("与第 %(row)s 行是同一个单元，请只留一行") % {"row": first_rows[key]}
            plan.problems.append(RowProblem(row.number, "building", building.name, message))
            continue
        unit = _book(plan).unit(building, typed) if typed else None
        is_new = (unit or building).pk is None
        lines.append(_Line(row, complex_, building, unit, is_new))
    return lines


def _book(plan: _Plan) -> BuildingBook:
    assert plan.book is not None  # noqa: S101  made with the plan
    return plan.book


def _plan_heads(plan: _Plan, lines: list[_Line], day: date) -> None:
    by_building: dict[int, list[_Line]] = defaultdict(list)
    for line in lines:
        if "head" in line.row.values:
            by_building[id(line.building)].append(line)
    duties = _duties(lines, day) if by_building else {}
    for named in by_building.values():
        agreed = len({line.head for line in named}) == 1
        if agreed:
            _plan_building_head(plan, named, duties, day)
        else:
            for line in named:
                _plan_unit_head(plan, line, duties, day)


Spans = dict[tuple[str, int | None], list[DoorDuty]]


def _duties(lines: list[_Line], day: date) -> Spans:
    """The heads on the day or later, by their span."""
    spans: Spans = defaultdict(list)
    rows = DoorDuty.objects.filter(kind=KIND, complex__in={line.complex.pk for line in lines})
    for duty in rows.overlapping(day, None).select_related("person").order_by("valid_from"):
        if duty.unit_id:
            spans["unit", duty.unit_id].append(duty)
        elif duty.building_id:
            spans["building", duty.building_id].append(duty)
    return spans


def _plan_building_head(plan: _Plan, lines: list[_Line], duties: Spans, day: date) -> None:
    """One name in all rows: the building's; units that had a head of another name give way."""
    first = lines[0]
    changed = _succession(plan, first, None, first.head, duties["building", first.building.pk], day)
    for line in lines:
        own = duties["unit", line.unit.pk] if line.unit and line.unit.pk else []
        if own and own[0].person.name != line.head:
            changed = _succession(plan, line, line.unit, None, own, day)
            _tell(line, own[0].person.name)
        elif not own and changed is not None:
            _tell(line, changed.running.person.name if changed.running else "")


def _plan_unit_head(plan: _Plan, line: _Line, duties: Spans, day: date) -> None:
    """Rows that differ: each unit's own, unless the building's head is the one who is named."""
    unit = line.unit
    own = duties["unit", unit.pk] if unit and unit.pk else []
    wider = duties["building", line.building.pk]
    effective = (own or wider)[0].person.name if own or wider else None
    if line.head == effective or (line.head is None and not own):
        return
    before = own if unit else wider
    if _succession(plan, line, unit, line.head, before, day) is not None:
        _tell(line, effective or "")


def _succession(
    plan: _Plan,
    line: _Line,
    unit: Unit | None,
    name: str | None,
    duties: list[DoorDuty],
    day: date,
) -> _Head | None:
    """What has to change at a span, or nothing; a head who began on that day or later is a problem."""
    running = duties[0] if duties else None
    if (running.person.name if running else None) == name:
        return None
    if running and running.valid_from >= day:
        message = _("%(day)s起已由%(who)s负责，填报日期要晚于这一天，才能改")
        message %= {"day": full_date(running.valid_from), "who": running.person.name}
        plan.problems.append(RowProblem(line.row.number, "head", name or "", message))
        return None
    head = _Head(line.complex, line.building, unit, name, running)
    plan.heads.append(head)
    return head


def _tell(line: _Line, before: str) -> None:
    line.cells.append(("head", before, line.head or ""))


def _weigh(plan: _Plan, line: _Line) -> None:
    """Puts the households on the unit and counts the row as new, changed or unchanged."""
    plan.taken.append(line)
    values, unit = line.row.values, line.unit
    if (
        unit
        and "household_count" in values
        and not same(unit.household_count, values["household_count"])
    ):
        before, after = unit.household_count, values["household_count"]
        unit.household_count = after  # type: ignore[assignment]  # its parser's
        plan.recounted.append(unit)
        line.cells.append(("household_count", _shown(before), _shown(after)))
    if line.is_new or line.cells:
        cells = () if line.is_new else tuple(line.cells)
        plan.changes.append(RowChange(line.row.number, line.label, line.is_new, cells))
    else:
        plan.unchanged += 1


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _write(plan: _Plan, *, day: date, actor: User, now: datetime) -> None:
    standing = [unit for unit in plan.recounted if unit.pk]
    for unit in plan.recounted:
        unit.figures_on = day
    _book(plan).write_new(
        (line.unit for line in plan.taken if line.unit), (line.building for line in plan.taken)
    )
    Unit.objects.bulk_create(
        standing,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["household_count", "figures_on"],
    )
    if not plan.heads:
        return
    persons = _persons(plan.heads)
    succeed(
        successions=[
            Succession(
                Span(head.complex, head.building if head.unit is None else None, head.unit),
                persons[head.complex.pk, head.name] if head.name else None,
                head.running,
            )
            for head in plan.heads
        ],
        kind=KIND,
        first_day=day,
        actor=actor,
        now=now,
    )


def _persons(heads: list[_Head]) -> dict[tuple[int, str], Person]:
    """One person for a name in a complex: whoever was a head there before, else somebody new.

    The ledger has no telephones, so that nobody else can be meant with certainty.
    """
    wanted = {(head.complex.pk, head.name): head.name for head in heads if head.name}
    known = {
        (duty.complex_id, duty.person.name): duty.person
        for duty in DoorDuty.objects.filter(
            kind=KIND,
            complex__in={complex_id for complex_id, _name in wanted},
            person__name__in=set(wanted.values()),
        ).select_related("person")
    }
    persons = {key: known[key] for key in wanted if key in known}
    fresh = [key for key in wanted if key not in known]
    made = persons_of(Named(wanted[key]) for key in fresh)
    return persons | dict(zip(fresh, made, strict=True))
