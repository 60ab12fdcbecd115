"""The place tree of the desk: what opens, for whom, and with which figures."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from tests.factories.communities import BuildingFactory, ComplexFactory, DoorFactory, UnitFactory
from tests.factories.property_alliance import ServiceContractFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

MAP = "/desk/map/"
HTMX = {"HX-Request": "true"}


def open_as(user: User, query: str = "", **headers: str) -> str:
    client = Client(headers=headers or None)
    client.force_login(user)
    response = client.get(f"{MAP}{query}")
    assert response.status_code == 200
    return response.content.decode()


def status_for(user: User, query: str) -> int:
    client = Client()
    client.force_login(user)
    return client.get(f"{MAP}{query}").status_code


def test_official_finds_his_sub_district_open_with_its_communities(cast: Cast) -> None:
    page = open_as(cast.official)

    assert f'id="node-sub_district-{cast.street.pk}"' in page
    assert cast.community.name in page
    assert cast.other_community.name in page
    assert cast.complex.name not in page
    assert cast.other_street.name not in page


def test_secretary_finds_her_community_open_with_its_complexes(cast: Cast) -> None:
    page = open_as(cast.secretary)

    assert cast.complex.name in page
    assert cast.sibling_complex.name in page
    assert cast.other_community.name not in page


def test_manager_finds_his_complex_open_and_no_other(cast: Cast) -> None:
    building = BuildingFactory(complex=cast.complex)

    page = open_as(cast.manager)

    assert building.name in page
    assert cast.sibling_complex.name not in page
    assert status_for(cast.manager, f"?open=complex-{cast.sibling_complex.pk}") == 404


def test_manager_who_opens_the_community_sees_and_sums_his_own_complex_alone(cast: Cast) -> None:
    type(cast.complex).objects.filter(pk=cast.complex.pk).update(household_count=1900)
    type(cast.complex).objects.filter(pk=cast.sibling_complex.pk).update(household_count=77)

    page = open_as(cast.manager, f"?open=community-{cast.community.pk}")

    assert cast.sibling_complex.name not in page
    assert "1个小区" in page
    assert "1,900" in page
    assert "1,977" not in page


def test_each_level_opens_down_to_the_door(cast: Cast) -> None:
    door = DoorFactory(unit__building__complex=cast.complex, room="1501", floor=15, area="89.50")
    building = door.unit.building

    assert building.name in open_as(cast.official, f"?open=complex-{cast.complex.pk}")
    assert door.unit.name in open_as(cast.official, f"?open=building-{building.pk}")
    page = open_as(cast.official, f"?open=unit-{door.unit.pk}")
    assert "1501" in page
    assert "15层 89.50㎡" in page
    assert building.name in page


def test_buildings_stand_in_the_order_of_their_numbers(cast: Cast) -> None:
    for name in ("10栋", "2栋", "1栋"):
        BuildingFactory(complex=cast.complex, name=name)

    page = open_as(cast.official, f"?open=complex-{cast.complex.pk}")

    assert page.index("<b>1栋") < page.index("<b>2栋") < page.index("<b>10栋")


@pytest.mark.parametrize(
    "query",
    ["?open=complex-0", "?open=nothing", "?open=door-1", "?open=complex-1x", "?close=nothing-1"],
)
def test_node_that_is_none_is_not_found(query: str, cast: Cast) -> None:
    client = Client(headers=HTMX)
    client.force_login(cast.official)

    assert client.get(f"{MAP}{query}").status_code == 404


def test_another_tenant_is_not_found(cast: Cast) -> None:
    building = BuildingFactory(complex=cast.other_street_complex)

    assert status_for(cast.official, f"?open=sub_district-{cast.other_street.pk}") == 404
    assert status_for(cast.official, f"?open=building-{building.pk}") == 404


def test_figures_of_a_community_are_the_sum_of_its_complexes_with_the_oldest_day(
    cast: Cast,
) -> None:
    complexes = type(cast.complex).objects
    complexes.filter(pk=cast.complex.pk).update(
        household_count=1900, resident_count=4271, figures_on=date(2026, 6, 30)
    )
    complexes.filter(pk=cast.sibling_complex.pk).update(
        household_count=100, resident_count=229, figures_on=date(2026, 3, 1)
    )
    BuildingFactory(complex=cast.complex)

    page = open_as(cast.official)

    assert "2个小区，登记1栋" in page
    assert "2,000" in page
    assert "4,500" in page
    assert "最早2026年3月1日" in page


def test_complex_names_the_firm_that_runs_it_today(cast: Cast) -> None:
    contract = ServiceContractFactory(complex=cast.complex)

    page = open_as(cast.secretary)

    assert contract.firm.name in page


def test_htmx_gets_the_opened_node_alone_and_the_closed_one_without_children(cast: Cast) -> None:
    opened = open_as(cast.official, f"?open=community-{cast.community.pk}", **HTMX)
    closed = open_as(cast.official, f"?close=community-{cast.community.pk}", **HTMX)

    assert "<html" not in opened
    assert cast.complex.name in opened
    assert 'aria-expanded="true"' in opened
    assert cast.complex.name not in closed
    assert 'aria-expanded="false"' in closed
    assert "2个小区" in closed


def test_closing_without_a_script_shows_the_list_above(cast: Cast) -> None:
    page = open_as(cast.official, f"?close=community-{cast.community.pk}")

    assert cast.other_community.name in page
    assert cast.complex.name not in page


def test_many_children_are_paged_inside_their_node(cast: Cast) -> None:
    for number in range(101):
        ComplexFactory(
            community=cast.other_community, name=f"第{number:03}院", pinyin_key=f"di{number:03}"
        )

    key = f"?open=community-{cast.other_community.pk}"
    first, second = open_as(cast.official, key), open_as(cast.official, f"{key}&page=2")

    assert "第000院" in first
    assert "第1页，共2页" in first.replace(" ", "")
    assert "第000院" not in second
    assert f"{key}&amp;page=1" in second


def test_unit_without_households_is_said_to_lack_them(cast: Cast) -> None:
    building = BuildingFactory(complex=cast.complex)
    UnitFactory(building=building, household_count=60)
    UnitFactory(building=building)

    page = open_as(cast.official, f"?open=building-{building.pk}")

    assert page.count("缺1项") == 2
