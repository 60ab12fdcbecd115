"""The door and the printer: the screen, self check-in on a phone without JavaScript, paper as PDF."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from activities.choices import CheckInMethod
from activities.codes import door_code
from activities.models import Activity, CheckIn, Session, SignUp
from activities.services.check_ins import check_in
from tests.browser.conftest import DESKTOP, ELDER, PHONE, OpenPage
from tests.browser.measures import SMALL_TARGETS, STICKS_OUT, findings, say, violations
from tests.browser.pdf import PrintedPage, read_pdf
from tests.factories.activities import DoorScreenFactory, SessionFactory, SignUpFactory
from tests.factories.communities import BuildingFactory, ComplexFactory, DoorFactory
from tests.factories.party_building import (
    KeyPartyHouseholdFactory,
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
)
from tests.fonts import need_chinese_font
from tests.party_building.chain_cast import manned
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

Shoot = Callable[[Page, str], None]
LYING = {"width": 1920, "height": 1080}
STANDING = {"width": 1080, "height": 1920}
MILLIMETRE = 96 / 25.4
TELEPHONE = "13812345678"


@pytest.fixture
def session(cast: Cast) -> Session:
    return SessionFactory(
        complex=cast.complex,
        capacity=60,
        place_text="红色港湾",
        starts_at=timezone.now() + timedelta(minutes=20),
        activity__title="邻里包饺子",
        activity__contact_name="李师傅",
        activity__contact_phone="028-88880000",
    )


@pytest.fixture
def sign_up(session: Session) -> SignUp:
    made: SignUp = SignUpFactory(
        session=session, party_size=2, person__name="王小芳", person__phone=TELEPHONE
    )
    return made


def sign_in(page: Page, user: User, home: str) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": home}])


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


# The screen


@pytest.mark.parametrize("viewport", [LYING, STANDING], ids=["lying", "standing"])
def test_the_screen_fills_a_television_and_is_read_from_afar(
    open_page: OpenPage, session: Session, sign_up: SignUp, shoot: Shoot, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport)

    page.goto(DoorScreenFactory(session=session).get_absolute_url())
    shoot(page, f"screen-{viewport['width']}")

    box = page.get_by_alt_text("自助签到二维码").bounding_box()
    assert box
    assert box["width"] == box["height"] >= 600
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= viewport["width"]
    assert page.evaluate("document.documentElement.scrollHeight") <= viewport["height"]
    assert overflow(page) <= 0
    sizes = page.evaluate(
        "['h1', '.screen-when', '.screen-count', 'li']"
        ".map(name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))"
    )
    assert min(sizes) >= 44
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(colour) == "rgb(22, 19, 15)"


def settled(page: Page) -> str:
    """What the screen shows, when htmx has taken its passing classes away."""
    expect(page.locator("#door .htmx-added")).to_have_count(0)
    return page.locator("#door").inner_html()


def test_the_screen_follows_the_door_and_keeps_what_it_shows_when_the_network_is_gone(
    browser: Browser, live_server: LiveServer, cast: Cast, session: Session, sign_up: SignUp
) -> None:
    """A context of its own: the browser itself reports a request that failed as an error."""
    context = browser.new_context(base_url=live_server.url, viewport=LYING)
    page = context.new_page()
    page.clock.install()
    page.goto(DoorScreenFactory(session=session).get_absolute_url())
    expect(page.locator(".screen-count")).to_have_text("已到 0 / 报名 2")
    check_in(
        sign_up_id=sign_up.pk, method=CheckInMethod.CODE, actor=cast.steward, now=timezone.now()
    )

    page.clock.run_for(61_000)
    expect(page.locator(".screen-count")).to_have_text("已到 2 / 报名 2")

    context.set_offline(True)
    shown = settled(page)
    page.clock.run_for(61_000)
    expect(page.locator("#offline")).to_contain_text("网络断开了")
    expect(page.locator("#offline")).to_be_visible()
    assert settled(page) == shown

    context.set_offline(False)
    page.clock.run_for(61_000)
    expect(page.locator("#offline")).to_be_hidden()
    context.close()


# The neighbour's phone


def door(session: Session) -> str:
    return f"/activities/{session.activity_id}/checkin/?k={door_code(session.pk, timezone.now())}"


def test_who_signed_up_on_the_phone_needs_one_tap_at_the_door_without_javascript(
    open_page: OpenPage, session: Session, shoot: Shoot
) -> None:
    page = open_page(javascript=False)
    page.goto(f"/activities/{session.activity_id}/signup/")
    page.fill("#id_name", "王小芳")
    page.fill("#id_phone", TELEPHONE)
    page.click("main form button.btn-main")

    page.goto(door(session))
    shoot(page, "self-375")
    page.click("main form button.btn-main")

    expect(page.get_by_role("heading", level=1)).to_have_text("签到成功")
    expect(page.locator(".verdict-time")).to_contain_text("今天")
    shoot(page, "self-done-375")
    assert (
        float(
            page.locator(".verdict-time").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        )
        >= 40
    )
    assert CheckIn.objects.get().method == CheckInMethod.SELF
    page.goto(door(session))
    expect(page.locator("main")).to_contain_text("已签到 今天")
    assert page.get_by_role("button", name="我到了，签到").count() == 0
    shoot(page, "self-again-375")


def test_a_strange_phone_types_number_and_code_without_javascript(
    open_page: OpenPage, session: Session, sign_up: SignUp, shoot: Shoot
) -> None:
    page = open_page(javascript=False, refused=True)
    page.goto(door(session))
    page.get_by_label("手机号").fill(TELEPHONE)
    page.get_by_label("取票码").fill("12")
    page.get_by_role("button", name="我到了，签到").click()

    expect(page.locator(".errors")).to_contain_text("取票码是6位数字")
    expect(page.get_by_label("手机号")).to_have_value(TELEPHONE)
    shoot(page, "self-error-375")
    page.get_by_label("取票码").fill(sign_up.entry_code)
    page.get_by_role("button", name="我到了，签到").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("签到成功")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 700}], ids=str)
@pytest.mark.parametrize("mode", ["", ELDER])
def test_two_tickets_on_one_phone_and_each_verdict_are_whole(
    open_page: OpenPage,
    live_server: LiveServer,
    cast: Cast,
    session: Session,
    sign_up: SignUp,
    shoot: Shoot,
    viewport: dict[str, int],
    mode: str,
) -> None:
    """What no row of `routes.py` shows: who comes for two, and the three colours of the steward."""
    wife = SignUpFactory(session=session, person__name="李桂英", person__phone=TELEPHONE)
    early = SignUpFactory(
        session=SessionFactory(complex=cast.complex, activity__title="重阳节敬老宴"),
        person__name="赵明",
    )
    page = open_page(mode=mode, viewport=viewport)
    for one in (sign_up, wife):
        page.goto("/my/find/")
        page.get_by_label("手机号").fill(TELEPHONE)
        page.get_by_label("取票码").fill(one.entry_code)
        page.get_by_role("button", name="找回我的票").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("我的票")
    size = f"{viewport['width']}{'-elder' if mode else ''}"
    wrong: list[str] = []
    for name, path in (("two", door(session)), ("other", f"{door(session)}&other=1")):
        page.goto(path)
        wrong += look(page, shoot, f"self-{name}-{size}")
    page.goto(door(session))
    page.get_by_role("button", name="我到了，签到").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("签到成功")
    wrong += look(page, shoot, f"self-done-{size}")
    sign_in(page, cast.steward, live_server.url)
    ready = SignUpFactory(session=session, person__name="赵明")
    for name, ticket in (("warn", sign_up), ("ok", ready), ("bad", early)):
        page.goto(f"/t/{ticket.code}/")
        wrong += look(page, shoot, f"verdict-{name}-{size}")

    assert not wrong, "\n".join(wrong)


def look(page: Page, shoot: Shoot, name: str) -> list[str]:
    shoot(page, name)
    least = 60 if page.locator("html[data-mode=elder]").count() else 44
    found = [
        *violations(page),
        *findings(page, SMALL_TARGETS, least),
        *findings(page, STICKS_OUT),
    ]
    return say(name, found)


def test_the_verdict_fills_the_screen_and_has_one_button(
    open_page: OpenPage, live_server: LiveServer, cast: Cast, session: Session, sign_up: SignUp
) -> None:
    page = open_page()
    page.goto(f"/t/{sign_up.code}/")
    assert page.get_by_role("button", name="确认签到").count() == 0
    sign_in(page, cast.steward, live_server.url)

    page.goto(f"/t/{sign_up.code}/")

    expect(page.get_by_role("heading", level=1)).to_have_text("可以签到：王*芳 2人")
    assert page.locator("main .btn").count() == 1
    colours = page.evaluate(
        "[[20, 300], [20, 600], [355, 450]].map(([x, y]) => {"
        " for (let e = document.elementFromPoint(x, y); e; e = e.parentElement) {"
        "  const colour = getComputedStyle(e).backgroundColor;"
        "  if (colour !== 'rgba(0, 0, 0, 0)') return colour; } })"
    )
    assert set(colours) == {"rgb(27, 107, 58)"}
    button = page.get_by_role("button", name="确认签到")
    box = button.bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE["height"] - 64, "above the tab bar, without scrolling"
    button.click()
    expect(page.locator("main")).to_contain_text("王小芳 2人，已签到")
    page.goto(f"/t/{sign_up.code}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已经签过：今天")


# Paper

NAVIGATION = ("首页", "日历", "我的", "长辈版", "退出", "返回", "隐私", "打印签到表", "打印海报")


def millimetres(page: Page, selector: str) -> tuple[float, float]:
    """On paper: as the print rules size it."""
    page.emulate_media(media="print")
    box = page.locator(selector).bounding_box()
    assert box
    return round(box["width"] / MILLIMETRE, 1), round(box["height"] / MILLIMETRE, 1)


def printed(page: Page, name: str) -> list[PrintedPage]:
    """As Chromium prints it, with the page's own size and margins."""
    need_chinese_font()
    content = page.pdf(prefer_css_page_size=True)
    folder = os.environ.get("SCREENSHOTS", "")
    if folder:
        (Path(folder) / f"{name}.pdf").write_bytes(content)
    return read_pdf(content)


