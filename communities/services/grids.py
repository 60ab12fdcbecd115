"""Writers of grids and zones: opened, laid over complexes and buildings, given to somebody, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from accounts.text import tidy
from communities.choices import GridLevel
from communities.models import (
    Building,
    Community,
    Complex,
    DoorDuty,
    Grid,
    GridSpan,
    Zone,
    ZoneComplex,
    ZoneLead,
)
from communities.services.door_duties import end_door_duty, lock_complexes, lock_grids
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User


class GridCodeTaken(DomainError):
    """A grid of the sub-district has this number already."""


class CoveredAlready(DomainError):
    """What is to be covered, whole or in part, belongs to another grid of the level on these days."""


class OutsideGrid(DomainError):
    """The grid lies in one complex or community, what is to be covered in another."""


class GridEnded(DomainError):
    default_message = gettext_lazy("这个网格那时已经撤销，或还没有设立")


class ZoneTaken(DomainError):
    """The complex is in another zone, or the zone has somebody, on one of the days."""


class ZoneNamesake(DomainError):
    default_message = gettext_lazy("这个社区已有同名片区")


class OtherCommunity(DomainError):
    default_message = gettext_lazy("片区只包本社区的小区")


@dataclass(frozen=True, slots=True, kw_only=True)
class GridFacts:
    """What a grid is opened with. `complex`: where it lies in one complex, or is one."""

    level: GridLevel = GridLevel.GENERAL
    code: str
    name: str = ""
    household_count: int | None = None
    tasks: str = ""
    community: Community
    complex: Complex | None = None
    since: date
    until: date | None = None


@locking
def open_grid(
    *, facts: GridFacts, actor: User | None, now: datetime, is_demo: bool = False
) -> Grid:
    """A grid without anything in it yet. Raises GridCodeTaken, OutsideGrid, TermBackwards.

    How many households a micro-grid has is a warning where it is read, never a refusal.
    """
    if facts.until and facts.until < facts.since:
        raise TermBackwards
    if facts.complex and facts.complex.community_id != facts.community.pk:
        raise OutsideGrid(_("这个小区不在所选的社区"))
    Community.objects.select_for_update(no_key=True).get(pk=facts.community.pk)
    code = tidy(facts.code)
    taken = Grid.objects.filter(sub_district=facts.community.sub_district_id, code=code)
    if standing := taken.select_related("community").first():
        raise GridCodeTaken(
            _("网格编号%(code)s已是%(place)s的网格")
            % {"code": code, "place": standing.community.name if standing.community else ""}
        )
    return Grid.objects.create(
        sub_district_id=facts.community.sub_district_id,
        community=facts.community,
        complex=facts.complex,
        level=facts.level,
        code=code,
        name=tidy(facts.name),
        household_count=facts.household_count,
        tasks=facts.tasks.strip(),
        since=facts.since,
        until=facts.until,
        is_demo=is_demo,
    )


@locking
def cover(
    *,
    grid: Grid,
    complex_: Complex,
    building: Building | None = None,
    since: date,
    until: date | None = None,
    actor: User | None,
    now: datetime,
) -> GridSpan:
    """A whole complex, or one building of it, belongs to the grid from this day.

    Raises CoveredAlready with the grid that stands in the way, OutsideGrid, GridEnded, TermBackwards.
    Two who cover the same complex at once wait for each other at its row; a constraint stands behind.
    """
    if until and until < since:
        raise TermBackwards
    _require_inside(grid, complex_, building)
    lock_complexes([complex_])
    lock_grids([grid])
    grid = Grid.objects.get(pk=grid.pk)
    until = until or grid.until
    if since < grid.since or (grid.until and (since > grid.until or (until or since) > grid.until)):
        raise GridEnded
    if standing := _who_covers(grid, complex_, building, since, until):
        raise CoveredAlready(_standing_words(standing, complex_, building))
    return GridSpan.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        grid=grid,
        level=grid.level,
        building=building,
        since=since,
        until=until,
    )


def _require_inside(grid: Grid, complex_: Complex, building: Building | None) -> None:
    if grid.complex_id not in {None, complex_.pk}:
        raise OutsideGrid(_("这个网格只在一个小区里，不能包含别的小区"))
    if grid.community_id != complex_.community_id:
        raise OutsideGrid(_("网格只包含本社区的小区"))
    if building is not None and building.complex_id != complex_.pk:
        raise OutsideGrid(_("这栋楼不在所选的小区"))


def _who_covers(
    grid: Grid, complex_: Complex, building: Building | None, since: date, until: date | None
) -> GridSpan | None:
    rows = GridSpan.objects.overlapping(since, until).filter(level=grid.level, complex=complex_)
    if building is not None:
        rows = rows.filter(Q(building=None) | Q(building=building))
    return rows.select_related("grid", "building").order_by("since", "pk").first()


def _standing_words(span: GridSpan, complex_: Complex, building: Building | None) -> str:
    what = building.name if building else complex_.name
    if span.building and building is None:
        what = f"{complex_.name}{span.building.name}"
    return _("%(what)s这段时间属于%(level)s%(code)s，请先移出，或改日期") % {
        "what": what,
        "level": span.grid.get_level_display(),
        "code": span.grid.code,
    }


@locking
def end_span(*, span: GridSpan, last_day: date, actor: User | None, now: datetime) -> GridSpan:
    """It belongs to the grid until this day. Raises TermBackwards; later than before is not possible."""
    if last_day < span.since:
        raise TermBackwards
    span = GridSpan.objects.select_for_update(no_key=True).get(pk=span.pk)
    if span.until is None or last_day < span.until:
        span.until = last_day
        span.save(update_fields=["until"])
    return span


@locking
def end_grid(*, grid: Grid, last_day: date, actor: User | None, now: datetime) -> Grid:
    """撤销: with it end what it covers and its workers' duties, in one act. Raises TermBackwards."""
    if last_day < grid.since:
        raise TermBackwards
    lock_grids([grid])
    grid = Grid.objects.get(pk=grid.pk)
    grid.until = last_day
    grid.save(update_fields=["until"])
    grid.spans.filter(since__gt=last_day).delete()
    grid.spans.overlapping(last_day, None).update(until=last_day)
    duties = DoorDuty.objects.filter(grid=grid)
    duties.filter(valid_from__gt=last_day).delete()
    for duty in duties.overlapping(last_day, None):
        end_door_duty(duty=duty, last_day=last_day, actor=actor, now=now)
    return grid


