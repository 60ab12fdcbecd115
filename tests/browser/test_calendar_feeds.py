"""Subscribing, seen by the browser: the page that says how, and the address of one's own calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from activities.models import CalendarToken, Session
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.measures import (
    SMALL_TARGETS,
    SMALL_TEXT,
    STICKS_OUT,
    findings,
    say,
    violations,
)
from tests.calendar_readers import read_alike
from tests.factories.activities import SessionFactory
from tests.people import Cast

MODES = ("standard.m.normal.0", "elder.l.normal.0", "standard.m.high.0")

pytestmark = pytest.mark.django_db(transaction=True)

ASK = "button:has-text('要一个网址')"
HELP = "/c/complex-a1/calendar/help/"
NARROW = {"width": 320, "height": 640}
WECHAT = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50"


@pytest.fixture
def session(transactional_db: None, cast: Cast) -> Session:
    cast.complex.duty_phone, cast.complex.duty_name = "028-88880000", "李师傅"
    cast.complex.save()
    made: Session = SessionFactory(
        complex=cast.complex,
        activity__title="邻里包饺子",
        starts_at=timezone.now() + timedelta(days=1),
    )
    return made


def sign_up(page: Page, session: Session) -> None:
    page.goto(f"/activities/{session.activity_id}/signup/")
    page.fill("#id_name", "王小芳")
    page.fill("#id_phone", "13812345678")
    page.click("main form button.btn-main")


@pytest.mark.parametrize("mode", MODES)
def test_the_address_fits_and_axe_finds_nothing(
    open_page: OpenPage, session: Session, mode: str, shoot: Callable[[Page, str], None]
) -> None:
    """Only the answer to a press; the pages about subscribing are rows of `routes.py`."""
    first = open_page()
    sign_up(first, session)
    page = open_page(mode=mode)
    page.context.add_cookies(
        [kept for kept in first.context.cookies() if kept["name"] == "rp_me"]  # type: ignore[misc]  # given out as another type than it is taken
    )
    page.goto("/my/calendar/")
    page.click(ASK)
    expect(page.locator(".addr")).to_be_visible()

    is_elder = mode.startswith("elder")
    wrong = [
        *violations(page),
        *findings(page, SMALL_TARGETS, 60 if is_elder else 44),
        *findings(page, SMALL_TEXT, [20, 22, 1.3] if is_elder else [15, 17, 0]),
    ]
    for viewport in (DESKTOP, NARROW, PHONE):
        page.set_viewport_size(viewport)
        shoot(page, f"my-address-{mode}-{viewport['width']}")
        wrong += say(str(viewport["width"]), findings(page, STICKS_OUT))

    assert not wrong, "\n".join(wrong)


def test_the_calendar_leads_to_the_help_in_one_tap(open_page: OpenPage, session: Session) -> None:
    page = open_page()
    page.goto("/c/complex-a1/calendar/")

    page.tap("a.btn:visible:has-text('订阅到手机日历')")

    expect(page.locator("h1")).to_have_text("订阅到手机日历")
    host = page.url.split("/")[2]
    link = page.locator("a.btn-main")
    assert link.get_attribute("href") == f"webcal://{host}/c/complex-a1/calendar.ics"


def test_ones_own_address_is_given_and_taken_back_without_javascript(
    open_page: OpenPage, session: Session
) -> None:
    page = open_page(javascript=False)
    sign_up(page, session)

    page.goto("/my/")
    page.click("text=把报名放进手机日历")
    page.click(ASK)
    address = page.locator(".addr").inner_text()
    first = page.request.get(address)
    page.click("text=停用")

    assert [event.summary for event in read_alike(first.body())] == ["邻里包饺子"]
    expect(page.locator("main")).to_contain_text("还没有网址")
    assert page.request.get(address).status == 404
    assert CalendarToken.objects.count() == 0


def test_the_copied_address_is_said(open_page: OpenPage, session: Session) -> None:
    page = open_page()
    page.goto(HELP)

    page.click("text=复制网址")

    expect(page.locator("#copied")).to_be_visible()


def test_inside_wechat_the_feed_is_a_page(open_page: OpenPage, session: Session) -> None:
    page = open_page(user_agent=WECHAT)

    page.goto("/c/complex-a1/calendar.ics")

    expect(page.locator("main ol").first).to_contain_text("在浏览器打开")
