from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from core.web import PUBLIC
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/help/", "/privacy/", "/accessibility/", "/display/"])
@pytest.mark.parametrize("mode", ["standard.m.normal.0", "elder.xl.high.1"])
def test_plain_pages_have_one_heading_and_a_phone(client: Client, path: str, mode: str) -> None:
    client.cookies["rp_display"] = mode

    response = client.get(path)
    html = response.content.decode()

    assert response.status_code == 200
    assert html.count("<h1") == 1
    assert 'href="tel:12345"' in html
    assert "[[missing" not in html


@pytest.mark.parametrize(
    ("size", "attributes"),
    [
        ("standard", 'data-mode="standard" data-size="m"'),
        ("large", 'data-mode="elder" data-size="l"'),
        ("largest", 'data-mode="elder" data-size="xl"'),
    ],
)
def test_the_chosen_display_is_kept_on_every_page(
    client: Client, size: str, attributes: str
) -> None:
    choices = {"size": size, "contrast": "high", "read_aloud": "1", "language": "zh-hans"}
    sent = client.post("/display/", choices)

    assert sent["Location"] == "/display/?saved=1"
    assert "已保存" in client.get(sent["Location"]).content.decode()
    for path in ("/", "/help/", "/my/", "/my/find/", "/nowhere/"):
        html = client.get(path).content.decode()
        assert f'{attributes} data-contrast="high"' in html


def test_a_choice_that_is_none_is_told(client: Client) -> None:
    html = client.post("/display/", {"size": "huge"}).content.decode()

    assert "请从这几种里选一种" in html
    assert "请选择对比" in html
    assert "请选择语言" in html
    assert "[[missing" not in html


def test_an_unknown_address_is_answered_in_words(client: Client, cast: Cast) -> None:
    client.cookies["rp_c"] = "complex-a1"

    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "这个页面找不到了" in response.content.decode()
    assert 'href="/c/complex-a1/"' in response.content.decode()


@pytest.mark.expects_log_errors
def test_a_fault_is_answered_in_words_without_database(
    monkeypatch: pytest.MonkeyPatch, errors_in_log: list[Any]
) -> None:
    def broken(typed: str) -> None:
        raise RuntimeError(typed)

    monkeypatch.setattr("portal.views.home.choose_from", broken)

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "系统出了点问题" in response.content.decode()
    assert errors_in_log


def test_a_refusal_names_its_reason(client: Client) -> None:
    from django.core.exceptions import PermissionDenied
    from django.test import RequestFactory

    from portal.views.errors import permission_denied

    response = permission_denied(RequestFactory().get("/"), PermissionDenied("只有书记能批"))

    assert response.status_code == 403
    assert "只有书记能批" in response.content.decode()


def test_who_is_signed_in_is_led_back_and_not_asked_to_sign_in(cast: Cast, client_of) -> None:
    session = SessionFactory(complex=None, community=cast.community)
    refused = f"/field/activities/{session.activity_id}/people/?session={session.pk}"
    client = client_of(cast.steward)

    alone = client.get(refused)
    from_a_page = client.get(refused, headers={"referer": "http://testserver/field/activities/"})
    from_itself = client.get(refused, headers={"referer": f"http://testserver{refused}"})
    from_elsewhere = client.get(refused, headers={"referer": "https://example.com/"})

    assert alone.status_code == 403
    assert "这页只有工作人员能看" not in alone.content.decode()
    assert ">登录</a>" not in alone.content.decode()
    for page, back in (
        (alone, "/start/"), (from_a_page, "/field/activities/"), (from_itself, "/start/"),
        (from_elsewhere, "/start/"),
    ):  # fmt: skip
        assert f'href="{page.context["back_url"]}">返回</a>' in page.content.decode()
        assert page.context["back_url"].removeprefix("http://testserver") == back


def test_pages_of_faults_promise_nothing_that_was_not_kept(db: None) -> None:
    from django.template.loader import render_to_string

    stale = Client(enforce_csrf_checks=True).post("/display/")
    assert stale.status_code == 403
    for text in (render_to_string("500.html"), stale.content.decode()):
        assert "还记着" not in text
        assert "没有保存" in text


def test_every_page_of_residents_says_that_it_is_public() -> None:
    of_residents = {
        "choose", "home", "my", "my_find", "my_forget", "display", "help", "privacy",
        "accessibility", "activity", "activity_ics", "story", "signup", "signup_done", "ticket",
        "ticket_qr", "ticket_cancel",
    }  # fmt: skip
    views = {
        pattern.name: pattern.callback
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "app_name", "") in {"portal", "activities"}
        for pattern in resolver.url_patterns
    }

    assert {name for name in of_residents if views[name].access == PUBLIC} == of_residents


def test_looking_writes_nothing(cast: Cast, client: Client) -> None:
    sign_up = SignUpFactory(session=SessionFactory(complex=cast.complex))
    activity = f"/activities/{sign_up.session.activity_id}/"
    addresses = [
        "/", "/?change=1", "/?q=x", "/c/complex-a1/", "/c/complex-a1/?chosen=1", "/my/", "/my/find/",
        "/display/", "/help/", activity, f"{activity}signup/", f"{activity}calendar.ics",
        f"{activity}signup/done/{sign_up.code}/", f"/t/{sign_up.code}/", f"/t/{sign_up.code}/qr.png",
        f"/t/{sign_up.code}/cancel/", "/?elder=1",
    ]  # fmt: skip

    with CaptureQueriesContext(connection) as captured:
        for address in addresses:
            for method in (client.get, client.head):
                assert method(address).status_code in {200, 302}, address

    written = [query["sql"] for query in captured if not query["sql"].startswith("SELECT")]
    assert written == []
