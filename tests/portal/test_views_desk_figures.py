"""/desk/party/figures/: n/N of a place on a day, opened to rows; names for those who may know them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from communities.choices import Role, SeatPosition
from party_building.models import PartyOrganization
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import CommitteeSeatFactory
from tests.factories.party_building import (
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
)
from tests.people import Cast, appoint

pytestmark = pytest.mark.django_db
FIGURES = "/desk/party/figures/"


@pytest.fixture
def branches(cast: Cast) -> list[PartyOrganization]:
    """Of both complexes of the community; the secretary of the first is director there."""
    made: list[PartyOrganization] = [
        PartyOrganizationFactory(complex=one, name=f"{one.name}党支部")
        for one in (cast.complex, cast.sibling_complex)
    ]
    for one in made:
        PartyCoverageFactory(organization=one)
    person = PersonFactory(name="王建国")
    PartyPostFactory(organization=made[0], person=person)
    CommitteeSeatFactory(
        term__body__complex=cast.complex,
        person=person,
        position=SeatPosition.DIRECTOR,
        is_party_member=True,
    )
    return made


def text(client: Client, query: str = "") -> str:
    response = client.get(f"{FIGURES}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_every_figure_stands_with_its_numbers(
    cast: Cast, branches: list[PartyOrganization], client_of: Callable[[User], Client]
) -> None:
    page = text(client_of(cast.secretary))

    for words in (
        "甲一社区 党建指标",
        "小区党组织覆盖率",
        "2/2 = 100.0%",
        "业委会成员党员占比",
        "1/1 = 100.0%",
        "物业企业党组织覆盖率",
        "0/0",
    ):
        assert words in page
    assert "王建国" not in page


def test_a_hundred_per_cent_with_an_exception_shows_it(
    cast: Cast, branches: list[PartyOrganization], client_of: Callable[[User], Client]
) -> None:
    PartyOrganization.objects.filter(pk=branches[1].pk).update(dissolved_on=date(2026, 1, 31))
    client = client_of(cast.secretary)

    today = text(client, "?code=K01")
    then = text(client, "?code=K01&on=2026-01-31")

    assert "1/2 = 50.0%" in today
    assert "西园党支部已撤销，最后一天2026年1月31日" in today
    assert today.index("<b>西园</b>") < today.index("<b>东园</b>")
    assert "2/2 = 100.0%" in then
    assert "已撤销" not in then
    assert "截至2026年1月31日" in then


def test_rows_name_people_for_those_who_may_know_them(
    cast: Cast, branches: list[PartyOrganization], client_of: Callable[[User], Client]
) -> None:
    for code in ("K04", "K05", "K06"):
        assert "王建国" in text(client_of(cast.branch_secretary), f"?code={code}")


def test_a_place_leads_up_and_down_as_far_as_ones_duty(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    official, secretary = client_of(cast.official), client_of(cast.secretary)

    assert "?place=community-a-other" in text(official)
    assert "place=street-a" in text(official, "?place=community-a")
    assert "place=complex-a2" in text(secretary)
    assert "place=street-a&" not in text(secretary)
    assert "place=community-a" not in text(client_of(cast.branch_secretary))


@pytest.mark.parametrize(
    "query",
    [
        "?place=street-b",
        "?place=street-a",
        "?place=nowhere",
        "?place=complex-b1",
        "?place=甲",
    ],
)
def test_what_lies_beyond_ones_duty_is_not_found(
    cast: Cast, client_of: Callable[[User], Client], query: str
) -> None:
    assert client_of(cast.secretary).get(f"{FIGURES}{query}").status_code == 404


def test_a_firms_people_are_told_whose_page_it_is(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    refused = client_of(cast.manager).get(FIGURES)

    assert refused.status_code == 403
    assert "党建指标由社区、支部和业委会成员查看" in refused.content.decode()


def test_somebody_with_two_duties_asks_by_place(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    both = appoint("both", "业委会成员甲", Role.OWNERS_COMMITTEE_MEMBER, cast.complex)
    client = client_of(both)

    assert "东园 党建指标" in text(client)
    assert client.get(f"{FIGURES}?place=complex-a2").status_code == 404


def test_a_day_or_code_that_is_none_shows_today(
    cast: Cast, branches: list[PartyOrganization], client_of: Callable[[User], Client]
) -> None:
    page = text(client_of(cast.secretary), "?on=morgen&code=K99")

    assert "2/2 = 100.0%" in page
    assert "日期写成 2026-11-21 这样" in page
