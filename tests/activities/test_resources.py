from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from activities.choices import ActivityKind, ActivityState
from activities.models import Activity, ActivityUpdate, Session, Space
from activities.services.ledgers import PlaceNotNamed, import_activity_plan
from communities.choices import Role
from communities.models import Complex
from core.ledger_files import RowError, WrongLedger
from core.ledgers import get_ledger
from core.sheets import write_csv, write_xlsx
from tests.factories.communities import CommunityFactory, ComplexFactory
from tests.ledger_cast import NOW, csv_of, run, workbook, xlsx_of
from tests.people import Cast, appoint

pytestmark = pytest.mark.django_db
PLAN = "tianxi-huafu-activity-plan-2026.xlsx"
HEADER = [
    "社区",
    "小区",
    "主题",
    "活动名称",
    "形式",
    "时间",
    "地点",
    "对象",
    "主办",
    "协办",
    "责任人",
    "预算",
    "闭环环节",
]
ROW = [
    "甲一社区",
    "东园",
    "暖冬",
    "腊八送粥",
    "文体",
    "2026-01-26 09:30",
    "小区广场",
    "全体业主",
    "物业",
    "社区",
    "客服部",
    "300元",
    "服务",
]


@pytest.fixture
def tianxi(cast: Cast) -> Complex:
    community = CommunityFactory(sub_district=cast.street, name="政通路社区", slug="zhengtonglu")
    place: Complex = ComplexFactory(community=community, name="天玺华府", slug="tianxi-huafu")
    return place


@pytest.fixture
def tianxi_manager(tianxi: Complex) -> User:
    return appoint("tianxi-manager", "物业经理丙", Role.PROPERTY_MANAGER, tianxi)


def with_(**changes: str) -> list[Any]:
    """The row with some cells written otherwise."""
    return [changes.get(heading, cell) for heading, cell in zip(HEADER, ROW, strict=True)]


def test_the_years_plan_becomes_39_sessions(tianxi: Complex, tianxi_manager: User) -> None:
    room = Space.objects.create(
        sub_district=tianxi.sub_district,
        community=tianxi.community,
        complex=tianxi,
        name="党建活动室",
    )

    report = run("activity-plan", workbook(PLAN), tianxi_manager)

    assert (report.new, report.errors, report.applied) == (39, (), True)
    assert [skipped.heading for skipped in report.skipped] == ["月份"]
    sessions = list(Session.objects.filter(complex=tianxi).select_related("activity", "space"))
    days = {timezone.localdate(session.starts_at) for session in sessions}
    assert len(days) == 39
    assert len({day.month for day in days}) == 12
    assert len({day.isocalendar()[:2] for day in days}) == 37
    assert {f"{timezone.localtime(s.starts_at):%H:%M}" for s in sessions} == {"09:30"}
    lecture = Session.objects.get(activity__title="消防知识宣传讲座")
    assert (lecture.space, lecture.place_text) == (room, "")
    couplets = Activity.objects.get(title="写春联送万福")
    assert couplets.sessions.get().place_text == "小区广场"
    assert (couplets.theme, couplets.form, couplets.audience) == ("暖冬", "文体", "全体业主")
    assert (couplets.responsible, couplets.loop_stage) == ("物业客服部", "公益")
    assert (couplets.kind, couplets.state) == (ActivityKind.CULTURE, ActivityState.PLANNED)
    assert couplets.created_by == tianxi_manager
    assert Activity.objects.get(title="七一主题党日").kind == ActivityKind.PARTY
    assert Activity.objects.get(title="健康加油站义诊").kind == ActivityKind.CLINIC


def test_each_planned_activity_has_its_first_update(tianxi: Complex, tianxi_manager: User) -> None:
    run("activity-plan", workbook(PLAN), tianxi_manager)

    updates = ActivityUpdate.objects.filter(activity__complex=tianxi)
    assert set(updates.values_list("from_state", "to_state", "by", "at")) == {
        ("", ActivityState.PLANNED, tianxi_manager.pk, NOW)
    }
    assert updates.count() == 39


