"""Grids, streets and shops as programs read them: of today, by place, and nobody's phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from communities.choices import ChiefKind, DutyKind, GridLevel, ShopTrade
from communities.models import Community
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory, DoorDutyFactory
from tests.factories.territory import (
    GridSpanFactory,
    ShopFactory,
    StreetChiefFactory,
    StreetSegmentFactory,
    ThreeDutiesCommitmentFactory,
)
from tests.people import Cast

pytestmark = [pytest.mark.django_db]
NOON = "2026-11-20T12:00+08:00"


def rows(client: Client, path: str, **asked: object) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{path}/", asked)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


@travel(NOON)
def test_a_grid_tells_what_it_covers_and_who_works_there_today(client: Client, cast: Cast) -> None:
    building = BuildingFactory(complex=cast.complex, name="3栋")
    span = GridSpanFactory(
        complex=cast.complex, building=building, grid__level=GridLevel.MICRO, grid__code="W1",
        grid__tasks="走访",
    )  # fmt: skip
    worker = PersonFactory(name="网格员春", phone="13800001234")
    DoorDutyFactory(complex=None, community=cast.community, grid=span.grid, person=worker,
                    kind=DutyKind.GRID_WORKER)  # fmt: skip
    GridSpanFactory(complex=cast.sibling_complex, grid__code="W2")

    found = rows(client, "grids", complex="complex-a1")

    assert found == [
        {
            "id": span.grid_id, "code": "W1", "name": "", "level": "MICRO",
            "sub_district": {"slug": "street-a", "name": "甲街道"},
            "community": {"slug": "community-a", "name": "甲一社区"},
            "household_count": None, "tasks": ["走访"],
            "covers": [
                {"complex": {"slug": "complex-a1", "name": "东园"}, "building": "3栋"},
            ],
            "workers": ["网格员春"],
        }
    ]  # fmt: skip
    assert [grid["code"] for grid in rows(client, "grids", level="GENERAL")] == ["W2"]
    assert "1380000" not in client.get(f"/api/v1/grids/{span.grid_id}/").content.decode()


@travel("2025-12-31T12:00+08:00")
def test_a_grid_that_is_not_opened_yet_is_not_there(client: Client, cast: Cast) -> None:
    GridSpanFactory(complex=cast.complex)

    assert rows(client, "grids") == []


@travel(NOON)
def test_a_street_names_its_official_and_masks_its_neighbour(client: Client, cast: Cast) -> None:
    segment = StreetSegmentFactory(community=cast.community, name="锦绣路")
    for kind, name in ((ChiefKind.RESPONSIBLE, "陈明远"), (ChiefKind.RESIDENT, "张秀珍")):
        StreetChiefFactory(segment=segment, kind=kind, person=PersonFactory(name=name))

    (street,) = rows(client, "streets", community="community-a")

    assert [(chief["kind_label"], chief["name"]) for chief in street["chiefs"]] == [
        ("责任街长", "陈明远"), ("群众街长", "张*珍"),
    ]  # fmt: skip
    assert street["complex"] is None


@travel(NOON)
def test_a_shop_is_its_sign_and_whether_it_has_signed(client: Client, cast: Cast) -> None:
    segment = StreetSegmentFactory(community=cast.community, name="锦绣路")
    signed = ThreeDutiesCommitmentFactory(shop__segment=segment, shop__name="面馆").shop
    ShopFactory(segment=segment, name="书屋", trade=ShopTrade.RETAIL)

    (shop,) = rows(client, "shops", has_signed="true")

    assert shop == {
        "id": signed.pk, "name": "面馆", "door_number": "", "trade": "OTHER",
        "street": segment.pk, "street_name": "锦绣路", "has_signed": True,
        "sub_district": {"slug": "street-a", "name": "甲街道"},
        "community": {"slug": "community-a", "name": "甲一社区"}, "complex": None,
    }  # fmt: skip
    assert [one["name"] for one in rows(client, "shops", trade="RETAIL")] == ["书屋"]
    assert len(rows(client, "shops", street=segment.pk)) == 2


def test_what_is_not_listed_is_not_there(client: Client, cast: Cast) -> None:
    GridSpanFactory(complex=cast.complex)
    ThreeDutiesCommitmentFactory(shop__segment__community=cast.community)
    Community.objects.filter(pk=cast.community.pk).update(is_listed=False)

    assert [rows(client, path) for path in ("grids", "streets", "shops")] == [[], [], []]


@travel(NOON)
@pytest.mark.parametrize(("path", "statements"), [("grids", 5), ("streets", 3), ("shops", 2)])
def test_a_list_takes_as_many_statements_for_three_rows_as_for_one(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries,
    path: str, statements: int,
) -> None:  # fmt: skip
    for _row in range(3):
        span = GridSpanFactory(
            complex=cast.complex, building=BuildingFactory(complex=cast.complex),
            grid__level=GridLevel.MICRO,
        )  # fmt: skip
        DoorDutyFactory(kind=DutyKind.GRID_WORKER, grid=span.grid, complex=cast.complex)
        chief = StreetChiefFactory(segment__community=cast.community)
        ThreeDutiesCommitmentFactory(shop__segment=chief.segment)
        # One counts the rows of the list.
        with django_assert_num_queries(statements):
            assert rows(client, path)
