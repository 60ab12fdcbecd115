"""A real Chromium against the live server: a phone by default, other devices by `open_page`.

The browser reaches nothing but the server under test. With SCREENSHOTS set to a folder, tests that
call `shoot` leave pictures there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from activities.models import Session
from tests import ensure_browser
from tests.activities.photos import picture_bytes
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

PHONE = {"width": 375, "height": 812}
DESKTOP = {"width": 1280, "height": 900}
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Chromium refuses its sandbox as root; it only ever opens our own pages.
    "--no-sandbox",
]
ELDER = "elder.l.normal.0"

OpenPage = Callable[..., Page]
NAMES = (
    ("王小芳", "13800006789"),
    ("陈建国", "13900001111"),
    ("李桂英", ""),
    ("赵明", "13700002222"),
)


@pytest.fixture(scope="session")
def browser() -> Generator[Browser, None, None]:
    found = ensure_browser.find()
    assert found, "No Chromium: run python -m tests.ensure_browser"
    # Playwright's loop runs in this thread; Django would refuse the ORM beside it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Generator[OpenPage, None, None]:
    """A page of a fresh device: `open_page(mode="elder", viewport=DESKTOP, javascript=False)`.

    A console error, an exception on the page or a request to elsewhere fails the test. The browser
    and htmx also report each request that the network or the server refused; `refused=True` says
    that the test itself has them refused.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_one(
        *,
        mode: str = "",
        viewport: Any = PHONE,
        javascript: bool = True,
        refused: bool = False,
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,
            has_touch=viewport["width"] < 700,
            java_script_enabled=javascript,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(8000)
        if mode:
            display = {"elder": ELDER}.get(mode, mode)
            context.add_cookies([{"name": "rp_display", "value": display, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said: _hear(said, problems, refused=refused))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda asked: _stay_here(asked.url, live_server.url, problems))
        return page

    yield open_one

    for context in contexts:
        context.close()
    assert problems == []


def _hear(said: ConsoleMessage, problems: list[str], *, refused: bool) -> None:
    """A refused form is answered with a 422, which Chromium calls an error; it is none of ours."""
    is_request = said.text.startswith(("Failed to load resource", "htmx:"))
    is_refused_form = is_request and "status of 422" in said.text
    if said.type == "error" and not is_refused_form and not (refused and is_request):
        problems.append(said.text)


def _stay_here(url: str, home: str, problems: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:")):
        problems.append(f"request to {url}")


@pytest.fixture
def sign_in_on(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Signs this member of staff in on the device of a page; whoever was, is not any more."""

    def sign_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return sign_in


@pytest.fixture
def open_as(open_page: OpenPage, sign_in_on: Callable[[Page, User], None]) -> OpenPage:
    """A page of a fresh device on which this member of staff is signed in."""

    def open_signed_in(user: User, path: str, **options: Any) -> Page:
        page = open_page(**options)
        sign_in_on(page, user)
        page.goto(path)
        return page

    return open_signed_in


@pytest.fixture
def session(cast: Cast) -> Session:
    """Running now, with four who signed up."""
    made = SessionFactory(
        complex=cast.complex,
        capacity=30,
        place_text="红色港湾",
        starts_at=timezone.now() - timedelta(minutes=20),
        activity__title="健康义诊：量血压",
        activity__kind="CLINIC",
    )
    for name, phone in NAMES:
        SignUpFactory(
            session=made, person=PersonFactory(name=name, phone=phone), door_text="3-2-1501"
        )
    return made


@pytest.fixture
def three_photos(tmp_path: Path) -> list[Path]:
    paths = []
    for colour in ("red", "green", "blue"):
        path = tmp_path / f"{colour}.jpg"
        path.write_bytes(picture_bytes(colour, (4032, 3024)))
        paths.append(path)
    return paths


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """A picture of the whole page, for people to look at."""
    folder = os.environ.get("SCREENSHOTS", "")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.wait_for_load_state("networkidle")
            # Hiding the caret would need an inline style, which our policy refuses aloud.
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True, caret="initial")

    return take


class Taps:
    """Touches a page and counts them; typing is free, as in the tap budget (ux 1)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def tap(self, selector: str) -> None:
        target = self.page.locator(selector).locator("visible=true").first
        target.scroll_into_view_if_needed()
        target.click()
        self.count += 1


@pytest.fixture
def taps() -> type[Taps]:
    return Taps
