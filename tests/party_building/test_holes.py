"""Which units lack somebody, at which level, on which day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from benchmarks.responsibility import man, measured
from benchmarks.scale import build
from communities.choices import DutyKind
from communities.models import Complex, DoorDuty, ManagementPeriod, ZoneComplex, ZoneLead
from communities.queries.places import Place
from party_building.choices import ChainLevel
from party_building.models import PartyCoverage, PartyOrganization, PartyPost
from party_building.queries.holes import (
    Holes,
    by_complex,
    holes_in,
    vacancy_key,
    vacant_organizations,
)
from tests.factories.communities import BuildingFactory, SubDistrictFactory, UnitFactory
from tests.factories.party_building import PartyOrganizationFactory
from tests.party_building.chain_cast import Manned, manned
from tests.people import Cast

TODAY = date(2026, 11, 20)
YESTERDAY = date(2026, 11, 19)
GROUP, BRANCH, COMMUNITY = ChainLevel.GROUP, ChainLevel.BRANCH, ChainLevel.COMMUNITY


@pytest.fixture
def here(cast: Cast) -> Manned:
    return manned(cast)


def place(cast: Cast) -> Place:
    return Place.of_complex(cast.complex)


def told(holes: Holes) -> dict[str, list[str]]:
    return {hole.words: hole.names for hole in holes.holes}


def test_where_everybody_is_there_every_unit_resolves(here: Manned, cast: Cast) -> None:
    holes = holes_in(place(cast), on=TODAY)

    assert (holes.total, holes.complete, holes.holes) == (2, 2, [])


def _end(model: type, **which: object) -> None:
    rows = model.objects.filter(**which)  # type: ignore[attr-defined]  # every model has one
    assert rows.update(until=YESTERDAY)


BOTH = ["3栋1单元", "3栋2单元"]


@pytest.mark.parametrize(
    ("take_away", "words", "units", "complete"),
    [
        (lambda h: _end(PartyCoverage, unit=h.unit), "", [], 2),
        (lambda h: _end(PartyCoverage, building=h.building), "没有党小组", ["3栋1单元"], 1),
        (
            lambda h: _end(PartyPost, organization=h.building_group),
            "3栋党小组没有组长",
            ["3栋1单元"],
            1,
        ),
        (lambda h: _end(PartyCoverage, organization=h.branch), "没有党支部", BOTH, 0),
        (lambda h: _end(PartyPost, organization=h.branch), "东园党支部没有书记", BOTH, 0),
        (lambda h: _end(ZoneComplex), "没有划入包片", BOTH, 0),
        (lambda h: _end(ZoneLead), "一片没有包片人", BOTH, 0),
        (
            lambda h: DoorDuty.objects.filter(kind=DutyKind.STEWARD).update(valid_until=YESTERDAY),
            "没有物业管家",
            BOTH,
            2,
        ),
        (
            lambda h: DoorDuty.objects.filter(kind=DutyKind.GRID_WORKER).update(
                valid_until=YESTERDAY
            ),
            "没有网格员",
            BOTH,
            2,
        ),
    ],
)
def test_a_hole_at_any_level_is_found_from_its_day(
    take_away: Callable[[Manned], object],
    words: str,
    units: list[str],
    complete: int,
    here: Manned,
    cast: Cast,
) -> None:
    """A unit without a group of its own has that of its building."""
    take_away(here)

    after, before = (holes_in(place(cast), on=day) for day in (TODAY, YESTERDAY))

    assert told(after) == ({words: units} if words else {})
    assert after.complete == complete
    assert before.holes == []


def test_a_building_without_units_and_a_complex_without_buildings_stand_for_themselves(
    here: Manned, cast: Cast
) -> None:
    BuildingFactory(complex=cast.complex, name="12栋")

    holes = holes_in(Place(cast.street, cast.community), on=TODAY)

    assert holes.total == 4
    assert {(hole.complex_id, hole.words): hole.names for hole in holes.holes} == {
        (cast.complex.pk, "没有党小组"): ["12栋"],
        (cast.sibling_complex.pk, "没有党小组"): [],
        (cast.sibling_complex.pk, "没有党支部"): [],
        (cast.sibling_complex.pk, "没有划入包片"): [],
        (cast.sibling_complex.pk, "没有网格员"): [],
    }
    assert holes.by_level == {GROUP: 2, BRANCH: 1, COMMUNITY: 1, ChainLevel.GRID_WORKER: 1}


def test_only_where_a_firm_serves_a_steward_is_missed(here: Manned, cast: Cast) -> None:
    DoorDuty.objects.filter(kind=DutyKind.STEWARD).delete()
    ManagementPeriod.objects.all().delete()

    assert holes_in(place(cast), on=TODAY).holes == []


def test_a_hole_is_known_again_by_its_key(here: Manned, cast: Cast) -> None:
    """One vacant post is one hole, however many units it concerns; a missing group is one a unit."""
    _end(PartyPost, organization=here.branch)
    _end(PartyCoverage, building=here.building)

    assert holes_in(place(cast), on=TODAY).keys == {
        vacancy_key(here.branch.pk),
        f"GROUP:unit-{here.unit_beside.pk}",
    }


def test_the_list_is_of_complexes_that_lack_somebody(here: Manned, cast: Cast) -> None:
    _end(ZoneComplex)
    _end(PartyCoverage, building=here.building)
    community = Place(cast.street, cast.community)

    rows = by_complex(holes_in(community, on=TODAY), Complex.objects.all())

    assert [(row.name, [hole.words for hole in row.holes]) for row in rows] == [
        ("东园", ["没有党小组", "没有划入包片"]),
        ("西园", ["没有党小组", "没有党支部", "没有划入包片", "没有网格员"]),
    ]


def test_vacant_organizations_are_those_without_their_head(here: Manned, cast: Cast) -> None:
    """Also such that cover no door; not of another place, not dissolved."""
    _end(PartyPost, organization=here.unit_group)
    firm = PartyOrganizationFactory(complex=cast.complex, name="物业党支部")
    PartyOrganizationFactory(complex=cast.sibling_complex)
    PartyOrganizationFactory(complex=cast.complex, dissolved_on=YESTERDAY)

    assert set(vacant_organizations(place(cast), on=TODAY)) == {here.unit_group, firm}
    assert set(vacant_organizations(place(cast), on=YESTERDAY)) == {
        firm,
        PartyOrganization.objects.get(dissolved_on=YESTERDAY),
    }


@pytest.mark.parametrize("more", [0, 30])
def test_the_list_takes_five_statements_at_any_size(
    more: int, here: Manned, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        UnitFactory(building=here.building, name=f"{number + 3}单元")

    with django_assert_num_queries(5):
        holes = holes_in(Place(cast.street), on=TODAY)

    assert holes.total == 4 + more


def test_the_benchs_sub_district_lacks_what_it_left_out(cast: Cast) -> None:
    """Every fiftieth of 2 branches and 120 groups is without a head; each group has two units."""
    street = SubDistrictFactory(slug="scale-jiedao")
    with connection.cursor() as cursor:
        build(cursor, street.pk, communities=1, complexes=2, buildings=120, units=240, doors=0)
    complexes = Complex.objects.filter(sub_district=street)

    man(list(complexes))
    taken = measured(complexes)

    assert {key: taken[key] for key in ("units", "lacking", "statements")} == {
        "units": 240, "lacking": 4, "statements": 5,
    }  # fmt: skip
