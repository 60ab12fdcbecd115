from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from activities.models import CalendarToken, SignUp
from activities.services.calendar_tokens import issue_calendar_token
from tests.calendar_readers import read_alike
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

PHONE = "13812345678"
PAGE = "/my/calendar/"
ADDRESS = re.compile(r"http://testserver(/my/calendar/[2-9A-Z]{26}\.ics)")
WECHAT = {"user-agent": "Mozilla/5.0 MicroMessenger/8.0"}


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


@pytest.fixture
def mine(client: Client, sign_up: SignUp) -> Client:
    """A device whose person is proved by phone and code."""
    client.post("/my/find/", {"phone": PHONE, "code": "628140"})
    return client


def ask(client: Client, sign_up: SignUp, **headers: str) -> str:
    """The path of the address that the page shows."""
    response = client.post(PAGE, {"person": sign_up.person_id}, headers=headers)
    assert response.status_code == 200
    found = ADDRESS.search(body(response))
    assert found
    return found[1]


def test_a_device_without_memory_is_led_to_its_tickets(client: Client, cast: Cast) -> None:
    html = body(client.get(PAGE))

    assert "这台手机还没有报名记录" in html
    assert 'href="/my/find/"' in html
    assert "<form" not in html


def test_ones_tickets_lead_to_the_calendar(mine: Client) -> None:
    assert f'href="{PAGE}"' in body(mine.get("/my/"))


def test_a_press_gives_an_address_that_is_shown_once(mine: Client, sign_up: SignUp) -> None:
    before = body(mine.get(PAGE))
    address = ask(mine, sign_up)
    after = body(mine.get(PAGE))

    assert "王*芳" in before
    assert "还没有网址" in before
    assert [event.summary for event in read_alike(Client().get(address).content)] == ["邻里包饺子"]
    assert not ADDRESS.search(after)
    assert "要过一个网址，正在用" in after


def test_the_address_can_be_pressed_and_read_and_is_kept_by_nobody_between(
    mine: Client, sign_up: SignUp
) -> None:
    response = mine.post(PAGE, {"person": sign_up.person_id})
    html = body(response)
    found = ADDRESS.search(html)

    assert found
    assert f'href="webcal://testserver{found[1]}"' in html
    assert f'<p class="addr">http://testserver{found[1]}</p>' in html
    assert "网址只显示这一次" in html
    assert "no-store" in response["Cache-Control"]


def test_a_second_press_ends_the_first_address(mine: Client, sign_up: SignUp) -> None:
    first, second = ask(mine, sign_up), ask(mine, sign_up)

    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert CalendarToken.objects.count() == 1


def test_ending_it_ends_it_for_whoever_has_the_address(mine: Client, sign_up: SignUp) -> None:
    address = ask(mine, sign_up)

    response = mine.post(f"{PAGE}end/", {"person": sign_up.person_id}, follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert "已停用，原来的网址看不到了" in body(response)
    assert "还没有网址" in body(response)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}end/"])
def test_a_person_whom_the_device_does_not_know_is_not_there(
    mine: Client, cast: Cast, sign_up: SignUp, path: str
) -> None:
    neighbour = SignUpFactory(session=sign_up.session).person
    token = issue_calendar_token(person_id=neighbour.pk, actor=None, now=timezone.now())

    answers = [
        client.post(path, {"person": typed}).status_code
        for client in (mine, Client())
        for typed in (str(neighbour.pk), "", "x", "1" * 30, "-1", "１")
    ]

    assert set(answers) == {404}
    assert Client().get(f"/my/calendar/{token}.ics").status_code == 200
    assert CalendarToken.objects.count() == 1


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}end/"])
def test_whoever_only_wrote_a_neighbour_down_is_refused_in_words(
    client: Client, sign_up: SignUp, path: str
) -> None:
    """Typing a neighbour's name and phone does not make one the neighbour."""
    other = SessionFactory(complex=sign_up.complex)
    client.post(
        f"/activities/{other.activity_id}/signup/?session={other.pk}",
        {"people": "1", "name": "王小芳", "phone": PHONE},
    )
    assert SignUp.objects.filter(session=other).get().person_id == sign_up.person_id

    response = client.post(path, {"person": sign_up.person_id})

    assert response.status_code == 403
    assert "请先用手机号和取票码找回这个人的票" in body(response)
    assert "王*芳" not in body(client.get(PAGE))
    assert CalendarToken.objects.count() == 0


def test_the_eleventh_address_of_an_hour_is_refused_and_the_tenth_goes_on(
    mine: Client, sign_up: SignUp
) -> None:
    *_, tenth = [ask(mine, sign_up) for _ in range(10)]

    eleventh = mine.post(PAGE, {"person": sign_up.person_id})

    assert eleventh.status_code == 429
    assert "换得太多了，请过一小时再来" in body(eleventh)
    assert Client().get(tenth).status_code == 200


def test_inside_wechat_the_address_is_to_be_copied(mine: Client, sign_up: SignUp) -> None:
    html = body(mine.post(PAGE, {"person": sign_up.person_id}, headers=WECHAT))

    assert ADDRESS.search(html)
    assert "webcal:" not in html
    assert "复制网址，贴到手机日历的“添加订阅日历”里" in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_two_statements(
    mine: Client, sign_up: SignUp, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count - 1):
        person = PersonFactory(name=f"家人{number}", phone=f"1390000000{number}")
        SignUpFactory(session=sign_up.session, person=person, entry_code=f"11111{number}")
        mine.post("/my/find/", {"phone": f"1390000000{number}", "code": f"11111{number}"})

    with django_assert_num_queries(2):
        html = body(mine.get(PAGE))

    assert html.count("要一个网址</button>") == count


def test_a_calendar_is_ended_by_post_alone(mine: Client) -> None:
    assert mine.get(f"{PAGE}end/").status_code == 405
