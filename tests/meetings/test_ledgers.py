"""Ledgers 7 and 20: in and out, by whom, what they refuse."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from core.ledgers import get_ledger
from core.sheets import write_xlsx
from meetings.choices import MeetingState
from meetings.models import Attendance, Meeting, Resolution
from meetings.services.minutes_ledger import import_minutes
from meetings.services.party_life_ledger import import_party_life
from party_building.models import PartyOrganization
from tests.core.test_ledger_fuzz import WORDS
from tests.factories.bodies import EnvCommitteeFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MinutesFactory,
    PartyMeetingFactory,
    ResolutionFactory,
)
from tests.factories.party_building import PartyOrganizationFactory
from tests.ledger_cast import NOW, csv_of, run
from tests.people import Cast

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
PARTY = [
    "党支部名称", "类型", "时间", "地点", "主持人", "记录人", "应到", "实到", "请假", "缺席",
    "议题", "主要内容", "形成决议", "主讲人（党课）", "课题", "是否补课",
]  # fmt: skip
ROW = [
    "东园党支部", "党课", "2026.10.12 晚上7:00", "红色港湾", "王书记", "小李", "20人", "18", "1", "1",
    "学习；讨论", "讲了党史。", "每月学一次；建学习角", "王书记", "扬艰苦奋斗精神", "2026年第3季度",
]  # fmt: skip
TOGETHER = [
    "社区", "小区", "会议名称", "类型", "时间", "地点", "主持人", "参加单位", "列席", "议题",
    "发言摘要", "事项序号", "议定事项", "责任单位", "责任人", "时限", "落实情况",
]  # fmt: skip
FIRST = [
    "甲一社区", "东园", "停车恳谈会", "恳谈会", "2026-11-10 19:00-20:30", "议事厅", "王主任",
    "东园物业；3栋楼栋长", "社区民警", "停车；绿化", "大家同意。", "1", "夜间划线", "东园物业",
    "李经理", "2026-12-01", "未启动",
]  # fmt: skip
SECOND = [*FIRST[:11], "2", "补种绿化", "业委会", "", "2026-12-20", ""]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


def party(cast: Cast, *rows: list[Any], actor: Any = None, **choices: Any) -> Any:
    actor = actor or cast.branch_secretary
    return run("party-life", csv_of(PARTY, *rows), actor, "三会一课.csv", **choices)


def together(cast: Cast, *rows: list[Any], actor: Any = None, **choices: Any) -> Any:
    return run("meetings", csv_of(TOGETHER, *rows), actor or cast.manager, "纪要.csv", **choices)


def export(kind: str, user: Any) -> bytes:
    return write_xlsx(get_ledger(kind).sheet(user=user, now=NOW))


def messages(report: Any) -> list[str]:
    return [error.message for error in report.errors]


def changed(row: list[Any], headings: list[str], **cells: Any) -> list[Any]:
    return [cells.get(heading, cell) for heading, cell in zip(headings, row, strict=True)]


# Ledger 7


def test_a_row_of_party_life_brings_a_meeting_with_all_its_parts(
    cast: Cast, branch: PartyOrganization
) -> None:
    report = party(cast, ROW)

    assert (report.new, report.errors) == (1, ())
    meeting = Meeting.objects.get()
    assert meeting.held_from == datetime(2026, 10, 12, 19, 0, tzinfo=CHINA)
    assert (meeting.kind, meeting.state) == ("LECTURE", MeetingState.MINUTED)
    assert (meeting.party_organization, meeting.complex) == (branch, cast.complex)
    counts = (
        meeting.due_count, meeting.present_count, meeting.leave_count, meeting.absent_count,
    )  # fmt: skip
    assert counts == (20, 18, 1, 1)
    assert (meeting.lecturer_name, meeting.topic) == ("王书记", "扬艰苦奋斗精神")
    assert meeting.makes_up == date(2026, 7, 1)
    assert meeting.minutes.text == "讲了党史。"
    assert list(meeting.agenda.values_list("topic", flat=True)) == ["学习", "讨论"]
    assert list(meeting.resolutions.values_list("matter", "party_organization")) == [
        ("每月学一次", branch.pk),
        ("建学习角", branch.pk),
    ]
    assert (meeting.recorded_by, meeting.steps.get().note) == (cast.branch_secretary, "台账导入")


def test_the_same_sheet_twice_changes_nothing(cast: Cast, branch: PartyOrganization) -> None:
    party(cast, ROW)

    again = party(cast, ROW)

    assert (again.new, again.changed, again.unchanged, again.errors) == (0, 0, 1, ())


def test_party_life_as_it_was_exported_comes_back_unchanged(
    cast: Cast, branch: PartyOrganization
) -> None:
    party(cast, ROW)
    agreed = PartyMeetingFactory(
        party_organization=branch, state=MeetingState.CLOSED, kind="COMMITTEE"
    )
    MinutesFactory(meeting=agreed, text="第一行\n=HYPERLINK(1)")
    PartyMeetingFactory(party_organization=branch, state=MeetingState.PLANNED, kind="THEME_DAY")

    for user in (cast.branch_secretary, cast.official):
        report = run("party-life", export("party-life", user), user)
        assert (report.new, report.changed, report.unchanged) == (0, 0, 2), report.errors
        assert report.errors == ()
        assert [column.heading for column in report.skipped] == ["图片"]


def test_a_changed_cell_is_named_and_blank_cells_change_nothing(
    cast: Cast, branch: PartyOrganization
) -> None:
    party(cast, ROW)
    row = changed(ROW, PARTY, 实到="19", 请假="1", 缺席="0", 地点="", 主要内容="讲了党史和家史。")

    report = party(cast, row)

    assert (report.changed, report.errors) == (1, ())
    meeting = Meeting.objects.get()
    assert (meeting.present_count, meeting.spot) == (19, "红色港湾")
    assert meeting.minutes.text == "讲了党史和家史。"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"党支部名称": "没有的支部"}, "在您负责的范围内没有找到这个党组织"),
        ({"类型": "茶话会"}, "应为"),
        ({"时间": "2027-01-01 19:00"}, "会议还没到时间"),
        ({"时间": "下周三"}, "应为日期和时间"),
        ({"实到": "21"}, "人数对不上"),
        ({"缺席": "5"}, "人数对不上"),
        ({"应到": "很多"}, "应为数字"),
        ({"应到": "200000"}, "人数应在0到100000之间"),
        ({"实到": "-3"}, "不能是负数"),
        ({"议题": "长" * 121}, "一个议题最多120字"),
        ({"形成决议": "长" * 201}, "一项决议最多200字"),
        ({"主要内容": "11010519491231002X"}, "疑似身份证号"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(
    cast: Cast, branch: PartyOrganization, cells: dict[str, str], words: str
) -> None:
    report = party(cast, changed(ROW, PARTY, **cells))

    assert [words in message for message in messages(report)] == [True], messages(report)
    assert not Meeting.objects.exists()


def test_agreed_minutes_are_not_changed_by_a_file(cast: Cast, branch: PartyOrganization) -> None:
    party(cast, ROW)
    Meeting.objects.update(state=MeetingState.CONFIRMED, confirmed_at=NOW, confirmed_road="PAPER")

    refused = party(cast, changed(ROW, PARTY, 实到="19", 缺席="0"))
    other = party(cast, changed(ROW, PARTY, 形成决议="别的决议"))

    assert messages(refused) == ["这次会议的纪要已经确认，不能用表格改"]
    assert messages(other) == ["已登记的会议，议题和决议请在会议页面改"]


def test_a_day_without_an_hour_means_the_meeting_of_that_day(
    cast: Cast, branch: PartyOrganization
) -> None:
    party(cast, ROW)

    report = party(cast, changed(ROW, PARTY, 时间="2026-10-12"))

    assert (report.unchanged, report.errors) == (1, ())


def test_firms_bring_no_party_life_and_a_dry_run_nothing(
    cast: Cast, branch: PartyOrganization
) -> None:
    refused = party(cast, ROW, actor=cast.manager)
    rehearsed = party(cast, ROW, dry_run=True)

    assert "没有找到这个党组织" in messages(refused)[0]
    assert (rehearsed.new, rehearsed.applied) == (1, False)
    assert not Meeting.objects.exists()
    assert get_ledger("party-life").sheet(user=cast.manager, now=NOW).rows == []
    assert callable(import_party_life)


# Ledger 20


def test_rows_of_one_meeting_bring_it_once_with_its_resolutions(cast: Cast) -> None:
    unit = OrganizationFactory(sub_district=cast.street, name="东园物业")

    report = together(cast, FIRST, SECOND)

    assert (report.new, report.errors) == (2, ())
    meeting = Meeting.objects.get()
    assert (meeting.complex, meeting.kind, meeting.state) == (
        cast.complex, "TALK", MeetingState.MINUTED,
    )  # fmt: skip
    assert meeting.held_until == datetime(2026, 11, 10, 20, 30, tzinfo=CHINA)
    assert list(
        meeting.resolutions.order_by("number").values_list(
            "matter", "organization", "owner_name", "contact", "deadline"
        )
    ) == [
        ("夜间划线", unit.pk, "东园物业", "李经理", date(2026, 12, 1)),
        ("补种绿化", None, "业委会", "", date(2026, 12, 20)),
    ]
    assert set(meeting.attendances.values_list("name", "role", "status")) == {
        ("东园物业", "TAKES_PART", "PRESENT"),
        ("3栋楼栋长", "TAKES_PART", "PRESENT"),
        ("社区民警", "SITS_IN", "PRESENT"),
    }
    again = together(cast, FIRST, SECOND)
    assert (again.new, again.changed, again.unchanged, again.errors) == (0, 0, 2, ())


def test_minutes_as_they_were_exported_come_back_unchanged(cast: Cast) -> None:
    together(cast, FIRST, SECOND)
    bare = MeetingFactory(
        complex=None, community=cast.community, state=MeetingState.CLOSED, title="社区论坛"
    )
    AttendanceFactory(meeting=bare)
    AgendaItemFactory(meeting=bare)
    whole = MeetingFactory(complex=None, community=None, sub_district=cast.street, kind="JOINT")
    ResolutionFactory(meeting=whole)
    PartyMeetingFactory(party_organization__complex=cast.complex)

    for user, count in ((cast.manager, 2), (cast.secretary, 3), (cast.official, 4)):
        report = run("meetings", export("meetings", user), user)
        assert (report.new, report.changed, report.unchanged) == (0, 0, count), report.errors
        assert report.errors == ()
        assert [column.heading for column in report.skipped] == ["落实情况", "附件"]


def test_a_new_resolution_joins_a_meeting_that_is_not_agreed_to(cast: Cast) -> None:
    together(cast, FIRST)

    report = together(cast, FIRST, SECOND)

    assert (report.new, report.unchanged, report.errors) == (1, 1, ())
    assert Resolution.objects.count() == 2
    Meeting.objects.update(state=MeetingState.CONFIRMED, confirmed_at=NOW, confirmed_road="PAPER")
    third = changed(SECOND, TOGETHER, 事项序号="3", 议定事项="晚了的事")
    assert messages(together(cast, third)) == ["这次会议的纪要已经确认，不能再加议定事项"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"小区": "没有的小区"}, "在您负责的范围内没有找到这个地方"),
        ({"类型": "党课"}, "应为"),
        ({"责任单位": ""}, "请写责任单位或责任人"),
        ({"议定事项": ""}, "请写议定事项"),
        ({"时间": "2026-11-10 19:00-18:00"}, "结束时间"),
        ({"时限": "尽快"}, "应为日期"),
        ({"参加单位": "长" * 81}, "一项最多80字"),
        ({"类型": "环物委会"}, "这个社区还没有登记环物委"),
    ],
)
def test_minutes_that_cannot_be_are_refused_with_their_row(
    cast: Cast, cells: dict[str, str], words: str
) -> None:
    report = together(cast, changed(FIRST, TOGETHER, **cells), actor=cast.secretary)

    assert [words in message for message in messages(report)] == [True], messages(report)
    assert not Meeting.objects.exists()


def test_what_stands_is_changed_on_its_page(cast: Cast) -> None:
    together(cast, FIRST)

    assert messages(together(cast, changed(FIRST, TOGETHER, 时限="2026-12-31"))) == [
        "已登记的议定事项请在会议页面改"
    ]
    assert messages(together(cast, changed(FIRST, TOGETHER, 参加单位="别的单位"))) == [
        "已登记的会议，名单和议题请在会议页面改"
    ]
    moved = together(cast, changed(FIRST, TOGETHER, 地点="社区大厅", 发言摘要="改了一句。"))
    assert (moved.changed, moved.errors) == (1, ())
    assert Meeting.objects.get().spot == "社区大厅"
    assert Meeting.objects.get().minutes.text == "改了一句。"


@pytest.mark.parametrize("kind", ["party-life", "meetings"])
def test_whatever_stands_in_a_cell_a_person_gets_a_report(
    kind: str, cast: Cast, branch: PartyOrganization
) -> None:
    """Each column in turn holds each odd word; good rows are written, odd ones named, nothing breaks."""
    headings, good = (PARTY, ROW) if kind == "party-life" else (TOGETHER, FIRST)
    for word in WORDS:
        rows = [[word if at == odd else cell for at, cell in enumerate(good)]
                for odd in range(len(headings))]  # fmt: skip

        content = csv_of(headings, *rows)
        report = run(kind, content, cast.official, "台账.csv", good_rows_only=True)

        assert report.total + report.error_row_count >= 1
        assert all(error.message for error in report.errors)
    assert Meeting.objects.exists()


def test_an_env_committees_meeting_is_its_committees(cast: Cast) -> None:
    committee = EnvCommitteeFactory(community=cast.community)
    row = changed(FIRST, TOGETHER, 小区="全社区", 类型="环物委会")

    together(cast, row, actor=cast.secretary)

    assert Meeting.objects.get().env_committee == committee
    assert Attendance.objects.count() == 3
    assert callable(import_minutes)
