"""The main pages of residents in English, whose words are longer: nothing sticks out (ux 6)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as BrowserPage

from tests.browser.conftest import DESKTOP, ELDER, PHONE, Shown, Standing
from tests.browser.measures import SMALL_TARGETS, STICKS_OUT, findings, say
from tests.browser.routes import PUBLIC_PAGES, Page

Shoot = Callable[[BrowserPage, str], None]
MAIN = {
    "portal:home",
    "activities:calendar",
    "activities:activity",
    "activities:signup",
    "activities:ticket",
    "portal:my-empty",
    "portal:my",
    "portal:display",
}
MAIN_PAGES = [page for page in PUBLIC_PAGES if page.title in MAIN]


def test_the_main_pages_are_still_there() -> None:
    assert {page.title for page in MAIN_PAGES} == MAIN


@pytest.mark.parametrize("page", MAIN_PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize(("mode", "floor"), [("standard.m.normal.0", 44), (ELDER, 60)])
def test_no_english_page_sticks_out(
    page: Page, mode: str, floor: int, shown: Shown, standing: Standing, shoot: Shoot
) -> None:
    tab = shown.fresh(mode=mode)
    tab.context.add_cookies([{"name": "django_language", "value": "en", "url": standing.url}])
    shown.show(tab)
    assert tab.locator("html").get_attribute("lang") == "en"
    shoot(tab, f"en-{page.title}-375-{mode[:3]}")

    wrong = [
        *say("375", findings(tab, STICKS_OUT)),
        *say("small", findings(tab, SMALL_TARGETS, floor)),
    ]
    tab.set_viewport_size(DESKTOP)
    shoot(tab, f"en-{page.title}-1280-{mode[:3]}")
    wrong += say("1280", findings(tab, STICKS_OUT))
    if mode == ELDER:
        tab.set_viewport_size(PHONE)
        tab.evaluate("document.documentElement.dataset.size = 'xl'")
        wrong += say("375 xl", findings(tab, STICKS_OUT))

    assert not wrong, "\n".join(wrong)
