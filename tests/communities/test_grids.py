"""Grids and zones: what they cover on any day, who works in them, and who stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from communities.choices import DutyKind, GridLevel
from communities.models import Building, Complex, Door, DoorDuty, Grid, GridSpan
from communities.queries.grids import grid_cautions, public_grids
from communities.queries.responsible import (
    duties_of_day,
    public_duties,
    responsible_for_complex,
    responsible_for_door,
    responsible_for_unit,
)
from communities.services import door_duties, grids
from communities.services.door_duties import Span
from communities.services.duties import TermBackwards
from communities.services.grids import GridFacts
from tests.concurrency import InTurn, at_once
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory, DoorDutyFactory, DoorFactory
from tests.factories.territory import GridFactory, GridSpanFactory, ZoneFactory
from tests.people import Cast

FIRST, MARCH, JULY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1)
WORKER = DutyKind.GRID_WORKER


@pytest.fixture
def act(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.official, "now": timezone.now()}


@pytest.fixture
def building(cast: Cast) -> Building:
    found: Building = BuildingFactory(complex=cast.complex, name="3栋")
    return found


@pytest.fixture
def door(building: Building) -> Door:
    found: Door = DoorFactory(unit__name="2单元", unit__building=building, room="1501")
    return found


def facts(cast: Cast, **more: Any) -> GridFacts:
    return GridFacts(**{"code": "JX-01", "community": cast.community, "since": FIRST, **more})


# Opening


def test_a_grid_is_opened_once_a_number(cast: Cast, act: dict[str, Any]) -> None:
    grid = grids.open_grid(facts=facts(cast, tasks=" 走访\n\n 巡查 "), **act)

    assert (grid.community, grid.complex, str(grid)) == (cast.community, None, "JX-01")
    assert grid.task_lines == ["走访", "巡查"]
    assert grid.events.get().pgh_label == "insert"
    with pytest.raises(grids.GridCodeTaken, match="JX-01已是甲一社区的网格"):
        grids.open_grid(facts=facts(cast, community=cast.other_community), **act)
    with pytest.raises(grids.OutsideGrid, match="不在所选的社区"):
        grids.open_grid(facts=facts(cast, code="2", complex=cast.other_community_complex), **act)
    with pytest.raises(TermBackwards):
        grids.open_grid(facts=facts(cast, code="2", until=date(2025, 12, 31)), **act)
    assert Grid.objects.count() == 1


@pytest.mark.parametrize(
    ("level", "households", "is_odd"),
    [
        (GridLevel.MICRO, 29, True),
        (GridLevel.MICRO, 30, False),
        (GridLevel.MICRO, 100, False),
        (GridLevel.MICRO, 101, True),
        (GridLevel.MICRO, None, False),
        (GridLevel.GENERAL, 1900, False),
    ],
)
def test_an_unusual_micro_grid_is_pointed_at_and_never_refused(
    cast: Cast, act: dict[str, Any], level: GridLevel, households: int | None, is_odd: bool
) -> None:
    grid = grids.open_grid(facts=facts(cast, level=level, household_count=households), **act)

    cautions = grid_cautions(grid)
    assert bool(cautions) == is_odd
    assert all("MICRO_GRID_HOUSEHOLDS" in words for words in cautions)


def test_the_caution_goes_by_the_setting(settings: Settings) -> None:
    settings.MICRO_GRID_HOUSEHOLDS = (10, 20)

    assert grid_cautions(Grid(level=GridLevel.MICRO, household_count=15)) == []
    assert (
        "25户，一般为10—20户" in grid_cautions(Grid(level=GridLevel.MICRO, household_count=25))[0]
    )


# Covering


def test_a_grid_may_be_a_complex_and_a_micro_grid_one_of_its_buildings(
    cast: Cast, building: Building, act: dict[str, Any]
) -> None:
    whole = grids.open_grid(facts=facts(cast, complex=cast.complex), **act)
    micro = grids.open_grid(facts=facts(cast, code="JX-01-1", level=GridLevel.MICRO), **act)

    grids.cover(grid=whole, complex_=cast.complex, since=FIRST, **act)
    grids.cover(grid=micro, complex_=cast.complex, building=building, since=FIRST, **act)

    assert [(one.level, one.title) for one in public_grids(cast.complex, on=MARCH)] == [
        ("网格", "JX-01"), ("微网格", "JX-01-1"),
    ]  # fmt: skip
    assert public_grids(cast.complex, on=date(2025, 12, 31)) == []


def test_a_building_lies_in_one_grid_of_a_level_on_a_day(
    cast: Cast, building: Building, act: dict[str, Any]
) -> None:
    first = GridFactory(community=cast.community, level=GridLevel.MICRO, code="A")
    second = GridFactory(community=cast.community, level=GridLevel.MICRO, code="B")
    span = grids.cover(grid=first, complex_=cast.complex, building=building, since=FIRST, **act)

    def cover(since: date, building: Building | None = building) -> GridSpan:
        return grids.cover(
            grid=second, complex_=cast.complex, building=building, since=since, **act
        )

    with pytest.raises(grids.CoveredAlready, match="3栋这段时间属于微网格A"):
        cover(MARCH)
    with pytest.raises(grids.CoveredAlready, match="东园3栋这段时间属于微网格A"):
        cover(MARCH, None)
    grids.end_span(span=span, last_day=date(2026, 6, 30), **act)
    with pytest.raises(grids.CoveredAlready):
        cover(date(2026, 6, 30))
    cover(JULY)
    cover(MARCH, BuildingFactory(complex=cast.complex, name="4栋"))

    of_building = GridSpan.objects.filter(building=building)
    assert of_building.on(date(2026, 6, 30)).get().grid == first
    assert of_building.on(JULY).get().grid == second


def test_the_whole_stands_in_the_way_of_each_part(
    cast: Cast, building: Building, act: dict[str, Any]
) -> None:
    span = GridSpanFactory(complex=cast.complex, grid__code="A")
    other = GridFactory(community=cast.community)

    with pytest.raises(grids.CoveredAlready, match="3栋这段时间属于网格A"):
        grids.cover(grid=other, complex_=cast.complex, building=building, since=MARCH, **act)
    assert GridSpan.objects.get() == span


@pytest.mark.parametrize(("standing", "added"), [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("level", list(GridLevel))
def test_the_database_refuses_two_grids_of_a_level_whatever_the_code_does(
    cast: Cast, building: Building, standing: bool, added: bool, level: GridLevel
) -> None:
    """`True`: of one building; `False`: of the whole complex."""
    spans = {True: building, False: None}
    GridSpanFactory(complex=cast.complex, building=spans[standing], grid__level=level)

    with pytest.raises(IntegrityError, match="gridspan_one_grid_of_a_level"), transaction.atomic():
        GridSpanFactory(complex=cast.complex, building=spans[added], grid__level=level, since=MARCH)
    other = {GridLevel.GENERAL: GridLevel.MICRO, GridLevel.MICRO: GridLevel.GENERAL}[level]
    GridSpanFactory(complex=cast.complex, building=spans[added], grid__level=other)
    assert GridSpan.objects.count() == 2


def test_two_buildings_of_a_complex_lie_in_two_micro_grids(cast: Cast) -> None:
    """The control of the constraint: whole and part exclude each other, two parts do not."""
    for building in BuildingFactory.create_batch(2, complex=cast.complex):
        GridSpanFactory(complex=cast.complex, building=building, grid__level=GridLevel.MICRO)

    assert GridSpan.objects.values("grid").distinct().count() == 2


@pytest.mark.parametrize(
    ("column", "constraint"),
    [("level", "gridspan_of_level_of_grid"), ("building_id", "gridspan_building_of_complex")],
)
def test_a_span_cannot_part_from_its_grid_or_its_complex(
    cast: Cast, column: str, constraint: str
) -> None:
    span = GridSpanFactory(complex=cast.complex)
    foreign = BuildingFactory(complex=cast.sibling_complex).pk
    value = {"level": "MICRO", "building_id": foreign}[column]

    def change() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE communities_gridspan SET {column} = %s WHERE id = %s", [value, span.pk]
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match=constraint):
        change()


def test_what_lies_elsewhere_or_at_another_time_is_refused_in_words(
    cast: Cast, building: Building, act: dict[str, Any]
) -> None:
    grid = GridFactory(community=cast.community, complex=cast.complex, until=date(2026, 6, 30))
    wide = GridFactory(community=cast.community)

    def refused(expected: type[Exception], words: str | None = None, **more: Any) -> None:
        given = {"grid": grid, "complex_": cast.complex, "since": FIRST, **more}
        with pytest.raises(expected, match=words):
            grids.cover(**given, **act)

    refused(grids.OutsideGrid, "只在一个小区里", complex_=cast.sibling_complex)
    refused(grids.OutsideGrid, "本社区", grid=wide, complex_=cast.other_community_complex)
    refused(
        grids.OutsideGrid, "这栋楼不在", grid=wide, complex_=cast.sibling_complex, building=building
    )
    refused(TermBackwards, until=date(2025, 12, 31))
    refused(grids.GridEnded, since=date(2025, 12, 31))
    refused(grids.GridEnded, since=JULY)
    assert grids.cover(grid=grid, complex_=cast.complex, since=FIRST, **act).until == grid.until


def test_a_grid_ends_with_all_that_it_covers_and_its_workers_duty(
    cast: Cast, act: dict[str, Any]
) -> None:
    grid = GridFactory(community=cast.community)
    grids.cover(grid=grid, complex_=cast.complex, since=FIRST, **act)
    later = grids.cover(grid=grid, complex_=cast.sibling_complex, since=date(2026, 8, 1), **act)
    duty = door_duties.assign_door_duty(
        kind=WORKER, person=PersonFactory(), span=Span(None, grid=grid), valid_from=FIRST, **act
    )
    last = date(2026, 6, 30)

    grids.end_grid(grid=grid, last_day=last, **act)

    duty.refresh_from_db()
    grid.refresh_from_db()
    assert (grid.until, duty.valid_until) == (last, last)
    assert [span.until for span in grid.spans.all()] == [last]
    assert not GridSpan.objects.filter(pk=later.pk).exists()
    with pytest.raises(TermBackwards):
        grids.end_grid(grid=grid, last_day=date(2025, 12, 31), **act)


def test_a_span_that_is_over_is_not_made_longer(cast: Cast, act: dict[str, Any]) -> None:
    span = GridSpanFactory(complex=cast.complex, until=MARCH)

    assert grids.end_span(span=span, last_day=JULY, **act).until == MARCH
    with pytest.raises(TermBackwards):
        grids.end_span(span=span, last_day=date(2025, 12, 31), **act)


# Who works there


def assign(grid: Grid, name: str, act: dict[str, Any], **more: Any) -> DoorDuty:
    return door_duties.assign_door_duty(
        **{
            "kind": WORKER, "person": PersonFactory(name=name), "span": Span(None, grid=grid),
            "valid_from": FIRST, **act, **more,
        }
    )  # fmt: skip


def workers(door: Door, day: date) -> list[str]:
    return [one.acting for one in responsible_for_door(door, on=day) if one.kind == WORKER]


def test_a_grids_worker_is_found_by_the_door(
    cast: Cast, door: Door, act: dict[str, Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Of a grid of several complexes, on the days on which it covers this one."""
    grid = GridFactory(community=cast.community)
    assign(grid, "网格员春", act)
    grids.cover(grid=grid, complex_=cast.complex, since=MARCH, **act)

    asked = Door.objects.select_related("unit").get(pk=door.pk)
    with django_assert_num_queries(1):
        assert workers(asked, MARCH) == ["网格员春"]
    assert workers(door, date(2026, 2, 28)) == []
    assert [one.acting for one in responsible_for_complex(cast.complex, on=MARCH)] == ["网格员春"]
    assert responsible_for_complex(cast.sibling_complex, on=MARCH) == []


