"""Who answers for which doors: assigned, ended, deputised, handed over. Days are inclusive."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from communities.choices import DutyKind
from communities.models import (
    Building,
    Complex,
    DoorDuty,
    DutyLeave,
    Grid,
    Organization,
    Unit,
)
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User

ONE_DAY = timedelta(days=1)


class SpanTaken(DomainError):
    """Somebody of the same kind answers for exactly this span on one of the days."""


class LeaveOutsideDuty(DomainError):
    default_message = gettext_lazy("请假的日子要在负责的期间内")


class OwnDeputy(DomainError):
    default_message = gettext_lazy("代班的要是另一个人")


class LeaveTwice(DomainError):
    default_message = gettext_lazy("这几天已经安排了代班")


class NothingToHandOver(DomainError):
    default_message = gettext_lazy("这个人在这里没有要交接的楼栋")


class GridNeedsWorker(DomainError):
    default_message = gettext_lazy("网格只设网格员")


class SpanMissing(DomainError):
    default_message = gettext_lazy("请选小区，或者选网格")


@dataclass(frozen=True, slots=True)
class Span:
    """A whole complex, one of its buildings, one unit; or a grid, wherever it lies. Raises SpanMissing."""

    complex: Complex | None
    building: Building | None = None
    unit: Unit | None = None
    grid: Grid | None = None

    def __post_init__(self) -> None:
        if self.complex is None and self.grid is None:
            raise SpanMissing

    def columns(self) -> dict[str, Any]:
        place = self.grid or self.complex
        return {
            "sub_district_id": getattr(place, "sub_district_id", None),
            "community_id": getattr(place, "community_id", None),
            "complex": self.grid.complex if self.grid else self.complex,
            "building": self.building if self.unit is None else None,
            "unit": self.unit,
            "grid": self.grid,
        }

    @property
    def name(self) -> str:
        if self.grid:
            return _("网格%(code)s") % {"code": self.grid.code}
        if self.unit:
            return f"{self.unit.building.name}{self.unit.name}"
        if self.building:
            return self.building.name
        return self.complex.name if self.complex else ""


@locking
def assign_door_duty(
    *,
    kind: DutyKind,
    person: Person,
    span: Span,
    valid_from: date,
    valid_until: date | None = None,
    organization: Organization | None = None,
    is_demo: bool = False,
    actor: User,
    now: datetime,
) -> DoorDuty:
    """From this day the person answers for the span. Raises SpanTaken, TermBackwards, GridNeedsWorker.

    Two who assign at once wait for each other at the row of the complex, or of the grid; a constraint
    stands behind.
    """
    if valid_until and valid_until < valid_from:
        raise TermBackwards
    if span.grid and kind != DutyKind.GRID_WORKER:
        raise GridNeedsWorker
    if span.grid:
        lock_grids([span.grid])
    elif span.complex:
        lock_complexes([span.complex])
    there = _who_is_there(kind, span, valid_from, valid_until)
    if there:
        raise SpanTaken(
            _("%(span)s这段时间由%(who)s负责，请先结束他的责任，或改日期")
            % {"span": span.name, "who": there.person.name}
        )
    return DoorDuty.objects.create(
        kind=kind,
        person=person,
        organization=organization,
        valid_from=valid_from,
        valid_until=valid_until,
        is_demo=is_demo,
        **span.columns(),
    )


def lock_complexes(complexes: Iterable[Complex]) -> None:
    """In the order of their keys, so that two who take several never wait for each other."""
    keys = sorted(complex_.pk for complex_ in complexes)
    list(Complex.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def lock_grids(grids: Iterable[Grid]) -> None:
    """In the order of their keys, after complexes where both are taken."""
    keys = sorted(grid.pk for grid in grids)
    list(Grid.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _who_is_there(kind: DutyKind, span: Span, first: date, last: date | None) -> DoorDuty | None:
    names = ("complex", "building", "unit", "grid")
    place = {name: value for name, value in span.columns().items() if name in names}
    rows = DoorDuty.objects.overlapping(first, last).filter(kind=kind, **place)
    return rows.select_related("person").first()


@dataclass(frozen=True, slots=True)
class Succession:
    """At one span the running duty ends and the person begins; without a person nobody follows."""

    span: Span
    person: Person | None
    running: DoorDuty | None


@locking
def succeed(
    *,
    successions: Collection[Succession],
    kind: DutyKind,
    first_day: date,
    actor: User,
    now: datetime,
) -> None:
    """As `end_door_duty` and `assign_door_duty` for many spans, in a handful of statements.

    Who ran until then ends on the day before `first_day`; what was until that day stays as it was.
    The caller holds the complexes (`lock_complexes`) and has looked that nothing begins later; the
    constraint stands behind.
    """
    last_day = first_day - ONE_DAY
    ended = [one.running.pk for one in successions if one.running]
    DoorDuty.objects.filter(pk__in=ended).update(valid_until=last_day)
    DutyLeave.objects.filter(duty__in=ended, first_day__gt=last_day).delete()
    DoorDuty.objects.bulk_create(
        DoorDuty(kind=kind, person=one.person, valid_from=first_day, **one.span.columns())
        for one in successions
        if one.person
    )


@locking
def end_door_duty(*, duty: DoorDuty, last_day: date, actor: User | None, now: datetime) -> DoorDuty:
    """Ends after its last day; earlier days stay as they were. Raises TermBackwards."""
    if last_day < duty.valid_from:
        raise TermBackwards
    duty.valid_until = last_day
    duty.save(update_fields=["valid_until"])
    duty.leaves.filter(first_day__gt=last_day).delete()
    return duty


@locking
def take_leave(
    *, duty: DoorDuty, first_day: date, last_day: date, deputy: Person, actor: User, now: datetime
) -> DutyLeave:
    """On these days the deputy answers. Raises TermBackwards, LeaveOutsideDuty, OwnDeputy, LeaveTwice."""
    if last_day < first_day:
        raise TermBackwards
    if deputy.pk == duty.person_id:
        raise OwnDeputy
    duty = DoorDuty.objects.select_for_update(no_key=True).get(pk=duty.pk)
    if first_day < duty.valid_from or (duty.valid_until and last_day > duty.valid_until):
        raise LeaveOutsideDuty
    if duty.leaves.overlapping(first_day, last_day).exists():
        raise LeaveTwice
    return DutyLeave.objects.create(
        sub_district_id=duty.sub_district_id,
        community_id=duty.community_id,
        complex_id=duty.complex_id,
        duty=duty,
        deputy=deputy,
        first_day=first_day,
        last_day=last_day,
    )


@locking
def hand_over(
    *,
    person: Person,
    successor: Person,
    complexes: list[Complex],
    last_day: date,
    kinds: Collection[str] = frozenset(DutyKind),
    grids: Collection[Grid] = (),
    actor: User,
    now: datetime,
) -> int:
    """All doors of somebody who goes pass on in one act; how many spans. Raises NothingToHandOver, OwnDeputy.

    `kinds`: the duties that pass on; a steward who leaves her firm stays her building's head. `grids`:
    those of a grid's worker that lie in no single complex.

    What runs ends with the last day and begins for the successor the day after; what begins later
    begins for the successor. What was until that day stays as it was.
    """
    if person.pk == successor.pk:
        raise OwnDeputy
    lock_complexes(complexes)
    lock_grids(grids)
    places = Q(complex__in=complexes) | Q(grid__in=grids)
    duties = DoorDuty.objects.filter(places, person=person, kind__in=list(kinds))
    handed = list(duties.filter(Q(valid_until=None) | Q(valid_until__gt=last_day)))
    if not handed:
        raise NothingToHandOver
    for duty in handed:
        if duty.valid_from > last_day:
            duty.person = successor
            duty.save(update_fields=["person"])
            continue
        until = duty.valid_until
        end_door_duty(duty=duty, last_day=last_day, actor=actor, now=now)
        DoorDuty.objects.create(
            kind=duty.kind,
            person=successor,
            organization_id=duty.organization_id,
            sub_district_id=duty.sub_district_id,
            community_id=duty.community_id,
            complex_id=duty.complex_id,
            building_id=duty.building_id,
            unit_id=duty.unit_id,
            grid_id=duty.grid_id,
            valid_from=last_day + ONE_DAY,
            valid_until=until,
            is_demo=duty.is_demo,
        )
    return len(handed)
