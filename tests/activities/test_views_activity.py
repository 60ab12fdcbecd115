from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from activities.choices import ActivityState, SignUpMode, SignUpState
from activities.models import Activity, Photo, Session
from activities.queries.activity_page import CANCELLED_KIND
from activities.services.cancelling import cancel_activity
from activities.services.messages import CANCELLED
from core.services.outbox import deliver_due_messages
from tests.factories.activities import (
    ActivityFactory,
    ActivityLogFactory,
    SessionFactory,
    SignUpFactory,
    SpaceFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db


def page(client: Client, session: Session, **query: Any) -> str:
    query.setdefault("session", session.pk)
    response = client.get(f"/activities/{session.activity_id}/", query)
    assert response.status_code == 200
    return response.content.decode()


def main_action(html: str) -> tuple[str, str]:
    """The label of the main button and where it leads."""
    found = re.search(r'<a class="btn[^"]*" href="([^"]+)" data-test="main-action">([^<]+)<', html)
    if found:
        return found[2], found[1].replace("&amp;", "&")
    words = re.search(r'<span class="btn btn-off">([^<]+)<', html)
    assert words
    return words[1], ""


def test_the_page_says_when_where_and_how_many_places_are_left(client: Client, cast: Cast) -> None:
    space = SpaceFactory(
        complex=cast.complex, name="红色港湾", location="3栋架空层", directions="从南门进"
    )
    starts_at = datetime(2030, 11, 21, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    session = SessionFactory(
        complex=cast.complex,
        activity__title="邻里包饺子",
        activity__audience="本小区居民",
        activity__description="一起和面。\n包好的送给老人。",
        activity__advice="自带围裙\n过敏请说",
        space=space,
        starts_at=starts_at,
        capacity=60,
    )
    SignUpFactory(session=session, party_size=8)

    html = page(client, session)

    assert "<title>11月21日 邻里包饺子｜东园</title>" in html
    for words in (
        "11月21日 周四", "上午8:30—10:30", "红色港湾 · 3栋架空层", "从南门进", "免费",
        "本小区居民", "还剩 52 位，共 60 位", "已有 8 位邻居报名", "一起和面。", "自带围裙",
        "活动会拍照",
    ):  # fmt: skip
        assert words in html
    assert main_action(html) == (
        "我要报名",
        f"/activities/{session.activity_id}/signup/?session={session.pk}",
    )
    assert "[[missing" not in html


def test_elder_mode_asks_and_answers_and_always_offers_the_phone(
    client: Client, cast: Cast
) -> None:
    cast.complex.duty_phone, cast.complex.duty_name = "028-88880000", "李师傅"
    cast.complex.save()
    session = SessionFactory(complex=cast.complex)
    client.cookies["rp_display"] = "elder.l.normal.0"

    html = page(client, session)

    for words in ("什么时候？", "在哪里？", "要钱吗？", "打电话报名", 'href="tel:02888880000"'):
        assert words in html
    assert "[[missing" not in html


def test_without_a_session_in_the_address_the_next_one_is_shown(client: Client, cast: Cast) -> None:
    now = timezone.now()
    activity = ActivityFactory(complex=cast.complex)
    over, coming, later = (
        SessionFactory(
            activity=activity, complex=cast.complex, starts_at=now + timedelta(days=days)
        )
        for days in (-3, 2, 9)
    )

    html = client.get(f"/activities/{activity.pk}/").content.decode()

    assert main_action(html)[1].endswith(f"session={coming.pk}")
    assert f"session={later.pk}" in html
    assert f"session={over.pk}" not in html


@pytest.mark.parametrize(
    "state", [s for s in ActivityState if s not in ("PUBLISHED", "POSTPONED", "CANCELLED", "LOGGED", "REVIEWED", "ARCHIVED")]
)  # fmt: skip
def test_what_is_not_published_is_not_there(client: Client, cast: Cast, state: str) -> None:
    session = SessionFactory(complex=cast.complex, activity__state=state)

    for path in ("", "signup/", "calendar.ics", "story/"):
        assert client.get(f"/activities/{session.activity_id}/{path}").status_code == 404


def test_unknown_numbers_are_not_there(client: Client, cast: Cast) -> None:
    session, other = SessionFactory(complex=cast.complex), SessionFactory()
    pk = session.activity_id

    for address in (
        "/activities/999999/",
        f"/activities/{10**30}/",
        f"/activities/{pk}/?session={other.pk}",
        f"/activities/{pk}/?session=x",
        f"/activities/{pk}/?session=²",
        f"/activities/{pk}/?session={10**40}",
        f"/activities/{pk}/signup/?session={other.pk}",
    ):
        assert client.get(address).status_code == 404, address


def test_an_activity_of_a_complex_that_is_not_listed_is_not_there(client: Client) -> None:
    session = SessionFactory(complex__is_listed=False)

    assert client.get(f"/activities/{session.activity_id}/").status_code == 404


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        ({"capacity": 1, "taken": 1}, "排队候补"),
        ({"closes_at": timezone.now() - timedelta(hours=1)}, "报名已截止"),
        ({"activity__sign_up_mode": SignUpMode.WALK_IN}, "不用报名，直接来"),
        ({"starts_at": timezone.now() - timedelta(minutes=5)}, "活动正在进行"),
        ({"starts_at": timezone.now() - timedelta(days=2)}, "活动已结束"),
        ({"activity__state": ActivityState.POSTPONED}, "活动已延期，时间另行通知"),
    ],
)
def test_the_main_button_says_how_it_stands(
    client: Client, cast: Cast, facts: dict[str, Any], label: str
) -> None:
    session = SessionFactory(complex=cast.complex, **facts)

    html = page(client, session)

    assert main_action(html)[0] == label
    assert "[[missing" not in html


