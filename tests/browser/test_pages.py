"""Every page of `routes.py` in each display: axe, widths, sizes, frame (ux 6.8, 6.17-6.22)."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage
from pytest_django import Settings

from tests.architecture.access_matrix import ROWS
from tests.browser.conftest import DESKTOP, ELDER, PHONE, Devices, Standing
from tests.browser.measures import (
    DOUBLE_THE_TEXT,
    FIRST_FOCUSABLE,
    OPEN_BY_ITSELF,
    SMALL_TARGETS,
    SMALL_TEXT,
    STICKS_OUT,
    findings,
    say,
    violations,
)
from tests.browser.routes import ADMIN_PAGES, NO_PAGE, OUR_PAGES, Page

NARROW = {"width": 320, "height": 640}
STANDARD = "standard.m.normal.0"
Opened = Callable[..., BrowserPage]

ours = pytest.mark.parametrize("page", OUR_PAGES, ids=lambda page: page.title)


@pytest.fixture(autouse=True)
def media_folder(standing: Standing, settings: Settings) -> None:
    """The scene's photos, instead of a folder for each test."""
    settings.MEDIA_ROOT = str(standing.media)


@pytest.fixture
def opened(page: Page, standing: Standing, browser: Browser) -> Generator[Opened, None, None]:
    """The row's page on a fresh device of its role, as it stands after `press`."""
    devices = Devices(browser, standing.url)

    def open_row(*, mode: str = STANDARD, **options: Any) -> BrowserPage:
        if page.agent:
            options["user_agent"] = page.agent
        tab = devices.open(mode=mode, **options)
        devices.remember(tab.context, standing.cookies[page.role])
        show(tab, page, standing)
        return tab

    yield open_row

    devices.close()
    wrong = [said for said in devices.problems if not said.startswith(expected_noise(page))]
    assert not wrong, "\n".join(wrong)


def expected_noise(row: Page) -> tuple[str, ...]:
    """The browser reports the status of a refusal that was asked for; the admin's theme has a font."""
    refusal = "Failed to load resource: the server responded with a status of "
    statuses = [422] if row.press else [row.status] if row.status != 200 else []
    return (*(f"{refusal}{status}" for status in statuses), *([] if row.is_ours else ["font "]))


def show(tab: BrowserPage, row: Page, standing: Standing) -> None:
    answer = tab.goto(row.address(standing.scene))
    assert answer
    assert answer.status == row.status, f"{tab.url}: {answer.status}"
    assert "/accounts/login/" not in tab.url or row.name == "account_login"
    if row.press:
        with tab.expect_navigation():
            tab.locator(row.press).first.click()
    assert "[[missing" not in tab.content() or not row.is_ours


def test_every_page_of_the_access_matrix_has_a_row() -> None:
    shown = {page.name for page in OUR_PAGES}

    assert ROWS.keys() - shown - NO_PAGE.keys() == set(), (
        "Say in routes.py who opens it, or why not."
    )
    assert NO_PAGE.keys() & shown == set()
    assert NO_PAGE.keys() - ROWS.keys() == set()


@ours
def test_standard_page_is_sound(page: Page, opened: Opened) -> None:
    tab = opened()
    assert tab.locator(".errors").count() == bool(page.press)

    wrong = [
        *say("frame", frame_problems(tab)),
        *say("axe", violations(tab)),
        *say("small", findings(tab, SMALL_TARGETS, 44)),
        *say("text", findings(tab, SMALL_TEXT, [15, 17, 0])),
        *say("375", findings(tab, STICKS_OUT)),
    ]
    tab.evaluate("document.documentElement.dataset.contrast = 'high'")
    wrong += say("axe high contrast", violations(tab))
    for viewport in (NARROW, DESKTOP):
        tab.set_viewport_size(viewport)  # type: ignore[arg-type]
        wrong += say(str(viewport["width"]), findings(tab, STICKS_OUT))
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tab.evaluate(DOUBLE_THE_TEXT)
    wrong += say("text 200 %", findings(tab, STICKS_OUT))

    assert not wrong, "\n".join(wrong)


@ours
def test_elder_page_is_sound(page: Page, opened: Opened) -> None:
    tab = opened(mode=ELDER)

    wrong = [
        *say("axe", violations(tab)),
        *say("small", findings(tab, SMALL_TARGETS, 60)),
        *say("text", findings(tab, SMALL_TEXT, [20, 22, 1.3])),
        *say("375", findings(tab, STICKS_OUT)),
    ]
    tab.evaluate("document.documentElement.dataset.size = 'xl'")
    wrong += [
        *say("axe xl", violations(tab)),
        *say("small xl", findings(tab, SMALL_TARGETS, 60)),
        *say("text xl", findings(tab, SMALL_TEXT, [20, 30, 1.3])),
        *say("375 xl", findings(tab, STICKS_OUT)),
    ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("theme_templates")
@pytest.mark.parametrize("page", ADMIN_PAGES, ids=lambda page: page.title)
def test_admin_page_is_sound(page: Page, opened: Opened) -> None:
    tab = opened(viewport=DESKTOP)

    wrong = [*violations(tab), *findings(tab, STICKS_OUT)]
    assert not wrong, "\n".join(wrong)


def frame_problems(tab: BrowserPage) -> list[str]:
    """One heading, the skip link first, somebody to ring, and nothing that opens unasked."""
    wrong = findings(tab, OPEN_BY_ITSELF)
    if tab.locator("h1").count() != 1:
        wrong.append(f"{tab.locator('h1').count()} h1")
    if tab.evaluate(FIRST_FOCUSABLE) != "skip":
        wrong.append("the skip link is not first")
    if not tab.locator("footer a[href^='tel:']").locator("visible=true").count():
        wrong.append("nobody to ring in the footer")
    return wrong