def test_the_same_plan_again_changes_nothing(tianxi: Complex, tianxi_manager: User) -> None:
    run("activity-plan", workbook(PLAN), tianxi_manager)
    before = list(Session.objects.order_by("pk").values())

    report = run("activity-plan", workbook(PLAN), tianxi_manager)

    assert (report.new, report.changed, report.unchanged) == (0, 0, 39)
    assert list(Session.objects.order_by("pk").values()) == before
    assert ActivityUpdate.objects.count() == 39


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_an_exported_plan_imported_again_reproduces_it(
    tianxi: Complex, tianxi_manager: User, write: Callable[[Any], bytes]
) -> None:
    run("activity-plan", workbook(PLAN), tianxi_manager)
    Activity.objects.filter(title="腊八送粥").update(budget_fen=12_345, theme="=1+1")
    sheet = get_ledger("activity-plan").sheet(user=tianxi_manager, now=NOW)

    report = run("activity-plan", write(sheet), tianxi_manager, "a.csv")

    assert sheet.title == "天玺华府活动计划表"
    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 39, ())


def test_the_title_must_name_a_complex_in_reach(tianxi: Complex, manager: User) -> None:
    with pytest.raises(PlaceNotNamed, match="哪个小区"):
        run("activity-plan", workbook(PLAN), manager)

    assert not Session.objects.exists()


def test_the_title_decides_between_namesakes_by_their_community(
    tianxi: Complex, official: User, cast: Cast
) -> None:
    ComplexFactory(community=cast.community, name="天玺华府", slug="tianxi-namesake")

    assert run("activity-plan", workbook(PLAN), official).new == 39
    assert Session.objects.filter(complex=tianxi).count() == 39


def test_namesakes_in_a_title_without_community_are_refused(
    tianxi: Complex, official: User, cast: Cast
) -> None:
    ComplexFactory(community=cast.community, name="天玺华府", slug="tianxi-namesake")
    content = "天玺华府计划\n活动名称,时间\n读书会,2026-04-23 9:30\n".encode()

    with pytest.raises(PlaceNotNamed):
        run("activity-plan", content, official, "a.csv")


def test_a_row_may_name_its_complex_its_community_or_the_whole_street(cast: Cast) -> None:
    content = csv_of(
        HEADER,
        ROW,
        with_(小区="全社区", 活动名称="邻里节"),
        with_(社区="全街道", 小区="", 活动名称="义诊周"),
    )

    report = run("activity-plan", content, cast.official, "a.csv")

    assert (report.new, report.errors) == (3, ())
    assert set(Session.objects.values_list("activity__title", "community", "complex")) == {
        ("腊八送粥", cast.community.pk, cast.complex.pk),
        ("邻里节", cast.community.pk, None),
        ("义诊周", None, None),
    }
    sheet = get_ledger("activity-plan").sheet(user=cast.official, now=NOW)
    assert run("activity-plan", write_csv(sheet), cast.official, "a.csv").unchanged == 3


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("manager", {"小区": "西园"}),
        ("manager", {"小区": "全社区"}),
        ("manager", {"社区": "全街道", "小区": ""}),
        ("official", {"社区": "乙一社区", "小区": "北园"}),
        ("outsider", {}),
        ("resident", {}),
        ("auditor", {}),
    ],
)
def test_a_place_out_of_reach_reads_like_one_that_does_not_exist(
    cast: Cast, who: str, place: dict[str, str]
) -> None:
    report = run("activity-plan", csv_of(HEADER, with_(**place)), getattr(cast, who), "a.csv")

    assert [error.message for error in report.errors] == [
        "在您负责的范围内没有找到这个地方，请核对名称"
    ]
    assert not Session.objects.exists()


def test_a_manager_a_steward_and_a_branch_secretary_may_plan(cast: Cast) -> None:
    assert run("activity-plan", csv_of(HEADER, ROW), cast.steward, "a.csv").new == 1
    assert run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv").unchanged == 1
    assert run("activity-plan", csv_of(HEADER, ROW), cast.branch_secretary, "a.csv").unchanged == 1


