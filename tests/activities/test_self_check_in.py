"""自助签到 from the scanned code to the green page (ux P10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from activities.choices import CheckInMethod, SignUpState
from activities.codes import door_code, form_code
from activities.models import CheckIn, Session, SignUp
from activities.queries.door import FRESH, arrivals_of
from activities.services.check_ins import DoorClosed, check_in
from activities.status import SELF_CHECK_IN_OPENS
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
SCAN_AGAIN = "二维码已更新，请重新扫门口的屏幕"
BUTTON = "我到了，签到"
PHONE = "13812345678"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(
        complex=cast.complex,
        starts_at=NOW + timedelta(minutes=30),
        activity__title="包饺子",
        activity__contact_name="李师傅",
        activity__contact_phone="028-88880000",
    )


@pytest.fixture
def sign_up(session: Session) -> SignUp:
    made: SignUp = SignUpFactory(
        session=session, party_size=2, person__name="王小芳", person__phone=PHONE
    )
    return made


def door(session: Session, *, at: datetime = NOW, **query: Any) -> str:
    more = "".join(f"&{key}={value}" for key, value in query.items())
    return f"/activities/{session.activity_id}/checkin/?k={door_code(session.pk, at)}{more}"


def remember(client: Client, *sign_ups: SignUp) -> None:
    """The device proves each ticket at `/my/find/`, as a person would."""
    for one in sign_ups:
        found = client.post("/my/find/", {"phone": PHONE, "code": one.entry_code})
        assert found.status_code == 302


def open_form(client: Client, address: str) -> tuple[str, str]:
    """The page and the code that its form carries."""
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200, html
    assert "missing:" not in html
    return html, response.context["form_code"]


# The device that knows its ticket


def test_a_phone_that_signed_up_checks_in_with_one_button(
    client: Client, session: Session, sign_up: SignUp
) -> None:
    remember(client, sign_up)

    html, form = open_form(client, door(session))
    sent = client.post(door(session), {"form": form, "ticket": sign_up.code})
    result = client.get(sent["Location"])

    assert html.count(BUTTON) == 1
    assert "王*芳 · 2人" in html
    assert "王小芳" not in html
    assert 'name="phone"' not in html
    made = CheckIn.objects.get()
    assert (made.sign_up, made.method, made.by, made.at, made.arrived_count) == (
        sign_up, CheckInMethod.SELF, None, NOW, 2,
    )  # fmt: skip
    assert sent["Location"] == (
        f"/activities/{session.activity_id}/checkin/done/?session={session.pk}"
    )
    page = result.content.decode()
    assert "<h1>签到成功</h1>" in page
    assert "今天 上午9:30" in page
    assert "verdict-ok" in page


def test_a_second_time_is_amber_with_the_first_time_and_writes_nothing(
    client: Client, session: Session, sign_up: SignUp, clock
) -> None:
    remember(client, sign_up)
    client.post(door(session), {"ticket": sign_up.code})
    clock.shift(120)

    sent = client.post(door(session), {"ticket": sign_up.code}, follow=True)

    assert CheckIn.objects.count() == 1
    page = sent.content.decode()
    assert "<h1>已经签过</h1>" in page
    assert "今天 上午9:30" in page
    assert "verdict-warn" in page
    assert BUTTON not in client.get(door(session, at=NOW + timedelta(minutes=2))).content.decode()


def test_a_page_that_was_kept_open_turns_amber(
    client: Client, session: Session, sign_up: SignUp, clock
) -> None:
    remember(client, sign_up)
    done = client.post(door(session), {"ticket": sign_up.code})["Location"]
    clock.shift(FRESH.total_seconds())
    assert "<h1>签到成功</h1>" in client.get(done).content.decode()

    clock.shift(1)

    assert "<h1>已经签过</h1>" in client.get(done).content.decode()


def test_the_result_belongs_to_the_device_of_the_ticket(
    client: Client, session: Session, sign_up: SignUp
) -> None:
    remember(client, sign_up)
    done = client.post(door(session), {"ticket": sign_up.code})["Location"]

    stranger = Client().get(done)

    assert stranger.status_code == 302
    assert stranger["Location"] == f"/activities/{session.activity_id}/?session={session.pk}"
    assert arrivals_of([sign_up], is_again=False, now=NOW) is None


def test_of_several_tickets_those_ticked_arrive(client: Client, session: Session) -> None:
    first, second, third = (
        SignUpFactory(session=session, person__name=name, person__phone=PHONE)
        for name in ("王小芳", "李桂英", "赵明")
    )
    SignUpFactory(session=SessionFactory(activity=session.activity), person=first.person)
    remember(client, first, second, third)

    html, form = open_form(client, door(session))
    nobody = client.post(door(session), {"form": form})
    client.post(door(session), {"form": form, "ticket": [first.code, third.code]})

    assert html.count('type="checkbox"') == html.count(" checked>") == 3
    assert nobody.status_code == 422
    assert "请勾选到了的人" in nobody.content.decode()
    assert set(CheckIn.objects.values_list("sign_up", flat=True)) == {first.pk, third.pk}


def test_nobody_is_checked_in_by_naming_a_ticket_that_the_device_does_not_hold(
    client: Client, session: Session, sign_up: SignUp
) -> None:
    neighbour = SignUpFactory(session=session, person__name="李桂英")
    remember(client, sign_up)

    sent = client.post(door(session), {"ticket": neighbour.code})

    assert sent.status_code == 422
    assert not CheckIn.objects.exists()


def test_who_waits_in_line_has_nothing_to_press(client: Client, session: Session) -> None:
    waiting = SignUpFactory(session=session, state=SignUpState.WAITING, person__phone=PHONE)
    remember(client, waiting)

    html, form = open_form(client, door(session))
    sent = client.post(door(session), {"form": form, "ticket": waiting.code})

    assert "还在候补，没有轮到" in html
    assert BUTTON not in html
    assert sent.status_code == 409
    assert not CheckIn.objects.exists()


# The device that knows nobody


def test_a_strange_phone_asks_for_phone_and_code_and_then_knows_the_ticket(
    client: Client, session: Session, sign_up: SignUp
) -> None:
    html, form = open_form(client, door(session))
    answers = {"form": form, "phone": "138 1234 5678", "code": sign_up.entry_code}
    sent = client.post(door(session), answers, follow=True)

    assert html.count(BUTTON) == 1
    assert "王" not in html.split("<main")[1]
    assert "<h1>签到成功</h1>" in sent.content.decode()
    assert CheckIn.objects.get().sign_up == sign_up
    assert "王*芳 · 2人" in client.get(door(session)).content.decode()


@pytest.mark.parametrize(
    ("phone", "code", "sentence"),
    [
        ("5678", "", "手机号应为11位数字"),
        (PHONE, "", "请填写取票码"),
        (PHONE, "5678", "取票码是6位数字"),
        (PHONE, "999999", "手机号和取票码对不上"),
        ("13900000000", "right", "手机号和取票码对不上"),
    ],
)
def test_the_tail_or_the_phone_alone_is_not_enough_and_what_was_typed_stays(
    client: Client, session: Session, sign_up: SignUp, phone: str, code: str, sentence: str
) -> None:
    typed = sign_up.entry_code if code == "right" else code
    _html, form = open_form(client, door(session))

    sent = client.post(door(session), {"form": form, "phone": phone, "code": typed})

    page = sent.content.decode()
    assert sent.status_code == 422
    assert sentence in page
    assert f'value="{phone}"' in page
    assert "出错：" in page
    assert not CheckIn.objects.exists()


def test_a_ticket_of_another_activity_is_named(
    client: Client, cast: Cast, session: Session
) -> None:
    other = SignUpFactory(
        session=SessionFactory(
            complex=cast.complex, activity__title="义诊", starts_at=NOW + timedelta(days=1)
        ),
        person__phone=PHONE,
    )

    sent = client.post(door(session), {"phone": PHONE, "code": other.entry_code})

    assert sent.status_code == 422
    assert "不是这场活动，这个取票码是：义诊 11月22日 周日 上午9:30" in sent.content.decode()
    assert not CheckIn.objects.exists()


def test_wrong_codes_are_throttled_together_with_those_of_the_find_page(
    client: Client, session: Session, sign_up: SignUp
) -> None:
    wrong = {"phone": PHONE, "code": "999999"}
    for _try in range(3):
        assert client.post(door(session), wrong).status_code == 422
        assert client.post("/my/find/", wrong).status_code == 200

    right = client.post(door(session), {"phone": PHONE, "code": sign_up.entry_code})

    assert right.status_code == 429
    assert "请15分钟后再来" in right.content.decode()
    assert client.post("/my/find/", wrong).status_code == 429
    assert not CheckIn.objects.exists()


# The code


def test_a_rotated_code_asks_to_scan_again_and_loses_nothing(
    client: Client, session: Session, sign_up: SignUp, clock
) -> None:
    remember(client, sign_up)
    address = door(session)
    clock.shift(180)

    for answer in (client.get(address), client.post(address, {"ticket": sign_up.code})):
        assert answer.status_code == 410
        assert f"<h1>{SCAN_AGAIN}</h1>" in answer.content.decode()
    assert not CheckIn.objects.exists()
    sign_up.refresh_from_db()
    assert sign_up.state == SignUpState.CONFIRMED


@pytest.mark.parametrize("code", ["AAAAAAAAAAAA", "", "x" * 2000, "王", "%00", "..%2F"])
def test_a_forged_code_asks_to_scan_again(
    client: Client, session: Session, sign_up: SignUp, code: str
) -> None:
    address = f"/activities/{session.activity_id}/checkin/?k={code}"

    for answer in (client.get(address), client.post(address, {"ticket": sign_up.code})):
        assert answer.status_code == (400 if code == "%00" else 410)
    assert not CheckIn.objects.exists()


def test_the_code_of_another_door_opens_nothing(
    client: Client, cast: Cast, session: Session, sign_up: SignUp
) -> None:
    other = SessionFactory(complex=cast.complex, starts_at=NOW)
    remember(client, sign_up)

    address = f"/activities/{session.activity_id}/checkin/?k={door_code(other.pk, NOW)}"

    assert client.get(address).status_code == 410
    assert client.post(address, {"ticket": sign_up.code}).status_code == 410
    assert client.post(address, {"form": form_code(other.pk, NOW)}).status_code == 410


def test_of_an_activity_with_several_dates_the_scanned_one_is_meant(
    client: Client, session: Session
) -> None:
    running = SessionFactory(
        activity=session.activity, complex=session.complex, starts_at=NOW - timedelta(minutes=5)
    )
    later = SignUpFactory(session=session, person__phone=PHONE)
    remember(client, later)

    html, _form = open_form(client, door(running))

    assert "这台手机上没有这场活动的票" in html
    assert BUTTON in open_form(client, door(session))[0]


def test_who_scanned_in_time_may_type_slowly(
    client: Client, session: Session, sign_up: SignUp, clock
) -> None:
    _html, form = open_form(client, door(session))
    address, answers = door(session), {"phone": PHONE, "code": sign_up.entry_code}
    clock.shift(14 * 60)
    wrong = client.post(address, {**answers, "code": "999999", "form": form})
    clock.shift(59)

    assert wrong.context["form_code"] == form, "a mistake does not make the form younger"
    assert client.post(address, {**answers, "form": form}).status_code == 302

    clock.shift(1)
    assert client.post(address, {**answers, "form": form}).status_code == 410


def test_a_forms_code_opens_no_page(client: Client, session: Session) -> None:
    path = f"/activities/{session.activity_id}/checkin/"
    carried = form_code(session.pk, NOW)

    assert client.get(f"{path}?k={carried}").status_code == 410
    assert client.get(f"{path}?form={carried}").status_code == 200
    assert BUTTON not in client.get(f"{path}?form={carried}").content.decode()


def test_without_any_code_the_page_says_where_to_scan(client: Client, session: Session) -> None:
    answer = client.get(f"/activities/{session.activity_id}/checkin/")

    assert answer.status_code == 200
    assert "请扫门口屏幕上的二维码签到" in answer.content.decode()
    assert "<form" not in answer.content.decode().split("<main")[1]


# The hours of the door


@pytest.mark.parametrize(
    ("starts_in", "sentence"),
    [
        (SELF_CHECK_IN_OPENS + timedelta(minutes=1), "11月21日 周六 上午9:31 开始签到"),
        (-timedelta(hours=2, minutes=1), "签到已经结束"),
    ],
)
def test_outside_the_hours_nobody_checks_himself_in(
    client: Client, cast: Cast, starts_in: timedelta, sentence: str
) -> None:
    session = SessionFactory(complex=cast.complex, starts_at=NOW + starts_in)
    sign_up = SignUpFactory(session=session, person__phone=PHONE)
    remember(client, sign_up)

    shown, sent = client.get(door(session)), client.post(door(session), {"ticket": sign_up.code})

    assert (shown.status_code, sent.status_code) == (200, 409)
    for answer in (shown, sent):
        assert sentence in answer.content.decode()
        assert BUTTON not in answer.content.decode()
    with pytest.raises(DoorClosed, match=sentence):
        check_in(sign_up_id=sign_up.pk, method=CheckInMethod.SELF, actor=None, now=NOW)
    assert not CheckIn.objects.exists()


def test_the_door_is_open_from_two_hours_before_to_the_end(cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex)

    for moment in (session.starts_at - timedelta(hours=2), session.ends_at):
        going = SignUpFactory(session=session)
        assert check_in(sign_up_id=going.pk, method=CheckInMethod.SELF, actor=None, now=moment)


@pytest.mark.parametrize("state", ["CANCELLED", "POSTPONED"])
def test_nobody_checks_in_to_what_does_not_take_place(
    client: Client, session: Session, sign_up: SignUp, state: str
) -> None:
    remember(client, sign_up)
    activity = session.activity
    activity.state = state
    if state == "CANCELLED":
        activity.cancelled_at, activity.cancel_reason = NOW, "下雨改期"
    activity.save()

    sent = client.post(door(session), {"ticket": sign_up.code})

    assert sent.status_code == 409
    assert not CheckIn.objects.exists()


def test_what_is_not_published_has_no_door(client: Client, cast: Cast) -> None:
    session = SessionFactory(complex=cast.complex, activity__state="PLANNED", starts_at=NOW)

    assert client.get(door(session)).status_code == 404
    assert client.post(door(session)).status_code == 404


# Afterwards


def test_staff_read_that_it_was_done_by_the_person(
    client: Client, cast: Cast, client_of, session: Session, sign_up: SignUp
) -> None:
    remember(client, sign_up)
    client.post(door(session), {"ticket": sign_up.code})
    steward = client_of(cast.steward)

    verdict = steward.get(f"/t/{sign_up.code}/").content.decode()
    box = steward.post(
        f"/field/activities/{session.activity_id}/checkin/?session={session.pk}",
        {"code": "5678"},
        follow=True,
    )

    assert "已经签过：今天 上午9:30，自助签到" in verdict
    assert "王小芳已经签过：今天 上午9:30，自助签到" in box.content.decode()


def test_looking_writes_nothing(client: Client, session: Session, sign_up: SignUp) -> None:
    remember(client, sign_up)
    crawler = {"user-agent": "Mozilla/5.0 (compatible; preview-bot)"}

    for address in (door(session), door(session, other=1), door(session).replace("?", "done/?")):
        client.get(address, headers=crawler)

    assert not CheckIn.objects.exists()