def test_the_sheet_prints_on_a4_with_its_head_on_each_page(
    open_page: OpenPage, live_server: LiveServer, cast: Cast, session: Session
) -> None:
    for number in range(25):
        SignUpFactory(session=session, person__name=f"住户{number:02d}", door_text="3栋2单元1501")
    page = open_page(viewport=DESKTOP)
    sign_in(page, cast.steward, live_server.url)
    page.goto(f"/field/activities/{session.activity_id}/people/print/")

    pages = printed(page, "sheet")

    assert [(one.width, one.height) for one in pages] == [(210, 297)] * 2
    for number, one in enumerate(pages, start=1):
        for head in ("序号", "姓名", "楼栋（可不填）", "电话后四位", "签到时间／签名", "打印于"):
            assert head in one.text, f"{head} is missing on page {number}"
        assert f"{number}/2" in one.text
        assert not [word for word in NAVIGATION if word in one.text]
    names = [re.findall(r"住户\d\d", one.text) for one in pages]
    assert [len(found) for found in names] == [20, 5]
    assert millimetres(page, ".sheet-qr img") == (30.0, 30.0)
    rows = page.locator(".sheet tbody tr")
    assert rows.count() == 40
    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert min(heights) >= 18 * 96 / 72


def test_answers_are_printed_on_a_page_that_nobody_signs(
    open_page: OpenPage, live_server: LiveServer, cast: Cast, session: Session
) -> None:
    Activity.objects.filter(pk=session.activity_id).update(first_question="几位吃素")
    SignUpFactory(session=session, person__name="住户甲", first_answer="两位老人")
    page = open_page(viewport=DESKTOP)
    sign_in(page, cast.steward, live_server.url)
    page.goto(f"/field/activities/{session.activity_id}/people/print/")

    to_sign, to_keep = printed(page, "sheet-answers")

    assert "住户甲" in to_sign.text
    assert "两位老人" not in to_sign.text
    assert "报名时的回答" in to_keep.text
    assert re.search("住户甲.*几位吃素.*两位老人", to_keep.text)
    assert "打印于" not in to_keep.text


