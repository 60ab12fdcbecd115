"""The measures find what they are for."""

from __future__ import annotations

from tests.browser.conftest import OpenPage
from tests.browser.measures import violations, violations_after


def test_what_a_new_look_breaks_is_found(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/privacy/")

    assert violations(page) == []
    found = violations_after(page, "document.querySelector('main p').style.color = '#ccc'")
    assert [one.partition(":")[0] for one in found] == ["color-contrast"]


def test_a_look_that_shows_other_elements_is_told(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/privacy/")

    found = violations_after(page, "document.querySelector('main p').hidden = true")

    assert found == ["shows other elements than before: look with `violations`"]
