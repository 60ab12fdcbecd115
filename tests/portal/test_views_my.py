from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from activities.choices import SignUpState
from activities.models import SignUp
from activities.services.cancelling import cancel_activity
from core.services.disclosure import reveal_phone
from core.services.outbox import deliver_due_messages
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

PHONE = "13812345678"
REFUSED = "手机号和取票码对不上"


def body(response: Any) -> str:
    html: str = response.content.decode()
    assert "[[missing" not in html
    return html


@pytest.fixture
def sign_up(cast: Cast) -> SignUp:
    made: SignUp = SignUpFactory(
        session=SessionFactory(complex=cast.complex, activity__title="邻里包饺子"),
        person=PersonFactory(name="王小芳", phone=PHONE),
        entry_code="628140",
    )
    return made


def find(client: Client, phone: str = PHONE, code: str = "628140") -> Any:
    return client.post("/my/find/", {"phone": phone, "code": code})


def test_a_device_without_memory_is_led_on(client: Client, cast: Cast) -> None:
    html = body(client.get("/my/"))

    for words in ("这台手机还没有报名记录", "用手机号和取票码找回", 'href="/my/find/"', "去看活动"):
        assert words in html


def test_phone_and_code_find_the_ticket_and_it_lies_open(client: Client, sign_up: SignUp) -> None:
    sent = find(client, phone="138-1234-5678", code=" 628 140 ")
    html = body(client.get("/my/"))

    assert sent["Location"] == "/my/"
    for words in ("邻里包饺子", "6 2 8 1 4 0", f"/t/{sign_up.code}/qr.png", "把这页给工作人员看"):
        assert words in html
    assert "王小芳" not in html
    assert PHONE not in html


@pytest.mark.parametrize(
    ("phone", "code"), [(PHONE, "000000"), ("13900000000", "628140"), ("13900000000", "000000")]
)
def test_an_unknown_phone_and_a_wrong_code_are_answered_alike(
    client: Client,
    sign_up: SignUp,
    django_assert_num_queries: DjangoAssertNumQueries,
    phone: str,
    code: str,
) -> None:
    with django_assert_num_queries(1):
        response = find(client, phone, code)

    assert response.status_code == 200
    assert REFUSED in body(response)
    assert "rp_me" not in response.cookies


@pytest.mark.parametrize(
    ("phone", "code", "sentence"),
    [
        ("", "628140", "请填写手机号"),
        (PHONE, "", "请填写取票码"),
        ("138", "628140", "手机号应为11位数字，现在是3位"),
        (PHONE, "12345", "取票码是6位数字"),
        (PHONE, "六二八一四〇", "取票码是6位数字"),
    ],
)
def test_what_cannot_be_right_is_told_beside_its_field(
    client: Client, sign_up: SignUp, phone: str, code: str, sentence: str
) -> None:
    html = body(find(client, phone, code))

    assert sentence in html
    assert "<title>出错：" in html


def test_the_seventh_try_is_refused_even_when_it_is_right(client: Client, sign_up: SignUp) -> None:
    wrong = [find(Client(), code=f"{number:06d}").status_code for number in range(6)]
    seventh = find(client)

    assert wrong == [200] * 6
    assert seventh.status_code == 429
    assert "试的次数太多，请15分钟后再来，或给管家打电话" in body(seventh)
    assert "rp_me" not in seventh.cookies


def test_a_right_code_ends_the_counting(sign_up: SignUp) -> None:
    for _ in range(8):
        assert find(Client()).status_code == 302


@pytest.mark.parametrize("cookie", ["csrftoken", "__Host-csrftoken"])
def test_a_browser_that_tries_many_phones_is_refused(
    client: Client, cast: Cast, settings: Any, cookie: str
) -> None:
    """On real servers the cookie has another name."""
    settings.CSRF_COOKIE_NAME = cookie
    client.get("/my/find/")
    codes = [find(client, phone=f"139{number:08d}").status_code for number in range(7)]

    assert codes == [200] * 6 + [429]


def test_two_lists_tell_what_comes_and_what_was(
    client: Client, cast: Cast, sign_up: SignUp
) -> None:
    person = sign_up.person
    for title, days, code in (("以后", 5, "111111"), ("上周", -7, "222222")):
        SignUpFactory(
            session=SessionFactory(
                complex=cast.complex,
                activity__title=title,
                starts_at=timezone.now() + timedelta(days=days),
            ),
            person=person,
            entry_code=code,
        )
        find(client, code=code)
    find(client)

    html = body(client.get("/my/"))

    assert html.index("邻里包饺子") < html.index("以后的") < html.index("过去的")
    assert html.index("以后的") < html.index(">以后<") < html.index("过去的") < html.index(">上周<")


def test_what_was_told_about_a_ticket_is_read_here(
    client: Client, cast: Cast, sign_up: SignUp
) -> None:
    elsewhere = SignUpFactory(
        session=SessionFactory(complex=cast.complex, activity__title="别的活动"),
        person=sign_up.person,
    )
    for session in (sign_up.session, elsewhere.session):
        cancel_activity(
            activity_id=session.activity_id, reason="下雨", actor=cast.manager, now=timezone.now()
        )
    deliver_due_messages()
    find(client)

    html = body(client.get("/my/"))

    assert "活动取消：邻里包饺子" in html
    assert "别的活动" not in html, "only tickets of this device speak"


def test_who_looked_at_the_phone_is_told_to_whom_it_belongs(
    client: Client, cast: Cast, sign_up: SignUp
) -> None:
    reveal_phone(
        person=sign_up.person,
        viewer=cast.steward,
        purpose="通知活动改期",
        tenant_id=cast.street.pk,
        now=timezone.now(),
    )
    other = SessionFactory(complex=cast.complex)
    stranger = Client()
    stranger.post(
        f"/activities/{other.activity_id}/signup/",
        {"people": "1", "name": "王小芳", "phone": PHONE},
    )
    find(client)

    assert "管家甲看了王*芳的手机号，用途：通知活动改期" in body(client.get("/my/"))
    assert "通知活动改期" not in body(stranger.get("/my/")), "typing a name proves nothing"


def test_forgetting_clears_the_device_and_nothing_else(client: Client, sign_up: SignUp) -> None:
    find(client)

    assert client.get("/my/forget/").status_code == 405
    sent = client.post("/my/forget/", follow=True)

    assert "这台手机还没有报名记录" in body(sent)
    assert "这台手机的记录已清除，报名还在" in body(sent)
    sign_up.refresh_from_db()
    assert sign_up.state == SignUpState.CONFIRMED


def test_a_forged_memory_is_no_memory(client: Client, sign_up: SignUp) -> None:
    find(client)
    kept = client.cookies["rp_me"].value
    client.cookies["rp_me"] = kept[:-1] + ("A" if kept[-1] != "A" else "B")

    assert "这台手机还没有报名记录" in body(client.get("/my/"))


def test_elder_mode_shows_the_next_ticket_and_a_phone(
    client: Client, cast: Cast, sign_up: SignUp
) -> None:
    cast.complex.duty_phone = "028-88880000"
    cast.complex.save()
    find(client)
    client.cookies["rp_display"] = "elder.l.normal.0"

    html = body(client.get("/my/"))

    assert f"/t/{sign_up.code}/qr.png" in html
    assert 'href="tel:02888880000"' in html
