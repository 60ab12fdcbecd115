"""The whole road of a resident without an account: choose, look, sign up, ticket, cancel, find."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from time_machine import travel

from activities.models import Session, SignUp
from tests.factories.activities import SessionFactory
from tests.people import Cast

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


class Browser:
    """Follows what stands on the pages, as a person does; never builds an address itself."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.html = ""
        self.path = ""

    def open(self, path: str) -> str:
        return self._read(self.client.get(path, follow=True))

    def follow(self, words: str) -> str:
        """The first link that says these words."""
        for address, inner in re.findall(
            r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.html, re.DOTALL
        ):
            if words in re.sub(r"<[^>]+>", "", inner):
                return self.open(address.replace("&amp;", "&"))
        raise AssertionError(f"No link says {words}")

    def submit(self, action: str = "", **answers: Any) -> str:
        """The page's form with its hidden fields."""
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.html)
        response = self.client.post(action or self.path, {**dict(hidden), **answers}, follow=True)
        return self._read(response)

    def _read(self, response: Any) -> str:
        assert response.status_code == 200, response.status_code
        self.html = response.content.decode()
        request = response.wsgi_request
        self.path = request.get_full_path()
        assert self.html.count("<h1") == 1
        assert "[[missing" not in self.html
        return self.html


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["0", "1"])
def test_a_resident_signs_two_people_up_and_one_off_and_finds_the_ticket_again(
    cast: Cast, mode: str
) -> None:
    session = SessionFactory(
        complex=cast.complex,
        activity__title="邻里包饺子",
        starts_at=NOW + timedelta(days=1),
        capacity=3,
    )
    with travel(NOW, tick=False):
        browser = Browser()
        browser.open(f"/?elder={mode}")
        browser.follow("东园")
        browser.follow("看活动" if mode == "1" else "看本月活动")
        browser.follow("邻里包饺子")
        browser.follow("我要报名")
        if mode == "1":
            browser.submit(people="2")
            browser.submit(name="王小芳")
            browser.submit(phone="13812345678")
            browser.submit()
        else:
            browser.submit(people="2", name="王小芳", phone="13812345678")
        sign_up = SignUp.objects.get()
        assert "<h1>报名成功</h1>" in browser.html
        assert Session.objects.get().taken == 2

        browser.open("/my/")
        assert f"/t/{sign_up.code}/qr.png" in browser.html

        elsewhere = Browser()
        elsewhere.open("/my/")
        elsewhere.follow("用手机号和取票码找回")
        elsewhere.submit(phone="13812345678", code=sign_up.entry_code)
        assert f"/t/{sign_up.code}/qr.png" in elsewhere.html

        browser.open(f"/t/{sign_up.code}/")
        browser.follow("取消报名")
        browser.submit()
        assert "您已取消报名" in browser.html
        assert Session.objects.get().taken == 0
        assert "没有要去的活动" in elsewhere.open("/my/")

        elsewhere.submit("/my/forget/")
        assert "这台手机还没有报名记录" in elsewhere.html
    assert session.sign_ups.count() == 1
