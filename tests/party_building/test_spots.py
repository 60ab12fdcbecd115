"""What somebody means who types a door as it comes to mind."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from party_building.queries.spots import NoSuchDoor, find_spot, spot_of
from tests.factories.communities import BuildingFactory, UnitFactory
from tests.party_building.chain_cast import Manned, manned
from tests.people import Cast


@pytest.fixture
def here(cast: Cast) -> Manned:
    return manned(cast)


@pytest.mark.parametrize(
    "typed",
    [
        "3-2-1501",
        "3栋2单元1501",
        "3号楼2单元1501室",
        " 03幢 2单元 999 ",
        "3#2单元",
        "3栋2单元",
        "3-2",
    ],
)
def test_any_spelling_finds_the_unit(typed: str, here: Manned, cast: Cast) -> None:
    """Whether the room is registered does not matter; `3-2` is no room where 2单元 stands."""
    spot = find_spot(cast.complex, typed)

    assert (spot.building_id, spot.unit_id) == (here.building.pk, here.unit.pk)
    assert spot.label.startswith("东园 3栋2单元")


@pytest.mark.parametrize("typed", ["3", "3栋", "三号楼", "3-1501", "3栋1501室"])
def test_without_a_unit_it_is_the_building(typed: str, here: Manned, cast: Cast) -> None:
    spot = find_spot(cast.complex, typed)

    assert (spot.building_id, spot.unit_id) == (here.building.pk, None)
    assert ("不止一个单元" in spot.note) == ("1501" in typed)


def test_the_only_unit_of_a_building_needs_no_name(cast: Cast) -> None:
    unit = UnitFactory(building=BuildingFactory(complex=cast.complex, name="12栋"))

    assert find_spot(cast.complex, "12-1501").unit_id == unit.pk


def test_nothing_typed_is_the_complex(cast: Cast) -> None:
    spot = find_spot(cast.complex, "  ")

    assert (spot.complex, spot.building_id, spot.unit_id) == (cast.complex, None, None)
    assert spot.label == "东园"


@pytest.mark.parametrize(
    "typed", ["99栋", "3栋9单元", "3栋9单元101", "门卫室旁边", "-", "'", "2单元"]
)
def test_what_is_no_wall_is_said(typed: str, here: Manned, cast: Cast) -> None:
    with pytest.raises(NoSuchDoor, match="东园没有登记"):
        find_spot(cast.complex, typed)


def test_a_registered_door_is_its_own_unit(here: Manned, cast: Cast) -> None:
    spot = spot_of(here.door)

    assert (spot.unit_id, spot.label) == (here.unit.pk, "东园 3栋2单元1501")


def test_finding_takes_one_statement(
    here: Manned, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        find_spot(cast.complex, "3-2-1501")
