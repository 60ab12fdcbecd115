"""The field's pages in the hand: what no tap budget tells (double taps, Enter, small photos)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from activities.models import CheckIn, Session
from tests.activities.photos import picture_bytes
from tests.browser.conftest import DESKTOP
from tests.browser.scene import NAMES
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Page]
Shoot = Callable[[Page, str], None]


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


def door(session: Session) -> str:
    return f"/field/activities/{session.activity_id}/checkin/?session={session.pk}"


def test_photo_is_made_small_on_the_phone(
    cast: Cast, session: Session, open_as: Open, tmp_path: Path
) -> None:
    photo = tmp_path / "red.jpg"
    photo.write_bytes(picture_bytes("red", (4032, 3024)))
    page = open_as(cast.manager, "/field/log/")

    page.get_by_label("拍照/选照片").set_input_files(photo)
    expect(page.locator(".shots li")).to_have_count(1)

    size = page.evaluate("document.querySelector('input[type=file]').files[0].size")
    assert size < 600 * 1024


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
