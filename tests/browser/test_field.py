"""The field's pages in the hand: what no tap budget tells (double taps, Enter, small photos)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from activities.models import ActivityLog, CheckIn, Session
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

Open = OpenPage
Shoot = Callable[[Page, str], None]


def door(session: Session) -> str:
    return f"/field/activities/{session.activity_id}/checkin/?session={session.pk}"


def test_photo_is_made_small_on_the_phone(
    cast: Cast, session: Session, open_as: Open, three_photos: list[Path]
) -> None:
    page = open_as(cast.manager, "/field/log/")

    page.get_by_label("拍照/选照片").set_input_files(three_photos[0])
    expect(page.locator(".shots li")).to_have_count(1)

    size = page.evaluate("document.querySelector('input[type=file]').files[0].size")
    assert size < 600 * 1024


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
@pytest.mark.parametrize("elder", [False, True])
def test_good_photos_outlive_a_bad_one_without_javascript(
    cast: Cast,
    session: Session,
    open_as: Open,
    three_photos: list[Path],
    shoot: Shoot,
    viewport: dict[str, int],
    *,
    elder: bool,
) -> None:
    three_photos[1].write_bytes(b"no picture")
    page = open_as(
        cast.manager, "/field/log/", javascript=False, viewport=viewport,
        mode="elder" if elder else "",
    )  # fmt: skip

    page.locator("input[type=file]").set_input_files(three_photos)
    page.get_by_role("spinbutton", name="到场人数").fill("46")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("img", name="照片2，已上传")).to_be_visible()
    shoot(page, f"log-held-{viewport['width']}{'-elder' if elder else ''}")
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.get_by_role("checkbox", name="照片1，已上传，删除").check()
    page.get_by_role("button", name="提交").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("已记录")
    shoot(page, f"log-done-{viewport['width']}{'-elder' if elder else ''}")
    assert ActivityLog.objects.get().photos.count() == 1


def test_one_tap_checks_in_and_the_counter_follows(
    cast: Cast, session: Session, open_as: Open, shoot: Shoot
) -> None:
    page = open_as(cast.steward, door(session))
    shoot(page, "checkin-375")
    expect(page.locator("#arrived")).to_contain_text("已到 0 / 报名 4")

    page.get_by_role("button", name="给李桂英签到").click()

    expect(page.locator("#arrived")).to_contain_text("已到 1 / 报名 4", timeout=1000)
    expect(page.locator("#say")).to_have_text("李桂英 1人 · 3-2-1501，已签到")
    assert CheckIn.objects.get().sign_up.person.name == "李桂英"
    page.get_by_role("button", name="撤销李桂英的签到").click()
    expect(page.locator("#arrived")).to_contain_text("已到 0 / 报名 4")
    expect(page.get_by_role("button", name="给李桂英签到")).to_be_visible()
    assert page.url.endswith(door(session))


def test_double_tap_does_not_take_the_check_in_back(
    cast: Cast, session: Session, open_as: Open
) -> None:
    page = open_as(cast.steward, door(session))
    box = page.get_by_role("button", name="给李桂英签到").bounding_box()
    assert box

    for _tap in range(2):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(350)

    expect(page.locator("#arrived")).to_contain_text("已到 1 / 报名 4")


def test_tail_and_enter_check_in_and_the_box_is_ready_again(
    cast: Cast, session: Session, open_as: Open, shoot: Shoot
) -> None:
    page = open_as(cast.steward, door(session), viewport=DESKTOP)
    box = page.get_by_label("输入取票码或手机尾号")
    expect(box).to_be_focused()

    page.keyboard.type("6789")
    page.keyboard.press("Enter")
    expect(page.locator("#arrived")).to_contain_text("已到 1 / 报名 4", timeout=1000)
    expect(box).to_be_focused()
    shoot(page, "checkin-1280")
    page.keyboard.type("6789")
    page.keyboard.press("Enter")

    expect(page.locator("#arrived")).to_contain_text("王小芳已经签过：今天")
    assert CheckIn.objects.count() == 1