def test_the_micro_grids_worker_comes_before_the_complexs_and_the_grids(
    cast: Cast, building: Building, door: Door, act: dict[str, Any]
) -> None:
    wide = GridSpanFactory(complex=cast.complex).grid
    assign(wide, "网格员大", act)
    assert workers(door, MARCH) == ["网格员大"]
    DoorDutyFactory(complex=cast.complex, kind=WORKER, person=PersonFactory(name="网格员中"))
    assert workers(door, MARCH) == ["网格员中"]
    micro = GridSpanFactory(complex=cast.complex, building=building, grid__level=GridLevel.MICRO)
    assign(micro.grid, "网格员小", act)

    assert workers(door, MARCH) == ["网格员小"]
    elsewhere = DoorFactory(unit__building=BuildingFactory(complex=cast.complex))
    assert workers(elsewhere, MARCH) == ["网格员中"]
    assert [one.acting for one in responsible_for_complex(cast.complex, on=MARCH)] == ["网格员中"]


def test_the_page_names_each_buildings_own_worker(
    cast: Cast, building: Building, act: dict[str, Any]
) -> None:
    BuildingFactory(complex=cast.complex, name="4栋")
    assign(GridSpanFactory(complex=cast.complex).grid, "网格员大", act)
    micro = GridSpanFactory(complex=cast.complex, building=building, grid__level=GridLevel.MICRO)
    assign(micro.grid, "网格员小", act)

    assert [(row.building, row.words) for row in public_duties(cast.complex, on=MARCH)] == [
        ("3栋", ["网格员 网格员小"]),
        ("4栋", ["网格员 网格员大"]),
    ]
    shown = public_grids(cast.complex, on=MARCH)
    assert [grid.words for grid in shown] == [["网格员 网格员大"], ["3栋", "网格员 网格员小"]]


