from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from accounts.models import User
from communities.choices import ComplexKind, DutyKind, GridLevel, ManagementMode
from communities.models import Community, Complex, ManagementPeriod
from communities.services.ledgers import import_complexes
from core.ledger_files import RowError, WrongLedger
from core.ledgers import LedgerCollision, LedgerRow, get_ledger
from core.sheets import write_csv, write_xlsx
from tests.factories.accounts import PersonFactory
from tests.factories.communities import (
    BuildingFactory,
    CommunityFactory,
    ComplexFactory,
    DoorDutyFactory,
)
from tests.factories.territory import GridSpanFactory
from tests.hostile_workbooks import acting_cells, untidy
from tests.ledger_cast import NOW, csv_of, run, workbook, xlsx_of
from tests.people import Cast

pytestmark = pytest.mark.django_db
HEADER = [
    "社区",
    "小区（院落）名称",
    "小区类型",
    "总户数",
    "入住户数",
    "常住人口",
    "60岁以上人数",
    "备注",
]
COURTYARDS = "jianxinglu-complexes.xlsx"


@pytest.fixture
def jianxinglu(cast: Cast) -> Community:
    place: Community = CommunityFactory(
        sub_district=cast.street, name="建兴路社区", slug="jianxinglu"
    )
    return place


def totals(place: Community) -> dict[str, Any]:
    return place.complexes.aggregate(
        households=Sum("household_count"), residents=Sum("resident_count")
    )


def test_the_offices_ledger_becomes_23_courtyards(jianxinglu: Community, official: User) -> None:
    report = run("complexes", workbook(COURTYARDS), official)

    assert (report.new, report.changed, report.unchanged, report.errors) == (23, 0, 0, ())
    assert report.applied
    assert [skipped.heading for skipped in report.skipped] == ["物业服务企业", "网格编号"]
    assert totals(jianxinglu) == {"households": 16_500, "residents": 43_032}
    first = jianxinglu.complexes.with_mode(NOW.date()).get(name="建兴路1号院")
    assert first.kind == ComplexKind.ESTATE
    assert first.management_mode == ManagementMode.PROPERTY_FIRM
    assert (first.built_year, first.building_count, first.unit_count) == (2005, 19, 38)
    assert (first.household_count, first.occupied_household_count) == (1788, 1662)
    assert (first.resident_count, first.elder_count) == (4674, 981)
    assert (first.address, first.figures_on) == ("建兴路6号", date(2026, 10, 30))
    assert first.pinyin_key.startswith("jian xing lu")
    unmanaged = ManagementPeriod.objects.filter(mode=ManagementMode.UNMANAGED)
    assert [period.since for period in unmanaged] == [date(2026, 10, 30)] * 2


