"""A real Chromium against a live server: a phone by default, other devices by `open_page`.

The browser reaches nothing but the server under test. Tests that write use `open_page` (a database
of their own each); tests that only look share `standing`, one scene for all tests of a module. With
SCREENSHOTS set to a folder, tests that call `shoot` leave pictures there.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    sync_playwright,
)
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from activities.models import Session
from tests import ensure_browser
from tests.activities.photos import picture_bytes
from tests.browser import routes
from tests.browser.scene import NAMES, Scene, build_scene, set_up_second_factor, sign_in
from tests.factories.accounts import PASSWORD, PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

PHONE: ViewportSize = {"width": 375, "height": 812}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
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
# Seconds; it answers a device that is gone within a fraction of one.
PATIENCE_OF_THE_SERVER = 20

OpenPage = Callable[..., Page]


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


class Devices:
    """Fresh devices of one test; a console error, an exception or a request to elsewhere is kept."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.home = home
        self.problems: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(
        self,
        *,
        mode: str = "",
        viewport: Any = PHONE,
        javascript: bool = True,
        refused: bool = False,
        **options: Any,
    ) -> Page:
        context = self._browser.new_context(
            base_url=self.home,
            viewport=viewport,
            has_touch=viewport["width"] < 700,
            java_script_enabled=javascript,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **options,
        )
        self._contexts.append(context)
        context.set_default_timeout(8000)
        if mode:
            self.remember(context, {"rp_display": {"elder": ELDER}.get(mode, mode)})
        page = context.new_page()
        page.on("console", lambda said: self._hear(said, refused=refused))
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("popup", lambda opened: self._note(f"opened {opened.url}"))
        page.on("request", lambda asked: self._stay_here(asked.url, asked.resource_type))
        return page

    def remember(self, context: BrowserContext, cookies: dict[str, str]) -> None:
        context.add_cookies(
            [{"name": name, "value": value, "url": self.home} for name, value in cookies.items()]
        )

    def close(self) -> None:
        """Returns once the server is done with them: what it still reads would be in the way of
        the tables' clean-up, and what it still writes would be found by the next test.
        """
        for context in self._contexts:
            context.close()
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(timeout=PATIENCE_OF_THE_SERVER)
                assert not thread.is_alive(), "the server is not done with a device that is gone"

    def _hear(self, said: ConsoleMessage, *, refused: bool) -> None:
        """Browser and htmx also report requests that were refused; `refused`: the test has them so.

        A refused form is answered with a 422, which Chromium calls an error; it is none of ours.
        """
        is_request = said.text.startswith(("Failed to load resource", "htmx:"))
        is_refused_form = is_request and "status of 422" in said.text
        if said.type == "error" and not is_refused_form and not (refused and is_request):
            self._note(said.text)

    def _note(self, problem: str) -> None:
        self.problems.append(problem)

    def _stay_here(self, url: str, kind: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self._note(f"request to {url}")
        if kind == "font":
            self._note(f"font {url}")


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Generator[OpenPage, None, None]:
    """A page of a fresh device: `open_page(mode="elder", viewport=DESKTOP, javascript=False)`."""
    devices = Devices(browser, live_server.url)

    yield devices.open

    devices.close()
    assert devices.problems == []


@dataclass(frozen=True, slots=True)
class Standing:
    """The scene, where it is served, its photos, and what each role's device remembers."""

    scene: Scene
    url: str
    media: Path
    cookies: dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def standing_server(django_db_setup: None) -> Generator[LiveServer, None, None]:
    """Beside pytest-django's, which ties each of its tests to a database that is emptied after it."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def standing(
    standing_server: LiveServer,
    browser: Browser,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[Standing, None, None]:
    """Tests that ask for it only look: no test of such a module may ask for a database of its own."""
    media = tmp_path_factory.mktemp("media")
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.callback(call_command, "flush", verbosity=0, interactive=False, reset_sequences=False)
        with override_settings(MEDIA_ROOT=str(media)):
            scene = build_scene()
        yield Standing(scene, standing_server.url, media, _cookies_of_roles(scene))


def _cookies_of_roles(scene: Scene) -> dict[str, dict[str, str]]:
    """Each role signs in by the page once."""
    cookies = {routes.ANONYMOUS: {}, **scene.devices}
    used = {page.role for page in (*routes.OUR_PAGES, *routes.ADMIN_PAGES)} - cookies.keys()
    for role in used - {routes.SECURED, routes.HALFWAY}:
        client = sign_in(getattr(scene.cast, role))
        if role == "leader":
            client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        cookies[role] = {"sessionid": client.cookies["sessionid"].value}
    secured = sign_in(scene.cast.secretary)
    set_up_second_factor(secured)
    halfway = Client()
    halfway.post("/accounts/login/", {"login": scene.cast.secretary.username, "password": PASSWORD})
    for role, client in ((routes.SECURED, secured), (routes.HALFWAY, halfway)):
        cookies[role] = {"sessionid": client.cookies["sessionid"].value}
    return cookies


class Shown:
    """A row of `routes.py` on fresh devices of its role."""

    def __init__(self, row: routes.Page, standing: Standing, devices: Devices) -> None:
        self._row, self._standing, self._devices = row, standing, devices

    def fresh(self, *, mode: str = "standard.m.normal.0", **options: Any) -> Page:
        """A device that has not opened anything yet."""
        if self._row.agent:
            options["user_agent"] = self._row.agent
        tab = self._devices.open(mode=mode, **options)
        self._devices.remember(tab.context, self._standing.cookies[self._row.role])
        return tab

    def show(self, tab: Page) -> Page:
        """The row's page, as it stands after `press`."""
        answer = tab.goto(self._row.address(self._standing.scene))
        assert answer
        assert answer.status == self._row.status, f"{tab.url}: {answer.status}"
        assert "/accounts/login/" not in tab.url or self._row.name == "account_login"
        if self._row.press:
            with tab.expect_navigation():
                tab.locator(self._row.press).first.click()
        assert "[[missing" not in tab.content()
        return tab

    def open(self, **options: Any) -> Page:
        return self.show(self.fresh(**options))

    def is_expected(self, problem: str) -> bool:
        """The browser reports the status of a refusal that was asked for; the admin's theme has a font."""
        row = self._row
        refusal = "Failed to load resource: the server responded with a status of "
        status = 422 if row.press else row.status
        if status != 200 and problem.startswith(f"{refusal}{status}"):
            return True
        return problem.startswith("font ") and not row.is_ours


@pytest.fixture
def shown(
    page: routes.Page, standing: Standing, browser: Browser, media_folder: Path, settings: Settings
) -> Generator[Shown, None, None]:
    """For tests that are parametrized with `page`, a row of `routes.py`."""
    settings.MEDIA_ROOT = str(standing.media)
    devices = Devices(browser, standing.url)
    row = Shown(page, standing, devices)

    yield row

    devices.close()
    wrong = [said for said in devices.problems if not row.is_expected(said)]
    assert not wrong, "\n".join(wrong)


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
