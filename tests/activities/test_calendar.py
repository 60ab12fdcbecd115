from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from activities.choices import ActivityKind, ActivityState, SignUpMode, SignUpState
from activities.models import PublicHoliday, Session
from activities.queries.calendar import CalendarPage, Day, list_page, month_page, week_page
from activities.queries.calendar_address import read_address
from activities.queries.session_rows import Ask, list_rows, next_session
from communities.models import Community, Complex, SubDistrict
from communities.queries.places import Place
from tests.factories.activities import ActivityFactory, SessionFactory, SignUpFactory, SpaceFactory
from tests.factories.communities import ComplexFactory
from tests.people import Cast

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 12, tzinfo=CHINA)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def at(day: int, hour: int = 9, minute: int = 30, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


def ask(where: Complex | Community | SubDistrict, now: datetime = NOW, **query: str) -> Ask:
    address, is_readable = read_address(query, today=now.date())
    assert is_readable
    if isinstance(where, Complex):
        return Ask(Place.of_complex(where), address, now)
    if isinstance(where, Community):
        return Ask(Place(where.sub_district, where), address, now)
    return Ask(Place(where), address, now)


def titles(page: CalendarPage) -> list[str]:
    cells = page.days or [cell for week in page.weeks for cell in week]
    return [row.title for cell in cells for row in cell.rows]


def cell_of(page: CalendarPage, iso: str) -> Day:
    return next(cell for week in page.weeks for cell in week if cell.iso == iso)


def hold(where: Complex | Community | SubDistrict, title: str, **given: Any) -> Session:
    """A public session at the place, 21 November by default."""
    details = {
        name: given.pop(name)
        for name in (
            "state",
            "kind",
            "sign_up_mode",
            "published_at",
            "cancelled_at_",
            "cancel_reason",
        )
        if name in given
    }
    if isinstance(where, Complex):
        place: dict[str, Any] = {"complex": where}
    elif isinstance(where, Community):
        place = {"complex": None, "community": where}
    else:
        place = {"complex": None, "community": None, "sub_district": where}
    if "cancelled_at_" in details:
        details["cancelled_at"] = details.pop("cancelled_at_")
    activity = ActivityFactory(title=title, **details, **place)
    return SessionFactory(activity=activity, **{"starts_at": at(21), **given}, **place)


def test_a_complex_sees_its_own_its_communitys_and_its_sub_districts(cast: Cast) -> None:
    hold(cast.complex, "自己的")
    hold(cast.community, "社区的")
    hold(cast.street, "街道的")
    hold(cast.sibling_complex, "隔壁的")
    hold(cast.other_community, "别社区的")
    hold(cast.other_street, "别街道的")
    hold(cast.other_street_complex, "别处的")

    page = month_page(ask(cast.complex))

    assert titles(page) == ["自己的", "社区的", "街道的"]
    metas = [row.meta for row in cell_of(page, "2026-11-21").rows]
    assert metas == ["文体", "文体 · 全社区", "文体 · 全街道"]


def test_the_whole_sub_district_shows_every_complex_by_name_and_no_other_tenant(cast: Cast) -> None:
    hold(cast.complex, "自己的")
    hold(cast.sibling_complex, "隔壁的")
    hold(cast.other_community_complex, "南边的")
    hold(cast.other_street, "别街道的")
    hold(ComplexFactory(community=cast.community, is_listed=False), "不公开的")

    whole = month_page(ask(cast.complex, scope="all"))

    assert titles(whole) == titles(month_page(ask(cast.street))) == ["自己的", "隔壁的", "南边的"]
    metas = [row.meta for row in cell_of(whole, "2026-11-21").rows]
    assert metas == ["文体 · 东园", "文体 · 西园", "文体 · 南园"]


def test_a_community_shows_its_complexes_and_what_is_above_it(cast: Cast) -> None:
    hold(cast.complex, "自己的")
    hold(cast.street, "街道的")
    hold(cast.other_community_complex, "南边的")

    assert titles(month_page(ask(cast.community))) == ["自己的", "街道的"]


@pytest.mark.parametrize("state", ["IDEA", "PLANNED", "SUBMITTED", "RETURNED", "APPROVED"])
def test_what_is_not_published_is_not_shown(cast: Cast, state: str) -> None:
    hold(cast.complex, "没发布", state=ActivityState(state))

    page = month_page(ask(cast.complex))

    assert titles(page) == []
    assert page.empty is not None
    assert page.empty.title == "11月没有活动。"


def test_a_row_says_when_what_where_and_how_full(cast: Cast) -> None:
    space = SpaceFactory(complex=cast.complex, name="红色港湾", location="1栋")
    session = hold(
        cast.complex, "邻里包饺子", kind=ActivityKind.PARTY, capacity=60, taken=48, space=space,
        starts_at=at(21, 14, 30),
    )  # fmt: skip

    [row] = list_rows(ask(cast.complex), FIRST, LAST)

    assert (row.half, row.clock, row.clock24) == ("下午", "2:30", "14:30")
    assert (row.title, row.meta, row.kind) == ("邻里包饺子", "党建 · 红色港湾", "party")
    assert (row.tag.label, row.extra) == ("快满了", "还剩 12 位")
    assert row.iso == "2026-11-21T14:30+08:00"
    assert row.url == f"/activities/{session.activity_id}/"


def test_a_row_names_its_session_when_the_activity_has_several(cast: Cast) -> None:
    first = hold(cast.complex, "每周一次")
    SessionFactory(activity=first.activity, complex=cast.complex, starts_at=at(28))

    urls = [row.url for row in list_rows(ask(cast.complex), FIRST, LAST)]

    assert urls[0] == f"/activities/{first.activity_id}/?session={first.pk}"
    assert len(set(urls)) == 2


def test_people_in_line_are_counted_by_heads(cast: Cast) -> None:
    session = hold(cast.complex, "满了", capacity=1, taken=1)
    SignUpFactory(session=session, state=SignUpState.WAITING, party_size=3)
    SignUpFactory(session=session, state=SignUpState.WAITING, party_size=1)
    SignUpFactory(session=session, state=SignUpState.CANCELLED, party_size=2, cancelled_at=NOW)

    [row] = list_rows(ask(cast.complex), FIRST, LAST)

    assert (row.tag.label, row.extra) == ("排队中", "候补 4 位")


def test_what_is_called_off_stays_and_says_so(cast: Cast) -> None:
    hold(
        cast.complex, "下雨", state=ActivityState.CANCELLED, cancelled_at_=NOW, cancel_reason="下雨"
    )
    hold(cast.complex, "这一场", cancelled_at=NOW)
    hold(cast.complex, "改期", state=ActivityState.POSTPONED)

    assert [row.tag.label for row in list_rows(ask(cast.complex), FIRST, LAST)] == [
        "已取消", "已取消", "已延期",
    ]  # fmt: skip


def test_filters_leave_one_kind_or_what_takes_sign_ups(cast: Cast) -> None:
    hold(cast.complex, "义诊", kind=ActivityKind.CLINIC, capacity=5)
    hold(cast.complex, "党课", kind=ActivityKind.PARTY, capacity=1, taken=1)
    hold(cast.complex, "散步", kind=ActivityKind.CULTURE, sign_up_mode=SignUpMode.WALK_IN)
    hold(cast.complex, "过去", kind=ActivityKind.CLINIC, starts_at=at(2))

    assert titles(month_page(ask(cast.complex, type="clinic"))) == ["过去", "义诊"]
    assert titles(month_page(ask(cast.complex, open="1"))) == ["义诊"]
    assert titles(month_page(ask(cast.complex, type="party", open="1"))) == []
    empty = month_page(ask(cast.complex, type="party", open="1")).empty
    assert empty is not None
    assert (empty.title, empty.url) == ("11月没有这样的活动。", "./")


def test_a_month_is_whole_weeks_from_monday(cast: Cast) -> None:
    PublicHoliday.objects.create(day=date(2026, 10, 10), name="国庆节", is_working=True)
    page = month_page(ask(cast.complex, d="2026-10"))

    assert [len(week) for week in page.weeks] == [7] * 5
    assert page.weeks[0][0].iso == "2026-09-28"
    assert page.weeks[-1][-1].iso == "2026-11-01"
    assert not page.weeks[0][0].in_month
    assert cell_of(page, "2026-10-10").rest == "班"
    winter = month_page(ask(cast.complex, d="2026-12"))
    assert cell_of(winter, "2026-12-22").label == "冬至"
    assert cell_of(winter, "2026-12-22").is_term
    assert cell_of(winter, "2026-12-21").note == "冬至前一天"


def test_a_cell_counts_its_day_and_a_neighbouring_months_day_stays_empty(cast: Cast) -> None:
    for number in range(5):
        hold(cast.complex, f"第{number}场", starts_at=at(21, 9 + number))
    hold(cast.complex, "下月", starts_at=at(1, month=12))

    page = month_page(ask(cast.complex))
    cell = cell_of(page, "2026-11-21")

    assert (cell.count_text, cell.more, cell.url) == ("5场活动", "还有2场", "?d=2026-11-21")
    assert cell_of(page, "2026-12-01").rows == []
    assert page.say == "2026年11月，5场活动"
    assert page.caption == "2026年11月活动"


def test_the_day_beside_the_month_is_the_one_named_or_today(cast: Cast) -> None:
    hold(cast.complex, "明天")
    hold(cast.complex, "下月", starts_at=at(5, month=12))

    today = month_page(ask(cast.complex)).chosen
    named = month_page(ask(cast.complex, d="2026-11-21")).chosen
    ahead = month_page(ask(cast.complex, d="2026-12")).chosen

    assert today is not None
    assert named is not None
    assert ahead is not None
    assert (today.iso, today.empty_text) == ("2026-11-20", "这天没有活动")
    assert (named.iso, [row.title for row in named.rows]) == ("2026-11-21", ["明天"])
    assert ahead.iso == "2026-12-05"


def test_an_empty_month_leads_to_the_next_that_has_one(cast: Cast) -> None:
    hold(cast.complex, "取消的", starts_at=at(3, month=12), cancelled_at=NOW)
    hold(cast.complex, "明年", starts_at=datetime(2027, 1, 9, 9, tzinfo=CHINA))
    hold(cast.complex, "十月", starts_at=at(3, month=10))

    now, later = (
        month_page(ask(cast.complex)).empty,
        month_page(ask(cast.complex, d="2027-02")).empty,
    )

    assert now is not None
    assert (now.title, now.label, now.url) == ("11月没有活动。", "看2027年1月", "?d=2027-01")
    assert later is not None
    assert (later.url, later.note) == ("", "想办什么活动？告诉管家")


def test_a_list_begins_today_and_keeps_the_past_behind_a_link(cast: Cast) -> None:
    hold(cast.complex, "上旬", starts_at=at(3))
    hold(cast.complex, "今天", starts_at=at(20, 15))
    hold(cast.complex, "明天")

    page = list_page(ask(cast.complex, view="list"))

    assert titles(page) == ["今天", "明天"]
    assert page.days[0].is_today
    assert page.past is not None
    assert (page.past.text, page.past.url) == (
        "看11月已过去的 1 场",
        "?view=list&d=2026-11&past=1",
    )
    past = list_page(ask(cast.complex, view="list", d="2026-11", past="1"))
    assert titles(past) == ["上旬", "今天", "明天"]
    assert past.past is None
    assert titles(list_page(ask(cast.complex, view="list", d="2026-11-21"))) == ["明天"]


def test_a_list_on_the_last_day_of_a_month_reaches_tomorrow(cast: Cast) -> None:
    hold(cast.complex, "明天", starts_at=at(1, month=12))
    last_day = datetime(2026, 11, 30, 20, tzinfo=CHINA)

    assert titles(list_page(ask(cast.complex, last_day, view="list"))) == ["明天"]


def test_a_list_with_nothing_left_says_so(cast: Cast) -> None:
    hold(cast.complex, "上旬", starts_at=at(3))

    page = list_page(ask(cast.complex, view="list"))

    assert page.days == []
    assert page.empty is not None
    assert page.empty.title == "11月后面没有活动了。"
    # The month table shows what there was.
    assert month_page(ask(cast.complex)).empty is None
    assert not any(cell.is_past for week in month_page(ask(cast.complex)).weeks for cell in week)


def test_a_week_has_seven_days_from_monday(cast: Cast) -> None:
    hold(cast.complex, "周六")
    hold(cast.complex, "下周一", starts_at=at(23))

    page = week_page(ask(cast.complex, view="week"))

    assert [day.iso for day in page.days] == [f"2026-11-{day}" for day in range(16, 23)]
    assert titles(page) == ["周六"]
    assert (page.h1, page.say) == ("11月16日—22日", "11月16日—22日，1场活动")
    assert week_page(ask(cast.complex, view="week", d="2026-W49")).h1 == "11月30日—12月6日"


def test_an_empty_week_leads_to_the_next_session(cast: Cast) -> None:
    hold(cast.complex, "下周一", starts_at=at(23))

    empty = week_page(ask(cast.complex, view="week")).empty

    assert empty is not None
    assert (empty.label, empty.url) == ("看11月23日那一周", "?view=week&d=2026-11-23")


def test_the_next_session_is_one_that_takes_place(cast: Cast) -> None:
    hold(cast.complex, "取消的", cancelled_at=NOW)
    hold(cast.complex, "隔壁的", starts_at=at(22))
    hold(cast.complex, "饺子", starts_at=at(23))

    found = next_session(ask(cast.complex), at(22, 10))

    assert found is not None
    assert found.title == "饺子"
    assert next_session(ask(cast.complex), at(24)) is None


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize(("read", "statements"), [(month_page, 2), (week_page, 2), (list_page, 2)])
def test_statements_do_not_grow_with_the_month(
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
    read: Any,
    statements: int,
) -> None:
    activity = ActivityFactory(complex=cast.complex)
    Session.objects.bulk_create(
        Session(
            activity=activity, complex=cast.complex, community=cast.community,
            sub_district=cast.street, capacity=1, taken=1,
            starts_at=at(20, 20) + timedelta(minutes=number),
        )
        for number in range(count)
    )  # fmt: skip

    with django_assert_num_queries(statements):
        assert titles(read(ask(cast.complex)))


def test_a_list_names_the_lunar_day_and_the_day_off(cast: Cast) -> None:
    for day, is_working in ((1, False), (10, True)):
        PublicHoliday.objects.update_or_create(
            day=date(2026, 10, day), defaults={"name": "国庆", "is_working": is_working}
        )
    for day in (1, 10, 13):
        hold(cast.complex, "活动", starts_at=at(day, month=10))

    days = list_page(ask(cast.complex, view="list", d="2026-10")).days

    assert [day.note for day in days] == ["国庆 休", "九月初一 班", "九月初四"]
