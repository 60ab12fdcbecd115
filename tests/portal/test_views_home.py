from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from time_machine import travel

from activities.choices import ActivityState
from tests.factories.activities import SessionFactory
from tests.factories.communities import ComplexFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

ELDER = "elder.l.normal.0"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def body(response: Any) -> str:
    assert response.status_code == 200
    html: str = response.content.decode()
    assert "[[missing" not in html
    return html


def test_a_first_visit_asks_for_the_complex_and_the_second_does_not(
    client: Client, cast: Cast
) -> None:
    first = body(client.get("/"))
    home = client.get("/c/complex-a1/?chosen=1")
    second = client.get("/")

    assert "您住哪个小区？" in first
    assert 'href="/c/complex-a1/?chosen=1"' in first
    assert home.status_code == 200
    assert second["Location"] == "/c/complex-a1/"
    assert "您住哪个小区？" in body(client.get("/?change=1"))


def test_a_link_to_another_complex_does_not_move_the_device(client: Client, cast: Cast) -> None:
    client.get("/c/complex-a1/")
    client.get("/c/complex-b1/")
    assert client.get("/")["Location"] == "/c/complex-a1/"

    client.get("/c/complex-b1/?chosen=1")
    assert client.get("/")["Location"] == "/c/complex-b1/"


def test_a_remembered_complex_that_is_gone_asks_again(client: Client, cast: Cast) -> None:
    client.cookies["rp_c"] = "pulled-down"

    assert "您住哪个小区？" in body(client.get("/"))


@pytest.mark.parametrize("typed", ["锦云", "jin yun", "zljy", "中粮"])
def test_a_complex_is_found_by_name_pinyin_and_initials(
    client: Client, cast: Cast, typed: str
) -> None:
    ComplexFactory(name="中粮锦云", slug="zhongliang-jinyun")

    html = body(client.get("/", {"q": typed}))

    assert "中粮锦云" in html
    assert "东园" not in html


def test_nothing_found_is_said_with_what_was_typed(client: Client, cast: Cast) -> None:
    html = body(client.get("/", {"q": "<b>没有</b>" + "长" * 500}))

    assert "没有找到“&lt;b&gt;没有" in html


def test_unlisted_complexes_are_not_offered(client: Client, cast: Cast) -> None:
    ComplexFactory(name="未公开", slug="hidden", is_listed=False)

    assert "未公开" not in body(client.get("/"))
    assert client.get("/c/hidden/").status_code == 404


@travel(NOON, tick=False)
def test_the_home_shows_today_the_doors_and_whom_to_ring(client: Client, cast: Cast) -> None:
    cast.complex.duty_phone, cast.complex.duty_name = "028-88880000", "李师傅"
    cast.complex.save()
    SessionFactory(
        complex=cast.complex, activity__title="邻里包饺子", starts_at=NOON + timedelta(hours=3)
    )
    SessionFactory(
        complex=cast.complex,
        activity__title="没发布的",
        activity__state=ActivityState.PLANNED,
        starts_at=NOON + timedelta(hours=3),
    )
    SessionFactory(
        complex=cast.sibling_complex, activity__title="西园的", starts_at=NOON + timedelta(hours=3)
    )

    html = body(client.get("/c/complex-a1/"))

    for words in (
        "今天 11月20日 周五", "邻里包饺子", "看本月活动", "活动日历", "管家 李师傅",
        "打电话给管家李师傅，028-88880000",
    ):  # fmt: skip
        assert words in html
    for words in ("没发布的", "西园的", "我要说事", "借用空间", "志愿服务"):
        assert words not in html


@travel(NOON, tick=False)
def test_an_empty_day_names_the_next_activity(client: Client, cast: Cast) -> None:
    SessionFactory(
        complex=cast.complex, activity__title="邻里包饺子", starts_at=NOON + timedelta(days=2)
    )

    html = body(client.get("/c/complex-a1/"))

    assert "今天没有活动。" in html
    assert "下一场：11月22日 邻里包饺子" in html


@travel(NOON, tick=False)
def test_an_evening_names_the_next_activity_under_what_is_over(client: Client, cast: Cast) -> None:
    SessionFactory(
        complex=cast.complex, activity__title="晨练", starts_at=NOON - timedelta(hours=5)
    )
    coming = SessionFactory(
        complex=cast.complex, activity__title="邻里包饺子", starts_at=NOON + timedelta(days=2)
    )

    html = body(client.get("/c/complex-a1/"))

    assert (
        f'<a class="card-more" href="/activities/{coming.activity_id}/" data-test="next">'
        "下一场：11月22日 邻里包饺子" in html
    )
    SessionFactory(complex=cast.complex, starts_at=NOON + timedelta(hours=3))
    assert 'data-test="next"' not in body(client.get("/c/complex-a1/"))


@travel(NOON, tick=False)
def test_the_elder_home_is_one_activity_and_buttons(client: Client, cast: Cast) -> None:
    cast.complex.duty_phone = "028-88880000"
    cast.complex.save()
    for title, hours in (("包饺子", 1), ("量血压", 3)):
        SessionFactory(
            complex=cast.complex, activity__title=title, starts_at=NOON + timedelta(hours=hours)
        )
    client.cookies["rp_display"] = ELDER

    html = body(client.get("/c/complex-a1/"))

    for words in ("看活动", "打电话", "包饺子", "今天和明天", "量血压"):
        assert words in html
    assert html.index("包饺子") < html.index("看活动") < html.index("量血压")
    assert "说事情" not in html


@pytest.mark.parametrize("slug", ["community-a", "street-a"])
def test_communities_and_sub_districts_have_a_home_too(
    client: Client, cast: Cast, slug: str
) -> None:
    body(client.get(f"/c/{slug}/"))

    assert "rp_c" not in client.cookies


def test_an_unknown_place_is_not_there(client: Client, cast: Cast) -> None:
    assert client.get("/c/nowhere/").status_code == 404
    assert client.get("/c/all/").status_code == 404
