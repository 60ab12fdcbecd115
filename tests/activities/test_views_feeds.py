from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from activities.models import Activity, Session, SignUp
from activities.services.calendar_tokens import issue_calendar_token, revoke_calendar_tokens
from core.device import COMPLEX_COOKIE
from tests.calendar_readers import read_alike
from tests.factories.activities import SessionFactory, SignUpFactory, SpaceFactory
from tests.people import Cast

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 12, tzinfo=CHINA)
HERE = "/c/complex-a1/calendar.ics"
HELP = "/c/complex-a1/calendar/help/"
WECHAT = {"user-agent": "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50"}


@pytest.fixture(autouse=True)
def clock() -> Generator[time_machine.Traveller, None, None]:
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


@pytest.fixture
def session(cast: Cast) -> Session:
    made: Session = SessionFactory(complex=cast.complex, activity__title="包饺子")
    return made


@pytest.fixture
def sign_up(session: Session) -> SignUp:
    made: SignUp = SignUpFactory(session=session, person__name="王小芳")
    return made


def issue(sign_up: SignUp) -> str:
    token = issue_calendar_token(person_id=sign_up.person_id, actor=None, now=timezone.now())
    return f"/my/calendar/{token}.ics"


def titles(response: Any) -> list[str]:
    assert response.status_code == 200, response.status_code
    return [event.summary for event in read_alike(response.content)]


def test_a_feed_is_a_calendar_file_that_is_kept_by_its_reader_alone(
    client: Client, session: Session
) -> None:
    response = client.get(HERE)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="complex-a1.ics"'
    assert response["Cache-Control"] == "private, max-age=300"
    assert {"User-Agent", "Cookie"} <= set(response["Vary"].split(", "))
    assert response["Last-Modified"] == http_date(NOW.timestamp())
    assert titles(response) == ["包饺子"]


@pytest.mark.parametrize("slug", ["complex-a1", "community-a", "street-a"])
def test_one_address_serves_every_kind_of_place(
    client: Client, session: Session, slug: str
) -> None:
    assert titles(client.get(f"/c/{slug}/calendar.ics")) == ["包饺子"]


def test_all_is_the_street_of_this_device(client: Client, session: Session) -> None:
    assert client.get("/c/all/calendar.ics").status_code == 404

    client.cookies[COMPLEX_COOKIE] = "complex-a2"

    assert titles(client.get("/c/all/calendar.ics")) == ["包饺子"]


@pytest.mark.parametrize("path", ["calendar.ics", "calendar/help/"])
def test_a_place_that_is_none_or_not_public_has_no_feed(
    client: Client, cast: Cast, path: str
) -> None:
    cast.complex.is_listed = False
    cast.complex.save()

    assert client.get(f"/c/complex-a1/{path}").status_code == 404
    assert client.get(f"/c/nowhere/{path}").status_code == 404


def test_a_space_has_a_feed_until_it_is_closed(client: Client, cast: Cast) -> None:
    space = SpaceFactory(complex=cast.complex)
    SessionFactory(complex=cast.complex, space=space, activity__title="练字")
    address = f"/spaces/{space.pk}/calendar.ics"

    first = client.get(address)
    assert titles(first) == ["练字"]
    assert first["Content-Disposition"] == f'attachment; filename="space-{space.pk}.ics"'

    space.is_open = False
    space.save()
    assert client.get(address).status_code == 404
    assert client.get(f"/spaces/{10**30}/calendar.ics").status_code == 404


def test_a_feed_and_the_file_of_one_session_name_an_event_alike(
    client: Client, session: Session
) -> None:
    alone = client.get(f"/activities/{session.activity_id}/calendar.ics?session={session.pk}")

    assert read_alike(alone.content) == read_alike(client.get(HERE).content)


# Subscribers come back every hour.


def test_what_has_not_changed_is_not_sent_again(
    client: Client, session: Session, clock: time_machine.Traveller
) -> None:
    first = client.get(HERE)
    clock.shift(timedelta(hours=3))

    again = client.get(HERE)
    by_tag = client.get(HERE, headers={"if-none-match": first["ETag"]})
    by_clock = client.get(HERE, headers={"if-modified-since": first["Last-Modified"]})

    assert again.content == first.content
    for not_again in (by_tag, by_clock):
        assert (not_again.status_code, not_again.content) == (304, b"")
        assert not_again["ETag"] == first["ETag"]
        assert not_again["Last-Modified"] == first["Last-Modified"]
        assert not_again["Cache-Control"] == "private, max-age=300"


def test_a_change_is_sent_with_a_later_stamp_at_once(client: Client, session: Session) -> None:
    """Even within the second in which the state before was read."""
    first = client.get(HERE)
    Activity.objects.update(description="带上围裙")

    by_tag = client.get(HERE, headers={"if-none-match": first["ETag"]})
    by_clock = client.get(HERE, headers={"if-modified-since": first["Last-Modified"]})

    [event] = read_alike(by_clock.content)
    assert by_tag.status_code == by_clock.status_code == 200
    assert by_tag.content == by_clock.content
    assert "带上围裙" in event.description
    assert event.stamp == NOW.astimezone(UTC) + timedelta(seconds=1)
    assert by_tag["ETag"] != first["ETag"]


def test_what_changes_back_is_yet_another_state(
    client: Client, session: Session, clock: time_machine.Traveller
) -> None:
    """Whoever holds the first state by its clock has missed the one between."""
    first = client.get(HERE)
    for description in ("别的", ""):
        clock.shift(timedelta(hours=1))
        Activity.objects.update(description=description)
        last = client.get(HERE, headers={"if-modified-since": first["Last-Modified"]})

        assert last.status_code == 200
    assert last["ETag"] != first["ETag"]


