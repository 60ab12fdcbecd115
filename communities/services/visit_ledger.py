"""Ledger 32 (入户走访登记) written as a set: totals of a building and day; doors are marked on the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Complex, VisitFollowUp, VisitTour
from communities.models.visits import LONGEST_BUILDING, LONGEST_NEED, LONGEST_NUMBER
from communities.queries.reach import Reach, plain_name
from communities.queries.visit_ledger import ledger_tours, needs_text, numbers_text
from core.ledgers import (
    LedgerPlan,
    LedgerRow,
    Outcome,
    RowChange,
    RowProblem,
    first_of_each,
    folded,
    one_import_at_a_time,
    same,
)
from core.transactions import locking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from accounts.models import User

Key = tuple[int, object, object, object]
# What a row may say beside its key.
COMPARED = ("households", "met", "need", "transfer_number")


@dataclass(frozen=True)
class _Line:
    """One row with its complex and building."""

    row: LedgerRow
    complex: Complex
    building: str

    @property
    def key(self) -> Key:
        values = self.row.values
        return _key(self.complex.pk, values["day"], str(values["visitor"]), self.building)

    @property
    def label(self) -> str:
        values = self.row.values
        return f"{values['day']} {values['visitor']} {self.complex.name}{self.building}"


@dataclass
class _Plan(LedgerPlan):
    """What the file would do, with the rows as they shall be."""

    new: list[VisitTour] = field(default_factory=list)
    changed: list[VisitTour] = field(default_factory=list)
    # The one need of a row, by its tour; its text as the sheet says it.
    new_needs: list[VisitFollowUp] = field(default_factory=list)
    changed_needs: list[VisitFollowUp] = field(default_factory=list)


@locking
def import_visits(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Brings what was counted on paper, by day, visitor and building, where the actor visits.

    The same sheet twice changes nothing, and the ledger as it was exported comes back unchanged. Of a
    row that is counted from its doors a differing number is refused: it is mended at the door.
    """
    lines, problems = _lines(rows, actor, now)
    if not dry_run:
        one_import_at_a_time("visits", (line.complex.sub_district_id for line in lines))
    plan = _plan(lines, existing=_existing(lines, lock=not dry_run), actor=actor, now=now)
    plan.problems[:0] = problems
    return plan.carry_out(partial(_write, plan), dry_run=dry_run, good_rows_only=good_rows_only)


def _lines(
    rows: Sequence[LedgerRow], actor: User, now: datetime
) -> tuple[list[_Line], list[RowProblem]]:
    reach = Reach.of(actor, complexes=Complex.objects.visited_by(actor))
    today = timezone.localdate(now)
    message = _("与第 %(row)s 行是同一天同一个人在同一栋楼的走访，请合成一行")
    return first_of_each(
        rows,
        lambda row: _line(row, reach, today),
        repeated=lambda line, first: ("place", line.label, message % {"row": first}),
    )


def _line(row: LedgerRow, reach: Reach, today: date) -> _Line | RowProblem:
    day: date = row.values["day"]  # type: ignore[assignment]  # its parser's
    if day > today:
        return RowProblem(row.number, "day", str(day), _("走访日期还没到，请检查"))
    written = str(row.values["place"])
    community = plain_name(str(row.values.get("community") or ""), "社区")
    found = [
        (one, rest)
        for one in reach.complexes
        if (rest := _after(written, one.name)) is not None
        and (not community or community.endswith(plain_name(one.community.name, "社区")))
    ]
    # 锦云东苑二期 is not 锦云东苑: the longest name that fits is meant.
    longest = max((len(one.name) for one, _rest in found), default=0)
    found = [(one, rest) for one, rest in found if len(one.name) == longest]
    if len(found) != 1:
        message = (
            _("有几个同名的小区，请写上“社区”列")
            if found
            else _("在您负责的范围内没有找到这个小区，请写成“东园3栋”这样")
        )
        return RowProblem(row.number, "place", written, message)
    complex_, building = found[0]
    if len(building) > LONGEST_BUILDING:
        return RowProblem(row.number, "place", written, _("楼栋最多20字"))
    return _Line(row, complex_, building)


def _after(written: str, name: str) -> str | None:
    """What follows the complex's name: the building; None where the cell names another complex."""
    compact = "".join(written.split())
    for known in (f"{name}小区", name, name.removesuffix("小区")):
        if known and compact.startswith(known):
            return compact.removeprefix(known)
    return None


def _key(complex_id: int | None, day: Any, visitor: str, building: str) -> Key:
    return (complex_id or 0, day, folded(visitor), folded(building))


