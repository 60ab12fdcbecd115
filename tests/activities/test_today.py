from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from activities.models import Session
from activities.queries.today import MiniDay, today_and_next
from tests.activities.test_calendar import NOW, ask, at, hold
from tests.factories.activities import ActivityFactory
from tests.people import Cast

URL = "/c/complex-a1/calendar/"


def test_today_says_the_date_its_term_and_what_is_on(cast: Cast) -> None:
    hold(cast.complex, "下午", starts_at=at(20, 15))
    hold(cast.complex, "早上", starts_at=at(20, 7))
    hold(cast.sibling_complex, "隔壁", starts_at=at(20, 16))

    today = today_and_next(ask(cast.complex), calendar_url=URL)

    assert (today.heading, today.note) == ("今天 11月20日 周五", "十月十二 · 后天小雪")
    assert [(row.title, row.tag.label) for row in today.rows] == [
        ("早上", "已结束"), ("下午", "可报名"),
    ]  # fmt: skip


def test_of_a_full_day_what_is_over_gives_way(cast: Cast) -> None:
    for hour in (6, 8, 14, 16):
        hold(cast.complex, f"{hour}点", starts_at=at(20, hour))
    hold(cast.complex, "取消", starts_at=at(20, 18), cancelled_at=NOW)

    today = today_and_next(ask(cast.complex), calendar_url=URL)

    assert [row.title for row in today.rows] == ["14点", "16点", "取消"]


def test_without_anything_today_the_next_one_is_named(cast: Cast) -> None:
    hold(cast.complex, "不办了", starts_at=at(21), cancelled_at=NOW)
    session = hold(cast.complex, "邻里包饺子", starts_at=at(22))

    today = today_and_next(ask(cast.complex), calendar_url=URL)

    assert today.rows == []
    assert today.empty_title == "今天没有活动。"
    assert today.empty_note == "下一场：11月22日 邻里包饺子"
    assert today.next_url == f"/activities/{session.activity_id}/"


def test_when_all_of_today_is_over_the_next_one_is_named_too(cast: Cast) -> None:
    hold(cast.complex, "早上", starts_at=at(20, 7))
    hold(cast.complex, "不办了", starts_at=at(20, 18), cancelled_at=NOW)
    session = hold(cast.complex, "邻里包饺子", starts_at=at(22))

    today = today_and_next(ask(cast.complex), calendar_url=URL)

    assert today.is_over
    assert [row.title for row in today.rows] == ["早上", "不办了"]
    assert today.empty_note == "下一场：11月22日 邻里包饺子"
    assert today.next_url == f"/activities/{session.activity_id}/"


def test_while_something_of_today_is_to_come_the_day_is_not_over(cast: Cast) -> None:
    hold(cast.complex, "早上", starts_at=at(20, 7))
    hold(cast.complex, "下午", starts_at=at(20, 15))

    assert not today_and_next(ask(cast.complex), calendar_url=URL).is_over


def test_the_next_one_is_found_months_away(cast: Cast) -> None:
    hold(cast.complex, "年会", starts_at=at(9, month=12) + timedelta(days=31))

    today = today_and_next(ask(cast.complex), calendar_url=URL)

    assert today.empty_note == "下一场：1月9日 年会"
    assert today.next is not None
    assert today.next.half == "1月9日 周六 上午"


def test_with_nothing_ahead_one_is_asked_to_propose_something(cast: Cast) -> None:
    today = today_and_next(ask(cast.complex), calendar_url=URL)

    assert (today.empty_title, today.empty_note) == ("近期没有安排", "想办什么活动？告诉管家")
    assert today.next is None
    assert today.next_url == ""


def test_elders_get_one_card_and_the_rest_of_today_and_tomorrow(cast: Cast) -> None:
    hold(cast.complex, "早上", starts_at=at(20, 7))
    hold(cast.complex, "正在", starts_at=at(20, 11))
    hold(cast.complex, "下午", starts_at=at(20, 15))
    hold(cast.complex, "明天", starts_at=at(21))
    hold(cast.complex, "后天", starts_at=at(22))

    today = today_and_next(ask(cast.complex), calendar_url=URL)

    assert today.next is not None
    assert today.next.title == "正在"
    assert [(row.title, row.half) for row in today.later_rows] == [
        ("下午", "下午"), ("明天", "明天上午"),
    ]  # fmt: skip


def test_the_week_goes_from_tomorrow_to_sunday(cast: Cast) -> None:
    for day in (19, 20, 21, 22, 23):
        hold(cast.complex, f"{day}日", starts_at=at(day))

    today = today_and_next(ask(cast.complex), calendar_url=URL)

    assert [(day.full, day.note) for day in today.week] == [
        ("11月21日 周六", "小雪前一天"), ("11月22日 周日", "小雪"),
    ]  # fmt: skip
    assert today.week[0].url == f"{URL}?d=2026-11-21"


def test_the_small_month_links_the_days_that_have_something(cast: Cast) -> None:
    hold(cast.complex, "一", starts_at=at(21))
    hold(cast.complex, "二", starts_at=at(21, 15))
    hold(cast.complex, "下月", starts_at=at(1, month=12))

    mini = today_and_next(ask(cast.complex), calendar_url=URL).mini

    assert mini is not None
    assert (mini.label, mini.note) == ("11月", "1天有活动")
    assert [len(week) for week in mini.weeks] == [7] * 6
    days = {day.number: day for week in mini.weeks for day in week}
    assert days[21] == MiniDay(21, f"{URL}?d=2026-11-21", say="11月21日 周六，2场活动")
    assert days[20] == MiniDay(20, is_today=True)
    assert mini.weeks[0][5] == MiniDay("")


def test_on_the_last_day_of_the_year_tomorrow_is_next_year(cast: Cast) -> None:
    new_year = datetime(2027, 1, 1, 9, tzinfo=NOW.tzinfo)
    hold(cast.complex, "元旦", starts_at=new_year)

    today = today_and_next(
        ask(cast.complex, datetime(2026, 12, 31, 20, tzinfo=NOW.tzinfo)), calendar_url=URL
    )

    assert [row.day for row in today.later_rows] == []
    assert today.next is not None
    assert (today.next.day, today.next.half) == (date(2027, 1, 1), "明天上午")


@pytest.mark.parametrize("count", [1, 3])
def test_statements_do_not_grow(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        hold(cast.complex, "下午", starts_at=at(20, 13 + number))

    with django_assert_num_queries(1):
        assert today_and_next(ask(cast.complex), calendar_url=URL).next


def test_what_is_not_published_is_not_told(cast: Cast) -> None:
    activity = ActivityFactory(complex=cast.complex, state="PLANNED")
    Session.objects.create(
        activity=activity, complex=cast.complex, community=cast.community,
        sub_district=cast.street, starts_at=at(20, 15),
    )  # fmt: skip

    assert today_and_next(ask(cast.complex), calendar_url=URL).next is None
