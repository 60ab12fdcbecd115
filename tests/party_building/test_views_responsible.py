"""谁负责我这栋楼: what anybody reads without signing in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from communities.choices import DutyKind
from communities.models import Complex
from core.front import QUERY
from party_building.models import PartyPost
from tests.factories.accounts import PersonFactory
from tests.factories.communities import DoorDutyFactory
from tests.factories.party_building import PartyMemberFactory, PostLeaveFactory
from tests.party_building.chain_cast import Manned, manned
from tests.people import Cast

ADDRESS = "/c/complex-a1/responsible/"


@pytest.fixture
def here(cast: Cast) -> Manned:
    return manned(cast)


def read(client: Client, query: dict[str, Any] | None = None) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    html: str = response.content.decode()
    assert "[[missing" not in html
    return html


def test_anybody_reads_published_roles_with_the_phones_that_were_published(
    client: Client, here: Manned, cast: Cast
) -> None:
    DoorDutyFactory(
        complex=cast.complex,
        building=here.building,
        kind=DutyKind.BUILDING_HEAD,
        person=PersonFactory(name="张秀珍", phone="13800002222"),
    )
    PartyMemberFactory(organization=here.branch, person=PersonFactory(name="普通党员"))

    html = read(client, {"building": here.building.pk})

    for name in ("书记东", "两委甲", "管家甲", "网格甲", "张*珍"):
        assert f"<b>{name}</b>" in html
    assert "tel:028-84350001" in html
    for kept in ("张秀珍", "普通党员", "138****", "13800001111", "13800002222"):
        assert kept not in html


def test_entrances_with_people_of_their_own_are_named_beside_each_other(
    client: Client, here: Manned
) -> None:
    html = read(client, {"building": here.building.pk})

    assert html.index("党小组 · 1单元") < html.index("组长楼") < html.index("党小组 · 2单元")
    assert "组长单" in html
    assert html.count("书记东") == 1


def test_what_was_not_published_is_a_role_without_a_name(client: Client, here: Manned) -> None:
    PartyPost.objects.update(is_published=False)

    html = read(client, {"building": here.building.pk})

    for kept in ("书记东", "组长单", "组长楼", "028-84350001"):
        assert kept not in html
    assert "姓名没有公布" in html
    assert "两委甲" in html


def test_a_deputy_without_a_published_post_is_not_named(client: Client, here: Manned) -> None:
    today = timezone.localdate()
    PostLeaveFactory(
        post=here.secretary, deputy=PersonFactory(name="代班党员"), first_day=today, last_day=today
    )

    html = read(client, {"building": here.building.pk})

    assert "代班党员" not in html
    assert "书记东" in html
    assert "期间有人代班" in html


def test_without_a_building_the_complex_answers_and_what_is_missing_is_said(
    client: Client, here: Manned
) -> None:
    html = read(client)

    assert "整个小区" in html
    assert "没有党小组" in html
    assert "书记东" in html


def test_the_matter_orders_the_page_and_an_unknown_one_is_the_usual(
    client: Client, here: Manned
) -> None:
    building = {"building": here.building.pk}
    repair = read(client, building | {"matter": "REPAIR"})

    assert repair.index("管家甲") < repair.index("书记东")
    assert read(client, building | {"matter": "helicopter"}).count("网格甲") == 1


def test_a_building_of_elsewhere_is_not_found(client: Client, here: Manned, cast: Cast) -> None:
    assert client.get(ADDRESS, {"building": "0"}).status_code == 404
    assert client.get(ADDRESS, {"building": "x"}).status_code == 404
    other = f"/c/complex-a2/responsible/?building={here.building.pk}"
    assert client.get(other).status_code == 404
    assert client.get("/c/community-a/responsible/").status_code == 404
    Complex.objects.filter(pk=cast.complex.pk).update(is_listed=False)
    assert client.get(ADDRESS).status_code == 404


def test_the_page_holds_no_form_and_may_stand_in_front(client: Client, here: Manned) -> None:
    response = client.get(ADDRESS, {"building": here.building.pk, "matter": "REPAIR"})

    assert hasattr(response, "front_complex")
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_building_and_matter_are_known_to_the_cache_in_front() -> None:
    """As `key_of` asks it; a page of unknown words is made anew for everybody."""
    assert QUERY.fullmatch("building=12&matter=REPAIR")
    assert not QUERY.fullmatch("building=12&helicopter=1")