def _existing(lines: Sequence[_Line], *, lock: bool) -> dict[Key, Any]:
    if not lines:
        return {}
    days: list[Any] = [line.row.values["day"] for line in lines]
    tours = VisitTour.objects.filter(
        complex__in={line.complex.pk for line in lines}, day__range=(min(days), max(days))
    )
    if lock:
        # Held until the end; the counts below cannot be locked.
        list(tours.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return {
        _key(tour.complex_id, tour.day, tour.visitor, tour.building): tour
        for tour in ledger_tours(tours).order_by("pk")
    }


def _plan(lines: Sequence[_Line], *, existing: dict[Key, Any], actor: User, now: datetime) -> _Plan:
    plan = _Plan()
    for line in lines:
        values = line.row.values
        known = existing.get(line.key)
        if known is None or known.counted_households is not None:
            too_long = _too_long(line)
            if too_long:
                plan.problems.append(too_long)
                continue
        if _more_met(values, known):
            message = _("见面户数不能多于走访户数")
            plan.problems.append(
                RowProblem(line.row.number, "met", str(values.get("met")), message)
            )
        elif known is None:
            _plan_new(plan, line, actor, now)
        else:
            _plan_known(plan, line, known, actor, now)
    return plan


def _too_long(line: _Line) -> RowProblem | None:
    """A cell that is written, beyond what one need holds."""
    for name, most in (("need", LONGEST_NEED), ("transfer_number", LONGEST_NUMBER)):
        written = str(line.row.values.get(name) or "")
        if len(written) > most:
            message = _("最多%(most)d字，请分成几行写") % {"most": most}
            return RowProblem(line.row.number, name, written, message)
    return None


def _more_met(values: Any, known: Any) -> bool:
    households = values.get("households", known.household_count if known else None)
    met = values.get("met", known.met_count if known else None)
    return households is not None and met is not None and met > households


def _plan_new(plan: _Plan, line: _Line, actor: User, now: datetime) -> None:
    values: Any = line.row.values
    missing = [name for name in ("households", "met") if values.get(name) is None]
    if missing:
        message = _("请写走访户数和见面户数，没有见到写0")
        plan.problems.append(RowProblem(line.row.number, missing[0], "", message))
        return
    tour = VisitTour(
        sub_district_id=line.complex.sub_district_id,
        community_id=line.complex.community_id,
        complex=line.complex,
        day=values["day"],
        visitor=values["visitor"],
        building=line.building,
        counted_households=values["households"],
        counted_met=values["met"],
        created_by=actor,
    )
    plan.new.append(tour)
    if values.get("need"):
        plan.new_needs.append(_need(tour, values, actor, now))
    elif values.get("transfer_number"):
        message = _("写了转办编号，也要写需求或问题")
        plan.problems.append(RowProblem(line.row.number, "need", "", message))
        plan.new.pop()
        return
    plan.changes.append(RowChange(line.row.number, line.label, is_new=True))


def _plan_known(plan: _Plan, line: _Line, known: Any, actor: User, now: datetime) -> None:
    values: Any = line.row.values
    stands = {
        "households": known.household_count,
        "met": known.met_count,
        "need": needs_text(known),
        "transfer_number": numbers_text(known),
    }
    cells = tuple(
        (name, str(stands[name] or ""), str(values[name] or ""))
        for name in COMPARED
        if values.get(name) is not None and not same(stands[name], values[name])
    )
    if not cells:
        plan.unchanged += 1
        return
    if known.counted_households is None:
        message = _("这一行是逐户记出来的，不能用表格改；要改请在走访页上改")
        plan.problems.append(RowProblem(line.row.number, cells[0][0], cells[0][2], message))
        return
    if "households" in values:
        known.counted_households = values["households"]
    if "met" in values:
        known.counted_met = values["met"]
    if not _plan_need(plan, line, known, actor, now):
        return
    plan.changed.append(known)
    plan.changes.append(RowChange(line.row.number, line.label, is_new=False, cells=cells))


def _plan_need(plan: _Plan, line: _Line, known: Any, actor: User, now: datetime) -> bool:
    """The row's one need; False where it would have a number and no words."""
    values: Any = line.row.values
    needs = list(known.follow_ups.all())
    if needs:
        needs[0].need = values.get("need") or needs[0].need
        needs[0].transfer_number = values.get("transfer_number") or needs[0].transfer_number
        plan.changed_needs.append(needs[0])
    elif values.get("need"):
        plan.new_needs.append(_need(known, values, actor, now))
    elif values.get("transfer_number"):
        message = _("写了转办编号，也要写需求或问题")
        plan.problems.append(RowProblem(line.row.number, "need", "", message))
        return False
    return True


def _need(tour: VisitTour, values: Any, actor: User, now: datetime) -> VisitFollowUp:
    return VisitFollowUp(
        **tour.place_columns,
        tour=tour,
        need=str(values["need"]),
        transfer_number=values.get("transfer_number") or "",
        created_at=now,
        created_by=actor,
    )


def _write(plan: _Plan) -> None:
    VisitTour.objects.bulk_create(plan.new)
    VisitTour.objects.bulk_update(
        plan.changed, ["counted_households", "counted_met"], batch_size=500
    )
    VisitFollowUp.objects.bulk_create(plan.new_needs)
    VisitFollowUp.objects.bulk_update(
        plan.changed_needs, ["need", "transfer_number"], batch_size=500
    )
