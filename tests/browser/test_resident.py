"""Residents on a phone and at a desk: taps, sizes, both modes, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.text import pinyin_key
from activities.models import Session, SignUp
from tests.browser.conftest import DESKTOP, OpenPage
from tests.factories.activities import ActivityFactory, SessionFactory, SignUpFactory, SpaceFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"width": 320, "height": 640}
SHORT = {"width": 375, "height": 667}
MODES = ("standard.m.normal.0", "elder.l.normal.0", "elder.xl.high.0")
SIGN_UP = "[data-test=main-action]"
PLUS = "button[data-step='1']"
SUBMIT = "main form button.btn-main"


@pytest.fixture
def cast(transactional_db: None, cast: Cast) -> Cast:
    cast.complex.name, cast.complex.duty_name = "中粮锦云", "李师傅"
    cast.complex.duty_phone, cast.complex.duty_hours = "028-88880000", "每天 早8点—晚8点"
    cast.complex.pinyin_key = pinyin_key("中粮锦云")
    cast.complex.save()
    cast.community.phone = "028-88881234"
    cast.community.save()
    return cast


@pytest.fixture
def session(cast: Cast) -> Session:
    made: Session = SessionFactory(
        complex=cast.complex,
        activity=ActivityFactory(
            complex=cast.complex,
            title="邻里包饺子",
            description="小雪前一天，南方人也来吃顿饺子。大家一起和面、擀皮、包饺子，现场煮来吃。\n包好的饺子由志愿者送到腿脚不便的老人家里。",
            advice="请自带围裙和保鲜盒\n来不了请取消，把名额让给候补的邻居",
            audience="本小区居民，孩子要有大人带",
            organizer="小区党支部、物业服务中心",
        ),
        space=SpaceFactory(
            complex=cast.complex,
            name="红色港湾",
            location="3栋架空层",
            directions="从南门进，直走到3栋，电梯口左边",
        ),
        starts_at=timezone.now() + timedelta(days=1),
        capacity=60,
    )
    SignUpFactory(session=made, party_size=10)
    for title, days in (("八段锦晨练", 0), ("义诊：量血压", 2), ("棋友会", 6)):
        SessionFactory(
            complex=cast.complex,
            activity__title=title,
            starts_at=timezone.now() + timedelta(days=days, hours=1),
        )
    return made


def test_two_people_are_signed_up_with_three_taps_and_the_next_time_with_two(
    open_page: OpenPage, session: Session, cast: Cast, taps: type[Any], shoot: Any
) -> None:
    page = open_page()
    page.goto(f"/activities/{session.activity_id}/")
    shoot(page, "p3-375")
    first = taps(page)

    first.tap(SIGN_UP)
    shoot(page, "p4-375")
    page.fill("#id_name", "王小芳")
    page.fill("#id_phone", "13812345678")
    first.tap(PLUS)
    first.tap(SUBMIT)

    expect(page.locator("h1")).to_have_text("报名成功")
    shoot(page, "p4-done-375")
    assert first.count == 3
    made = SignUp.objects.get(person__name="王小芳")
    assert made.party_size == 2
    picture = page.locator("img.qr")
    assert picture.bounding_box()["width"] >= 240  # type: ignore[index]
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") >= 240
    expect(page.locator(".code")).to_have_text(" ".join(made.entry_code))

    other = Session.objects.exclude(pk=session.pk).order_by("starts_at").last()
    assert other
    page.goto(f"/activities/{other.activity_id}/")
    second = taps(page)
    second.tap(SIGN_UP)
    shoot(page, "p4-returning-375")
    second.tap(SUBMIT)
    expect(page.locator("h1")).to_have_text("报名成功")
    assert second.count == 2


def test_an_impatient_thumb_makes_one_sign_up(open_page: OpenPage, session: Session) -> None:
    page = open_page()
    page.goto(f"/activities/{session.activity_id}/signup/")
    page.fill("#id_name", "王小芳")
    page.fill("#id_phone", "13812345678")

    page.eval_on_selector(SUBMIT, "button => { for (let i = 0; i < 5; i++) button.click(); }")

    expect(page.locator("h1")).to_have_text("报名成功")
    assert SignUp.objects.filter(person__name="王小芳").count() == 1


def test_an_empty_form_takes_the_focus_to_what_is_wrong(
    open_page: OpenPage, session: Session, shoot: Any
) -> None:
    page = open_page()
    page.goto(f"/activities/{session.activity_id}/signup/")
    page.click(SUBMIT)

    expect(page.locator(".errors")).to_be_focused()
    assert page.title().startswith("出错：")
    page.click(".errors a >> text=请填写手机号")
    expect(page.locator("#id_phone")).to_be_focused()
    shoot(page, "p4-errors-375")


@pytest.mark.parametrize("viewport", [DESKTOP, SHORT, {"width": 800, "height": 700}], ids=str)
def test_elders_can_always_ring_beside_signing_up(
    open_page: OpenPage, session: Session, viewport: dict[str, int], shoot: Any
) -> None:
    page = open_page(mode="elder", viewport=viewport)
    page.goto(f"/activities/{session.activity_id}/")
    shoot(page, f"p3-elder-{viewport['width']}")

    ring = page.get_by_role("link", name="打电话报名").locator("visible=true")
    sign_up = page.locator(SIGN_UP).locator("visible=true")

    expect(ring).to_have_count(1)
    expect(ring).to_have_attribute("href", "tel:02888880000")
    expect(sign_up).to_have_count(1)
    there, here = ring.bounding_box(), sign_up.bounding_box()
    assert there
    assert here
    assert abs(there["y"] - here["y"]) <= here["height"] + 32, "one beside the other"


@pytest.mark.parametrize("mode", MODES)
def test_the_example_in_the_search_box_is_read_whole(
    open_page: OpenPage, session: Session, mode: str, shoot: Any
) -> None:
    page = open_page(mode=mode)
    page.goto("/?change=1")
    shoot(page, f"choose-{mode}")

    room = page.eval_on_selector(
        "#q",
        """input => {
            const style = getComputedStyle(input);
            const pen = document.createElement('canvas').getContext('2d');
            pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
            const inside = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
            return inside - pen.measureText(input.placeholder).width;
        }""",
    )
    assert room >= 0


@pytest.mark.parametrize("javascript", [True, False])
def test_an_elder_is_asked_one_question_a_page(
    open_page: OpenPage, session: Session, javascript: bool, shoot: Any
) -> None:
    page = open_page(mode="elder", javascript=javascript)
    page.goto(f"/activities/{session.activity_id}/")
    shoot(page, "p3-elder")
    page.locator(SIGN_UP).locator("visible=true").first.click()
    for number, (field, answer) in enumerate(
        [("#id_people", "2"), ("#id_name", "王奶奶"), ("#id_phone", "13812345678")], start=1
    ):
        expect(page.get_by_text(f"第{number}步，共4步")).to_be_visible()
        expect(page.locator("main a[href='tel:02888880000']")).to_have_text("打电话报名")
        shoot(page, f"p4-elder-{number}")
        page.fill(field, answer)
        page.click(SUBMIT)
    shoot(page, "p4-elder-4")
    page.click(SUBMIT)

    expect(page.locator("h1")).to_have_text("报名成功")
    shoot(page, "p4-elder-done")
    assert SignUp.objects.get(person__name="王奶奶").party_size == 2
    page.goto("/my/")
    shoot(page, "p5-elder")
    expect(page.locator("img.qr")).to_be_visible()


def test_without_javascript_one_signs_up_and_off(open_page: OpenPage, session: Session) -> None:
    page = open_page(javascript=False)
    page.goto(f"/activities/{session.activity_id}/")
    page.locator(SIGN_UP).locator("visible=true").first.click()
    page.fill("#id_people", "2")
    page.fill("#id_name", "王小芳")
    page.fill("#id_phone", "13812345678")
    page.click(SUBMIT)
    expect(page.locator("h1")).to_have_text("报名成功")

    page.click("text=取消报名")
    page.click(SUBMIT)

    expect(page.get_by_text("您已取消报名")).to_be_visible()


def test_the_complex_is_chosen_once(
    open_page: OpenPage, session: Session, taps: type[Any], shoot: Any
) -> None:
    page = open_page()
    page.goto("/")
    shoot(page, "choose-375")
    hand = taps(page)
    page.fill("#q", "zl")
    hand.tap("form[role=search] button")
    hand.tap("a:has-text('中粮锦云')")

    assert "/c/complex-a1/" in page.url
    assert hand.count <= 2
    shoot(page, "p1-375")
    page.goto("/")
    assert "/c/complex-a1/" in page.url


def test_the_elder_home_fits_the_first_screen(
    open_page: OpenPage, session: Session, shoot: Any
) -> None:
    page = open_page(mode="elder", viewport=SHORT)
    page.goto("/c/complex-a1/")
    shoot(page, "p1-elder")

    for words in ("看活动", "打电话"):
        box = page.locator(f"main a:has-text('{words}')").first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= SHORT["height"] - 64, words


def test_my_tickets_open_without_a_tap_and_are_found_elsewhere(
    open_page: OpenPage, session: Session, shoot: Any
) -> None:
    page = open_page()
    page.goto(f"/activities/{session.activity_id}/signup/")
    page.fill("#id_name", "王小芳")
    page.fill("#id_phone", "13812345678")
    page.click(SUBMIT)
    page.goto("/my/")
    expect(page.locator("img.qr")).to_be_visible()
    shoot(page, "p5-375")

    elsewhere = open_page()
    elsewhere.goto("/my/")
    shoot(elsewhere, "p5-empty-375")
    elsewhere.click("text=用手机号和取票码找回")
    elsewhere.fill("#id_phone", "13812345678")
    elsewhere.fill("#id_code", SignUp.objects.get(person__name="王小芳").entry_code)
    shoot(elsewhere, "find-375")
    elsewhere.click(SUBMIT)
    expect(elsewhere.locator("img.qr")).to_be_visible()


def addresses(session: Session, sign_up: SignUp) -> list[str]:
    activity = f"/activities/{session.activity_id}/"
    return [
        "/?change=1", "/c/complex-a1/", activity, f"{activity}signup/",
        f"{activity}signup/done/{sign_up.code}/", f"/t/{sign_up.code}/", f"/t/{sign_up.code}/cancel/",
        "/my/", "/my/find/", "/display/", "/help/", "/privacy/", "/accessibility/",
    ]  # fmt: skip


SMALL = """(floor) => Array.from(document.querySelectorAll(
  'main .btn, main button, main input:not([type=hidden]), main select, header a, nav.tabs a, .choice'))
  .filter(e => e.offsetParent !== null && !e.closest('.hp') && !e.closest('.choice input'))
  .map(e => (e.matches('.choice input') ? e.closest('.choice') : e))
  .map(e => [e.getBoundingClientRect(), e])
  .filter(([box]) => box.width > 0 && (box.height < floor - 0.5 || box.width < floor - 0.5))
  .map(([box, e]) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 12)} ${box.width}x${box.height}`)"""
SMALL_TYPE = """(floor) => Array.from(document.querySelectorAll('body *'))
  .filter(e => Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => e.offsetParent !== null && e.getClientRects().length && !e.closest('.sr, .skip, script'))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < floor)
  .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 12)} ${getComputedStyle(e).fontSize}`)"""


@pytest.mark.parametrize("mode", MODES)
def test_every_page_fits_and_can_be_hit(
    open_page: OpenPage, session: Session, mode: str, shoot: Callable[[Page, str], None]
) -> None:
    is_elder = mode.startswith("elder")
    page = open_page(mode=mode, viewport={"width": 375, "height": 812} if is_elder else NARROW)
    sign_up = session.sign_ups.get()
    page.goto("/c/complex-a1/")
    wrong: dict[str, Any] = {}
    for address in addresses(session, sign_up):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.locator("footer a[href^='tel:']").count() >= 1, address
        width = page.evaluate("document.documentElement.scrollWidth")
        problems = [
            *([f"scrolls: {width}"] if width > page.viewport_size["width"] else []),  # type: ignore[index]
            *page.evaluate(SMALL, 60 if is_elder else 44),
            *page.evaluate(SMALL_TYPE, 20 if is_elder else 15),
        ]
        if problems:
            wrong[address] = problems
    assert wrong == {}


def test_at_a_desk(open_page: OpenPage, session: Session, shoot: Any) -> None:
    page = open_page(viewport=DESKTOP)
    sign_up = session.sign_ups.get()
    for number, address in enumerate(addresses(session, sign_up)):
        page.goto(address)
        shoot(page, f"desk-{number:02d}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= DESKTOP["width"], address


CHINESE_VOICE = """
  const voice = {lang: 'zh-CN', name: 'test', localService: true, default: true, voiceURI: 'test'};
  window.said = [];
  Object.defineProperty(window, 'speechSynthesis', {value: {
    speaking: false, onvoiceschanged: null, getVoices: () => [voice],
    speak(words) { window.said.push(words.text); this.speaking = true; },
    cancel() { this.speaking = false; },
  }});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def test_a_page_is_read_aloud_where_it_was_asked_for(open_page: OpenPage, session: Session) -> None:
    page = open_page(mode="standard.m.normal.1")
    page.add_init_script(CHINESE_VOICE)
    page.goto(f"/activities/{session.activity_id}/")
    button = page.locator("#read-aloud")

    button.click()
    expect(button).to_have_text("停止")
    button.click()
    expect(button).to_have_text("朗读")

    assert "邻里包饺子" in page.evaluate("window.said")[0]
    silent = open_page()
    silent.add_init_script(CHINESE_VOICE)
    silent.goto(f"/activities/{session.activity_id}/")
    expect(silent.locator("#read-aloud")).to_have_count(0)
