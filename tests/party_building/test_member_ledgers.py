"""Ledgers 4, 5 and 6 both ways: what is taken, what is dropped and named, and for whom they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Person
from communities.models import Building
from communities.services.persons import merge_persons
from core.errors import DomainError
from core.ledgers import get_ledger
from core.sheets import write_xlsx
from party_building.choices import PartyKind
from party_building.models import (
    DualRegistration,
    MemberDevelopment,
    PartyMember,
    PartyOrganization,
    ServiceClaim,
)
from party_building.services.development_ledger import initials
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory
from tests.factories.party_building import (
    DualRegistrationFactory,
    MemberDevelopmentFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyRulesFactory,
    ServiceClaimFactory,
    ServicePostFactory,
    SubordinationFactory,
)
from tests.ledger_cast import NOW, run, xlsx_of
from tests.people import Cast

pytestmark = pytest.mark.django_db

ID_NUMBER = "11010519491231002X"
ROSTER = [
    "序号", "姓名", "性别", "民族", "出生年月", "学历", "身份证号", "入党时间", "转正时间",
    "党组织关系所在支部", "所在党小组", "楼栋", "党内职务", "是否双报到", "服务岗", "联系电话",
    "同意登记日期", "备注",
]  # fmt: skip
FIRST = [
    1, "林静", "女", "汉", "1966.3", "大专", ID_NUMBER, "1990-07-01", "1991-07-01", "东园党支部",
    "东园第一党小组", "3号楼", "党小组组长", "否", "", "13800000001", "2026年1月5日", "",
]  # fmt: skip
DROPPED = {"性别", "民族", "出生年月", "学历", "身份证号", "入党时间", "转正时间"}


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


@pytest.fixture
def group(branch: PartyOrganization) -> PartyOrganization:
    made: PartyOrganization = PartyOrganizationFactory(
        complex=branch.complex, kind=PartyKind.GROUP, name="东园第一党小组"
    )
    SubordinationFactory(organization=made, parent=branch)
    return made


@pytest.fixture
def building(cast: Cast) -> Building:
    return BuildingFactory(complex=cast.complex, name="3栋")


def row(**cells: Any) -> list[Any]:
    """As FIRST, with some cells written otherwise."""
    return [cells.get(heading, cell) for heading, cell in zip(ROSTER, FIRST, strict=True)]


def problems(report: Any) -> list[tuple[str, str]]:
    return [(error.column, error.message) for error in report.errors]


def exported(kind: str, cast: Cast, user: Any = None) -> list[dict[str, Any]]:
    sheet = get_ledger(kind).sheet(user=user or cast.branch_secretary, now=NOW)
    return [dict(zip(sheet.headings, cells, strict=True)) for cells in sheet.rows]


def test_a_roster_is_taken_without_what_the_system_does_not_keep(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization, building: Building
) -> None:
    report = run("party-members", xlsx_of(ROSTER, FIRST), cast.branch_secretary)

    assert (report.new, report.changed, report.errors) == (1, 0, ())
    reasons = {one.heading: one.reason for one in report.skipped}
    assert {
        heading for heading, reason in reasons.items() if reason == "按规定不收集，已略过"
    } == DROPPED
    assert reasons["党内职务"] == "党内职务在党组织的页面上任命，不从名册导入"
    assert "服务岗" not in reasons
    member = PartyMember.objects.select_related("person").get()
    assert (member.person.name, member.person.phone_tail, member.group, member.building) == (
        "林静", "0001", group, building,
    )  # fmt: skip
    assert (member.organization, member.consented_on, member.since, member.home) == (
        branch, date(2026, 1, 5), date(2026, 1, 5), "HERE",
    )  # fmt: skip


def test_nothing_that_was_dropped_stands_anywhere_afterwards(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization, building: Building
) -> None:
    run("party-members", xlsx_of(ROSTER, FIRST), cast.branch_secretary)

    kept = {str(value) for value in PartyMember.objects.values_list().get()}
    kept |= {str(value) for value in Person.objects.filter(name="林静").values_list().get()}
    assert not kept & {ID_NUMBER, "1990-07-01", "1991-07-01", "1966.3", "大专", "汉"}


def test_a_roster_comes_back_unchanged_and_stamped(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization, building: Building
) -> None:
    run("party-members", xlsx_of(ROSTER, FIRST), cast.branch_secretary)
    member = PartyMember.objects.get()
    PartyPostFactory(organization=group, person=member.person, post="GROUP_LEADER")
    ServiceClaimFactory(service_post__organization=branch, member=member)

    sheet = get_ledger("party-members").sheet(user=cast.branch_secretary, now=NOW)
    report = run("party-members", write_xlsx(sheet), cast.branch_secretary)

    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 1, ())
    assert (report.warnings, ServiceClaim.objects.count()) == ((), 1)
    assert "填报人：支部书记甲" in sheet.filling
    assert not DROPPED & set(sheet.headings)
    [cells] = exported("party-members", cast)
    assert (cells["姓名"], cells["党内职务"], cells["服务岗"], cells["联系电话"]) == (
        "林静", "党小组组长", "矛盾调解岗", "138****0001",
    )  # fmt: skip
    assert (cells["是否双报到"], cells["楼栋"], cells["所在党小组"]) == (
        "否", "3栋", "东园第一党小组",
    )  # fmt: skip


@pytest.mark.parametrize("role", ["manager", "steward", "leader", "sibling_manager", "outsider"])
def test_a_roster_is_exported_for_nobody_else(
    role: str, cast: Cast, branch: PartyOrganization
) -> None:
    PartyMemberFactory(organization=branch)
    DualRegistrationFactory(complex=cast.complex)

    for kind in ("party-members", "dual-registrations"):
        assert exported(kind, cast, getattr(cast, role)) == []


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"同意登记日期": ""}, "同意登记日期", "党员身份要本人同意才能登记，请填同意日期"),
        ({"同意登记日期": "2099.1.1"}, "同意登记日期", "同意日期还没有到，请填已经同意的日期"),
        ({"党组织关系所在支部": "西园党支部"}, "党组织关系所在支部", "在您登记名册的范围内没有找到这个党支部，请核对名称"),
        ({"所在党小组": "第九党小组"}, "所在党小组", "这个党支部没有这个党小组"),
        ({"楼栋": "99栋"}, "楼栋", "这个党支部的小区里没有这栋楼"),
        ({"姓名": ID_NUMBER}, "姓名", "疑似身份证号，系统不收集身份证号，请从文件里删除"),
    ],
)  # fmt: skip
def test_a_row_that_can_not_be_taken_is_named(
    cast: Cast,
    branch: PartyOrganization,
    group: PartyOrganization,
    building: Building,
    cells: dict[str, Any],
    column: str,
    sentence: str,
) -> None:
    PartyOrganizationFactory(complex=cast.sibling_complex, name="西园党支部")

    report = run("party-members", xlsx_of(ROSTER, row(**cells)), cast.branch_secretary)

    assert (column, sentence) in problems(report)
    assert not PartyMember.objects.exists()


def test_one_who_stands_in_another_roster_is_told_where(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization, building: Building
) -> None:
    other = PartyOrganizationFactory(complex=cast.other_community_complex, name="南园党支部")
    run("party-members", xlsx_of(ROSTER, row(党组织关系所在支部="南园党支部", 所在党小组="", 楼栋="")), cast.official)  # fmt: skip
    assert other.partymembers.count() == 1

    report = run("party-members", xlsx_of(ROSTER, FIRST), cast.branch_secretary)

    assert problems(report) == [("姓名", "林静这段时间在南园党支部的名册里，请先在那里登记转出")]


def test_what_differs_is_a_change_from_today_on(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization, building: Building
) -> None:
    run("party-members", xlsx_of(ROSTER, FIRST), cast.branch_secretary)

    report = run("party-members", xlsx_of(ROSTER, row(所在党小组="无")), cast.branch_secretary)

    assert (report.new, report.changed) == (0, 1)
    assert report.changes[0].cells == (("所在党小组", "东园第一党小组", ""),)
    today = NOW.date()
    before, after = PartyMember.objects.order_by("since")
    assert (before.group, before.until, after.group, after.since) == (
        group, date(2026, 11, 19), None, today,
    )  # fmt: skip


def test_a_dry_run_writes_nothing(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization, building: Building
) -> None:
    report = run("party-members", xlsx_of(ROSTER, FIRST), cast.branch_secretary, dry_run=True)

    assert report.new == 1
    assert not PartyMember.objects.exists()


def test_a_roster_takes_few_statements_at_any_length(
    cast: Cast,
    branch: PartyOrganization,
    group: PartyOrganization,
    building: Building,
    django_assert_max_num_queries: Any,
) -> None:
    rows = [row(姓名=f"林静{number}", 联系电话="") for number in range(40)]

    with django_assert_max_num_queries(20):
        report = run("party-members", xlsx_of(ROSTER, *rows), cast.branch_secretary)

    assert report.new == 40


# 双报到

REPORTS = [
    "姓名", "工作单位", "单位党组织", "居住小区", "报到日期", "特长", "认领岗位", "参加活动次数",
    "服务时长", "社区评价", "同意登记日期", "身份证号",
]  # fmt: skip
REPORT = ["郑远", "区图书馆", "图书馆党支部", "东园", "2026.3.1", "修电器", "", 3, 5, "", "2026-03-01", ID_NUMBER]  # fmt: skip


def test_reports_in_are_taken_without_what_others_compute(cast: Cast) -> None:
    report = run("dual-registrations", xlsx_of(REPORTS, REPORT), cast.branch_secretary)

    assert (report.new, report.errors) == (1, ())
    assert {one.heading: one.reason for one in report.skipped} == {
        "参加活动次数": "暂不导入",
        "服务时长": "暂不导入",
        "身份证号": "按规定不收集，已略过",
    }
    registration = DualRegistration.objects.get()
    assert (registration.complex, registration.employer, registration.reported_on) == (
        cast.complex, "区图书馆", date(2026, 3, 1),
    )  # fmt: skip


def test_reports_in_come_back_unchanged_with_their_posts(
    cast: Cast, branch: PartyOrganization
) -> None:
    run("dual-registrations", xlsx_of(REPORTS, REPORT), cast.branch_secretary)
    registration = DualRegistration.objects.get()
    ServiceClaimFactory(service_post__organization=branch, member=None, registration=registration)

    sheet = get_ledger("dual-registrations").sheet(user=cast.branch_secretary, now=NOW)
    report = run("dual-registrations", write_xlsx(sheet), cast.branch_secretary)

    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 1, ())
    assert (report.warnings, ServiceClaim.objects.count()) == ((), 1)
    [cells] = exported("dual-registrations", cast)
    assert (cells["认领岗位"], cells["居住小区"]) == ("矛盾调解岗", "东园")
    assert not {"参加活动次数", "服务时长", "身份证号"} & set(cells)


def test_a_review_is_taken_for_one_who_stands(cast: Cast) -> None:
    run("dual-registrations", xlsx_of(REPORTS, REPORT), cast.branch_secretary)

    reviewed = [*REPORT[:9], "参加三次巡逻", *REPORT[10:]]
    report = run("dual-registrations", xlsx_of(REPORTS, reviewed), cast.branch_secretary)

    assert (report.new, report.changed) == (0, 1)
    assert DualRegistration.objects.get().review == "参加三次巡逻"


def test_reports_in_outside_ones_places_or_without_consent_are_named(cast: Cast) -> None:
    without = [*REPORT[:10], "", REPORT[11]]
    elsewhere = [*REPORT[:3], "西园", *REPORT[4:]]

    report = run("dual-registrations", xlsx_of(REPORTS, without, elsewhere), cast.branch_secretary)

    assert {column for column, _message in problems(report)} == {"同意登记日期", "居住小区"}
    assert not DualRegistration.objects.exists()


# 认领岗位


def report_row(**cells: Any) -> list[Any]:
    """As REPORT, with some cells written otherwise."""
    return [cells.get(heading, cell) for heading, cell in zip(REPORTS, REPORT, strict=True)]


def warned(report: Any) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.message) for one in report.warnings]


def serving() -> list[tuple[str, str, date]]:
    """Who serves where, from which day on."""
    claims = ServiceClaim.objects.select_related("service_post", "member", "registration")
    return sorted(
        ((claim.member or claim.registration).person.name, claim.service_post.name, claim.since)  # type: ignore[union-attr]  # a CHECK: one of them
        for claim in claims
    )


def test_posts_are_claimed_in_her_complex_else_in_her_community(
    cast: Cast, branch: PartyOrganization
) -> None:
    other = PartyOrganizationFactory(complex=cast.sibling_complex)
    for made, name in ((branch, "文明劝导岗"), (other, "文明劝导岗"), (other, "法律咨询岗")):
        ServicePostFactory(organization=made, name=name)
    typed = xlsx_of(REPORTS, report_row(认领岗位="文明劝导岗、法律咨询岗"))

    report = run("dual-registrations", typed, cast.official)

    assert (report.new, report.errors, report.warnings) == (1, (), ())
    assert serving() == [
        ("郑远", "文明劝导岗", NOW.date()), ("郑远", "法律咨询岗", NOW.date()),
    ]  # fmt: skip
    assert ServiceClaim.objects.get(service_post__name="文明劝导岗").complex == cast.complex
    again = run("dual-registrations", typed, cast.official)
    assert (again.unchanged, again.changed, ServiceClaim.objects.count()) == (1, 0, 2)


def test_a_post_that_is_not_there_or_full_is_said_and_the_row_is_kept(
    cast: Cast, branch: PartyOrganization
) -> None:
    full = ServicePostFactory(organization=branch, name="矛盾调解岗", places=1)
    ServiceClaimFactory(service_post=full)
    ServicePostFactory(organization=branch, name="护绿岗", until=date(2026, 6, 30))
    ServicePostFactory(organization=branch, name="巡逻岗")
    ServicePostFactory(organization=branch, name="巡逻岗")
    ServicePostFactory(
        organization=PartyOrganizationFactory(complex=cast.other_community_complex), name="远处岗"
    )
    typed = "矛盾调解岗，护绿岗，巡逻岗，远处岗"

    report = run("dual-registrations", xlsx_of(REPORTS, report_row(认领岗位=typed)), cast.official)

    assert (report.new, report.errors) == (1, ())
    assert warned(report) == [
        (4, "认领岗位", "“矛盾调解岗”只有1个名额，已经满了，先不认领"),
        (4, "认领岗位", "这里没有“护绿岗”这个服务岗，先不认领"),
        (4, "认领岗位", "这里有几个“巡逻岗”，请在系统里认领其中一个"),
        (4, "认领岗位", "这里没有“远处岗”这个服务岗，先不认领"),
    ]
    assert report.as_dict()["warnings"]
    registration = DualRegistration.objects.get()
    assert registration.person.name == "郑远"
    assert not registration.service_claims.exists()


def test_the_last_place_goes_to_the_first_row(cast: Cast, branch: PartyOrganization) -> None:
    ServicePostFactory(organization=branch, name="文明劝导岗", places=1)
    rows = [report_row(姓名=name, 认领岗位="文明劝导岗") for name in ("郑远", "钱程")]

    report = run("dual-registrations", xlsx_of(REPORTS, *rows), cast.branch_secretary)

    assert (report.new, [row for row, _column, _words in warned(report)]) == (2, [5])
    assert serving() == [("郑远", "文明劝导岗", NOW.date())]


def test_a_post_that_the_file_leaves_out_is_not_given_back_and_told(
    cast: Cast, branch: PartyOrganization
) -> None:
    run("dual-registrations", xlsx_of(REPORTS, REPORT), cast.branch_secretary)
    registration = DualRegistration.objects.get()
    ServiceClaimFactory(service_post__organization=branch, member=None, registration=registration)
    ServicePostFactory(organization=branch, name="护绿、巡逻岗")

    report = run(
        "dual-registrations", xlsx_of(REPORTS, report_row(认领岗位="护绿、巡逻岗")), cast.branch_secretary
    )  # fmt: skip

    assert (report.new, report.changed) == (0, 1)
    assert report.changes[0].cells == (("认领岗位", "矛盾调解岗", "矛盾调解岗、护绿、巡逻岗"),)
    assert warned(report) == [
        (4, "认领岗位", "仍在“矛盾调解岗”，文件里没有写；不再认领的，请在系统里登记结束")
    ]
    assert ServiceClaim.objects.on(NOW.date()).count() == 2
    sheet = get_ledger("dual-registrations").sheet(user=cast.branch_secretary, now=NOW)
    back = run("dual-registrations", write_xlsx(sheet), cast.branch_secretary)
    assert (back.unchanged, back.warnings) == (1, ())


def test_a_dry_run_claims_nothing_and_warns_as_the_act_does(
    cast: Cast, branch: PartyOrganization
) -> None:
    ServicePostFactory(organization=branch, name="文明劝导岗")
    typed = xlsx_of(REPORTS, report_row(认领岗位="文明劝导岗、瞭望岗"))

    rehearsed = run("dual-registrations", typed, cast.branch_secretary, dry_run=True)

    assert not ServiceClaim.objects.exists()
    assert warned(rehearsed) == [(4, "认领岗位", "这里没有“瞭望岗”这个服务岗，先不认领")]
    assert warned(run("dual-registrations", typed, cast.branch_secretary)) == warned(rehearsed)


def test_members_claim_posts_of_their_own_branch_and_keep_them_when_they_move(
    cast: Cast, branch: PartyOrganization, group: PartyOrganization, building: Building
) -> None:
    other = PartyOrganizationFactory(complex=cast.sibling_complex)
    ServicePostFactory(organization=branch, name="文明劝导岗")
    ServicePostFactory(organization=branch, name="护绿岗")
    ServicePostFactory(organization=other, name="法律咨询岗")

    first = run(
        "party-members", xlsx_of(ROSTER, row(服务岗="文明劝导岗、法律咨询岗")), cast.official
    )
    second = run(
        "party-members", xlsx_of(ROSTER, row(服务岗="文明劝导岗、护绿岗", 所在党小组="无")), cast.official
    )  # fmt: skip

    assert warned(first) == [(4, "服务岗", "这里没有“法律咨询岗”这个服务岗，先不认领")]
    assert (second.changed, second.warnings) == (1, ())
    assert [heading for heading, _old, _new in second.changes[0].cells] == ["所在党小组", "服务岗"]
    now = PartyMember.objects.get(since=NOW.date())
    assert sorted(
        claim.service_post.name for claim in ServiceClaim.objects.on(NOW.date()).filter(member=now)
    ) == ["护绿岗", "文明劝导岗"]
    assert run(
        "party-members", xlsx_of(ROSTER, row(服务岗="文明劝导岗、护绿岗", 所在党小组="无")), cast.official
    ).unchanged == 1  # fmt: skip


def test_claims_take_few_statements_at_any_length(
    cast: Cast, branch: PartyOrganization, django_assert_max_num_queries: Any
) -> None:
    ServicePostFactory(organization=branch, name="文明劝导岗", places=99)
    rows = [report_row(姓名=f"郑远{number}", 认领岗位="文明劝导岗") for number in range(40)]

    with django_assert_max_num_queries(20):
        report = run("dual-registrations", xlsx_of(REPORTS, *rows), cast.branch_secretary)

    assert (report.new, report.warnings, ServiceClaim.objects.count()) == (40, (), 40)


# 党员发展

PIPELINE = ["姓名", "所在企业/岗位", "党支部", "申请日期", "谈话日期", "列为积极分子日期", "培养联系人", "阶段"]  # fmt: skip
ON_THE_WAY = ["王建国", "物业客服", "东园党支部", "2026-01-10", "2026-01-20", "", "李某", "积极分子"]  # fmt: skip


def test_while_it_is_off_the_ledger_says_so_both_ways(
    cast: Cast, branch: PartyOrganization
) -> None:
    MemberDevelopmentFactory(organization=branch)

    with pytest.raises(DomainError, match="本街道没有启用党员发展台账"):
        run("development", xlsx_of(PIPELINE, ON_THE_WAY), cast.branch_secretary)

    sheet = get_ledger("development").sheet(user=cast.branch_secretary, now=NOW)
    assert list(sheet.rows) == []
    assert "本街道没有启用党员发展台账" in sheet.filling[-1]


def test_of_a_name_only_the_initials_are_kept(cast: Cast, branch: PartyOrganization) -> None:
    PartyRulesFactory(sub_district=cast.street, development_on=True)

    report = run("development", xlsx_of(PIPELINE, ON_THE_WAY), cast.branch_secretary)

    assert (report.new, report.errors) == (1, ())
    record = MemberDevelopment.objects.get()
    assert (record.label, record.workplace, record.stage) == ("王某", "物业客服", "APPLICANT")
    assert [(step.number, step.on) for step in record.steps.order_by("number")] == [
        (1, date(2026, 1, 10)), (2, date(2026, 1, 20)),
    ]  # fmt: skip
    assert "培养联系人" in {one.heading for one in report.skipped}


def test_steps_are_added_and_never_changed_by_a_file(cast: Cast, branch: PartyOrganization) -> None:
    PartyRulesFactory(sub_district=cast.street, development_on=True)
    run("development", xlsx_of(PIPELINE, ON_THE_WAY), cast.branch_secretary)
    again = [*ON_THE_WAY[:4], "2026-01-25", "2026-02-01", *ON_THE_WAY[6:]]

    report = run("development", xlsx_of(PIPELINE, again), cast.branch_secretary)

    assert (report.new, report.changed) == (0, 1)
    record = MemberDevelopment.objects.get()
    assert (record.stage, record.steps.get(number=2).on) == ("ACTIVIST", date(2026, 1, 20))
    [cells] = exported("development", cast)
    assert (cells["姓名"], cells["阶段"], cells["下一节点日期"]) == (
        "王某", "入党积极分子", "2026-08-01",
    )  # fmt: skip
    sheet = get_ledger("development").sheet(user=cast.branch_secretary, now=NOW)
    assert run("development", write_xlsx(sheet), cast.branch_secretary).unchanged == 1


@pytest.mark.parametrize(
    ("name", "kept"), [("王建国", "王某"), ("张某", "张某"), ("李某某", "李某某")]
)
def test_initials(name: str, kept: str) -> None:
    assert initials(name) == kept


# Two rows that are one person


def test_two_who_stand_in_two_rosters_are_not_merged_unseen(
    cast: Cast, branch: PartyOrganization
) -> None:
    one = PartyMemberFactory(organization=branch, person=PersonFactory())
    other = PartyMemberFactory(
        organization=PartyOrganizationFactory(complex=cast.sibling_complex, name="西园党支部"),
        person=PersonFactory(),
    )
    merging: dict[str, Any] = {
        "keep": one.person, "gone": other.person, "reason": "同一人", "actor": cast.official,
        "now": timezone.now(),
    }  # fmt: skip

    with pytest.raises(DomainError, match="两人同时在东园党支部和西园党支部的名册里"):
        merge_persons(**merging)
    PartyMember.objects.filter(pk=one.pk).update(until=date(2025, 12, 31))
    PartyMember.objects.filter(pk=other.pk).update(since=date(2026, 1, 1))
    merge_persons(**merging)

    assert one.person.party_memberships.count() == 2


def test_two_who_have_reported_in_at_once_are_not_merged_unseen(cast: Cast) -> None:
    one = DualRegistrationFactory(complex=cast.complex)
    other = DualRegistrationFactory(complex=cast.sibling_complex)

    with pytest.raises(DomainError, match="两人同时在东园和西园报到"):
        merge_persons(
            keep=one.person,
            gone=other.person,
            reason="同一人",
            actor=cast.official,
            now=timezone.now(),
        )
