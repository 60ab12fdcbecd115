"""Ledger 3 both ways: founded and changed by the rules of the services; ledgers 1 and 2 told of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from time_machine import travel

from accounts.models import User
from communities.models import Complex
from core.ledger_files import Report
from core.ledgers import get_ledger
from core.sheets import write_xlsx
from party_building.choices import PartyKind
from party_building.models import (
    MemberCount,
    PartyCoverage,
    PartyOrganization,
    PartyPost,
    PartyTerm,
    Subordination,
)
from party_building.services.organization_ledger import import_party_organizations
from tests.factories.communities import BuildingFactory, OrganizationFactory, UnitFactory
from tests.factories.party_building import (
    InstructorAssignmentFactory,
    KeyPartyHouseholdFactory,
    MemberCountFactory,
    PartyCoverageFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    ResponsibilityZoneFactory,
    ServicePostFactory,
    SubordinationFactory,
    ZoneDutyFactory,
)
from tests.ledger_cast import NOW, run, xlsx_of
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
TODAY = date(2026, 11, 20)
HEADER = [
    "党组织名称", "类型", "上级党组织", "社区", "所属小区/企业", "成立时间", "换届日期", "届满日期",
    "书记", "副书记", "委员数", "正式党员数", "预备党员数", "备注",
]  # fmt: skip
COMMITTEE = ["甲一社区党委", "党委", "", "甲一社区", "", "2018.7.1", *[""] * 8]
BRANCH = [
    "东园党支部", "小区党支部", "甲一社区党委", "甲一", "东园", "2020年7月1日", "2024-01-01",
    "2028/12/31", "王建国", "李秀英、赵明", "5", "20人", "2", "示范支部",
]  # fmt: skip
GROUP = [
    "第一党小组",
    "党小组",
    "东园党支部",
    "",
    "东园3栋",
    "2024-01-01",
    *[""] * 2,
    "周明",
    *[""] * 5,
]


@pytest.fixture
def the_day() -> Any:
    with travel("2026-11-20T10:00+08:00", tick=False):
        yield


def imported(*rows: list[str], by: User, **choices: Any) -> Report:
    return run("party-organizations", xlsx_of(HEADER, *rows), by, **choices)


def changed(row: list[str], **cells: str) -> list[str]:
    return [cells.get(heading, cell) for heading, cell in zip(HEADER, row, strict=True)]


def told(report: Report) -> list[tuple[int, str, str]]:
    return [(error.row, error.column, error.message) for error in report.errors]


def exported(kind: str, user: User) -> list[dict[str, Any]]:
    sheet = get_ledger(kind).sheet(user=user, now=NOW)
    return [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]


def names(post: str, day: date = TODAY) -> set[str]:
    return set(PartyPost.objects.on(day).filter(post=post).values_list("person__name", flat=True))


def test_a_ledger_founds_what_stands_below_each_other_in_any_order(cast: Cast) -> None:
    BuildingFactory(complex=cast.complex, name="3栋")

    report = imported(GROUP, BRANCH, COMMITTEE, by=cast.secretary)

    assert (report.new, report.changed, report.errors) == (3, 0, ())
    links = Subordination.objects.values_list("organization__name", "parent__name")
    assert set(links) == {("第一党小组", "东园党支部"), ("东园党支部", "甲一社区党委")}
    branch = PartyOrganization.objects.get(name="东园党支部")
    assert (branch.complex, branch.founded_on) == (cast.complex, date(2020, 7, 1))
    assert PartyOrganization.objects.get(name="甲一社区党委").complex is None
    covered = PartyCoverage.objects.select_related("building")
    assert {(one.kind, one.building.name if one.building else "") for one in covered} == {
        ("BRANCH", ""),
        ("GROUP", "3栋"),
    }
    assert PartyTerm.objects.get().ends_on == date(2028, 12, 31)
    assert (names("SECRETARY"), names("DEPUTY")) == ({"王建国"}, {"李秀英", "赵明"})
    assert names("GROUP_LEADER") == {"周明"}
    assert PartyPost.objects.get(person__name="王建国").since == date(2024, 1, 1)
    assert not PartyPost.objects.filter(is_published=True).exists()
    count = MemberCount.objects.get()
    assert (count.full, count.probationary, count.as_of) == (20, 2, TODAY)
    assert [column.heading for column in report.skipped] == ["委员数"]


def test_what_was_exported_comes_back_unchanged(cast: Cast) -> None:
    firm = OrganizationFactory(community=cast.community, name="邻里物业")
    UnitFactory(building=BuildingFactory(complex=cast.complex, name="3栋"), name="1单元")
    imported(
        COMMITTEE,
        BRANCH,
        changed(GROUP, **{"所属小区/企业": "东园3栋1单元、东园3栋"}),
        changed(
            BRANCH, 党组织名称="物业党支部", **{"所属小区/企业": "邻里物业（西园）", "书记": "吴明"}
        ),
        by=cast.secretary,
    )
    assert PartyCoverage.objects.get(host=firm).complex == cast.sibling_complex

    sheet = get_ledger("party-organizations").sheet(user=cast.secretary, now=NOW)
    report = run("party-organizations", write_xlsx(sheet), cast.secretary)

    assert told(report) == []
    assert (report.new, report.changed, report.unchanged) == (0, 0, 4)
    by_name = {row["党组织名称"]: row for row in exported("party-organizations", cast.secretary)}
    assert by_name["第一党小组"]["所属小区/企业"] == "东园3栋1单元、东园3栋"
    assert by_name["物业党支部"]["所属小区/企业"] == "邻里物业（西园）"
    branch = by_name["东园党支部"]
    assert (branch["书记"], branch["副书记"], branch["委员数"]) == ("王建国", "李秀英、赵明", 3)
    assert (branch["正式党员数"], branch["预备党员数"], branch["党小组数"]) == (20, 2, 1)


def test_a_changed_row_is_a_succession_a_count_and_a_move_on_the_day(cast: Cast) -> None:
    imported(COMMITTEE, BRANCH, by=cast.secretary)
    other: PartyOrganization = PartyOrganizationFactory(
        kind=PartyKind.GENERAL_BRANCH, complex=None, community=cast.community, name="甲一党总支"
    )

    report = imported(
        changed(BRANCH, 上级党组织="甲一党总支", 书记="高志国", 正式党员数="21", 备注="/"),
        by=cast.secretary,
    )

    assert (report.changed, report.errors) == (1, ())
    assert {cell[:2] for cell in report.changes[0].cells} == {
        ("上级党组织", "甲一社区党委"),
        ("书记", "王建国"),
        ("正式党员数", "20"),
        ("备注", "示范支部"),
    }
    assert names("SECRETARY", date(2026, 11, 19)) == {"王建国"}
    assert names("SECRETARY") == {"高志国"}
    branch = PartyOrganization.objects.get(name="东园党支部")
    assert Subordination.objects.on(TODAY).get(organization=branch).parent == other
    assert (branch.note, MemberCount.objects.get().full) == ("", 21)


def test_blank_cells_leave_what_stands_and_deputies_stay(cast: Cast) -> None:
    imported(COMMITTEE, BRANCH, by=cast.secretary)

    report = imported(
        ["东园党支部", *[""] * 13], changed(COMMITTEE, 副书记="吴明"), by=cast.secretary
    )

    assert (report.changed, report.unchanged, report.errors) == (1, 1, ())
    assert names("DEPUTY") == {"李秀英", "赵明", "吴明"}


def test_a_rehearsal_and_a_file_with_a_problem_write_nothing(cast: Cast) -> None:
    dry = imported(COMMITTEE, BRANCH, by=cast.secretary, dry_run=True)
    assert (dry.new, dry.applied, PartyOrganization.objects.count()) == (2, False, 0)

    bad = imported(COMMITTEE, changed(BRANCH, 书记="", 类型=""), by=cast.secretary)
    assert told(bad) == [(5, "类型", "新的党组织要填类型")]
    assert (bad.applied, PartyOrganization.objects.count()) == (False, 0)

    some = imported(COMMITTEE, changed(BRANCH, 类型=""), by=cast.secretary, good_rows_only=True)
    assert some.applied
    assert PartyOrganization.objects.get().name == "甲一社区党委"


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"上级党组织": "乙党委"}, "上级党组织", "没有找到“乙党委”这个上级党组织"),
        ({"所属小区/企业": "北园"}, "所属小区/企业", "没有找到“北园”"),
        ({"所属小区/企业": "东园9栋"}, "所属小区/企业", "没有找到“东园9栋”"),
        ({"所属小区/企业": "", "社区": "乙一社区"}, "社区", "没有找到这个社区"),
        ({"所属小区/企业": "", "社区": ""}, "社区", "请写上“社区”或者所属小区"),
        ({"届满日期": ""}, "届满日期", "换届日期和届满日期要一起填"),
        ({"届满日期": "2023-01-01"}, "党组织名称", "届满日期不能早于换届日期"),
        ({"正式党员数": ""}, "正式党员数", "请填正式党员数"),
        ({"类型": "协会"}, "类型", "应为：党工委、党委"),
    ],
)
def test_what_can_not_be_is_a_problem_of_its_row(
    cast: Cast, cells: dict[str, str], column: str, words: str
) -> None:
    report = imported(COMMITTEE, changed(BRANCH, **cells), by=cast.secretary)

    ((row, heading, message),) = told(report)
    assert (row, heading) == (5, column)
    assert words in message
    assert not PartyOrganization.objects.exists()


def test_whoever_stands_in_the_way_is_named(cast: Cast) -> None:
    other: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="另一党支部")
    PartyCoverageFactory(organization=other)

    report = imported(COMMITTEE, BRANCH, by=cast.secretary)

    ((row, column, message),) = told(report)
    assert (row, column) == (5, "党组织名称")
    assert "另一党支部从2024年1月1日" in message


def test_a_ring_is_a_problem_and_no_collision(cast: Cast) -> None:
    imported(COMMITTEE, BRANCH, by=cast.secretary)

    report = imported(changed(COMMITTEE, 上级党组织="东园党支部"), by=cast.secretary)

    assert [message for _row, _column, message in told(report)] == [
        "上级不能是它自己，也不能是它下面的党组织"
    ]


def test_nobody_reaches_into_other_places(cast: Cast) -> None:
    imported(COMMITTEE, BRANCH, by=cast.secretary)

    report = imported(changed(BRANCH, 备注="改了"), by=cast.outsider)

    assert [error[1] for error in told(report)] == ["所属小区/企业"]
    assert PartyOrganization.objects.get(name="东园党支部").note == "示范支部"
    assert exported("party-organizations", cast.outsider) == []


def test_kinds_and_ends_of_terms_are_not_changed_by_a_file(cast: Cast) -> None:
    imported(COMMITTEE, BRANCH, by=cast.secretary)

    report = imported(changed(BRANCH, 类型="联合支部"), by=cast.secretary)
    moved = imported(changed(BRANCH, 届满日期="2029-12-31"), by=cast.secretary)

    assert "类型不能改" in told(report)[0][2]
    assert told(moved)[0][1] == "届满日期"
    assert PartyTerm.objects.get().ends_on == date(2028, 12, 31)


def test_rows_that_say_what_stands_take_no_statement_of_their_own(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    imported(COMMITTEE, BRANCH, by=cast.secretary)
    many = [
        changed(BRANCH, 党组织名称=f"第{number}支部", 书记="", 副书记="", **{"所属小区/企业": ""})
        for number in range(20)
    ]
    imported(*many, by=cast.secretary)

    with django_assert_max_num_queries(25):  # a savepoint begins with what a row writes
        report = imported(COMMITTEE, BRANCH, *many, by=cast.secretary)

    assert (report.unchanged, report.errors) == (22, ())


def test_the_service_takes_rows_without_a_file(cast: Cast) -> None:
    outcome = import_party_organizations(rows=[], actor=cast.secretary, now=NOW)

    assert (outcome.new, outcome.changed, outcome.applied) == (0, 0, True)


def test_a_firm_exports_published_heads_and_no_numbers(cast: Cast) -> None:
    branch: PartyOrganization = PartyOrganizationFactory(complex=cast.complex)
    PartyPostFactory(organization=branch, person__name="王建国")
    PartyPostFactory(organization=branch, post="DEPUTY", person__name="李秀英", is_published=False)
    MemberCountFactory(organization=branch, full=37)
    InstructorAssignmentFactory(
        complex=None,
        community=None,
        sub_district=cast.street,
        organization=branch,
        instructor__person__name="周指导",
    )

    (at_firm,) = exported("party-organizations", cast.manager)
    (at_community,) = exported("party-organizations", cast.secretary)

    assert (at_firm["书记"], at_firm["副书记"], at_firm["正式党员数"]) == ("王建国", None, None)
    assert (at_community["副书记"], at_community["正式党员数"]) == ("李秀英", 37)
    assert at_community["党建指导员"] == "周指导"


# Ledgers 1 and 2


def branch_of(complex_: Complex) -> PartyOrganization:
    branch: PartyOrganization = PartyOrganizationFactory(complex=complex_)
    PartyCoverageFactory(organization=branch)
    PartyPostFactory(organization=branch, person__name="王建国")
    MemberCountFactory(organization=branch, full=20, probationary=2)
    return branch


def test_ledger_1_tells_branch_secretary_and_numbers(cast: Cast) -> None:
    branch = branch_of(cast.complex)
    group = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex)
    SubordinationFactory(organization=group, parent=branch)

    rows = {row["小区（院落）名称"]: row for row in exported("complexes", cast.secretary)}
    at_firm = {row["小区（院落）名称"]: row for row in exported("complexes", cast.manager)}

    columns = ("是否成立党支部", "党支部书记", "党员数", "党小组数")
    assert [rows["东园"][column] for column in columns] == ["是", "王建国", 22, 1]
    assert [rows["西园"][column] for column in columns] == ["否", None, None, None]
    assert at_firm["东园"]["党员数"] is None
    # What property firms add stands beside it.
    assert "物业服务企业" in rows["东园"]


def test_ledger_2_counts_by_unit_and_names_no_member(cast: Cast) -> None:
    branch = branch_of(cast.complex)
    first = UnitFactory(building__complex=cast.complex, building__name="1栋", name="1单元")
    second = UnitFactory(building=first.building, name="2单元")
    groups = [
        PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex, name=name)
        for name in ("楼栋党小组", "单元党小组")
    ]
    PartyCoverageFactory(organization=groups[0], building=first.building)
    PartyCoverageFactory(organization=groups[1], unit=second)
    PartyPostFactory(organization=groups[1], post="GROUP_LEADER", person__name="周明")
    zone = ResponsibilityZoneFactory(organization=branch, building=first.building)
    members = PartyMemberFactory.create_batch(2, organization=branch, person__name="赵不公开")
    for member in members:
        ZoneDutyFactory(zone=zone, member=member)
    KeyPartyHouseholdFactory(organization=branch, building=first.building, member=members[0])
    ServicePostFactory(organization=branch, unit=second)

    rows = {row["单元"]: row for row in exported("buildings", cast.secretary)}
    at_firm = exported("buildings", cast.manager)

    columns = ("党小组", "党小组组长", "责任区党员数", "党员中心户", "党员服务岗")
    assert [rows["1单元"][column] for column in columns] == ["楼栋党小组", None, 2, 1, None]
    assert [rows["2单元"][column] for column in columns] == ["单元党小组", "周明", 2, 1, 1]
    assert "赵不公开" not in str([*rows.values(), *at_firm])
    assert {row["责任区党员数"] for row in at_firm} == {None}


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("complexes", {"是否成立党支部", "党支部书记", "党员数", "党小组数"}),
        ("buildings", {"党小组", "党小组组长", "责任区党员数", "党员中心户", "党员服务岗"}),
    ],
)
def test_computed_columns_are_named_as_skipped(cast: Cast, kind: str, headings: set[str]) -> None:
    UnitFactory(building__complex=cast.complex)
    sheet = get_ledger(kind).sheet(user=cast.secretary, now=NOW)

    report = run(kind, write_xlsx(sheet), cast.secretary)

    assert headings <= {column.heading for column in report.skipped}
    assert report.errors == ()


@pytest.mark.parametrize("count", [1, 3])
def test_ledgers_take_the_same_statements_for_three_rows(
    cast: Cast, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        unit = UnitFactory(building__complex=cast.complex, building__name=f"{number + 1}栋")
        group = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=cast.complex)
        PartyCoverageFactory(organization=group, building=unit.building)
        PartyPostFactory(organization=group, post="GROUP_LEADER")

    for kind, most in (("party-organizations", 19), ("buildings", 17), ("complexes", 17)):
        with django_assert_max_num_queries(most):
            exported(kind, cast.official)
