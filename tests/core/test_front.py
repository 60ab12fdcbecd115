from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import Session
from activities.services.planning import edit_activity
from activities.services.sign_ups import Application, cancel_sign_up, sign_up
from core import front
from core.cache import FailOpenRedisCache
from core.freshness import record_change
from core.front import FrontCache, keep_in_front
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory
from tests.people import Cast

HOME = "/c/complex-a1/"


@pytest.fixture(autouse=True)
def front_cache(settings: Any) -> None:
    settings.FRONT_CACHE = True
    cache.clear()


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(
        complex=cast.complex,
        activity__title="邻里包饺子",
        starts_at=timezone.now() + timedelta(days=3),
        capacity=10,
    )


def later(seconds: float) -> Any:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def statements(client: Client, path: str, **headers: str) -> tuple[int, Any]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, headers=headers)
    return len(captured), response


def pages(session: Session) -> tuple[str, ...]:
    return (
        HOME,
        f"{HOME}calendar/",
        f"{HOME}calendar/?view=list",
        f"/activities/{session.activity_id}/",
    )


def test_a_second_reader_costs_no_statement_and_sees_the_same(session: Session) -> None:
    for path in pages(session):
        cost, first = statements(Client(), path)
        again, second = statements(Client(), path)

        assert cost > 0
        assert again == 0
        assert second.content == first.content
        assert "邻里包饺子" in second.content.decode()
        assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_browser_that_has_the_page_is_told_so(session: Session) -> None:
    etag = Client().get(HOME)["ETag"]

    unchanged = Client().get(HOME, headers={"If-None-Match": etag})

    assert unchanged.status_code == 304
    assert not unchanged.content
    assert unchanged["ETag"] == etag
    assert Client().get(HOME, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_calendar_is_kept_too_and_wechat_gets_its_page(session: Session) -> None:
    path = f"{HOME}calendar.ics"
    first = Client().get(path)
    cost, again = statements(Client(), path)
    moment = {"If-Modified-Since": first["Last-Modified"]}

    assert cost == 0
    assert again.content == first.content
    assert again["Content-Type"].startswith("text/calendar")
    assert Client().get(path, headers=moment).status_code == 304
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    in_wechat = Client().get(path, headers={"User-Agent": "MicroMessenger"})
    assert in_wechat["Content-Type"].startswith("text/html")


def test_a_device_remembers_its_complex_from_a_kept_page_too(session: Session) -> None:
    Client().get(HOME)
    cost, page = statements(Client(), HOME)

    assert cost == 0
    assert page.cookies["rp_c"].value == "complex-a1"
    known = Client()
    known.cookies["rp_c"] = "complex-a2"
    assert "rp_c" not in known.get(HOME).cookies


@pytest.mark.django_db(transaction=True)
def test_a_change_shows_at_once_where_the_page_is_older_than_the_grace(
    cast: Cast, session: Session
) -> None:
    path = f"/activities/{session.activity_id}/"
    assert "还剩 10 位" in Client().get(path).content.decode()
    with later(front.GRACE + 1):
        made = sign_up(
            session_id=session.pk,
            application=Application(person=PersonFactory(), party_size=3),
            actor=None,
            now=timezone.now(),
        )
        assert "还剩 7 位" in Client().get(path).content.decode()
    with later(2 * front.GRACE + 2):
        cancel_sign_up(sign_up_id=made.pk, actor=None, now=timezone.now())
        assert "还剩 10 位" in Client().get(path).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_new_title_shows_on_every_page(cast: Cast, session: Session) -> None:
    for path in pages(session):
        Client().get(path)
    with later(front.GRACE + 1):
        edit_activity(
            activity_id=session.activity_id,
            details={"title": "邻里做月饼"},
            actor=cast.manager,
            now=timezone.now(),
        )

        for path in pages(session):
            assert "邻里做月饼" in Client().get(path).content.decode()


def test_without_a_change_a_page_is_made_anew_after_its_lifetime(session: Session) -> None:
    Client().get(HOME)

    with later(front.LIFETIME - 1):
        assert statements(Client(), HOME)[0] == 0
    with later(front.LIFETIME + 1):
        assert statements(Client(), HOME)[0] > 0


def test_a_recorded_change_makes_every_older_page_anew(session: Session) -> None:
    Client().get(HOME)

    with later(front.GRACE + 1):
        assert statements(Client(), HOME)[0] == 0
        record_change()
        assert statements(Client(), HOME)[0] > 0


@pytest.mark.parametrize(
    ("cookie", "value"), [("sessionid", "somebody"), ("rp_me", "what this device signed up")]
)
def test_who_is_known_is_never_served_from_it(session: Session, cookie: str, value: str) -> None:
    Client().get(HOME)
    known = Client()
    known.cookies[cookie] = value

    assert statements(known, HOME)[0] > 0


@pytest.mark.expects_log_errors
def test_modes_parts_and_hosts_have_pages_of_their_own(session: Session, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    path = f"{HOME}calendar/"
    standard = Client().get(path)
    elder = Client()
    elder.cookies["rp_display"] = "elder.l.normal.0"

    assert 'data-mode="elder"' in elder.get(path).content.decode()
    assert 'data-mode="standard"' in Client().get(path).content.decode()
    part = Client().get(path, headers={"HX-Request": "true"})
    assert "<!doctype html>" not in part.content.decode()
    assert part["ETag"] != standard["ETag"]
    assert statements(Client(), path, Host="other.example")[0] > 0
    assert Client().get(path, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("first", ["", "en"])
def test_a_kept_page_is_never_given_out_in_the_other_language(session: Session, first: str) -> None:
    words = {
        "": ('<html lang="zh-Hans"', "还剩 10 位"),
        "en": ('<html lang="en"', "10 places left"),
    }
    second = "" if first else "en"
    path = f"/activities/{session.activity_id}/"

    answers = {}
    for cookie in (first, second, first):
        device = Client()
        device.cookies["django_language"] = cookie
        answers[cookie] = answer = device.get(path, headers={"Accept-Language": "en"})
        text = answer.content.decode()
        assert all(mark in text for mark in words[cookie])
        assert not any(mark in text for mark in words["en" if cookie == "" else ""])
        assert answer["Content-Language"] == (cookie or "zh-hans")
        assert "Cookie" in answer["Vary"]

    assert answers["en"]["ETag"] != answers[""]["ETag"]
    switched = Client()
    switched.cookies["django_language"] = "en"
    assert switched.get(path, headers={"If-None-Match": answers[""]["ETag"]}).status_code == 200


def test_a_language_that_there_is_not_shares_the_chinese_page(session: Session) -> None:
    Client().get(HOME)
    for cookie in ("zh-hans", "xx", "EN", "en; x"):
        device = Client()
        device.cookies["django_language"] = cookie

        assert statements(device, HOME)[0] == 0


@pytest.mark.parametrize("query", ["?x=1", "?d=" + "1" * 40, "?d=%00", "?q=林"])
def test_an_unknown_query_is_answered_and_not_kept(session: Session, query: str) -> None:
    Client().get(HOME + query)

    assert not cache._cache.get_client().keys("*front:*")


def test_a_page_with_a_form_is_never_kept(session: Session) -> None:
    path = f"/activities/{session.activity_id}/signup/"
    first, second = Client().get(path), Client().get(path)

    assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value
    assert not cache._cache.get_client().keys("*front:*")


def test_a_view_that_sets_a_cookie_of_its_own_is_not_kept() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        response = keep_in_front(HttpResponse("for one visitor"))
        response.set_cookie("greeting", "yours")
        return response

    middleware = FrontCache(view)
    middleware(RequestFactory().get(HOME))

    assert not middleware.pages


def test_one_makes_a_page_that_is_out_of_date_and_the_others_give_out_the_old_one() -> None:
    """Single flight: with the lock taken out (see below) every reader makes the page."""
    assert made_while_out_of_date() == 1


def test_without_the_lock_every_reader_makes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FailOpenRedisCache, "add", lambda *_args, **_kwargs: True)

    assert made_while_out_of_date() == 8


def made_while_out_of_date() -> int:
    """How often eight simultaneous readers make one page whose lifetime is over."""
    made: list[float] = []
    all_in, go_on = threading.Barrier(9, timeout=10), threading.Event()

    def view(request: HttpRequest) -> HttpResponse:
        made.append(1)
        if len(made) > 1:
            go_on.wait(10)
        return keep_in_front(HttpResponse(f"version {len(made)}"))

    middleware = FrontCache(view)
    middleware(RequestFactory().get(HOME))
    answers: list[bytes] = []

    def read() -> None:
        all_in.wait()
        answers.append(middleware(RequestFactory().get(HOME)).content)
        if len(answers) == 7:
            go_on.set()

    with time_machine.travel(timezone.now() + timedelta(seconds=front.LIFETIME + 1), tick=True):
        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        all_in.wait()
        # Seven have their answer while the eighth still makes the new page, or all are making it.
        threading.Timer(1.5, go_on.set).start()
        for thread in threads:
            thread.join()
    assert len(answers) == 8
    return len(made) - 1


def test_another_process_takes_over_what_the_first_has_made() -> None:
    made: list[int] = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(1)
        return keep_in_front(HttpResponse("page"))

    FrontCache(view)(RequestFactory().get(HOME))
    other = FrontCache(view)(RequestFactory().get(HOME))

    assert other.content == b"page"
    assert len(made) == 1


def test_without_redis_each_process_keeps_its_own_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(1)
        return keep_in_front(HttpResponse("page"))

    monkeypatch.setattr(FailOpenRedisCache, "resting_until", float("inf"))
    middleware = FrontCache(view)
    for _ in range(3):
        assert middleware(RequestFactory().get(HOME)).content == b"page"

    assert len(made) == 1


def test_a_process_keeps_a_bounded_number_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "PAGES_IN_PROCESS", 3)
    middleware = FrontCache(lambda _request: keep_in_front(HttpResponse("page")))
    for number in range(10):
        middleware(RequestFactory().get(f"/activities/{number}/"))

    assert len(middleware.pages) == 3
