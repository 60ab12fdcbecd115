from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from activities.choices import CheckInMethod
from activities.codes import door_code
from activities.models import DoorScreen, Session
from activities.services.check_ins import check_in
from activities.services.door_screens import (
    NotPublished,
    open_door_screen,
    revoke_door_screens,
)
from core.qr import qr_data_uri
from tests.factories.activities import DoorScreenFactory, SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def saturday_morning():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(
        complex=cast.complex, starts_at=NOW + timedelta(minutes=30), activity__title="包饺子"
    )


def check_in_page(session: Session, step: str = "") -> str:
    return f"/field/activities/{session.activity_id}/checkin/{step}?session={session.pk}"


# The service


def test_opened_screen_lies_where_the_session_does_and_says_who_opened_it(
    cast: Cast, session: Session
) -> None:
    made = open_door_screen(session_id=session.pk, actor=cast.steward, now=NOW)

    assert (made.session, made.opened_by, made.opened_at) == (session, cast.steward, NOW)
    assert (made.complex, made.community, made.sub_district) == (
        cast.complex,
        cast.community,
        cast.street,
    )
    event = made.events.get()
    assert event.pgh_label == "insert"
    assert not hasattr(event, "token"), "history must not open the door"


def test_a_second_press_finds_the_screen_that_is_open(cast: Cast, session: Session) -> None:
    first, second = (
        open_door_screen(session_id=session.pk, actor=cast.steward, now=NOW) for _press in range(2)
    )

    assert first == second
    assert DoorScreen.objects.count() == 1


def test_a_revoked_screen_stays_as_a_row_and_the_next_has_another_address(
    cast: Cast, session: Session
) -> None:
    first = open_door_screen(session_id=session.pk, actor=cast.steward, now=NOW)
    other = DoorScreenFactory()

    revoked = [
        revoke_door_screens(session_id=session.pk, actor=cast.manager, now=NOW) for _press in "ab"
    ]
    second = open_door_screen(session_id=session.pk, actor=cast.manager, now=NOW)

    first.refresh_from_db()
    other.refresh_from_db()
    assert revoked == [1, 0]
    assert (first.revoked_at, first.revoked_by, other.revoked_at) == (NOW, cast.manager, None)
    assert first.token != second.token
    assert [event.pgh_label for event in first.events.order_by("pgh_id")] == ["insert", "update"]


@pytest.mark.parametrize("facts", [{"activity__state": "PLANNED"}, {"cancelled_at": NOW}])
def test_no_screen_leads_to_a_page_that_nobody_may_see(cast: Cast, facts: dict) -> None:
    session = SessionFactory(complex=cast.complex, **facts)

    with pytest.raises(NotPublished, match="活动发布以后才能开门口屏幕"):
        open_door_screen(session_id=session.pk, actor=cast.steward, now=NOW)
    assert not DoorScreen.objects.exists()


def test_the_database_refuses_a_second_screen_and_a_revoker_without_a_time(
    cast: Cast, session: Session
) -> None:
    screen = DoorScreenFactory(session=session)

    with pytest.raises(IntegrityError, match="door_screen_one_standing"), transaction.atomic():
        DoorScreenFactory(session=session)
    with pytest.raises(IntegrityError, match="door_screen_revoker_has_time"), transaction.atomic():
        DoorScreen.objects.filter(pk=screen.pk).update(revoked_by=cast.steward)


# The staff's page


def test_staff_open_and_revoke_the_screen_on_the_check_in_page(
    cast: Cast, client_of, session: Session
) -> None:
    client = client_of(cast.steward)
    assert "开门口屏幕" in client.get(check_in_page(session)).content.decode()

    opened = client.post(check_in_page(session, "screen/"), follow=True)
    screen = DoorScreen.objects.get()
    html = opened.content.decode()
    revoked = client.post(check_in_page(session, "screen/revoke/"), follow=True)

    assert opened.redirect_chain == [(f"{check_in_page(session)}#screen", 302)]
    assert f"http://testserver/screen/{screen.token}/checkin/" in html
    assert "停用这个网址" in html
    assert "门口屏幕已停用" in revoked.content.decode()
    assert screen.token not in revoked.content.decode()
    assert not DoorScreen.objects.standing().exists()


def test_the_button_carries_the_token_without_which_it_is_refused(
    cast: Cast, session: Session
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.steward)
    page = client.get(check_in_page(session)).content.decode()
    form = re.search(r'<form method="post" action="([^"]+/screen/[^"]*)">(.*?)</form>', page)
    assert form

    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form[2])
    client.post(form[1], {"csrfmiddlewaretoken": token[1] if token else ""})

    assert DoorScreen.objects.filter(session=session).exists()


def test_only_those_who_serve_the_place_open_and_revoke(
    cast: Cast, client_of, session: Session
) -> None:
    DoorScreenFactory(session=session)
    answers = {
        name: [
            client_of(getattr(cast, name)).post(check_in_page(session, step)).status_code
            for step in ("screen/", "screen/revoke/")
        ]
        for name in ("sibling_manager", "outsider", "auditor", "resident")
    }

    assert answers == {
        "sibling_manager": [404, 404],
        "outsider": [404, 404],
        "auditor": [403, 403],
        "resident": [403, 403],
    }
    assert DoorScreen.objects.standing().count() == 1