def test_the_same_file_again_changes_nothing(jianxinglu: Community, official: User) -> None:
    run("complexes", workbook(COURTYARDS), official)
    before = list(Complex.objects.order_by("pk").values())

    report = run("complexes", workbook(COURTYARDS), official)

    assert (report.new, report.changed, report.unchanged) == (0, 0, 23)
    assert list(Complex.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_an_export_imported_again_reproduces_the_data(
    jianxinglu: Community, official: User, write: Any
) -> None:
    run("complexes", workbook(COURTYARDS), official)
    Complex.objects.filter(name="建兴路1号院").update(
        note="=1+1", address="-", land_area=Decimal("12.50"), floor_area=Decimal("100000.00")
    )
    sheet = get_ledger("complexes").sheet(user=official, now=NOW)

    report = run("complexes", write(sheet), official, "台账.csv")

    assert (report.new, report.changed, report.errors) == (0, 0, ())
    assert report.unchanged == Complex.objects.filter(sub_district=jianxinglu.sub_district).count()


def test_an_export_rebuilds_what_was_lost(jianxinglu: Community, official: User) -> None:
    run("complexes", workbook(COURTYARDS), official)
    sheet = get_ledger("complexes").sheet(user=official, now=NOW)
    assert {row[14] for row in sheet.rows} >= {"物业服务", "自治自理", "支部+院落", "脱管"}
    kept = list(jianxinglu.complexes.order_by("name").values_list("name", "kind", "resident_count"))
    ManagementPeriod.objects.all().delete()
    jianxinglu.complexes.all().delete()

    run("complexes", write_xlsx(sheet), official)

    again = jianxinglu.complexes.order_by("name").values_list("name", "kind", "resident_count")
    assert list(again) == kept


def test_the_exported_ledger_has_title_filling_line_and_header(official: User) -> None:
    sheet = get_ledger("complexes").sheet(user=official, now=NOW)

    assert sheet.title == "甲街道小区基本信息台账"
    assert sheet.filling == ("填报单位：甲街道", "填报人：街道甲", "填报日期：2026年11月20日")
    assert sheet.headings[:4] == ("序号", "社区", "小区（院落）名称", "小区类型")
    # What no app knows yet has no column.
    assert "党支部书记" in sheet.headings
    assert "阵地数量" not in sheet.headings
    assert [row[0] for row in sheet.rows] == [1, 2, 3]


def test_an_export_holds_only_rows_in_reach(cast: Cast) -> None:
    for user, names in (
        (cast.official, {"东园", "西园", "南园"}),
        (cast.secretary, {"东园", "西园"}),
        (cast.outsider, {"北园"}),
        (cast.manager, {"东园"}),
    ):
        sheet = get_ledger("complexes").sheet(user=user, now=NOW)
        assert {row[2] for row in sheet.rows} == names


def test_an_untidy_book_is_read_to_the_last_row(cast: Cast) -> None:
    report = run("complexes", untidy(), cast.official)

    assert report.errors == ()
    assert (report.new, report.changed) == (1, 2)
    cast.complex.refresh_from_db()
    assert (cast.complex.household_count, cast.complex.resident_count) == (1900, 4271)
    assert cast.complex.figures_on == date(2026, 10, 30)
    third = Complex.objects.with_mode(NOW.date()).get(name="3号院")
    assert third.community == cast.community
    assert (third.household_count, third.management_mode) == (210, ManagementMode.BRANCH_COURTYARD)


def test_cells_that_act_are_kept_as_text_and_bad_rows_are_named(cast: Cast) -> None:
    report = run("complexes", acting_cells(), cast.official)

    assert [(error.row, error.column) for error in report.errors] == [
        (3, "备注"),
        (4, "联系人证件"),
        (5, "小区名称"),
        (6, "总户数"),
    ]
    assert not report.applied
    assert not Complex.objects.filter(name="前院").exists()

    report = run("complexes", acting_cells(), cast.official, good_rows_only=True)

    assert report.applied
    assert report.new == 2
    assert Complex.objects.filter(name='=HYPERLINK("x")').exists()
    assert "'=HYPERLINK" in write_csv(
        get_ledger("complexes").sheet(user=cast.official, now=NOW)
    ).decode("utf-8-sig")


def test_one_bad_row_holds_back_all_rows(cast: Cast) -> None:
    content = csv_of(
        HEADER[:4], ["甲一社区", "新园", "商品房小区", "10"], ["甲一社区", "旧园", "城堡", "x"]
    )

    report = run("complexes", content, cast.official, "a.csv")

    assert report.errors == (
        RowError(
            5,
            "小区类型",
            "城堡",
            "应为：商品房小区、院落、安置小区、单位宿舍、商务楼宇、其他",
        ),
        RowError(5, "总户数", "x", "应为数字，例如 1900、1,900 或 1900户"),
    )
    assert not report.applied
    assert report.new == 1
    assert not Complex.objects.filter(name="新园").exists()


def test_a_rehearsal_writes_nothing_and_says_what_would_change(cast: Cast) -> None:
    Complex.objects.filter(pk=cast.complex.pk).update(household_count=5, note="旧")
    content = csv_of(HEADER, ["甲一社区", "东园", "", "1,900户", "", "", "", "新"])

    report = run("complexes", content, cast.official, "a.csv", dry_run=True)

    assert (report.changed, report.applied) == (1, False)
    assert report.changes[0].cells == (("备注", "旧", "新"), ("总户数", "5", "1900"))
    cast.complex.refresh_from_db()
    assert cast.complex.household_count == 5


def test_blank_cells_leave_fields_and_a_word_for_nothing_empties_them(cast: Cast) -> None:
    Complex.objects.filter(pk=cast.complex.pk).update(
        note="旧", address="甲路1号", household_count=9
    )
    content = csv_of(
        ["社区", "小区名称", "详细地址", "总户数", "备注"], ["甲一社区", "东园", "", "/", "无"]
    )

    run("complexes", content, cast.official, "a.csv")

    cast.complex.refresh_from_db()
    assert (cast.complex.note, cast.complex.address) == ("", "甲路1号")
    assert cast.complex.household_count is None


def test_the_day_of_the_figures_moves_only_with_the_figures(cast: Cast) -> None:
    Complex.objects.filter(pk=cast.complex.pk).update(figures_on=date(2020, 1, 1))

    run("complexes", csv_of(HEADER, ["甲一社区", "东园", *[""] * 5, "新"]), cast.official, "a.csv")
    cast.complex.refresh_from_db()
    assert cast.complex.figures_on == date(2020, 1, 1)

    run("complexes", csv_of(HEADER, ["甲一社区", "东园", "", 7]), cast.official, "a.csv")
    cast.complex.refresh_from_db()
    assert cast.complex.figures_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("figures", "column", "message"),
    [
        ([10, 11, "", ""], "入住户数", "入住户数不能多于总户数"),
        (["", "", 10, 11], "60岁以上人数", "60岁以上人数不能多于常住人口"),
    ],
)
def test_a_part_larger_than_its_whole_is_a_row_error(
    cast: Cast, figures: list[Any], column: str, message: str
) -> None:
    content = csv_of(HEADER, ["甲一社区", "东园", "", *figures])

    report = run("complexes", content, cast.official, "a.csv", good_rows_only=True)

    assert report.errors == (RowError(4, column, "11", message),)
    assert report.changed == 0