def test_the_network_of_24_complexes_prints_on_one_a4(
    open_page: OpenPage, live_server: LiveServer, cast: Cast
) -> None:
    """Each with its branch, grid, zone, five leaders and as many doors as are ever named."""
    here = manned(cast)
    for number in range(23):
        complex_ = ComplexFactory(community=cast.community, name=f"建兴路{number + 1}号院落小区")
        branch = PartyOrganizationFactory(
            complex=complex_, name=f"建兴路{number + 1}号院落小区党支部"
        )
        PartyCoverageFactory(organization=branch)
        PartyPostFactory(organization=branch)
        for building in BuildingFactory.create_batch(5, complex=complex_):
            group = PartyOrganizationFactory(complex=complex_, kind="GROUP")
            PartyCoverageFactory(organization=group, building=building)
            PartyPostFactory(organization=group, post="GROUP_LEADER")
            for room in ("1501", "1502"):
                door = DoorFactory(unit__building=building, room=room)
                KeyPartyHouseholdFactory(
                    organization=branch, building=building, unit=door.unit, door=door,
                    shown_with_consent=True,
                )  # fmt: skip
    page = open_page(viewport=DESKTOP)
    sign_in(page, cast.secretary, live_server.url)
    page.goto("/desk/party/network/community-a/print/")

    pages = printed(page, "network")

    assert [(one.width, one.height) for one in pages] == [(210, 297)]
    assert "甲一社区五级网络" in pages[0].text
    assert here.branch.name in pages[0].text
    assert "建兴路23号院落小区党支部" in pages[0].text
    assert not [word for word in (*NAVIGATION, "组织地图") if word in pages[0].text]