def test_sign_ups_change_no_public_feed(client: Client, session: Session) -> None:
    first = client.get(HERE)
    SignUpFactory(session=session)

    assert client.get(HERE, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_without_memory_a_feed_is_sent_again_rather_than_withheld(
    client: Client, session: Session, clock: time_machine.Traveller
) -> None:
    first = client.get(HERE)
    cache.clear()
    clock.shift(timedelta(hours=1))

    assert titles(client.get(HERE, headers={"if-none-match": first["ETag"]})) == ["包饺子"]
    assert titles(client.get(HERE, headers={"if-modified-since": first["Last-Modified"]}))


# One's own.


def test_a_token_opens_ones_own_sign_ups_alone(client: Client, cast: Cast, sign_up: SignUp) -> None:
    neighbour = SignUpFactory(session=sign_up.session, person__name="赵邻居")
    elsewhere = SessionFactory(complex=cast.complex, activity__title="邻居的")
    SignUpFactory(session=elsewhere, person=neighbour.person)
    address = issue(sign_up)

    response = client.get(address)

    assert titles(response) == ["包饺子"]
    assert response["Content-Disposition"] == 'attachment; filename="my.ics"'
    assert response["Cache-Control"] == "private, max-age=300"
    assert client.get(address.replace(".ics", "").lower() + ".ics").status_code == 200
    assert titles(client.get(issue(neighbour))) == ["包饺子", "邻居的"]


def test_a_token_taken_back_opens_nothing(client: Client, sign_up: SignUp) -> None:
    address = issue(sign_up)
    held = client.get(address)

    revoke_calendar_tokens(person_ids=[sign_up.person_id], actor=None, now=NOW)

    assert client.get(address).status_code == 404
    assert client.get(address, headers={"if-none-match": held["ETag"]}).status_code == 404
    assert client.get(address, headers=WECHAT).status_code == 404


@pytest.mark.parametrize(
    "token", ["A" * 26, "A" * 25, "A" * 27, "0" * 26, "你" * 26, "%00" * 9, "x", "..%2F" * 5]
)
def test_what_is_no_token_is_not_there(client: Client, sign_up: SignUp, token: str) -> None:
    issue(sign_up)

    assert client.get(f"/my/calendar/{token}.ics").status_code in {400, 404}


def test_the_memory_of_the_server_holds_no_token(
    client: Client, sign_up: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys: list[str] = []

    def remember(key: str, *args: Any, **kwargs: Any) -> None:
        keys.append(key)
        kept(key, *args, **kwargs)

    kept = cache.set
    monkeypatch.setattr(cache, "set", remember)
    address = issue(sign_up)

    client.get(address)

    token = address.removeprefix("/my/calendar/").removesuffix(".ics")
    assert keys
    assert token not in "".join(keys)


# Inside WeChat, and how to.


@pytest.mark.parametrize("which", ["place", "space", "mine", "help"])
def test_inside_wechat_an_address_is_a_page_that_says_where_to_open_it(
    client: Client, cast: Cast, sign_up: SignUp, which: str
) -> None:
    space = SpaceFactory(complex=cast.complex)
    address = {
        "place": HERE,
        "space": f"/spaces/{space.pk}/calendar.ics",
        "mine": issue(sign_up),
        "help": HELP,
    }[which]

    response = client.get(address, headers=WECHAT)
    html = response.content.decode()

    assert response["Content-Type"].startswith("text/html")
    assert "Content-Disposition" not in response
    assert "选“在浏览器打开”" in html
    assert f"http://testserver{HERE if which == 'help' else address}" in html
    assert "webcal:" not in html
    assert "[[missing" not in html


def test_the_help_shows_both_addresses_and_each_kind_of_device(client: Client, cast: Cast) -> None:
    cast.complex.duty_phone, cast.complex.duty_name = "028-88880000", "李师傅"
    cast.complex.save()

    html = client.get(HELP).content.decode()

    for words in (
        f'href="webcal://testserver{HERE}"', f'<p class="addr">http://testserver{HERE}</p>',
        "苹果手机", "安卓手机", "电脑", 'href="tel:02888880000"',
        'href="/c/complex-a1/calendar/print/"', 'href="/c/complex-a1/calendar/"',
    ):  # fmt: skip
        assert words in html, words
    assert "在浏览器打开" not in html
    assert "[[missing" not in html


def test_the_help_of_all_names_the_street_itself(client: Client, cast: Cast) -> None:
    """A telephone's calendar has no cookie that says whose street is meant."""
    client.cookies[COMPLEX_COOKIE] = "complex-a1"

    html = client.get("/c/all/calendar/help/").content.decode()

    assert "http://testserver/c/street-a/calendar.ics" in html
    assert titles(Client().get("/c/street-a/calendar.ics")) == []


@pytest.mark.parametrize("view", ["", "?view=list", "?view=week", "?elder=1"])
def test_every_view_of_the_calendar_leads_to_the_help(
    client: Client, cast: Cast, view: str
) -> None:
    html = client.get(f"/c/complex-a1/calendar/{view}", follow=True).content.decode()

    assert f'href="{HELP}"' in html
    assert "订阅到手机日历" in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("address", [HERE, HELP])
def test_a_feed_is_only_read(client: Client, cast: Cast, method: str, address: str) -> None:
    assert getattr(client, method)(address).status_code == 405


def test_the_head_of_a_feed_is_that_of_its_body(client: Client, session: Session) -> None:
    head, whole = client.head(HERE), client.get(HERE)

    assert head.content == b""
    assert (head["ETag"], head["Last-Modified"]) == (whole["ETag"], whole["Last-Modified"])
