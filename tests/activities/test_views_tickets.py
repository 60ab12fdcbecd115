from __future__ import annotations

import io
import struct
from datetime import timedelta

import pytest
import segno
from django.test import Client
from django.utils import timezone

from activities.choices import ActivityState, CheckInMethod, SignUpState
from activities.models import Session, SignUp
from activities.services.check_ins import check_in
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

CRAWLER = "Mozilla/5.0 (compatible; preview-bot)"


@pytest.fixture
def sign_up(cast: Cast) -> SignUp:
    made: SignUp = SignUpFactory(
        session=SessionFactory(complex=cast.complex, activity__title="邻里包饺子", capacity=3),
        person__name="王小芳",
        party_size=2,
    )
    return made


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    assert "[[missing" not in html
    return html


def test_a_ticket_shows_who_when_and_the_code(client: Client, sign_up: SignUp) -> None:
    html = body(client, f"/t/{sign_up.code}/")

    for words in (
        "<h1>邻里包饺子</h1>", "王*芳 · 2人", " ".join(sign_up.entry_code), "把这页给工作人员看",
        f"/t/{sign_up.code}/qr.png", f'alt="签到二维码，取票码 {" ".join(sign_up.entry_code)}"',
        "取消报名",
    ):  # fmt: skip
        assert words in html
    assert "王小芳" not in html
    assert f"/t/{sign_up.code.lower()}/" not in html
    assert client.get(f"/t/{sign_up.code.lower()}/").status_code == 200


@pytest.mark.parametrize("code", ["AAAAAAAAAAAA", "x", "0" * 12, "A" * 500, "王" * 12])
def test_a_code_that_opens_nothing_is_not_there(client: Client, sign_up: SignUp, code: str) -> None:
    for path in ("", "qr.png", "cancel/", "handover/"):
        assert client.get(f"/t/{code}/{path}").status_code == 404


def test_the_qr_is_a_large_picture_of_the_tickets_address(client: Client, sign_up: SignUp) -> None:
    response = client.get(f"/t/{sign_up.code}/qr.png")
    width, height = struct.unpack(">II", response.content[16:24])
    address = f"http://testserver/t/{sign_up.code}/"
    expected = io.BytesIO()
    made = segno.make(address, error="m", boost_error=False, micro=False)
    made.save(expected, kind="png", border=4, scale=width // made.symbol_size(border=4)[0])

    assert response["Content-Type"] == "image/png"
    assert width == height >= 240
    assert len(address) <= 60
    assert response.content == expected.getvalue()
    assert len(response.content) < 12 * 1024


def test_looking_changes_nothing_and_only_a_post_cancels(client: Client, sign_up: SignUp) -> None:
    waiting = SignUpFactory(session=sign_up.session, party_size=2, state=SignUpState.WAITING)

    for path in ("", "cancel/", "qr.png"):
        client.get(f"/t/{sign_up.code}/{path}", headers={"user-agent": CRAWLER})
    sign_up.refresh_from_db()
    assert sign_up.state == SignUpState.CONFIRMED
    assert "取消“邻里包饺子”的报名？" in body(client, f"/t/{sign_up.code}/cancel/")

    for _ in range(2):
        assert client.post(f"/t/{sign_up.code}/cancel/")["Location"] == f"/t/{sign_up.code}/"
    sign_up.refresh_from_db()
    waiting.refresh_from_db()
    html = body(client, f"/t/{sign_up.code}/")

    assert (sign_up.state, waiting.state) == (SignUpState.CANCELLED, SignUpState.CONFIRMED)
    assert Session.objects.get().taken == 2
    assert "您已取消报名" in html
    assert "qr.png" not in html
    assert " ".join(sign_up.entry_code) not in html


def test_a_form_without_its_token_is_refused_in_words(sign_up: SignUp) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(f"/t/{sign_up.code}/cancel/")

    assert response.status_code == 403
    assert "这一页放太久了" in response.content.decode()


def test_who_has_arrived_cannot_cancel(client: Client, sign_up: SignUp, cast: Cast) -> None:
    Session.objects.update(starts_at=timezone.now() + timedelta(minutes=20))
    check_in(
        sign_up_id=sign_up.pk,
        method=CheckInMethod.TICKET,
        actor=cast.steward,
        now=timezone.now(),
    )

    html = body(client, f"/t/{sign_up.code}/")
    sent = client.post(f"/t/{sign_up.code}/cancel/", follow=True)

    assert "已签到 " in html
    assert "取消报名" not in html
    assert client.get(f"/t/{sign_up.code}/cancel/").status_code == 302
    assert "已经签到，不能取消报名" in sent.content.decode()


def test_the_ticket_of_a_cancelled_activity_says_why(client: Client, sign_up: SignUp) -> None:
    activity = sign_up.session.activity
    activity.state, activity.cancelled_at = ActivityState.CANCELLED, timezone.now()
    activity.cancel_reason = "下雨改期"
    activity.save()

    html = body(client, f"/t/{sign_up.code}/")

    assert "活动已取消：下雨改期" in html
    assert "qr.png" not in html


def test_the_line_is_counted_from_the_front(client: Client, sign_up: SignUp) -> None:
    first, second = (
        SignUpFactory(session=sign_up.session, party_size=2, state=SignUpState.WAITING)
        for _ in range(2)
    )

    assert "已排队，第 1 位" in body(client, f"/t/{first.code}/")
    assert "已排队，第 2 位" in body(client, f"/t/{second.code}/")


def test_the_done_page_belongs_to_its_activity(client: Client, sign_up: SignUp, cast: Cast) -> None:
    other = SessionFactory(complex=cast.complex)

    assert (
        client.get(f"/activities/{other.activity_id}/signup/done/{sign_up.code}/").status_code
        == 404
    )
    assert "报名成功" in body(
        client, f"/activities/{sign_up.session.activity_id}/signup/done/{sign_up.code}/"
    )


def test_a_resident_sees_no_control_of_the_staff(client: Client, sign_up: SignUp) -> None:
    html = body(client, f"/t/{sign_up.code}/")

    assert "确认签到" not in html