def test_a_day_without_an_hour_is_a_row_error(cast: Cast) -> None:
    report = run("activity-plan", csv_of(HEADER, with_(时间="2026-01-26")), cast.manager, "a.csv")

    assert report.errors == (
        RowError(4, "时间", "2026-01-26", "请写明几点开始，例如 2026-06-18 09:30"),
    )


def test_the_same_title_twice_on_one_day_is_a_duplicate(cast: Cast) -> None:
    content = csv_of(HEADER, ROW, with_(时间="2026-01-26 15:00"), with_(时间="2026-01-27 15:00"))

    report = run("activity-plan", content, cast.manager, "a.csv", good_rows_only=True)

    assert [(error.row, error.column) for error in report.errors] == [(5, "活动名称")]
    assert report.new == 2


def test_a_plan_may_be_rewritten_until_it_is_announced(cast: Cast) -> None:
    run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv")
    changed = with_(
        时间="2026年1月26日 下午3点-5点", 地点="会所", 对象="老人", 预算="/", 责任人="无"
    )

    report = run("activity-plan", csv_of(HEADER, changed), cast.manager, "a.csv")

    assert report.changed == 1
    assert report.changes[0].cells == (
        ("时间", "2026-01-26 09:30", "2026-01-26 15:00-17:00"),
        ("地点", "小区广场", "会所"),
        ("对象", "全体业主", "老人"),
        ("责任人", "客服部", ""),
        ("预算", "300", ""),
    )
    session = Session.objects.select_related("activity").get()
    assert (session.sequence, session.place_text) == (1, "会所")
    assert (session.activity.audience, session.activity.budget_fen) == ("老人", None)
    assert (session.activity.responsible, session.activity.theme) == ("", "暖冬")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ActivityState.SUBMITTED, "活动正在审核，原为“2026-01-26 09:30”"),
        (ActivityState.APPROVED, "活动已通过审核，原为“2026-01-26 09:30”"),
        (ActivityState.PUBLISHED, "活动已经发布，原为“2026-01-26 09:30”"),
    ],
)
def test_a_row_that_may_not_move_any_more_says_the_true_reason(
    cast: Cast, state: str, sentence: str
) -> None:
    run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv")
    Activity.objects.update(state=state, published_at=NOW)

    moved = run(
        "activity-plan", csv_of(HEADER, with_(时间="2026-01-26 10:00")), cast.manager, "a.csv"
    )

    (error,) = moved.errors
    assert error.message.startswith(sentence)
    assert ("系统会通知" in error.message) == (state == ActivityState.PUBLISHED)


def test_what_is_announced_keeps_time_and_place_and_may_still_be_described(cast: Cast) -> None:
    run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv")
    Activity.objects.update(state=ActivityState.PUBLISHED, published_at=NOW)

    moved = run(
        "activity-plan",
        csv_of(HEADER, with_(时间="2026-01-26 10:00")),
        cast.manager,
        "a.csv",
        good_rows_only=True,
    )
    described = run("activity-plan", csv_of(HEADER, with_(对象="老人")), cast.manager, "a.csv")

    assert [(error.row, error.column) for error in moved.errors] == [(4, "时间")]
    assert "2026-01-26 09:30" in moved.errors[0].message
    assert moved.changed == 0
    assert described.changed == 1
    session = Session.objects.select_related("activity").get()
    assert f"{timezone.localtime(session.starts_at):%H:%M}" == "09:30"
    assert (session.sequence, session.activity.audience) == (0, "老人")