@pytest.mark.parametrize("name", ["乙一社区", "无此社区"])
def test_a_community_out_of_reach_reads_like_one_that_does_not_exist(cast: Cast, name: str) -> None:
    content = csv_of(HEADER, [name, "北园", "院落"])

    report = run("complexes", content, cast.official, "a.csv")

    assert report.errors == (
        RowError(4, "社区", name, "在您负责的范围内没有找到这个社区，请核对名称"),
    )
    cast.other_street_complex.refresh_from_db()
    assert cast.other_street_complex.kind != ComplexKind.COURTYARD


def test_a_secretary_reaches_his_community_only(cast: Cast) -> None:
    content = csv_of(HEADER, ["甲一社区", "东园", "院落"], ["甲二社区", "南园", "院落"])

    report = run("complexes", content, cast.secretary, "a.csv", good_rows_only=True)

    assert [error.row for error in report.errors] == [5]
    assert report.changed == 1


@pytest.mark.parametrize("who", ["manager", "steward", "resident", "auditor", "partner", "leader"])
def test_others_than_officials_change_no_complex(cast: Cast, who: str) -> None:
    content = csv_of(HEADER, ["甲一社区", "东园", "院落"])

    report = run("complexes", content, getattr(cast, who), "a.csv")

    assert [error.column for error in report.errors] == ["社区"]
    assert not report.applied