def test_an_unpublished_activity_is_offered_no_screen_and_says_why_when_asked(
    cast: Cast, client_of
) -> None:
    session = SessionFactory(complex=cast.complex, activity__state="APPROVED")
    client = client_of(cast.steward)

    page = client.get(check_in_page(session)).content.decode()
    asked = client.post(check_in_page(session, "screen/"), follow=True)

    assert "门口屏幕" not in page
    assert "活动发布以后才能开门口屏幕" in asked.content.decode()


# The screen


def shown(client: Client, screen: DoorScreen, **headers: str) -> str:
    response = client.get(screen.get_absolute_url(), headers=headers)
    assert response.status_code == 200
    html: str = response.content.decode()
    assert "missing:" not in html
    return html


def test_the_screen_shows_the_code_of_this_minute_and_how_many_came(
    client: Client, cast: Cast, session: Session, saturday_morning
) -> None:
    screen = DoorScreenFactory(session=session)
    here = SignUpFactory(session=session, party_size=3, person__name="王小芳")
    SignUpFactory(session=session, party_size=2)
    undone = SignUpFactory(session=session)
    check_in(sign_up_id=here.pk, method=CheckInMethod.TICKET, actor=cast.steward, now=NOW)
    check_in(sign_up_id=undone.pk, method=CheckInMethod.TICKET, actor=cast.steward, now=NOW)
    undone.check_ins.update(undone_at=NOW)

    html = shown(client, screen)
    saturday_morning.shift(60)
    later = shown(client, screen)

    codes = [door_code(session.pk, NOW), door_code(session.pk, NOW + timedelta(minutes=1))]
    path = f"http://testserver/activities/{session.activity_id}/checkin/?k="
    assert qr_data_uri(f"{path}{codes[0]}", pixels=480) in html
    assert qr_data_uri(f"{path}{codes[1]}", pixels=480) in later
    assert codes[0] != codes[1]
    assert "已到 3 / 报名 6" in html
    assert "包饺子" in html


def test_the_screen_names_nobody(client: Client, cast: Cast, session: Session) -> None:
    sign_up = SignUpFactory(session=session, person__name="王小芳", person__phone="13812345678")
    session.activity.contact_name, session.activity.contact_phone = "李师傅", "13900001111"
    session.activity.save()
    check_in(sign_up_id=sign_up.pk, method=CheckInMethod.TICKET, actor=cast.steward, now=NOW)

    html = re.sub(r'"data:[^"]+"', "", shown(client, DoorScreenFactory(session=session)))

    for word in ("王", "李师傅", "5678", "1111", "管家甲", sign_up.code, sign_up.entry_code):
        assert word not in html
    assert "<form" not in html


def test_without_javascript_it_reloads_itself_each_minute_and_with_it_htmx_does(
    client: Client, session: Session
) -> None:
    screen = DoorScreenFactory(session=session)

    html, fragment = shown(client, screen), shown(client, screen, hx_request="true")

    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in html
    assert 'hx-trigger="every 60s"' in html
    assert "<html" not in fragment
    assert fragment.strip() in html
    response = client.get(screen.get_absolute_url())
    assert "no-store" in response["Cache-Control"]
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    ("starts_in", "sentence"),
    [(180, "11月21日 周六 上午10:30 开始签到"), (-121, "签到已经结束")],
)
def test_a_closed_door_says_so_instead_of_showing_a_code(
    client: Client, cast: Cast, starts_in: int, sentence: str
) -> None:
    session = SessionFactory(complex=cast.complex, starts_at=NOW + timedelta(minutes=starts_in))

    html = shown(client, DoorScreenFactory(session=session))

    assert sentence in html
    assert "data:image" not in html


@pytest.mark.parametrize("state", ["CANCELLED", "POSTPONED"])
def test_a_screen_of_what_does_not_take_place_says_so(
    client: Client, session: Session, state: str
) -> None:
    activity = session.activity
    activity.state = state
    if state == "CANCELLED":
        activity.cancelled_at, activity.cancel_reason = NOW, "下雨改期"
    activity.save()

    html = shown(client, DoorScreenFactory(session=session))

    assert ("活动已取消" if state == "CANCELLED" else "活动已延期") in html
    assert "data:image" not in html


def test_a_revoked_screen_goes_dark_and_stops_asking(client: Client, session: Session) -> None:
    screen = DoorScreenFactory(session=session, revoked_at=NOW)

    page = client.get(screen.get_absolute_url())
    fragment = client.get(screen.get_absolute_url(), headers={"hx-request": "true"})

    assert (page.status_code, fragment.status_code) == (410, 286)
    for answer in (page, fragment):
        assert "门口屏幕已停用" in answer.content.decode()
        assert "包饺子" not in answer.content.decode()
        assert "data:image" not in answer.content.decode()


@pytest.mark.parametrize("token", ["AAAAAAAAAAAA", "x", "0" * 12, "A" * 500, "王" * 12])
def test_a_token_that_opens_nothing_is_not_there(
    client: Client, session: Session, token: str
) -> None:
    DoorScreenFactory(session=session)

    assert client.get(f"/screen/{token}/checkin/").status_code == 404


def test_the_token_may_be_typed_in_small_letters(client: Client, session: Session) -> None:
    screen = DoorScreenFactory(session=session)

    assert client.get(f"/screen/{screen.token.lower()}/checkin/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_screen_takes_as_many_statements_for_three_as_for_one(
    client: Client, session: Session, django_assert_num_queries, count: int
) -> None:
    screen = DoorScreenFactory(session=session)
    SignUpFactory.create_batch(count, session=session)

    with django_assert_num_queries(2):
        client.get(screen.get_absolute_url())
