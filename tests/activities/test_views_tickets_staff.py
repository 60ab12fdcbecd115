from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from activities.choices import SignUpState
from activities.models import CheckIn, SignUp
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def friday_afternoon():
    with time_machine.travel(NOW, tick=True):
        yield


def ticket(cast: Cast, hours: float = 0, **kwargs) -> SignUp:
    session = SessionFactory(
        complex=cast.complex, starts_at=NOW + timedelta(hours=hours), activity__title="包饺子"
    )
    return SignUpFactory(session=session, person__name="王小芳", party_size=2, **kwargs)


def test_good_ticket_is_green_with_one_button_and_looking_changes_nothing(
    cast: Cast, client_of
) -> None:
    sign_up = ticket(cast)

    page = client_of(cast.steward).get(f"/t/{sign_up.code}/")

    assert page.context["verdict"].tone == "ok"
    assert "可以签到：王*芳 2人" in page.content.decode()
    assert page.context["confirm_url"] == f"/t/{sign_up.code}/checkin/"
    assert not CheckIn.objects.exists()


def test_confirming_checks_in_once_and_then_it_is_amber(cast: Cast, client_of) -> None:
    sign_up = ticket(cast)
    client = client_of(cast.steward)

    for _tap in range(2):
        page = client.post(f"/t/{sign_up.code}/checkin/", follow=True)

    assert "王小芳 2人，已签到" in page.content.decode()
    made = CheckIn.objects.get()
    assert (made.method, made.by) == ("TICKET", cast.steward)
    again = client.get(f"/t/{sign_up.code}/")
    assert again.context["verdict"].tone == "warn"
    assert "已经签过：今天 下午3:00，管家甲" in again.content.decode()
    assert again.context["confirm_url"] == ""


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"hours": 48}, "不是这场活动：包饺子 后天"),
        ({"state": SignUpState.WAITING}, "还在候补，没有轮到"),
        ({"state": SignUpState.CANCELLED, "cancelled_at": NOW}, "这张票已取消"),
    ],
)
def test_ticket_that_does_not_admit_is_red_and_says_why(
    cast: Cast, client_of, facts: dict, sentence: str
) -> None:
    sign_up = ticket(cast, **facts)
    client = client_of(cast.steward)

    page = client.get(f"/t/{sign_up.code}/")
    client.post(f"/t/{sign_up.code}/checkin/")

    assert page.context["verdict"].tone == "bad"
    assert sentence in page.content.decode()
    assert page.context["confirm_url"] == ""
    assert not CheckIn.objects.exists()


def test_ticket_of_tomorrow_names_its_day_and_leads_to_its_own_door(cast: Cast, client_of) -> None:
    sign_up = ticket(cast, hours=24)

    page = client_of(cast.steward).get(f"/t/{sign_up.code}/")

    assert page.context["verdict"].title == "不是这场活动：包饺子 明天"
    door = f"/field/activities/{sign_up.session.activity_id}/checkin/?session={sign_up.session_id}"
    assert f'<a class="btn btn-main" href="{door}">换场次</a>' in page.content.decode()


def test_residents_and_other_places_see_no_control_of_the_staff(
    cast: Cast, client, client_of
) -> None:
    sign_up = ticket(cast)

    for visitor in (client, client_of(cast.resident), client_of(cast.sibling_manager)):
        page = visitor.get(f"/t/{sign_up.code}/")
        assert page.status_code == 200
        assert "确认签到" not in page.content.decode()
    assert client_of(cast.sibling_manager).post(f"/t/{sign_up.code}/checkin/").status_code == 404
    assert client_of(cast.resident).post(f"/t/{sign_up.code}/checkin/").status_code == 403
    assert not CheckIn.objects.exists()