@pytest.mark.parametrize(
    "name", ["甲一", "甲一社区", "甲街道甲一社区", "某区甲街道甲一社区", "甲一 社区"]
)
def test_a_community_is_known_by_every_usual_spelling(cast: Cast, name: str) -> None:
    report = run("complexes", csv_of(HEADER, [name, "东园", "院落"]), cast.official, "a.csv")

    assert (report.changed, report.errors) == (1, ())


def test_two_communities_of_one_name_ask_for_the_street(cast: Cast) -> None:
    CommunityFactory(sub_district=cast.other_street, name="甲一社区", slug="community-b-namesake")
    rows = [HEADER, ["甲一社区", "东园", "院落"]]

    assert "几个同名社区" in run("complexes", csv_of(*rows), cast.admin, "a.csv").errors[0].message
    rows[1][0] = "甲街道甲一社区"
    assert run("complexes", csv_of(*rows), cast.admin, "a.csv").applied


def test_the_filling_unit_stands_in_for_a_missing_community_column(cast: Cast) -> None:
    content = "小区台账\n填报单位：甲一社区\n小区名称,小区类型\n东园,院落\n".encode()

    assert run("complexes", content, cast.official, "a.csv").changed == 1


def test_without_any_community_every_row_says_so(cast: Cast) -> None:
    report = run("complexes", "小区名称,小区类型\n东园,院落\n".encode(), cast.official, "a.csv")

    assert report.errors == (RowError(2, "社区", "", "必须填写"),)


def test_new_complexes_get_free_slugs_of_their_own(cast: Cast) -> None:
    ComplexFactory(community=cast.other_community, name="新园", slug="xin-yuan")
    content = csv_of(
        HEADER,
        ["甲一社区", "新园", "院落"],
        ["甲一社区", "新苑", "院落"],
        ["甲一社区", "《》", "院落"],
        ["甲一社区", "建兴路1号院", "院落"],
    )

    run("complexes", content, cast.official, "a.csv")

    slugs = cast.community.complexes.exclude(slug__startswith="complex-")
    assert dict(slugs.values_list("name", "slug")) == {
        "新园": "community-a-xin-yuan",
        "新苑": "community-a-xin-yuan-2",
        "《》": "xiaoqu",
        "建兴路1号院": "jian-xing-lu-1-hao-yuan",
    }


def test_the_same_complex_under_two_spellings_of_its_community_is_a_duplicate(cast: Cast) -> None:
    content = csv_of(HEADER, ["甲一社区", "新园", "院落"], ["甲一", "新园", "院落"])

    report = run("complexes", content, cast.official, "a.csv")

    assert report.errors == (RowError(5, "小区（院落）名称", "新园", "与第 4 行重复，请只留一行"),)


def test_running_out_of_slugs_is_a_collision_and_no_crash(cast: Cast) -> None:
    taken = ["xin-yuan", "community-a-xin-yuan"]
    taken += [f"community-a-xin-yuan-{number}" for number in range(2, 100)]
    for slug in taken:
        ComplexFactory(community=cast.other_community, name=slug, slug=slug)

    with pytest.raises(LedgerCollision, match="再导入一次"):
        run("complexes", csv_of(HEADER, ["甲一社区", "新园", "院落"]), cast.official, "a.csv")


def test_the_ledger_of_firms_is_named_as_another_ledger(official: User) -> None:
    with pytest.raises(WrongLedger, match="这不是“小区基本信息台账”") as refusal:
        run("complexes", workbook("tiaodenghe-firms.xlsx"), official)

    assert "跳蹬河街道物业企业信息表" in refusal.value.message


def test_statements_do_not_grow_with_rows(cast: Cast) -> None:
    def ledger(count: int, households: int) -> bytes:
        rows = [["甲一社区", f"{n}号院", "院落", households] for n in range(count)]
        return xlsx_of(HEADER[:4], *rows)

    counts = []
    for count, households in ((3, 1), (300, 1), (3, 2), (300, 3)):
        with CaptureQueriesContext(connection) as queries:
            report = run("complexes", ledger(count, households), cast.official)
        assert report.new + report.changed == (297 if (count, households) == (300, 1) else count)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[2] == counts[3]


