"""What residents meet that no tap budget tells: double presses, errors, first screens, read aloud."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.text import pinyin_key
from activities.models import Activity, Session, SignUp
from activities.questions import Answers
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.factories.activities import ActivityFactory, SessionFactory, SignUpFactory, SpaceFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

SHORT = {"width": 375, "height": 667}
MODES = ("standard.m.normal.0", "elder.l.normal.0", "elder.xl.high.0")
SIGN_UP = "[data-test=main-action]"
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


@pytest.fixture
def asking(session: Session) -> Session:
    Activity.objects.filter(pk=session.activity_id).update(
        first_question="几位吃素？", second_question="能早到帮忙和面吗？能的话几点？"
    )
    return session


def test_an_impatient_thumb_makes_one_sign_up(open_page: OpenPage, session: Session) -> None:
    page = open_page()
    page.goto(f"/activities/{session.activity_id}/signup/")
    page.fill("#id_name", "王小芳")
    page.fill("#id_phone", "13812345678")

    page.eval_on_selector(SUBMIT, "button => { for (let i = 0; i < 5; i++) button.click(); }")

    expect(page.locator("h1")).to_have_text("报名成功")
    assert SignUp.objects.filter(person__name="王小芳").count() == 1


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("mode", ["standard.m.normal.0", "elder"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=str)
def test_the_organisers_questions_are_answered_on_the_way(
    open_page: OpenPage, asking: Session, viewport: Any, mode: str, javascript: bool, shoot: Any
) -> None:
    page = open_page(mode=mode, viewport=viewport, javascript=javascript)
    page.goto(f"/activities/{asking.activity_id}/signup/")
    if mode == "elder":
        page.click(SUBMIT)
        page.fill("#id_name", "王小芳")
        page.click(SUBMIT)
        page.fill("#id_phone", "13812345678")
        page.click(SUBMIT)
        expect(page.locator("main")).to_contain_text("第4步，共4步")
    else:
        page.fill("#id_name", "王小芳")
        page.fill("#id_phone", "13812345678")
    page.get_by_label("几位吃素？").fill("11010519491231002X")
    page.get_by_label("能早到帮忙和面吗？").fill("九点到")
    page.click(SUBMIT)

    expect(page.locator(".errors")).to_contain_text("请不要填写身份证号")
    expect(page.get_by_label("能早到帮忙和面吗？")).to_have_value("九点到")
    shoot(page, f"p4-questions-{mode}-{viewport['width']}-{javascript}")
    page.get_by_label("几位吃素？").fill("一位，不吃鸡蛋")
    page.click(SUBMIT)

    expect(page.locator("h1")).to_have_text("报名成功")
    expect(page.locator(".ticket")).to_contain_text("一位，不吃鸡蛋")
    shoot(page, f"p4-answered-{mode}-{viewport['width']}-{javascript}")
    made = SignUp.objects.get(person__name="王小芳")
    assert made.answers == Answers("一位，不吃鸡蛋", "九点到")


def test_an_answer_survives_a_closed_page(open_page: OpenPage, asking: Session) -> None:
    page = open_page()
    path = f"/activities/{asking.activity_id}/signup/"
    page.goto(path)
    page.get_by_label("几位吃素？").fill("一位")
    page.goto("/help/")
    page.goto(path)

    expect(page.get_by_label("几位吃素？")).to_have_value("一位")


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