def test_the_poster_prints_on_one_a4_with_a_large_title_and_code(
    open_page: OpenPage, session: Session
) -> None:
    page = open_page(viewport=DESKTOP)
    page.goto(f"/activities/{session.activity_id}/poster/")

    pages = printed(page, "poster")

    assert [(one.width, one.height) for one in pages] == [(210, 297)]
    for words in ("邻里包饺子", "红色港湾", "028-88880000", "微信扫一扫"):
        assert words in pages[0].text
    assert not [word for word in NAVIGATION if word in pages[0].text]
    width, height = millimetres(page, ".qr-poster")
    assert width == height >= 45
    title = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert title * 72 / 96 >= 28


def test_a_poster_with_a_long_title_stays_on_one_page(open_page: OpenPage, cast: Cast) -> None:
    session = SessionFactory(
        complex=cast.complex,
        place_text="社区党群服务中心二楼多功能活动厅，从东门进来右转",
        activity__title="社区书记接待日暨物业服务恳谈会和楼栋长业委会环物委联席会议"[:60],
        activity__audience="本小区业主、租户和常来的志愿者",
        activity__organizer="锦绣社区党委、业主委员会、物业服务中心",
    )
    page = open_page(viewport=DESKTOP)
    page.goto(f"/activities/{session.activity_id}/poster/")

    assert len(printed(page, "poster-long")) == 1