def test_who_signed_up_on_this_device_is_led_to_the_ticket(client: Client, cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)
    client.post(
        f"/activities/{session.activity_id}/signup/?session={session.pk}",
        {"people": "1", "name": "王阿姨", "phone": "13812345678"},
    )
    sign_up = session.sign_ups.get()

    assert main_action(page(client, session)) == ("已报名，看票", f"/t/{sign_up.code}/")
    assert main_action(page(Client(), session))[0] == "我要报名"


def test_a_cancelled_activity_stays_readable_and_says_how_many_were_told(
    client: Client, cast: Cast
) -> None:
    session = SessionFactory(complex=cast.complex)
    for _ in range(3):
        SignUpFactory(session=session)
    now = timezone.now()
    cancel_activity(activity_id=session.activity_id, reason="下雨改期", actor=cast.manager, now=now)

    assert "本活动已取消：下雨改期。" in page(client, session)
    assert "已通知" not in page(client, session)
    deliver_due_messages()
    assert "本活动已取消：下雨改期。已通知 3 位报名者" in page(client, session)


def test_the_kind_of_the_cancellation_message_is_the_services_own() -> None:
    assert CANCELLED_KIND == CANCELLED


def photo(session: Session, **facts: Any) -> Photo:
    facts = {"is_published": True, **facts}
    return Photo.objects.create(
        sub_district=session.sub_district,
        community=session.community,
        complex=session.complex,
        activity=session.activity,
        width=640,
        height=480,
        sha256=facts["token"],
        uploaded_at=timezone.now(),
        **facts,
    )


def test_afterwards_the_story_shows_published_photos_and_numbers(
    client: Client, cast: Cast
) -> None:
    session = SessionFactory(
        complex=cast.complex,
        activity__state=ActivityState.LOGGED,
        starts_at=timezone.now() - timedelta(days=2),
    )
    log = ActivityLogFactory(session=session, headcount=48, remark="热闹", is_published=True)
    photo(session, log=log, token="a" * 32, is_cover=True)
    photo(session, log=log, token="b" * 32, is_published=False)

    html = page(client, session)
    story = client.get(main_action(html)[1]).content.decode()

    assert main_action(html)[0] == "看现场照片"
    assert f"/media/{'a' * 32}/640.jpg" in html
    assert "来了 48 位邻居" in story
    assert "热闹" in story
    assert f"/media/{'a' * 32}/640.webp" in story
    assert "b" * 32 not in story
    assert "[[missing" not in html + story


def test_a_log_that_is_not_published_tells_nothing(client: Client, cast: Cast) -> None:
    session = SessionFactory(
        complex=cast.complex,
        activity__state=ActivityState.LOGGED,
        starts_at=timezone.now() - timedelta(days=2),
    )
    log = ActivityLogFactory(session=session, headcount=48)
    photo(session, log=log, token="a" * 32, is_published=False)

    html = page(client, session)

    assert "48 位" not in html
    assert "a" * 32 not in html
    assert client.get(f"/activities/{session.activity_id}/story/").status_code == 404


def test_the_calendar_entry_keeps_its_uid_and_counts_its_moves(client: Client, cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, activity__title="邻里包饺子")
    address = f"/activities/{session.activity_id}/calendar.ics?session={session.pk}"

    def event() -> Any:
        response = client.get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return Calendar.from_ical(response.content).walk("VEVENT")[0]

    before = event()
    Session.objects.filter(pk=session.pk).update(sequence=2)
    Activity.objects.filter(pk=session.activity_id).update(
        state=ActivityState.CANCELLED, cancelled_at=timezone.now(), cancel_reason="下雨"
    )
    after = event()

    assert before["UID"] == after["UID"] == f"session-{session.pk}@testserver"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 2)
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before.decoded("DTSTART") == session.starts_at.replace(microsecond=0)
    assert before["SUMMARY"] == "邻里包饺子"


def test_inside_wechat_the_entry_is_a_page_that_says_where_to_open_it(
    client: Client, cast: Cast
) -> None:
    session = SessionFactory(complex=cast.complex)

    response = client.get(
        f"/activities/{session.activity_id}/calendar.ics",
        headers={"user-agent": "Mozilla/5.0 MicroMessenger/8.0"},
    )

    assert response["Content-Type"].startswith("text/html")
    assert "在浏览器打开" in response.content.decode()


def test_a_neighbouring_tenant_is_not_mixed_in(
    client: Client, cast: Cast, client_of: Callable[[Any], Client]
) -> None:
    mine = SessionFactory(complex=cast.complex, activity__title="东园的")
    SessionFactory(complex=cast.other_street_complex, activity__title="北园的")

    html = page(client_of(cast.outsider), mine)

    assert "东园的" in html
    assert "北园" not in html


def test_waiting_people_are_counted_not_sign_ups(client: Client, cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, capacity=1)
    SignUpFactory(session=session)
    SignUpFactory(session=session, party_size=3, state=SignUpState.WAITING)

    assert "候补 3 位" in page(client, session)
