"""The jobs of `tap_budget.json`, played on a phone with and without JavaScript (ux 1 and 6)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.activities.photos import COLOURS, picture_bytes
from tests.browser.conftest import OpenPage
from tests.browser.measures import FOCUS_IS_SEEN, findings
from tests.browser.routes import ANONYMOUS, OUR_PAGES, Page
from tests.browser.scene import Scene, build_scene, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

BUDGET = json.loads((Path(__file__).parent / "tap_budget.json").read_text(encoding="utf-8"))
ROWS: dict[str, Page] = {page.title: page for page in OUR_PAGES}
PHOTO_SIZE = (2016, 1512)
Start = Callable[..., BrowserPage]


@pytest.fixture
def scene(transactional_db: None, media_folder: Path) -> Scene:
    return build_scene()


@pytest.fixture
def start(open_page: OpenPage, live_server: LiveServer, scene: Scene) -> Start:
    """The page of a row of `routes.py`, on a device of its role or of another."""

    def open_at(title: str, *, role: str = "", **options: Any) -> BrowserPage:
        row = ROWS[title]
        tab = open_page(**options)
        cookies = _cookies(scene, role or row.role)
        tab.context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        tab.goto(row.address(scene))
        return tab

    return open_at


def _cookies(scene: Scene, role: str) -> dict[str, str]:
    if role == ANONYMOUS:
        return {}
    if role in scene.devices:
        return scene.devices[role]
    return {"sessionid": sign_in(getattr(scene.cast, role)).cookies["sessionid"].value}


class Hand:
    """Plays steps on a page and counts its touches; `tmp_path` keeps the photos it picks."""

    def __init__(
        self, page: BrowserPage, scene: Scene, tmp_path: Path, *, javascript: bool
    ) -> None:
        self.page, self.scene, self.taps = page, scene, 0
        self._tmp_path, self._javascript = tmp_path, javascript

    def play(self, steps: list[list[Any]]) -> None:
        for kind, *arguments in steps:
            getattr(self, kind)(*arguments)

    def tap(self, selector: str) -> None:
        target = self.page.locator(selector).locator("visible=true").first
        target.scroll_into_view_if_needed()
        target.click()
        self.taps += 1

    def fill(self, selector: str, text: str) -> None:
        self.page.fill(selector, text.format(sign_up=self.scene.sign_up))

    def one_more(self, selector: str) -> None:
        number = self.page.locator(selector)
        if self._javascript:
            self.tap(f".stepper:has({selector}) [data-step='1']")
            return
        number.fill(str(int(number.input_value()) + 1))
        self.taps += 1

    def photos(self, selector: str, count: int) -> None:
        paths = [self._tmp_path / f"{number}.jpg" for number in range(count)]
        for path, colour in zip(paths, COLOURS, strict=False):
            path.write_bytes(picture_bytes(colour, PHOTO_SIZE))
        self.page.locator(selector).set_input_files(paths)
        if self._javascript:
            expect(self.page.locator(".shots li")).to_have_count(count)
        self.taps += 1 + count

    def go(self, address: str) -> None:
        self.page.goto(address)

    def see(self, selector: str, words: str) -> None:
        expect(self.page.locator(selector).first).to_contain_text(words)

    def wide(self, selector: str, pixels: int) -> None:
        picture = self.page.locator(selector)
        expect(picture).to_have_js_property("complete", value=True)
        box = picture.bounding_box()
        assert box
        assert box["width"] >= pixels
        assert picture.evaluate("image => image.naturalWidth") >= pixels


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("flow", BUDGET["flows"], ids=lambda flow: flow["name"])
def test_job_takes_no_more_taps_than_its_budget(
    flow: dict[str, Any], javascript: bool, start: Start, scene: Scene, tmp_path: Path
) -> None:
    made = (lambda: 0) if "makes" not in flow else lambda: _count(*flow["makes"])
    before = made()
    page = start(
        flow["start"],
        role=flow.get("role", ""),
        mode=flow.get("mode", ""),
        javascript=javascript,
    )
    hand = Hand(page, scene, tmp_path, javascript=javascript)

    hand.play(flow["steps"])

    assert hand.taps <= flow["most"]
    assert made() > before or "makes" not in flow


def _count(label: str, wanted: dict[str, Any]) -> int:
    return int(apps.get_model(label).objects.filter(**wanted).count())


def test_a_budget_that_is_too_small_is_noticed(start: Start, scene: Scene, tmp_path: Path) -> None:
    """The negative control: the hand counts."""
    hand = Hand(start("portal:home"), scene, tmp_path, javascript=True)

    hand.play(BUDGET["flows"][0]["steps"])

    assert hand.taps == 1


def test_one_signs_up_by_keyboard_alone_and_sees_where_one_is(start: Start, scene: Scene) -> None:
    page = start("activities:activity")
    wrong: list[str] = []

    def tab_to(selector: str) -> None:
        for _press in range(60):
            page.keyboard.press("Tab")
            wrong.extend(findings(page, FOCUS_IS_SEEN))
            if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(f"Tab never comes to {selector}")

    tab_to("[data-test=main-action]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/signup/**")
    tab_to("#id_people")
    page.keyboard.press("ArrowUp")
    tab_to("#id_name")
    page.keyboard.type("王小芳")
    tab_to("#id_phone")
    page.keyboard.type("13812345679")
    tab_to("main form button.btn-main")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("报名成功")
    assert scene.open.sign_ups.get(person__name="王小芳").party_size == 2
    assert not wrong, "\n".join(wrong)
