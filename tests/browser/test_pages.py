"""Every page of `routes.py` in each display: axe, widths, sizes, frame, weight (ux 6.8, 6.17-6.22, 6.39)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as BrowserPage

from tests.architecture.access_matrix import ROWS
from tests.browser.conftest import DESKTOP, ELDER, PHONE, Shown
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
    violations_after,
)
from tests.browser.routes import ADMIN_PAGES, NO_PAGE, OUR_PAGES, Page
from tests.browser.weight import answers_of, overweight

Shoot = Callable[[BrowserPage, str], None]
NARROW = {"width": 320, "height": 640}

ours = pytest.mark.parametrize("page", OUR_PAGES, ids=lambda page: page.title)
# A screen has one set of sizes, in shares of its edge: `test_door.py` reads it from afar.
framed = pytest.mark.parametrize(
    "page", [page for page in OUR_PAGES if page.is_framed], ids=lambda page: page.title
)


def test_every_page_of_the_access_matrix_has_a_row() -> None:
    drawn = {page.name for page in OUR_PAGES}

    assert ROWS.keys() - drawn - NO_PAGE.keys() == set(), (
        "Say in routes.py who opens it, or why not."
    )
    assert NO_PAGE.keys() & drawn == set()
    assert NO_PAGE.keys() - ROWS.keys() == set()


@ours
def test_standard_page_is_sound(page: Page, shown: Shown, shoot: Shoot) -> None:
    tab = shown.fresh()
    answers = answers_of(tab)
    shown.show(tab)
    shoot(tab, f"{page.title}-375")
    assert tab.locator(".errors").count() == bool(page.press)

    wrong = [
        *say("weight", overweight(page, answers)),
        *say("frame", frame_problems(tab, is_framed=page.is_framed)),
        *say("axe", violations(tab)),
        *say("small", findings(tab, SMALL_TARGETS, 44)),
        *say("text", findings(tab, SMALL_TEXT, [15, 17, 0])),
        *say("375", findings(tab, STICKS_OUT)),
    ]
    # What the cookie of `/display/` would set, without asking the server again.
    contrast = "document.documentElement.dataset.contrast = 'high'"
    wrong += say("axe high contrast", violations_after(tab, contrast))
    for viewport in (NARROW, DESKTOP):
        tab.set_viewport_size(viewport)  # type: ignore[arg-type]
        shoot(tab, f"{page.title}-{viewport['width']}")
        wrong += say(str(viewport["width"]), findings(tab, STICKS_OUT))
    tab.set_viewport_size(PHONE)
    tab.evaluate(DOUBLE_THE_TEXT)
    wrong += say("text 200 %", findings(tab, STICKS_OUT))

    assert not wrong, "\n".join(wrong)


@framed
def test_elder_page_is_sound(page: Page, shown: Shown, shoot: Shoot) -> None:
    tab = shown.open(mode=ELDER)
    shoot(tab, f"{page.title}-375-elder")

    wrong = [
        *say("axe", violations(tab)),
        *say("small", findings(tab, SMALL_TARGETS, 60)),
        *say("text", findings(tab, SMALL_TEXT, [20, 22, 1.3])),
        *say("375", findings(tab, STICKS_OUT)),
    ]
    wrong += [
        *say("axe xl", violations_after(tab, "document.documentElement.dataset.size = 'xl'")),
        *say("small xl", findings(tab, SMALL_TARGETS, 60)),
        *say("text xl", findings(tab, SMALL_TEXT, [20, 30, 1.3])),
        *say("375 xl", findings(tab, STICKS_OUT)),
    ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("theme_templates")
@pytest.mark.parametrize("page", ADMIN_PAGES, ids=lambda page: page.title)
def test_admin_page_is_sound(page: Page, shown: Shown) -> None:
    tab = shown.open(viewport=DESKTOP)

    wrong = [*violations(tab), *findings(tab, STICKS_OUT)]
    assert not wrong, "\n".join(wrong)


def frame_problems(tab: BrowserPage, *, is_framed: bool) -> list[str]:
    """One heading, the skip link first, somebody to ring, and nothing that opens unasked."""
    wrong = findings(tab, OPEN_BY_ITSELF)
    if tab.locator("h1").count() != 1:
        wrong.append(f"{tab.locator('h1').count()} h1")
    if not is_framed:
        return wrong
    if tab.evaluate(FIRST_FOCUSABLE) != "skip":
        wrong.append("the skip link is not first")
    if not tab.locator("footer a[href^='tel:']").locator("visible=true").count():
        wrong.append("nobody to ring in the footer")
    return wrong
