"""Work pages where the network comes and goes: what was done in the hand arrives, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from activities.choices import CheckInMethod
from activities.models import Activity, ActivityLog, CheckIn, Photo, Session, SignUp
from activities.services import check_ins
from activities.services.logs import LogEntry, log_session
from activities.services.sign_ups import cancel_sign_up
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.measures import WCAG
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory, SignUpFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db(transaction=True)

Shoot = Callable[[Page, str], None]
Wire = Callable[[Page, str], list[str]]
DOOR = "/field/activities/{0.activity_id}/checkin/?session={0.pk}"
# Longer than the browser takes to draw an answer; a cold picture store is slow on one core.
PATIENCE = 20_000


def fill_in(page: Page, photos: list[Path]) -> None:
    page.locator("input[type=file]").set_input_files(photos)
    expect(page.locator(".shots li")).to_have_count(len(photos))
    page.get_by_label("一句话").fill("居民反响很好")


def submit(page: Page) -> None:
    page.locator(".bar .btn-main").click()


def expect_written(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("已记录", timeout=PATIENCE)


@pytest.fixture
def wire() -> Wire:
    """Cuts the line once, after the server has done what it was asked and before it is heard."""

    def lose_one_answer(page: Page, pattern: str) -> list[str]:
        lost: list[str] = []

        def pass_on(route: Route) -> None:
            if route.request.method == "POST" and not lost:
                lost.append(route.request.url)
                route.fetch(max_redirects=0)
                route.abort("connectionreset")
            else:
                route.continue_()

        page.route(pattern, pass_on)
        return lost

    return lose_one_answer


def hold_back(page: Page, pattern: str, method: str) -> list[Route]:
    """Requests wait until the test lets them go."""
    held: list[Route] = []
    page.route(
        pattern,
        lambda route: held.append(route) if route.request.method == method else route.continue_(),
    )
    return held


# 随手记 --------------------------------------------------------------------------------------------


def test_chosen_photos_are_a_list_that_says_what_each_is(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path], shoot: Shoot
) -> None:
    page = open_as(cast.manager, "/field/log/")

    fill_in(page, three_photos)
    shoot(page, "weak-chosen-375")

    second = page.locator(".shots li").nth(1)
    expect(second.get_by_role("button", name="照片2，已选好，删除")).to_be_visible()
    expect(second.locator(".shot-state")).to_have_text("已选好")
    boxes = [page.locator(".shots li").nth(index).bounding_box() for index in range(3)]
    assert len({round(box["y"]) for box in boxes if box}) == 1, "three in a row"
    second.get_by_role("button", name="照片2，已选好，删除").click()
    expect(page.locator(".shots li")).to_have_count(2)
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 2


def test_progress_is_told_in_words_photo_by_photo(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path]
) -> None:
    page = open_as(cast.manager, "/field/log/")
    fill_in(page, three_photos)
    page.evaluate(
        """() => {
            window.heard = [];
            new MutationObserver(() => window.heard.push(document.getElementById('upload').textContent))
                .observe(document.getElementById('upload'), {childList: true});
            window.addEventListener('pagehide', () =>
                sessionStorage.setItem('heard', JSON.stringify(window.heard)));
        }"""
    )
    # Slow enough that the browser tells of more than the end.
    network = page.context.new_cdp_session(page)
    network.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 250_000},
    )

    submit(page)
    expect_written(page)

    heard = page.evaluate("JSON.parse(sessionStorage.getItem('heard'))")
    assert heard
    assert all(words.startswith("正在上传 ") and "/3，" in words for words in heard)
    assert heard[-1] == "正在上传 3/3，100%"


def test_entry_without_network_waits_on_the_phone_and_is_sent_by_a_tap_once(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path], shoot: Shoot
) -> None:
    page = open_as(cast.manager, "/field/log/", refused=True)
    fill_in(page, three_photos)
    page.get_by_role("spinbutton", name="到场人数").fill("46")
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()

    submit(page)

    expect(page.locator("#upload")).to_have_text("没传上去，已存在手机上，待上传 1 条")
    expect(page.locator(".bar .btn-main")).to_have_text("重传")
    expect(page.locator(".shots li")).to_have_count(3)
    expect(page.get_by_label("一句话")).to_have_value("居民反响很好")
    shoot(page, "weak-log-kept-375")
    assert not ActivityLog.objects.exists()

    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    page.goto("/field/")
    unsent = page.locator("#unsent")
    expect(unsent.get_by_role("heading")).to_have_text("待上传 1 条")
    expect(unsent).to_contain_text("健康义诊：量血压")
    expect(unsent).to_contain_text("3张照片")
    shoot(page, "weak-today-375")
    assert not ActivityLog.objects.exists(), "nothing goes without a tap"
    unsent.get_by_role("button", name="现在上传").click()

    expect_written(page)
    log = ActivityLog.objects.get()
    assert (log.session, log.headcount, log.remark) == (session, 46, "居民反响很好")
    assert log.photos.count() == 3
    for path in ("/field/", "/field/log/?choose=1"):
        page.goto(path)
        expect(page.locator("#unsent")).to_be_hidden()


def test_lost_answer_does_not_write_twice(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path], wire: Wire
) -> None:
    page = open_as(cast.manager, "/field/log/", refused=True)
    fill_in(page, three_photos)
    lost = wire(page, "**/field/log/**")
    submit(page)
    expect(page.locator(".bar .btn-main")).to_have_text("重传", timeout=PATIENCE)
    before = ActivityLog.objects.get()

    submit(page)
    expect_written(page)

    assert lost
    after = ActivityLog.objects.get()
    assert (after.pk, after.logged_at) == (before.pk, before.logged_at)
    assert Photo.objects.count() == 3
    page.goto("/field/")
    expect(page.locator("#unsent")).to_be_hidden()


def test_what_the_server_refuses_keeps_the_photos(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path], shoot: Shoot
) -> None:
    page = open_as(cast.manager, "/field/log/", refused=True)
    fill_in(page, three_photos)
    page.get_by_role("spinbutton", name="到场人数").fill("")

    submit(page)

    expect(page.locator(".errors")).to_be_focused(timeout=PATIENCE)
    expect(page.get_by_text("请填写到场人数").first).to_be_visible()
    assert page.title().startswith("出错：")
    expect(page.locator(".shots li")).to_have_count(3)
    shoot(page, "weak-log-refused-375")
    page.get_by_role("spinbutton", name="到场人数").fill("12")
    submit(page)
    expect_written(page)
    assert (ActivityLog.objects.get().headcount, Photo.objects.count()) == (12, 3)


def test_kept_entry_is_another_persons_and_not_shown(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path], sign_in_on: Any
) -> None:
    page = open_as(cast.manager, "/field/log/", refused=True)
    fill_in(page, three_photos[:1])
    page.context.set_offline(True)
    submit(page)
    expect(page.locator(".bar .btn-main")).to_have_text("重传")
    page.context.set_offline(False)

    sign_in_on(page, cast.steward)
    page.goto(f"/field/log/?session={session.pk}")

    expect(page.locator("h1")).to_have_text("随手记")
    expect(page.get_by_label("一句话")).to_have_value("")
    page.goto("/field/")
    expect(page.locator("#unsent")).to_be_hidden()
    sign_in_on(page, cast.manager)
    page.goto("/field/")
    expect(page.locator("#unsent")).to_be_visible()


def test_kept_entry_of_someone_signed_out_stays_until_the_next_sign_in(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path]
) -> None:
    page = open_as(cast.manager, "/field/log/", refused=True)
    fill_in(page, three_photos[:1])
    page.context.set_offline(True)
    submit(page)
    expect(page.locator(".bar .btn-main")).to_have_text("重传")
    page.context.set_offline(False)
    page.goto("/field/")
    page.context.clear_cookies(name="sessionid")

    page.locator("#unsent").get_by_role("button", name="现在上传").click()

    expect(page.locator("#unsent")).to_contain_text("登录已过期，请重新登录后再传")
    assert not ActivityLog.objects.exists()


def test_colleague_who_was_faster_is_told_before_the_kept_entry_goes(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path]
) -> None:
    page = open_as(cast.manager, "/field/log/", refused=True)
    fill_in(page, three_photos[:1])
    page.get_by_role("spinbutton", name="到场人数").fill("46")
    page.context.set_offline(True)
    submit(page)
    expect(page.locator(".bar .btn-main")).to_have_text("重传")
    log_session(
        session_id=session.pk,
        entry=LogEntry(headcount=30, request_key="colleague"),
        actor=cast.steward,
        now=timezone.now(),
    )
    page.context.set_offline(False)
    page.goto("/field/")
    unsent = page.locator("#unsent")

    unsent.get_by_role("button", name="现在上传").click()
    expect(unsent).to_contain_text("同事刚刚记过这一场", timeout=PATIENCE)
    assert ActivityLog.objects.get().headcount == 30
    unsent.get_by_role("button", name="重传").click()

    expect_written(page)
    assert (ActivityLog.objects.get().headcount, Photo.objects.count()) == (46, 1)


def test_kept_entry_is_opened_changed_and_written_once(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path]
) -> None:
    page = open_as(cast.manager, "/field/log/", refused=True)
    fill_in(page, three_photos)
    page.context.set_offline(True)
    submit(page)
    expect(page.locator(".bar .btn-main")).to_have_text("重传")
    page.context.set_offline(False)
    page.goto("/field/")

    page.locator("#unsent").get_by_role("link", name="打开修改").click()

    expect(page.locator(".shots li")).to_have_count(3)
    expect(page.get_by_label("一句话")).to_have_value("居民反响很好")
    page.get_by_role("spinbutton", name="到场人数").fill("51")
    submit(page)
    expect_written(page)
    assert (ActivityLog.objects.get().headcount, Photo.objects.count()) == (51, 3)
    page.goto("/field/")
    expect(page.locator("#unsent")).to_be_hidden()


def test_kept_entry_can_be_thrown_away(
    cast: Cast, session: Session, open_as: OpenPage, three_photos: list[Path]
) -> None:
    page = open_as(cast.manager, "/field/log/", refused=True)
    fill_in(page, three_photos[:1])
    page.context.set_offline(True)
    submit(page)
    expect(page.locator(".bar .btn-main")).to_have_text("重传")
    page.context.set_offline(False)
    page.goto("/field/")

    page.locator("#unsent").get_by_role("button", name="删除").click()

    expect(page.locator("#unsent")).to_be_hidden()
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#unsent")).to_be_hidden()


def test_unplanned_entry_with_a_lost_answer_is_planned_once(
    cast: Cast, open_as: OpenPage, three_photos: list[Path], wire: Wire
) -> None:
    page = open_as(cast.manager, "/field/log/?unplanned=1", refused=True)
    page.get_by_label("办了什么").fill("楼道清扫")
    page.get_by_role("spinbutton", name="到场人数").fill("8")
    yesterday = timezone.localdate() - timedelta(days=1)
    page.get_by_label("日期").fill(yesterday.isoformat())
    page.get_by_label("开始").fill("09:00")
    page.locator("input[type=file]").set_input_files(three_photos[:1])
    expect(page.locator(".shots li")).to_have_count(1)
    lost = wire(page, "**/field/log/**")
    submit(page)
    expect(page.locator(".bar .btn-main")).to_have_text("重传", timeout=PATIENCE)
    assert Activity.objects.count() == 1
    page.goto("/field/")
    unsent = page.locator("#unsent")
    expect(unsent).to_contain_text("楼道清扫")

    unsent.get_by_role("button", name="现在上传").click()

    expect_written(page)
    assert lost
    assert Activity.objects.get().title == "楼道清扫"
    assert Photo.objects.count() == 1


# 签到 ----------------------------------------------------------------------------------------------


@pytest.fixture
def five(session: Session) -> list[SignUp]:
    """The fifth comes to the four of the fixture."""
    SignUpFactory(session=session, person=PersonFactory(name="周敏", phone="13600003333"))
    return list(session.sign_ups.select_related("person").order_by("pk"))


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"给{name}签到").click()


def test_five_taps_without_network_wait_and_arrive_after_it_is_back(
    cast: Cast, session: Session, five: list[SignUp], open_as: OpenPage, shoot: Shoot
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    sent: list[str] = []
    page.context.set_offline(True)
    names = [one.person.name for one in reversed(five)]

    for number, name in enumerate(names, start=1):
        tap(page, name)
        expect(page.locator(".person-wait")).to_have_count(number)
    first = page.locator(f"#person-{five[0].pk}")
    expect(first).to_contain_text("待上传")
    expect(page.locator("#arrived")).to_contain_text("待上传 5 条，联网后自动上传")
    shoot(page, "weak-queue-375")
    assert not CheckIn.objects.exists()

    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.context.set_offline(False)

    expect(page.locator("#arrived")).to_contain_text("5 条签到已上传", timeout=PATIENCE)
    expect(page.locator("#arrived")).to_contain_text("已到 5 / 报名 5")
    expect(page.locator(".person-wait")).to_have_count(0)
    expect(first).to_contain_text("已到 ")
    came = CheckIn.objects.order_by("at").values_list("sign_up__person__name", flat=True)
    assert list(came) == names, "in the order of the taps"
    assert len(sent) == 5
    shoot(page, "weak-queue-sent-375")
    page.reload()
    expect(page.locator("#arrived")).to_contain_text("已到 5 / 报名 5")
    assert CheckIn.objects.count() == 5


def test_waiting_check_ins_outlive_the_page(
    cast: Cast, session: Session, five: list[SignUp], open_as: OpenPage, shoot: Shoot
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    page.context.set_offline(True)
    tap(page, "李桂英")
    expect(page.locator(".person-wait")).to_have_count(1)
    # The page goes while there is no network; the phone comes back to the work home.
    page.goto("about:blank")
    page.context.set_offline(False)

    page.goto("/field/")
    expect(page.locator("#unsent")).to_contain_text("待上传 1 条")
    shoot(page, "weak-door-375")
    page.locator("#unsent").get_by_role("link", name="签到待上传").click()

    expect(page.locator("#arrived")).to_contain_text("1 条签到已上传", timeout=PATIENCE)
    assert CheckIn.objects.get().sign_up.person.name == "李桂英"


def test_conflicts_are_told_for_each_person(
    cast: Cast, session: Session, five: list[SignUp], open_as: OpenPage, shoot: Shoot
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    page.context.set_offline(True)
    for name in ("王小芳", "陈建国", "赵明"):
        tap(page, name)
    expect(page.locator(".person-wait")).to_have_count(3)
    now = timezone.now()
    by_name = {one.person.name: one for one in five}
    check_ins.check_in(
        sign_up_id=by_name["王小芳"].pk, method=CheckInMethod.NAME_LIST, actor=cast.manager, now=now
    )
    before = session.starts_at - timedelta(hours=1)
    cancel_sign_up(sign_up_id=by_name["陈建国"].pk, actor=cast.manager, now=before)
    page.context.set_offline(False)

    expect(page.locator("#arrived")).to_contain_text(
        "1 条签到已上传，2 条没有签上，请看名单里的说明", timeout=PATIENCE
    )
    earlier = page.locator(f"#person-{by_name['王小芳'].pk}")
    expect(earlier).to_contain_text("王小芳已经签过：今天")
    expect(earlier).to_contain_text(cast.manager.display_name)
    expect(page.locator(f"#person-{by_name['陈建国'].pk}")).to_contain_text("陈建国：这张票已取消")
    expect(page.locator(f"#person-{by_name['赵明'].pk}")).to_contain_text("已到 ")
    assert CheckIn.objects.count() == 2
    shoot(page, "weak-conflict-375")


def test_waiting_check_in_is_taken_back_before_it_goes(
    cast: Cast, session: Session, open_as: OpenPage
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    page.context.set_offline(True)
    tap(page, "李桂英")
    tap(page, "赵明")
    expect(page.locator(".person-wait")).to_have_count(2)

    page.get_by_role("button", name="撤销 李桂英").click()
    expect(page.get_by_role("button", name="给李桂英签到")).to_be_focused()
    page.context.set_offline(False)

    expect(page.locator("#arrived")).to_contain_text("1 条签到已上传", timeout=PATIENCE)
    assert CheckIn.objects.get().sign_up.person.name == "赵明"


def test_lost_answer_of_a_check_in_is_one_check_in(
    cast: Cast, session: Session, open_as: OpenPage, wire: Wire
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    lost = wire(page, "**/checkin/**")
    tap(page, "李桂英")
    expect(page.locator(".person-wait")).to_have_count(1)
    tap(page, "赵明")

    expect(page.locator(".person-wait")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_text("李桂英已经签过")).to_be_visible()
    assert len(lost) == 1
    assert CheckIn.objects.count() == 2


def test_tap_that_nobody_answers_waits_in_line(
    cast: Cast, session: Session, open_as: OpenPage
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    assert page.locator("#checkin").get_attribute("hx-request") == '{"timeout":10000}'
    page.eval_on_selector("#checkin", "box => box.setAttribute('hx-request', '{\"timeout\":200}')")
    held = hold_back(page, "**/checkin/**", "POST")
    tap(page, "李桂英")
    expect(page.locator(".person-wait")).to_have_count(1)
    # The phone has given up; whatever still comes of the first try comes too late for it.
    held[0].abort()
    page.unroute_all()

    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(page.locator("#arrived")).to_contain_text("1 条签到已上传", timeout=PATIENCE)
    assert held
    assert CheckIn.objects.count() == 1


def test_waiting_check_in_is_not_sent_by_another_person(
    cast: Cast, session: Session, open_as: OpenPage, sign_in_on: Any
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    page.context.set_offline(True)
    tap(page, "李桂英")
    expect(page.locator(".person-wait")).to_have_count(1)
    sign_in_on(page, cast.manager)

    page.context.set_offline(False)
    expect(page.locator("#arrived")).to_contain_text("登录已过期", timeout=PATIENCE)
    page.goto(DOOR.format(session))
    expect(page.locator(".person-wait")).to_have_count(0)
    assert not CheckIn.objects.exists()

    sign_in_on(page, cast.steward)
    page.goto(DOOR.format(session))
    expect(page.locator("#arrived")).to_contain_text("1 条签到已上传", timeout=PATIENCE)
    assert CheckIn.objects.get().by == cast.steward


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 700}], ids=str)
@pytest.mark.parametrize("mode", ["", "elder"])
def test_what_waits_is_whole_at_every_width(
    cast: Cast,
    session: Session,
    open_as: OpenPage,
    three_photos: list[Path],
    shoot: Shoot,
    viewport: dict[str, int],
    mode: str,
) -> None:
    page = open_as(cast.manager, DOOR.format(session), refused=True, viewport=viewport, mode=mode)

    def look(name: str) -> None:
        shoot(page, f"waits-{name}-{viewport['width']}-{mode}")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], name
        assert page.locator("#main .btn:visible").count() > 0
        found = Axe().run(page, options=WCAG).response["violations"]
        assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found] == [], name

    page.context.set_offline(True)
    tap(page, "李桂英")
    expect(page.locator(".person-wait")).to_have_count(1)
    look("door")
    page.context.set_offline(False)
    page.goto("/field/log/")
    fill_in(page, three_photos)
    page.context.set_offline(True)
    submit(page)
    expect(page.locator(".bar .btn-main")).to_have_text("重传")
    look("log")
    page.context.set_offline(False)
    page.goto("/field/")
    expect(page.locator("#unsent")).to_be_visible()
    look("today")


def test_code_cannot_be_looked_up_without_network_and_stays_in_the_box(
    cast: Cast, session: Session, open_as: OpenPage
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    page.context.set_offline(True)

    page.get_by_label("输入取票码或手机尾号").fill("6789")
    page.keyboard.press("Enter")

    sentence = "没有网络，查不了取票码和尾号，请在名单里点签到"
    expect(page.locator("#arrived")).to_contain_text(sentence)
    expect(page.locator("#say")).to_have_text(sentence)
    expect(page.get_by_label("输入取票码或手机尾号")).to_have_value("6789")


def test_walk_in_form_stays_when_the_network_is_cut(
    cast: Cast, session: Session, open_as: OpenPage
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    page.context.set_offline(True)
    page.get_by_label("称呼").fill("何伟")

    page.get_by_role("button", name="现场加人").click()

    expect(page.locator("#say")).to_have_text("网络断开了，您填的内容还在，联网后再提交")
    expect(page.locator("#offline")).to_be_visible()
    expect(page.get_by_label("称呼")).to_have_value("何伟")
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    page.get_by_role("button", name="现场加人").click()
    expect(page.get_by_text("已加何伟 1人，并签到")).to_be_visible()


def test_double_tap_without_network_takes_nothing_back(
    cast: Cast, session: Session, open_as: OpenPage
) -> None:
    page = open_as(cast.steward, DOOR.format(session), refused=True)
    page.context.set_offline(True)
    box = page.get_by_role("button", name="给李桂英签到").bounding_box()
    assert box

    for _tap in range(2):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(350)

    expect(page.locator(".person-wait")).to_have_count(1)


@pytest.mark.parametrize("mode", ["", "elder"])
def test_rows_do_not_move_under_the_thumb_when_the_network_goes_and_comes(
    cast: Cast, session: Session, open_as: OpenPage, mode: str
) -> None:
    # High enough that no tap has to scroll.
    high = {"width": 375, "height": 1500}
    page = open_as(cast.steward, DOOR.format(session), refused=True, mode=mode, viewport=high)
    row = page.locator(f"#person-{session.sign_ups.order_by('-pk')[0].pk}")
    heights = [row.bounding_box()]
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    heights.append(row.bounding_box())

    tap(page, "王小芳")
    expect(page.locator(".person-wait")).to_have_count(1)
    heights.append(row.bounding_box())
    page.context.set_offline(False)
    expect(page.locator("#arrived")).to_contain_text("1 条签到已上传", timeout=PATIENCE)
    heights.append(row.bounding_box())

    tops = [box["y"] for box in heights if box]
    assert len(tops) == 4
    assert max(tops) - min(tops) <= 2


# Waiting ------------------------------------------------------------------------------------------


def test_slow_fragment_says_that_it_is_loading(
    cast: Cast, open_page: OpenPage, session: Session
) -> None:
    page = open_page()
    page.goto("/c/complex-a1/calendar/?view=month")
    held = hold_back(page, "**/calendar/**", "GET")

    page.locator("[rel=next]").click()

    expect(page.locator("#say")).to_have_text("正在加载…")
    assert page.locator("#say").get_attribute("role") == "status"
    held[0].continue_()
    expect(page.locator("#say")).to_contain_text("活动")
    expect(page.locator("#calendar h1")).to_be_focused()


def test_slow_check_in_keeps_its_label_and_says_that_it_is_sent(
    cast: Cast, session: Session, open_as: OpenPage
) -> None:
    page = open_as(cast.steward, DOOR.format(session))
    held = hold_back(page, "**/checkin/**", "POST")

    tap(page, "李桂英")

    button = page.get_by_role("button", name="给李桂英签到")
    expect(button).to_have_attribute("aria-busy", "true")
    expect(button).to_contain_text("签到正在提交…")
    expect(page.locator("#say")).to_have_text("正在提交…")
    held[0].continue_()
    expect(page.locator("#say")).to_have_text("李桂英 1人 · 3-2-1501，已签到")


def test_quick_answer_is_not_followed_by_words_of_waiting(
    cast: Cast, session: Session, open_as: OpenPage
) -> None:
    page = open_as(cast.steward, DOOR.format(session))
    said = "李桂英 1人 · 3-2-1501，已签到"

    tap(page, "李桂英")

    expect(page.locator("#say")).to_have_text(said)
    # Past the moment at which waiting would have been announced.
    page.wait_for_timeout(600)
    expect(page.locator("#say")).to_have_text(said)


def test_pressed_button_of_a_page_keeps_its_label(cast: Cast, open_page: OpenPage) -> None:
    session = SessionFactory(complex=cast.complex, starts_at=timezone.now() + timedelta(days=1))
    page = open_page()
    page.goto(f"/activities/{session.activity_id}/signup/")
    page.fill("#id_name", "何伟")
    page.fill("#id_phone", "13812345678")
    # The browser shows nothing of a page that is being left: what the press made of it is noted.
    page.evaluate(
        """() => document.addEventListener('submit', event => sessionStorage.setItem(
            'pressed', event.submitter.textContent + '|' + event.submitter.getAttribute('aria-busy')
        ))"""
    )

    page.click("main form button.btn-main")

    expect(page.locator("h1")).to_have_text("报名成功")
    assert page.evaluate("sessionStorage.getItem('pressed')") == "提交报名正在提交…|true"


# The month by keyboard ----------------------------------------------------------------------------


@pytest.fixture
def month(cast: Cast) -> list[int]:
    """Days of the next month that have something."""
    first = (timezone.localtime().replace(day=1, hour=10, minute=0) + timedelta(days=32)).replace(
        day=1
    )
    days = [3, 6, 10, 24]
    for day in days:
        SessionFactory(complex=cast.complex, starts_at=first.replace(day=day))
    following = (first + timedelta(days=32)).replace(day=1)
    SessionFactory(complex=cast.complex, starts_at=following.replace(day=8))
    return days


def focused_day(page: Page) -> str:
    found: str = page.evaluate(
        "document.activeElement.matches('.cal a.day-n') "
        "? document.activeElement.querySelector('time').dateTime : ''"
    )
    return found


def test_arrows_move_between_days_that_have_something_and_pages_turn_the_month(
    cast: Cast, month: list[int], open_page: OpenPage
) -> None:
    page = open_page()
    first = (timezone.localtime().replace(day=1) + timedelta(days=32)).replace(day=1)
    page.goto(f"/c/complex-a1/calendar/?view=month&d={first:%Y-%m}")
    page.locator(".cal a.day-n").first.focus()
    walked = [focused_day(page)]

    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowDown", "End", "Home"):
        page.keyboard.press(key)
        walked.append(focused_day(page))

    assert walked == [f"{first:%Y-%m}-{day:02d}" for day in (3, 6, 3, 10, 24, 24, 3)]
    page.keyboard.press("PageDown")
    expect(page.locator("#say")).to_contain_text("1场活动")
    following = (first + timedelta(days=32)).replace(day=1)
    page.wait_for_function("document.activeElement.matches('.cal a.day-n')")
    assert focused_day(page) == f"{following:%Y-%m}-08"
    page.keyboard.press("PageUp")
    expect(page.locator("#say")).to_contain_text("4场活动")
    assert focused_day(page) == f"{first:%Y-%m}-03"