def test_every_row_of_an_import_is_audited(cast: Cast) -> None:
    content = csv_of(HEADER, ["甲一社区", "新园", "院落"], ["甲一社区", "东园", "院落"])

    run("complexes", content, cast.official, "a.csv")

    new: Any = Complex.objects.get(name="新园")
    known: Any = cast.complex
    assert [event.pgh_label for event in new.events.all()] == ["insert"]
    assert "update" in {event.pgh_label for event in known.events.all()}


def test_the_service_takes_no_rows_calmly(cast: Cast) -> None:
    outcome = import_complexes(rows=[], actor=cast.official, now=NOW)

    assert (outcome.new, outcome.changed, outcome.applied) == (0, 0, True)


def test_a_concurrent_name_is_a_collision_in_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = LedgerRow(4, {"community": "甲一社区", "name": "东园", "kind": ComplexKind.COURTYARD})
    # What a rival's commit between our look-up and our insert looks like.
    monkeypatch.setattr("communities.services.ledgers._existing", lambda *_args, **_kwargs: {})

    with pytest.raises(LedgerCollision):
        import_complexes(rows=[row], actor=cast.official, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_make_each_complex_once(
    jianxinglu: Community, official: User
) -> None:
    def one_import(_number: int) -> tuple[int, int]:
        try:
            report = run("complexes", workbook(COURTYARDS), official)
        finally:
            connections.close_all()
        return report.new, report.unchanged

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(one_import, range(2)))

    assert outcomes == [(0, 23), (23, 0)]
    assert totals(jianxinglu) == {"households": 16_500, "residents": 43_032}


@travel(NOW)
def test_grid_and_worker_are_computed_from_what_covers_the_complex(cast: Cast) -> None:
    wide = GridSpanFactory(complex=cast.complex, grid__code="JX-01").grid
    GridSpanFactory(complex=cast.sibling_complex, grid=wide)
    for place, code in ((cast.complex, "JX-01-1"), (cast.other_community_complex, "W-9")):
        building = BuildingFactory(complex=place)
        GridSpanFactory(
            complex=place, building=building, grid__level=GridLevel.MICRO, grid__code=code
        )
    GridSpanFactory(
        complex=cast.other_community_complex, grid__code="从前", until=date(2026, 6, 30)
    )
    worker = {"kind": DutyKind.GRID_WORKER, "complex": None, "community": cast.community}
    DoorDutyFactory(**worker, grid=wide, person=PersonFactory(name="网格员春"))
    own = PersonFactory(name="网格员秋")
    DoorDutyFactory(kind=DutyKind.GRID_WORKER, complex=cast.sibling_complex, person=own)

    sheet = get_ledger("complexes").sheet(user=cast.official, now=NOW)

    rows = [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]
    assert {row["小区（院落）名称"]: (row["网格编号"], row["网格员"]) for row in rows} == {
        "东园": ("JX-01", "网格员春"),
        "西园": ("JX-01", "网格员秋、网格员春"),
        "南园": ("W-9", None),
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_grids_add_no_statement_a_row(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for place in (cast.complex, cast.sibling_complex, cast.other_community_complex)[:rows]:
        grid = GridSpanFactory(complex=place).grid
        DoorDutyFactory(
            kind=DutyKind.GRID_WORKER, grid=grid, complex=None, community=place.community
        )
        DoorDutyFactory(kind=DutyKind.GRID_WORKER, complex=place)
    resource: Any = get_ledger("complexes")

    # Complexes, contracts, managers; spans, their grids with spans, workers and their leaves; those
    # who work for the complex itself and their leaves; branches with secretaries, and members.
    with django_assert_num_queries(12):
        list(resource.rows_for(cast.official))