# 包片


@locking
def open_zone(
    *, community: Community, name: str, actor: User | None, now: datetime, is_demo: bool = False
) -> Zone:
    """A zone without complexes yet. Raises ZoneNamesake."""
    Community.objects.select_for_update(no_key=True).get(pk=community.pk)
    name = tidy(name)
    if Zone.objects.filter(community=community, name=name).exists():
        raise ZoneNamesake
    return Zone.objects.create(
        sub_district_id=community.sub_district_id, community=community, name=name, is_demo=is_demo
    )


@locking
def put_into_zone(
    *,
    zone: Zone,
    complex_: Complex,
    since: date,
    until: date | None = None,
    actor: User | None,
    now: datetime,
) -> ZoneComplex:
    """From this day the complex is in the zone. Raises ZoneTaken, OtherCommunity, TermBackwards."""
    if until and until < since:
        raise TermBackwards
    if complex_.community_id != zone.community_id:
        raise OtherCommunity
    lock_complexes([complex_])
    rows = ZoneComplex.objects.overlapping(since, until).filter(complex=complex_)
    if standing := rows.select_related("zone").first():
        raise ZoneTaken(
            _("%(complex)s这段时间在“%(zone)s”，请先移出，或改日期")
            % {"complex": complex_.name, "zone": standing.zone.name}
        )
    return ZoneComplex.objects.create(
        sub_district_id=complex_.sub_district_id,
        community_id=complex_.community_id,
        complex=complex_,
        zone=zone,
        since=since,
        until=until,
    )


@locking
def give_zone(
    *,
    zone: Zone,
    person: Person,
    since: date,
    until: date | None = None,
    actor: User | None,
    now: datetime,
) -> ZoneLead:
    """包片: from this day the person looks after the zone. Raises ZoneTaken, TermBackwards."""
    if until and until < since:
        raise TermBackwards
    zone = Zone.objects.select_for_update(no_key=True).get(pk=zone.pk)
    if standing := zone.leads.overlapping(since, until).select_related("person").first():
        raise ZoneTaken(
            _("“%(zone)s”这段时间由%(who)s包片，请先结束，或改日期")
            % {"zone": zone.name, "who": standing.person.name}
        )
    return ZoneLead.objects.create(
        **zone.place_columns, zone=zone, person=person, since=since, until=until
    )
