"""The desk's navigation: a column under headings on a wide screen, a bar with 更多 on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, ELDER, OpenPage
from tests.people import Cast

DESK = "/desk/party/figures/"
IN_SIGHT = ["会议", "三会一课", "组织地图", "党组织"]
UNDER_MORE = ["谁负责", "待补资料", "责任空缺", "党建指标", "缺中心户的楼栋"]
BAND = {"width": 900, "height": 700}

Shoot = Callable[[Page, str], None]


@pytest.mark.parametrize("mode", ["", ELDER], ids=["standard", "elder"])
@pytest.mark.parametrize("viewport", [None, BAND], ids=["phone", "band"])
def test_every_page_of_the_desk_is_two_taps_away_without_a_script(
    cast: Cast, open_as: OpenPage, shoot: Shoot, mode: str, viewport: object
) -> None:
    options = {"viewport": viewport} if viewport else {}
    page = open_as(cast.secretary, DESK, mode=mode, javascript=False, **options)
    bar, more = page.locator("nav.tabs"), page.locator("nav.tabs details")
    expect(bar.locator("> a")).to_have_text(IN_SIGHT)
    expect(more.get_by_role("link")).to_have_count(0)
    # The page is one of those that are hidden: what hides it says so.
    expect(more.locator("summary")).to_have_attribute("aria-current", "true")

    more.locator("summary").click()

    shoot(page, f"desk-more-{'band' if viewport else 'phone'}-{'elder' if mode else 'standard'}")
    expect(more.get_by_role("link")).to_have_text(UNDER_MORE)
    for link in more.get_by_role("link").all():
        expect(link).to_be_in_viewport()
    more.get_by_role("link", name="谁负责").click()
    expect(page.locator("h1")).to_contain_text("谁负责")


@pytest.mark.parametrize("mode", ["", ELDER], ids=["standard", "elder"])
def test_a_wide_screen_shows_all_pages_of_the_desk_under_headings(
    cast: Cast, open_as: OpenPage, shoot: Shoot, mode: str
) -> None:
    page = open_as(cast.secretary, DESK, mode=mode, viewport=DESKTOP, javascript=False)
    column = page.locator("nav.column")

    shoot(page, f"desk-column-{'elder' if mode else 'standard'}")

    expect(page.locator("nav.tabs")).to_be_hidden()
    expect(column.get_by_role("link")).to_have_text([*IN_SIGHT, *UNDER_MORE])
    expect(column.get_by_role("list", name="事务").get_by_role("link")).to_have_text(IN_SIGHT[:2])
    expect(column.locator("[aria-current]")).to_have_text("党建指标")
