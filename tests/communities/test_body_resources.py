"""Ledgers 8 and 9: 业委会成员表 and 环物委成员表, both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from communities.models import CommitteeSeat, CommitteeTerm, EnvMember, OwnersBody
from communities.services.body_ledgers import import_owners_committees
from communities.services.env_ledgers import import_env_committees
from communities.services.ledger_people import Named, persons_of
from core.ledgers import get_ledger
from core.sheets import write_xlsx
from tests.factories.bodies import CommitteeSeatFactory, EnvMemberFactory
from tests.ledger_cast import NOW, csv_of, run, xlsx_of
from tests.people import Cast

pytestmark = pytest.mark.django_db
HEADER = [
    "小区",
    "第几届",
    "任期开始",
    "届满日期",
    "姓名",
    "职务",
    "是否党员",
    "楼栋",
    "电话",
    "备案时间",
]
FIRST = [
    "东园",
    "第三届",
    "2024.1.1",
    "2028年12月31日",
    "王建国",
    "主任",
    "√",
    "3栋",
    "13812345678",
    "2024/1/20",
]
SECOND = ["", "3", "2024-01-01", "2028-12-31", "李秀英", "委员", "否", "", "", "2024/1/20"]


def row(**cells: str) -> list[str]:
    """As FIRST, with some cells written otherwise."""
    return [cells.get(heading, cell) for heading, cell in zip(HEADER, FIRST, strict=True)]


def problems(report: Any) -> list[tuple[int, str, str]]:
    return [(error.row, error.column, error.message) for error in report.errors]


def test_a_ledger_founds_the_body_begins_the_term_and_fills_the_seats(cast: Cast) -> None:
    report = run("owners-committees", xlsx_of(HEADER, FIRST, SECOND), cast.secretary)

    assert (report.new, report.changed, report.unchanged, report.errors) == (2, 0, 0, ())
    term = CommitteeTerm.objects.get()
    assert (term.number, term.starts_on, term.ends_on, term.filed_on, term.complex) == (
        3, date(2024, 1, 1), date(2028, 12, 31), date(2024, 1, 20), cast.complex,
    )  # fmt: skip
    seats = CommitteeSeat.objects.select_related("person")
    assert {
        (
            s.person.name,
            s.position,
            s.is_party_member,
            s.building_text,
            s.person.phone_tail,
            s.since,
        )
        for s in seats
    } == {
        ("王建国", "DIRECTOR", True, "3栋", "5678", date(2024, 1, 1)),
        ("李秀英", "MEMBER", False, "", "", date(2024, 1, 1)),
    }


def test_what_was_exported_comes_back_unchanged_with_phones_masked(cast: Cast) -> None:
    run("owners-committees", xlsx_of(HEADER, FIRST, SECOND), cast.secretary)

    sheet = get_ledger("owners-committees").sheet(user=cast.secretary, now=NOW)
    report = run("owners-committees", write_xlsx(sheet), cast.secretary)

    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 0, 2, ())
    cells = dict(zip(sheet.headings, next(iter(sheet.rows)), strict=True))
    assert (cells["届次"], cells["联系电话"], cells["职务"]) == ("第3届", "138****5678", "主任")
    assert "性别" not in cells


def test_a_changed_row_changes_one_seat_and_a_masked_phone_none(cast: Cast) -> None:
    run("owners-committees", xlsx_of(HEADER, FIRST, SECOND), cast.secretary)

    report = run(
        "owners-committees",
        csv_of(HEADER, row(电话="138****5678"), [*SECOND[:6], "是", "5栋", "", "2024/1/20"]),
        cast.secretary,
        "台账.csv",
    )

    # The complex is inherited from the row above.
    assert (report.new, report.changed, report.unchanged, report.errors) == (0, 1, 1, ())
    seat = CommitteeSeat.objects.get(person__name="李秀英")
    assert (seat.is_party_member, seat.building_text) == (True, "5栋")


def test_directors_change_places_wherever_they_stand_in_the_file(cast: Cast) -> None:
    run("owners-committees", xlsx_of(HEADER, FIRST, SECOND), cast.secretary)
    new_director = ["东园", *SECOND[1:5], "主任", *SECOND[6:]]

    report = run(
        "owners-committees", xlsx_of(HEADER, new_director, row(职务="委员")), cast.secretary
    )

    assert (report.changed, report.errors) == (2, ())
    assert CommitteeSeat.objects.get(position="DIRECTOR").person.name == "李秀英"


def test_what_cannot_be_true_names_row_rule_and_keeps_the_other_rows(cast: Cast) -> None:
    run("owners-committees", xlsx_of(HEADER, FIRST, SECOND), cast.secretary)
    overlap = "任期与第3届（2024年1月1日到2028年12月31日）重叠，同一组织的各届任期不能重叠"
    bad = [
        row(第几届="4", 任期开始="2028-12-31", 届满日期="2032-12-31", 姓名="甲某"),
        row(第几届="2", 任期开始="2023-12-31", 届满日期="2020-01-01", 姓名="乙某"),
        row(姓名="丙某"),
        row(小区="北园", 姓名="丁某"),
        row(第几届="许多", 姓名="戊某"),
        row(职务="会长", 姓名="己某"),
        row(第几届="1", 任期开始="", 姓名="庚某"),
        row(姓名="11010519491231002X"),
    ]

    report = run(
        "owners-committees",
        xlsx_of(HEADER, *bad, row(姓名="好人", 职务="委员", 电话="")),
        cast.secretary,
        good_rows_only=True,
    )

    told = {row_: (column, message) for row_, column, message in problems(report)}
    assert told[4] == ("任期开始", overlap)
    assert told[5] == ("届满日期", "任期止不能早于任期起")
    assert told[6] == ("职务", "同一时间只能有一位主任，请先登记原主任离任")
    assert told[7] == ("小区", "在您负责的范围内没有找到这个小区，请核对名称")
    assert told[8] == ("第几届", "应为届次，例如 3 或 第3届")
    assert told[9][0] == "职务"
    assert told[10] == ("任期开始", "新的一届要填任期起和任期止")
    assert told[11] == ("姓名", "疑似身份证号，系统不收集身份证号，请从文件里删除")
    assert (report.new, report.applied) == (1, True)
    assert CommitteeSeat.objects.filter(person__name="好人").exists()
    assert CommitteeTerm.objects.count() == 1


def test_rows_of_one_term_agree_about_it(cast: Cast) -> None:
    report = run(
        "owners-committees",
        xlsx_of(HEADER, FIRST, ["", "3", "2024-01-01", "2027-12-31", *SECOND[4:]]),
        cast.secretary,
    )

    assert problems(report) == [
        (4, "届满日期", "同一届的各行要填得一样"),
        (5, "届满日期", "同一届的各行要填得一样"),
    ]
    assert not OwnersBody.objects.exists()


def test_a_column_of_id_numbers_is_named_as_not_collected(cast: Cast) -> None:
    report = run(
        "owners-committees",
        xlsx_of([*HEADER, "性别", "身份证号"], [*FIRST, "男", ""]),
        cast.secretary,
    )

    assert {(one.heading, one.reason) for one in report.skipped} == {
        ("性别", "按规定不收集，已略过"),
        ("身份证号", "按规定不收集，已略过"),
    }
    assert report.new == 1


def test_an_interim_committee_stands_beside_the_owners_committee(cast: Cast) -> None:
    header = [*HEADER, "组织类型"]

    run("owners-committees", xlsx_of(header, [*FIRST, ""], [*FIRST, "物管会"]), cast.secretary)

    assert set(OwnersBody.objects.values_list("kind", flat=True)) == {"OWNERS_COMMITTEE", "INTERIM"}


def test_who_only_reads_imports_nothing_and_another_tenant_finds_nothing(cast: Cast) -> None:
    for user in (cast.branch_secretary, cast.outsider, cast.manager):
        assert run("owners-committees", xlsx_of(HEADER, FIRST), user).error_row_count == 1
    CommitteeSeatFactory(term__body__complex=cast.complex)
    assert list(get_ledger("owners-committees").sheet(user=cast.manager, now=NOW).rows) == []
    assert list(get_ledger("owners-committees").sheet(user=cast.outsider, now=NOW).rows) == []


def test_a_rehearsal_writes_nothing(cast: Cast) -> None:
    outcome = run("owners-committees", xlsx_of(HEADER, FIRST), cast.secretary, dry_run=True)

    assert (outcome.new, outcome.applied) == (1, False)
    assert not OwnersBody.objects.exists()


def test_a_file_of_any_length_takes_the_same_statements(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    seats = [row(姓名=f"委员{number}号", 职务="委员", 电话="") for number in range(60)]

    with django_assert_max_num_queries(30):
        report = run("owners-committees", xlsx_of(HEADER, *seats), cast.secretary)

    assert report.new == 60


ENV_HEADER = ["社区", "姓名", "职务", "身份来源", "是否党员", "任期", "联系电话"]
ENV_FIRST = ["甲一社区", "高志", "主任", "社区两委", "是", "2024.1.1-2026.12.31", "13812345678"]
ENV_SECOND = ["甲一社区", "罗兰", "委员", "楼栋长", "否", "2024.1.1-2026.12.31", ""]


def test_the_env_ledger_founds_the_committee_and_comes_back_unchanged(cast: Cast) -> None:
    report = run("env-committees", xlsx_of(ENV_HEADER, ENV_FIRST, ENV_SECOND), cast.secretary)

    assert (report.new, report.errors) == (2, ())
    member = EnvMember.objects.get(position="DIRECTOR")
    assert (member.source, member.is_party_member, member.since, member.term_ends_on) == (
        "COMMITTEES", True, date(2024, 1, 1), date(2026, 12, 31),
    )  # fmt: skip
    sheet = get_ledger("env-committees").sheet(user=cast.secretary, now=NOW)
    again = run("env-committees", write_xlsx(sheet), cast.secretary)
    assert (again.new, again.changed, again.unchanged, again.errors) == (0, 0, 2, ())


def test_the_env_ledger_refuses_two_directors_and_members_without_a_term(cast: Cast) -> None:
    run("env-committees", xlsx_of(ENV_HEADER, ENV_FIRST), cast.secretary)

    report = run(
        "env-committees",
        xlsx_of(
            ENV_HEADER,
            ["甲一社区", "罗兰", "主任", "网格员", "是", "2025.1.1-2026.12.31", ""],
            ["甲一社区", "新人", "委员", "网格员", "是", "", ""],
            ["乙一社区", "外人", "委员", "网格员", "是", "2025.1.1-2026.12.31", ""],
        ),
        cast.secretary,
    )

    told = {row_: (column, message) for row_, column, message in problems(report)}
    assert told[4] == ("职务", "同一时间只能有一位主任，请先登记原主任离任")
    assert told[5] == ("任期", "新委员要填任期，例如 2024.1.1-2026.12.31")
    assert told[6] == ("社区", "在您负责的范围内没有找到这个社区，请核对名称")
    assert EnvMember.objects.count() == 1


def test_who_left_the_env_committee_is_not_exported(cast: Cast) -> None:
    EnvMemberFactory(committee__community=cast.community, until=date(2025, 1, 1))

    assert list(get_ledger("env-committees").sheet(user=cast.secretary, now=NOW).rows) == []


def test_persons_are_found_by_phone_and_name_in_the_order_asked(cast: Cast) -> None:
    known = persons_of([Named("王阿姨", "13812340000")])[0]

    found = persons_of(
        [
            Named("无电话"),
            Named("王阿姨", "13812340000"),
            Named("无电话"),
            Named("李", "13812340000"),
        ]
    )

    assert [person.name for person in found] == ["无电话", "王阿姨", "无电话", "李"]
    assert found[1] == known
    assert len({person.pk for person in found}) == 4


def test_the_services_of_both_ledgers_take_no_rows_too(cast: Cast) -> None:
    for service in (import_owners_committees, import_env_committees):
        outcome = service(rows=[], actor=cast.secretary, now=NOW)
        assert (outcome.new, outcome.applied) == (0, True)