@pytest.mark.parametrize("gone", ["activity", "session"])
def test_what_was_called_off_is_neither_changed_nor_brought_back(cast: Cast, gone: str) -> None:
    run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv")
    if gone == "activity":
        Activity.objects.update(
            state=ActivityState.CANCELLED, cancelled_at=NOW, cancel_reason="下雨"
        )
    else:
        Session.objects.update(cancelled_at=NOW)

    again = run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv")
    changed = run("activity-plan", csv_of(HEADER, with_(对象="老人")), cast.manager, "a.csv")

    assert (again.new, again.unchanged) == (0, 1)
    assert changed.errors == (RowError(4, "对象", "老人", "已取消或已归档的活动不能再改"),)
    assert Session.objects.count() == 1


def test_a_start_moved_past_the_known_end_drops_the_end(cast: Cast) -> None:
    run("activity-plan", csv_of(HEADER, with_(时间="2026-01-26 9:30-11:00")), cast.manager, "a.csv")

    run("activity-plan", csv_of(HEADER, with_(时间="2026-01-26 10:00")), cast.manager, "a.csv")
    assert Session.objects.get().ends_at is not None
    run("activity-plan", csv_of(HEADER, with_(时间="2026-01-26 15:00")), cast.manager, "a.csv")
    assert Session.objects.get().ends_at is None


def test_sessions_of_one_activity_are_told_apart_by_their_day(cast: Cast) -> None:
    run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv")
    first = Session.objects.get()
    second = Session.objects.create(
        activity=first.activity,
        sub_district=first.sub_district,
        community=first.community,
        complex=first.complex,
        starts_at=first.starts_at + timedelta(days=7),
    )
    sheet = get_ledger("activity-plan").sheet(user=cast.manager, now=NOW)
    assert run("activity-plan", write_csv(sheet), cast.manager, "a.csv").unchanged == 2

    both = [with_(对象="老人"), with_(对象="老人", 时间="2026-02-02 09:30")]
    assert run("activity-plan", csv_of(HEADER, *both), cast.manager, "a.csv").applied

    second.activity.refresh_from_db()
    assert second.activity.audience == "老人"


def test_a_room_is_looked_for_at_the_complex_then_above_it(cast: Cast) -> None:
    place = {"sub_district": cast.street, "name": "议事厅"}
    street_room = Space.objects.create(**place)
    community_room = Space.objects.create(**place, community=cast.community)

    run("activity-plan", csv_of(HEADER, with_(地点="议事厅")), cast.manager, "a.csv")
    assert Session.objects.get().space == community_room

    Session.objects.update(space=None)
    Space.objects.filter(pk=community_room.pk).update(is_open=False)
    run("activity-plan", csv_of(HEADER, with_(地点="议事厅")), cast.manager, "a.csv")
    assert Session.objects.get().space == street_room


def test_a_rehearsal_writes_nothing(cast: Cast) -> None:
    report = run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv", dry_run=True)

    assert (report.new, report.applied) == (1, False)
    assert not Activity.objects.exists()


def test_another_ledger_is_refused_by_name(manager: User) -> None:
    with pytest.raises(WrongLedger, match="这不是“活动计划表”"):
        run("activity-plan", workbook("tiaodenghe-firms.xlsx"), manager)


def test_statements_do_not_grow_with_rows(cast: Cast) -> None:
    def plan(count: int, audience: str) -> bytes:
        rows = [
            with_(活动名称=f"第{n}次", 对象=audience, 时间="2026-01-26 10:00") for n in range(count)
        ]
        return xlsx_of(HEADER, *rows)

    counts = []
    for count, audience in ((3, "甲"), (300, "甲"), (3, "乙"), (300, "丙")):
        with CaptureQueriesContext(connection) as queries:
            assert run("activity-plan", plan(count, audience), cast.manager).applied
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[2] == counts[3]


def test_the_service_takes_no_rows_calmly(cast: Cast) -> None:
    assert import_activity_plan(rows=[], actor=cast.manager, now=NOW).new == 0


def test_every_row_of_an_import_is_audited(cast: Cast) -> None:
    run("activity-plan", csv_of(HEADER, ROW), cast.manager, "a.csv")

    activity: Any = Activity.objects.get()
    session: Any = Session.objects.get()
    assert (activity.events.count(), session.events.count()) == (1, 1)