def test_a_grid_has_one_worker_at_a_time_and_nobody_else(cast: Cast, act: dict[str, Any]) -> None:
    grid = GridFactory(community=cast.community, code="A")
    duty = assign(grid, "网格员春", act, valid_until=date(2026, 6, 30))

    with pytest.raises(door_duties.SpanTaken, match="网格A这段时间由网格员春负责"):
        assign(grid, "网格员秋", act)
    with pytest.raises(door_duties.GridNeedsWorker):
        assign(grid, "管家秋", act, kind=DutyKind.STEWARD, valid_from=JULY)
    with pytest.raises(door_duties.SpanMissing):
        Span(None)
    assert assign(grid, "网格员秋", act, valid_from=JULY).complex is None
    duty.pk, duty.valid_from, duty._state.adding = None, MARCH, True
    with pytest.raises(IntegrityError, match="door_duty_one_a_grid"), transaction.atomic():
        duty.save()
    with pytest.raises(IntegrityError, match="door_duty_grid_has_worker"), transaction.atomic():
        DoorDuty.objects.filter(grid=grid).update(kind=DutyKind.STEWARD)


def test_on_leave_the_deputy_works_in_the_grid(cast: Cast, door: Door, act: dict[str, Any]) -> None:
    grid = GridSpanFactory(complex=cast.complex).grid
    duty = assign(grid, "网格员春", act)
    door_duties.take_leave(
        duty=duty, first_day=MARCH, last_day=MARCH, deputy=PersonFactory(name="代班"), **act
    )

    assert workers(door, MARCH) == ["代班"]
    assert public_grids(cast.complex, on=MARCH)[0].words == ["网格员 代班"]
    assert public_grids(cast.complex, on=JULY)[0].words == ["网格员 网格员春"]


