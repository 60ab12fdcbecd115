from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from communities.queries.places import place_by_slug
from core.web import show_place
from portal.context_processors import Frame, frame
from tests.people import Cast

pytestmark = pytest.mark.django_db


def frame_of(path: str = "/", **cookies: str) -> Frame:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    made = frame(request)["frame"]
    assert isinstance(made, Frame)
    return made


def test_a_frame_that_nobody_draws_costs_nothing(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        made = frame_of(rp_c="complex-a1")
        assert made.display.mode == "standard"


def test_the_remembered_complex_costs_one_statement_in_all(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        made = frame_of(rp_c="complex-a1")
        assert made.place is not None
        assert made.place.name == "东园"
        assert made.tabs
        assert made.phones
        assert made.record_number == ""


def test_the_views_place_goes_before_the_remembered_one_and_is_free(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["rp_c"] = "complex-a1"
    show_place(request, place_by_slug("complex-a2"))

    with django_assert_num_queries(0):
        place = Frame(request).place
        assert place is not None
        assert place.name == "西园"
        assert place.home_url == "/c/complex-a2/"
        assert place.calendar_url == "/c/complex-a2/calendar/"


@pytest.mark.parametrize("kept", ["", "nowhere", "../x", "all"])
def test_a_complex_that_is_none_is_no_place(cast: Cast, kept: str) -> None:
    made = frame_of(rp_c=kept)

    assert made.place is None
    assert [tab.url for tab in made.tabs] == ["/", "/my/"]
    assert made.phones == [("12345", "政务服务热线", "12345")]


def test_every_tab_leads_to_a_page(cast: Cast, client: Client) -> None:
    made = frame_of("/c/complex-a1/", rp_c="complex-a1")

    assert [tab.label for tab in made.tabs] == ["首页", "日历", "我的"]
    assert [tab.current for tab in made.tabs] == [True, False, False]
    for tab in made.tabs:
        assert client.get(tab.url).status_code == 200


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/c/complex-a1/calendar/", ["日历"]),
        ("/activities/1/", ["日历"]),
        ("/my/find/", ["我的"]),
        ("/t/ABCDEFGHJKMN/", ["我的"]),
        ("/help/", []),
    ],
)
def test_the_tab_of_the_page_is_the_current_one(cast: Cast, path: str, current: list[str]) -> None:
    tabs = frame_of(path, rp_c="complex-a1").tabs

    assert [tab.label for tab in tabs if tab.current] == current


def test_the_column_of_the_desk_has_headings_and_a_phone_shows_its_beginning() -> None:
    made = frame_of("/desk/map/gaps/")

    groups = {group.label: [tab.label for tab in group.tabs] for group in made.desk_groups}
    shown = [tab.label for tab in made.desk_in_sight]
    assert groups == {
        "事务": ["会议", "三会一课"],
        "组织": ["组织地图", "党组织", "谁负责"],
        "数据": ["待补资料", "责任空缺", "党建指标", "缺中心户的楼栋"],
    }
    assert shown == ["会议", "三会一课", "组织地图", "党组织"]
    assert [(one.label, [tab.label for tab in one.tabs]) for one in made.desk_more] == [
        ("组织", ["谁负责"]),
        ("数据", groups["数据"]),
    ]


@pytest.mark.parametrize(
    ("path", "current", "is_in_more"),
    [("/desk/meetings/", "会议", False), ("/desk/map/gaps/", "待补资料", True)],
)
def test_what_hides_the_current_page_of_the_desk_says_so(
    path: str, current: str, is_in_more: bool
) -> None:
    made = frame_of(path)

    tabs = [tab for group in made.desk_groups for tab in group.tabs]
    assert [tab.label for tab in tabs if tab.current] == [current]
    assert made.is_in_desk_more is is_in_more


def test_the_phones_are_the_places_own(cast: Cast) -> None:
    cast.complex.duty_phone = "028-88880000"
    cast.complex.save()
    cast.community.phone = "028-88881234"
    cast.community.save()

    assert frame_of(rp_c="complex-a1").phones == [
        ("管家电话", "028-88880000", "02888880000"),
        ("社区电话", "028-88881234", "02888881234"),
        ("12345", "政务服务热线", "12345"),
    ]


def test_switching_the_mode_keeps_the_address() -> None:
    made = frame_of("/c/x/calendar/?d=2026-11&elder=0")

    assert made.elder_url == "/c/x/calendar/?d=2026-11&elder=1"
    assert made.standard_url == "/c/x/calendar/?d=2026-11&elder=0"


def test_the_hint_stands_on_the_entrance_until_a_mode_is_chosen(cast: Cast, client: Client) -> None:
    hint = "字太小？"

    assert hint in client.get("/").content.decode()
    assert hint not in client.get("/help/").content.decode()
    client.get("/?elder=0")
    assert hint not in client.get("/").content.decode()


def test_public_pages_carry_no_name(cast: Cast, client_of: Any) -> None:
    html = client_of(cast.manager).get("/c/complex-a1/").content.decode()

    assert "物业经理甲" not in html


def test_a_demo_says_so(cast: Cast, client: Client, settings: Any) -> None:
    assert "演示数据" not in client.get("/help/").content.decode()
    settings.DEMO_DATA_BANNER = True
    assert "演示数据，部分内容虚构" in client.get("/help/").content.decode()
