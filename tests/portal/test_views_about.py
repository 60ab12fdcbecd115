"""谁为我服务: the firm, who answers for which building, whom to ring; neighbours are not named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from communities.choices import ChiefKind, DutyKind, ManagementMode, SeatPosition
from communities.models import Complex, DutyLeave
from communities.queries.responsible import public_duties
from property_alliance.queries.firms import run_by
from tests.factories.accounts import PersonFactory
from tests.factories.bodies import CommitteeSeatFactory, CommitteeTermFactory
from tests.factories.communities import BuildingFactory, DoorDutyFactory, UnitFactory
from tests.factories.property_alliance import PropertyFirmFactory, ServiceContractFactory
from tests.factories.territory import (
    DesignationFactory,
    GovernanceModelFactory,
    GridSpanFactory,
    ManagementPeriodFactory,
    ShopFactory,
    StreetChiefFactory,
    StreetSegmentFactory,
    ZoneComplexFactory,
    ZoneLeadFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def body(response: Any) -> str:
    assert response.status_code == 200
    html: str = response.content.decode()
    assert "[[missing" not in html
    return html


@travel(TODAY)
def test_the_page_names_firm_stewards_and_masks_neighbours(client: Client, cast: Cast) -> None:
    third = BuildingFactory(complex=cast.complex, name="3栋")
    BuildingFactory(complex=cast.complex, name="12栋")
    firm = PropertyFirmFactory(organization__sub_district=cast.street, organization__name="甲物业")
    ServiceContractFactory(firm=firm, complex=cast.complex)
    DoorDutyFactory(complex=cast.complex, person=PersonFactory(name="李管家"))
    DoorDutyFactory(
        complex=cast.complex,
        building=third,
        kind=DutyKind.BUILDING_HEAD,
        person=PersonFactory(name="张秀珍"),
    )

    html = body(client.get("/c/complex-a1/about/"))

    assert "甲物业" in html
    assert html.index("3栋") < html.index("12栋")
    assert html.count("物业管家 李管家") == 2
    assert "楼栋长 张*珍" in html
    assert "张秀珍" not in html


def test_a_units_own_steward_stands_beside_the_buildings(cast: Cast) -> None:
    building = BuildingFactory(complex=cast.complex, name="3栋")
    unit = UnitFactory(building=building, name="2单元")
    for span, name in (({"building": building}, "甲管家"), ({"unit": unit}, "乙管家")):
        DoorDutyFactory(complex=cast.complex, person=PersonFactory(name=name), **span)

    assert [(row.building, row.words) for row in public_duties(cast.complex, on=TODAY)] == [
        ("3栋", ["物业管家 乙管家（2单元）", "物业管家 甲管家"])
    ]


def test_on_leave_the_deputy_is_named(cast: Cast) -> None:
    duty = DoorDutyFactory(complex=cast.complex, person=PersonFactory(name="甲管家"))
    DutyLeave.objects.create(
        sub_district=cast.street,
        community=cast.community,
        complex=cast.complex,
        duty=duty,
        deputy=PersonFactory(name="乙管家"),
        first_day=TODAY,
        last_day=TODAY,
    )

    assert public_duties(cast.complex, on=TODAY)[0].words == ["物业管家 乙管家"]
    assert public_duties(cast.complex, on=date(2026, 11, 21))[0].words == ["物业管家 甲管家"]


@travel(TODAY)
def test_who_sits_in_the_owners_committee_stands_by_position(client: Client, cast: Cast) -> None:
    term = CommitteeTermFactory(
        body__complex=cast.complex,
        complex=cast.complex,
        starts_on=date(2024, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    for position, name in ((SeatPosition.MEMBER, "委员甲"), (SeatPosition.DIRECTOR, "主任甲")):
        CommitteeSeatFactory(
            term=term,
            complex=cast.complex,
            position=position,
            person=PersonFactory(name=name, phone="13800001234"),
            since=date(2024, 1, 1),
        )

    html = body(client.get("/c/complex-a1/about/"))

    assert "东园业委会" in html
    assert html.index("主任甲") < html.index("委员甲")
    assert "13800001234" not in html


@travel(TODAY)
def test_grid_zone_chiefs_titles_and_way_of_governing_are_told(client: Client, cast: Cast) -> None:
    grid = GridSpanFactory(complex=cast.complex, grid__code="JX-01").grid
    zone = ZoneComplexFactory(complex=cast.complex, zone__name="一片").zone
    ZoneLeadFactory(zone=zone, person=PersonFactory(name="委员甲"))
    segment = StreetSegmentFactory(community=cast.community, name="锦绣路", stretch="1号至41号")
    StreetChiefFactory(segment=segment, person=PersonFactory(name="陈明远", phone="13800001234"))
    StreetChiefFactory(
        segment=segment, kind=ChiefKind.RESIDENT, person=PersonFactory(name="张秀珍")
    )
    ShopFactory(segment=segment, name="面馆")
    DesignationFactory(complex=cast.complex, title="示范小区打造点位")
    GovernanceModelFactory(complex=None, community=cast.community)

    html = body(client.get("/c/complex-a1/about/"))

    for words in (
        "JX-01", "网格员还没有登记", "一片 委员甲", "锦绣路", "1号至41号", "责任街长 陈明远",
        "群众街长 张*珍", "2020年 示范小区打造点位", "1+4+N",
    ):  # fmt: skip
        assert words in html
    for words in ("13800001234", "张秀珍", "面馆"):
        assert words not in html
    DoorDutyFactory(
        complex=None, community=cast.community, grid=grid, kind=DutyKind.GRID_WORKER,
        person=PersonFactory(name="网格员春"),
    )  # fmt: skip
    assert "网格员 网格员春" in body(client.get("/c/complex-a1/about/?again=1"))
    assert "JX-01" not in body(client.get("/c/complex-a2/about/"))


@travel(TODAY)
def test_who_runs_it_is_the_firm_else_the_mode_of_today(cast: Cast) -> None:
    ManagementPeriodFactory(
        complex=cast.complex, mode=ManagementMode.UNMANAGED, until=date(2026, 10, 31)
    )
    ManagementPeriodFactory(
        complex=cast.complex, mode=ManagementMode.BRANCH_COURTYARD, since=date(2026, 11, 1)
    )
    ManagementPeriodFactory(complex=cast.sibling_complex)

    assert run_by(cast.complex, on=date(2026, 10, 31)) == "脱管"
    assert run_by(cast.complex, on=TODAY) == "支部管院"
    # That a firm runs it says nothing as long as nobody knows which.
    assert run_by(cast.sibling_complex, on=TODAY) == ""
    firm = PropertyFirmFactory(organization__sub_district=cast.street, organization__name="甲物业")
    ServiceContractFactory(firm=firm, complex=cast.complex)
    assert run_by(cast.complex, on=TODAY) == "甲物业"


def test_what_is_not_known_is_said(client: Client, cast: Cast) -> None:
    html = body(client.get("/c/complex-a1/about/"))

    assert "还没有登记，可以打上面的电话问" in html
    ManagementPeriodFactory(complex=cast.sibling_complex, mode=ManagementMode.SELF_MANAGED)
    assert str(ManagementMode.SELF_MANAGED.label) in body(client.get("/c/complex-a2/about/"))


def test_only_a_public_complex_has_the_page(client: Client, cast: Cast) -> None:
    Complex.objects.filter(pk=cast.sibling_complex.pk).update(is_listed=False)

    for slug in ("nowhere", "community-a", "street-a", "complex-a2"):
        assert client.get(f"/c/{slug}/about/").status_code == 404


def test_the_home_leads_there_in_both_displays(client: Client, cast: Cast) -> None:
    assert 'href="/c/complex-a1/about/"' in body(client.get("/c/complex-a1/"))
    client.cookies["rp_display"] = "elder.l.normal.0"
    assert 'href="/c/complex-a1/about/"' in body(client.get("/c/complex-a1/"))
    assert "about/" not in body(client.get("/c/community-a/"))