def test_a_worker_who_goes_hands_his_grids_over_with_his_doors(
    cast: Cast, door: Door, act: dict[str, Any]
) -> None:
    grid = GridFactory(community=cast.community)
    grids.cover(grid=grid, complex_=cast.complex, since=FIRST, **act)
    duty = assign(grid, "网格员春", act)
    last = date(2026, 6, 30)
    going = {"person": duty.person, "successor": PersonFactory(name="网格员秋"), "last_day": last}

    with pytest.raises(door_duties.NothingToHandOver):
        door_duties.hand_over(**going, complexes=[cast.complex], **act)
    assert door_duties.hand_over(**going, complexes=[], grids=[grid], **act) == 1

    assert (workers(door, last), workers(door, JULY)) == (["网格员春"], ["网格员秋"])


# Two at once


@pytest.mark.django_db(transaction=True)
def test_of_two_who_cover_a_building_at_once_one_is_refused_by_name(
    cast: Cast, building: Building, act: dict[str, Any]
) -> None:
    results = _cover_at_once(cast.complex, building, act)

    assert sorted(type(result).__name__ for result in results) == ["CoveredAlready", "GridSpan"]
    assert GridSpan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_only_the_constraint_is_left_to_refuse(
    cast: Cast, building: Building, act: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both find nobody there, so that one meets the database's wall."""
    both, look = InTurn(), grids._who_covers

    def look_and_meet(*asked: Any) -> GridSpan | None:
        found = look(*asked)
        both.meet()
        return found

    monkeypatch.setattr(grids, "lock_complexes", lambda _complexes: None)
    monkeypatch.setattr(grids, "_who_covers", look_and_meet)

    results = _cover_at_once(cast.complex, building, act, run=both.run)

    assert sorted(type(result).__name__ for result in results) == ["GridSpan", "IntegrityError"]
    assert GridSpan.objects.count() == 1


def _cover_at_once(
    place: Complex,
    building: Building,
    act: dict[str, Any],
    run: Callable[..., list[Any]] = at_once,
) -> list[Any]:
    """A grid takes the whole complex while another takes one of its buildings."""
    one, other = GridFactory.create_batch(2, community=place.community)
    return run(
        lambda: grids.cover(grid=one, complex_=place, since=FIRST, **act),
        lambda: grids.cover(grid=other, complex_=place, building=building, since=FIRST, **act),
    )


# 包片


def test_a_complex_is_in_one_zone_and_a_zone_has_one_lead(cast: Cast, act: dict[str, Any]) -> None:
    zone = grids.open_zone(community=cast.community, name="一片", **act)
    other = ZoneFactory(community=cast.community, name="二片")
    last = date(2026, 6, 30)
    grids.put_into_zone(zone=zone, complex_=cast.complex, since=FIRST, until=last, **act)
    grids.give_zone(zone=zone, person=PersonFactory(name="委员甲"), since=FIRST, until=last, **act)

    with pytest.raises(grids.ZoneNamesake):
        grids.open_zone(community=cast.community, name=" 一片 ", **act)
    with pytest.raises(grids.ZoneTaken, match="东园这段时间在“一片”"):
        grids.put_into_zone(zone=other, complex_=cast.complex, since=last, **act)
    with pytest.raises(grids.OtherCommunity):
        grids.put_into_zone(zone=zone, complex_=cast.other_community_complex, since=FIRST, **act)
    with pytest.raises(grids.ZoneTaken, match="“一片”这段时间由委员甲包片"):
        grids.give_zone(zone=zone, person=PersonFactory(), since=last, **act)
    for write in (
        lambda: grids.put_into_zone(
            zone=zone, complex_=cast.complex, since=JULY, until=last, **act
        ),
        lambda: grids.give_zone(zone=zone, person=PersonFactory(), since=JULY, until=last, **act),
    ):
        with pytest.raises(TermBackwards):
            write()

    assert grids.put_into_zone(zone=other, complex_=cast.complex, since=JULY, **act).zone == other
    assert grids.give_zone(zone=zone, person=PersonFactory(), since=JULY, **act).zone == zone


@pytest.mark.parametrize("table", ["zonecomplex_one_zone", "zonelead_one_at_a_time"])
def test_the_database_refuses_two_at_a_time(cast: Cast, act: dict[str, Any], table: str) -> None:
    zone = ZoneFactory(community=cast.community)
    row: Any = (
        grids.put_into_zone(zone=zone, complex_=cast.complex, since=FIRST, **act)
        if table == "zonecomplex_one_zone"
        else grids.give_zone(zone=zone, person=PersonFactory(), since=FIRST, **act)
    )
    row.pk, row.since, row._state.adding = None, MARCH, True

    with pytest.raises(IntegrityError, match=table), transaction.atomic():
        row.save()


def test_grids_are_read_by_all_who_serve_there_and_changed_by_officials(cast: Cast) -> None:
    span = GridSpanFactory(complex=cast.complex)

    def doors(model: Any, user: Any) -> tuple[int, int]:
        return model.objects.visible_to(user).count(), model.objects.manageable_by(user).count()

    assert doors(Grid, cast.secretary) == doors(GridSpan, cast.secretary) == (1, 1)
    # The community's grid is known in each of its complexes.
    assert doors(Grid, cast.sibling_manager) == (1, 0)
    assert doors(GridSpan, cast.sibling_manager) == (0, 0)
    assert doors(Grid, cast.outsider) == doors(GridSpan, cast.outsider) == (0, 0)
    assert list(Grid.objects.public()) == [span.grid]
    Complex.objects.filter(pk=cast.complex.pk).update(is_listed=False)
    assert GridSpan.objects.public().count() == 0


def test_many_complexes_are_answered_for_in_one_statement_as_each_alone(
    cast: Cast, door: Door, act: dict[str, Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A grid over one building here and over all of the sibling; stewards of a unit and of the whole."""
    grid = GridFactory(community=cast.community)
    assign(grid, "网格员春", act)
    grids.cover(grid=grid, complex_=cast.complex, building=door.unit.building, since=FIRST, **act)
    grids.cover(grid=grid, complex_=cast.sibling_complex, since=FIRST, **act)
    DoorDutyFactory(complex=cast.complex, unit=door.unit)
    DoorDutyFactory(complex=cast.complex)
    other = DoorFactory(unit__building__complex=cast.complex).unit
    there = DoorFactory(unit__building__complex=cast.sibling_complex).unit

    with django_assert_num_queries(1):
        duties = duties_of_day([cast.complex.pk, cast.sibling_complex.pk], on=MARCH)
        found = {
            unit.pk: [
                one.acting for one in duties.reaching(unit.complex_id, unit.building_id, unit.pk)
            ]
            for unit in (door.unit, other, there)
        }

    assert found == {
        unit.pk: [one.acting for one in responsible_for_unit(unit, on=MARCH)]
        for unit in (door.unit, other, there)
    }
    assert [len(names) for names in found.values()] == [2, 1, 1]
    assert found[there.pk] == ["网格员春"]
