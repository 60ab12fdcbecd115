"""The field's pages in the hand: taps, Enter, no JavaScript, widths, a look at each."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from activities.choices import ActivityState, SignUpState
from activities.models import Activity, ActivityLog, CheckIn, Session
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

Open = OpenPage
Shoot = Callable[[Page, str], None]


class Thumb:
    """Counts what a person would tap."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, role: str, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]
        self.taps += 1

    def pick_photos(self, label: str, photos: list[Path]) -> None:
        """Opening the picker, each photo, and the picker's own button."""
        self.page.get_by_label(label).set_input_files(photos)
        self.taps += 1 + len(photos)


def door(session: Session) -> str:
    return f"/field/activities/{session.activity_id}/checkin/?session={session.pk}"


def test_log_with_three_photos_takes_at_most_eight_taps(
    cast: Cast, session: Session, open_as: Open, shoot: Shoot, three_photos: list[Path]
) -> None:
    began = time.monotonic()
    page = open_as(cast.manager, "/field/")
    thumb = Thumb(page)

    thumb.tap("link", "随手记")
    thumb.pick_photos("拍照/选照片", three_photos)
    expect(page.locator(".shots li")).to_have_count(3)
    shoot(page, "log-375")
    thumb.tap("button", "提交")

    expect(page.get_by_role("heading", level=1)).to_have_text("已记录")
    assert thumb.taps <= 8
    assert time.monotonic() - began < 60
    log = ActivityLog.objects.get()
    assert log.session == session
    assert log.photos.count() == 3
    assert Activity.objects.get().state == ActivityState.LOGGED
    shoot(page, "log-done-375")


def test_photo_is_made_small_on_the_phone(
    cast: Cast, session: Session, open_as: Open, three_photos: list[Path]
) -> None:
    page = open_as(cast.manager, "/field/log/")

    page.get_by_label("拍照/选照片").set_input_files(three_photos[:1])
    expect(page.locator(".shots li")).to_have_count(1)

    size = page.evaluate("document.querySelector('input[type=file]').files[0].size")
    assert size < 600 * 1024


def test_log_works_without_javascript(
    cast: Cast, session: Session, open_as: Open, three_photos: list[Path]
) -> None:
    page = open_as(cast.manager, "/field/log/", javascript=False)

    page.locator("input[type=file]").set_input_files(three_photos)
    page.get_by_role("spinbutton", name="到场人数").fill("46")
    page.get_by_role("button", name="提交").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("已记录")
    log = ActivityLog.objects.get()
    assert (log.headcount, log.photos.count()) == (46, 3)


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


def test_check_in_works_without_javascript(cast: Cast, session: Session, open_as: Open) -> None:
    page = open_as(cast.steward, door(session), javascript=False)

    page.get_by_label("输入取票码或手机尾号").fill("6789")
    page.keyboard.press("Enter")
    expect(page.get_by_text("王小芳 1人 · 3-2-1501，已签到")).to_be_visible()
    page.get_by_role("button", name="给赵明签到").click()

    expect(page.locator("#arrived")).to_contain_text("已到 2 / 报名 4")


def test_copy_to_next_week_takes_at_most_four_taps(
    cast: Cast, session: Session, open_as: Open, shoot: Shoot
) -> None:
    page = open_as(cast.manager, "/field/")
    thumb = Thumb(page)

    thumb.tap("link", "健康义诊", exact=False)
    shoot(page, "activity-375")
    thumb.tap("link", "再办一场")
    shoot(page, "copy-375")
    thumb.tap("button", "发布活动")

    expect(page.get_by_text("已发布，居民现在就能看到")).to_be_visible()
    assert thumb.taps <= 4
    made = Activity.objects.exclude(pk=session.activity_id).get().sessions.get()
    assert made.capacity == 30
    assert not made.sign_ups.exists()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 700}], ids=str)
@pytest.mark.parametrize("elder", [False, True])
def test_pages_are_whole_at_every_width(
    cast: Cast,
    session: Session,
    open_as: Open,
    shoot: Shoot,
    viewport: dict[str, int],
    *,
    elder: bool,
) -> None:
    SessionFactory(complex=cast.complex, activity__title="一场名字很长很长很长很长很长很长的活动")
    SessionFactory(complex=cast.complex, starts_at=timezone.now() - timedelta(days=8))
    SignUpFactory(session=session, state=SignUpState.WAITING)
    tomorrow = SessionFactory(complex=cast.complex, capacity=400, activity__title="邻里包饺子")
    at = f"/field/activities/{session.activity_id}/"
    pages = {
        "crowd": f"/field/activities/{tomorrow.activity_id}/",
        "today": "/field/", "activities": "/field/activities/", "activity": at,
        "people": f"{at}people/", "checkin": door(session), "move": f"{at}move/",
        "cancel": f"{at}cancel/", "new": "/field/activities/new/", "sheet": f"{at}people/print/",
        "log": "/field/log/", "choose": "/field/log/?choose=1",
        "unplanned": "/field/log/?unplanned=1", "calls": "/field/calls/",
        "other-ticket": f"/t/{SignUpFactory(session=tomorrow).code}/",
    }  # fmt: skip
    page = open_as(cast.manager, f"/field/?elder={int(elder)}", viewport=viewport)

    for name, path in pages.items():
        page.goto(path)
        shoot(page, f"{name}-{viewport['width']}{'-elder' if elder else ''}")
        assert page.locator("h1").count() == 1, name
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], f"{name} is {width} wide"
        assert "missing:" not in page.content(), name
