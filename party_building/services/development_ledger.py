"""Ledger 6 (入党积极分子台账) written as a set, where it is switched on: initials and days, no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.querysets import within_places
from core.ledgers import LedgerPlan, Outcome, RowChange, RowProblem, folded, one_import_at_a_time
from core.transactions import locking
from party_building.choices import BRANCHES, MEMBER_WRITERS
from party_building.development_rules import APPLIED, NAMED_ACTIVIST, TALKED, stage_reached
from party_building.models import (
    DevelopmentStep,
    MemberDevelopment,
    PartyOrganization,
    PartyRules,
)
from party_building.queries.development import switched_on_for, taken, with_steps
from party_building.services.development import DevelopmentOff

if TYPE_CHECKING:
    from accounts.models import User
    from core.ledgers import LedgerRow

# Which column of the file is the day of which step.
STEPS = {"applied_on": APPLIED, "talked_on": TALKED, "activist_on": NAMED_ACTIVIST}


@dataclass
class _Plan(LedgerPlan):
    """What the file would do: records begun, and steps that are new."""

    new: list[tuple[PartyOrganization, LedgerRow]] = field(default_factory=list)
    steps: list[tuple[MemberDevelopment, dict[int, date]]] = field(default_factory=list)


@locking
def import_development(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Begins records and adds steps in branches whose members the actor keeps.

    A record is its branch, initials and the day of its application; a name is cut to its initials. Steps
    that stand are not changed. Raises DevelopmentOff where it is not switched on.
    """
    if not switched_on_for(actor):
        raise DevelopmentOff
    branches = _branches(actor, timezone.localdate(now))
    if not dry_run:
        tenants = (branch.sub_district_id for branch in branches.values())
        one_import_at_a_time("development", tenants)
    plan = _plan(rows, branches, timezone.localdate(now))
    return plan.carry_out(partial(_write, plan), dry_run=dry_run, good_rows_only=good_rows_only)


def initials(name: str) -> str:
    """`张某`: what is kept of a name."""
    return name if "某" in name else f"{name[:1]}某"


def _branches(actor: User, today: date) -> dict[object, PartyOrganization]:
    on = PartyRules.objects.filter(development_on=True).values("sub_district")
    rows = PartyOrganization.objects.on(today).filter(kind__in=BRANCHES, sub_district__in=on)
    if not actor.is_superuser:
        rows = rows.filter(within_places(actor, MEMBER_WRITERS))
    return {folded(branch.name): branch for branch in rows}


def _plan(
    rows: Sequence[LedgerRow], branches: dict[object, PartyOrganization], today: date
) -> _Plan:
    plan = _Plan()
    records = with_steps(MemberDevelopment.objects.filter(organization__in=branches.values()))
    standing: defaultdict[tuple[int, str, date], list[MemberDevelopment]] = defaultdict(list)
    for record in records:
        standing[record.organization_id, record.label, record.started_on].append(record)
    for row in rows:
        branch = branches.get(folded(str(row.values["branch"])))
        problem = _problem(branch, row, today)
        if problem or branch is None:
            key, message = problem or ("branch", "")
            value = row.values.get(key)
            plan.problems.append(RowProblem(row.number, key, _shown(value), message))
            continue
        label, applied_on = initials(str(row.values["label"])), row.values["applied_on"]
        known = standing.get((branch.pk, label, applied_on))  # type: ignore[arg-type]  # its parser's
        _weigh(plan, branch, row, known[0] if known else None)
    return plan


def _problem(
    branch: PartyOrganization | None, row: LedgerRow, today: date
) -> tuple[str, str] | None:
    if branch is None:
        return "branch", _("在您登记名册的范围内没有找到这个党支部，请核对名称")
    applied_on = row.values["applied_on"]
    for key in STEPS:
        day = row.values.get(key)
        if isinstance(day, date) and day > today:
            return key, _("这一天还没有到，请填已经发生的日期")
        if isinstance(day, date) and isinstance(applied_on, date) and day < applied_on:
            return key, _("日期不能早于申请日期")
    return None


def _days(row: LedgerRow) -> dict[int, date]:
    return {
        number: day for key, number in STEPS.items() if isinstance(day := row.values.get(key), date)
    }


def _weigh(
    plan: _Plan, branch: PartyOrganization, row: LedgerRow, known: MemberDevelopment | None
) -> None:
    name = f"{branch.name} {initials(str(row.values['label']))}"
    if known is None:
        plan.new.append((branch, row))
        plan.changes.append(RowChange(row.number, name, is_new=True))
        return
    done = taken(known)
    added = {number: day for number, day in _days(row).items() if number not in done}
    if not added:
        plan.unchanged += 1
        return
    plan.steps.append((known, added))
    headings = {number: key for key, number in STEPS.items()}
    cells = tuple((headings[number], "", day.isoformat()) for number, day in added.items())
    plan.changes.append(RowChange(row.number, name, is_new=False, cells=cells))


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _write(plan: _Plan) -> None:
    begun = MemberDevelopment.objects.bulk_create(
        MemberDevelopment(
            **branch.place_columns,
            organization=branch,
            label=initials(str(row.values["label"])),
            workplace=str(row.values.get("workplace") or ""),
            started_on=row.values["applied_on"],
            stage=stage_reached(_days(row)),
        )
        for branch, row in plan.new
    )
    steps = [(record, _days(row)) for record, (_branch, row) in zip(begun, plan.new, strict=True)]
    DevelopmentStep.objects.bulk_create(
        DevelopmentStep(**record.place_columns, record=record, number=number, on=day)
        for record, days in [*steps, *plan.steps]
        for number, day in days.items()
    )
    for record, days in plan.steps:
        record.stage = stage_reached([*taken(record), *days])
    MemberDevelopment.objects.bulk_update([record for record, _days in plan.steps], ["stage"])
