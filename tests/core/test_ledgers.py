from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

import pytest
from tablib import Dataset

from accounts.models import User
from core import cells, ledger_files, ledgers
from core.ledger_files import RowError, SkippedColumn, WrongLedger, import_file
from core.ledgers import Column, LedgerRow, Outcome, Preamble, RowProblem, UnknownLedger, Use
from core.resources import ScopedResource
from tests.ledger_cast import NOW, csv_of

NOBODY = User(username="nobody")


class BenchResource(ScopedResource):
    """A ledger of benches that remembers what its service was given."""

    slug = "benches"
    title = "长椅台账"
    natural_key = ("community", "name")
    identified_by = ("seats",)
    columns: ClassVar[tuple[Column, ...]] = (
        Column("number", "序号", use=Use.ORDINAL),
        Column("community", "社区", parse=cells.name(20), required=True, inherits=True),
        Column("name", "长椅名称", ("长椅",), parse=cells.name(20), required=True),
        Column("seats", "座位数", parse=cells.integer),
        Column("covered", "有无顶棚", parse=cells.yes_no),
        Column("total", "总座位", use=Use.COMPUTED),
        Column("grid", "网格编号", use=Use.LATER),
        Column("keeper_id", "身份证号", use=Use.REFUSED),
    )

    def __init__(self, problems: tuple[RowProblem, ...] = ()) -> None:
        super().__init__()
        self.problems = problems
        self.rows: list[LedgerRow] = []
        self.given: dict[str, Any] = {}

    def defaults(self, preamble: Preamble, *, actor: User) -> Mapping[str, object]:
        return {"community": "甲一社区"} if "甲一社区" in preamble.text else {}

    def apply(
        self,
        rows: Sequence[LedgerRow],
        *,
        actor: User,
        now: datetime,
        preamble: Preamble,
        dry_run: bool,
        good_rows_only: bool,
    ) -> Outcome:
        self.rows = list(rows)
        self.given = {"preamble": preamble, "dry_run": dry_run}
        return Outcome(new=len(rows), problems=self.problems, applied=not dry_run)


def read(bench: BenchResource, *rows: list[Any], **choices: bool) -> ledger_files.Report:
    return import_file(
        bench, content=csv_of(*rows), filename="a.csv", actor=NOBODY, now=NOW, **choices
    )


def test_a_blank_community_inherits_and_no_other_blank_does() -> None:
    bench = BenchResource()

    read(
        bench,
        ["社区", "长椅", "座位数"],
        ["甲一社区", "东", "3"],
        ["", "西", ""],
        ["甲二社区", "", ""],
        ["", "南", "5"],
    )

    assert [row.values for row in bench.rows] == [
        {"community": "甲一社区", "name": "东", "seats": 3},
        {"community": "甲一社区", "name": "西"},
        {"community": "甲二社区", "name": "南", "seats": 5},
    ]


class PlacesResource(BenchResource):
    """A complex inside a community, both as merged cells, the narrower one first in the file."""

    columns = (
        Column("community", "社区", parse=cells.name(20), required=True, inherits=True),
        Column("complex", "小区", parse=cells.name(20), inherits=True),
        *(column for column in BenchResource.columns if column.key != "community"),
    )


def test_a_community_that_is_named_again_starts_without_a_complex() -> None:
    bench = PlacesResource()

    read(
        bench,
        ["小区", "社区", "长椅", "座位数"],
        ["东园", "甲一社区", "东", ""],
        ["", "", "西", ""],
        ["", "甲一社区", "南", ""],
        ["", "", "北", ""],
        ["西园", "", "中", ""],
    )

    assert [(row.values["community"], row.values.get("complex")) for row in bench.rows] == [
        ("甲一社区", "东园"),
        ("甲一社区", "东园"),
        ("甲一社区", None),
        ("甲一社区", None),
        ("甲一社区", "西园"),
    ]


def test_numbered_empty_rows_of_a_form_are_no_rows() -> None:
    bench = BenchResource()

    report = read(bench, ["序号", "社区", "长椅", "座位数"], [1, "甲", "东", 3], [2, "", "", ""])

    assert (len(bench.rows), report.errors) == (1, ())


def test_blank_leaves_a_field_and_a_word_for_nothing_empties_it() -> None:
    bench = BenchResource()

    read(
        bench, ["社区", "长椅", "座位数", "有无顶棚"], ["甲", "东", "", "无"], ["甲", "西", "/", ""]
    )

    assert [row.values for row in bench.rows] == [
        {"community": "甲", "name": "东", "covered": False},
        {"community": "甲", "name": "西", "seats": None},
    ]


def test_every_problem_is_named_by_row_heading_and_value() -> None:
    bench = BenchResource()

    report = read(
        bench,
        ["序号", "社区", "长椅", "座位数", "有无顶棚"],
        [1, "甲", "东", "三个", "也许"],
        [2, "甲", "", "3", ""],
        [3, "甲", "无", "3", ""],
        [4, "甲", "西", "3", ""],
        [5, "甲", "西 ", "4", ""],
        [6, "甲", "北\x08", "3", ""],
    )

    assert report.errors == (
        RowError(4, "座位数", "三个", "应为数字，例如 1900、1,900 或 1900户"),
        RowError(4, "有无顶棚", "也许", "应填“是”或“否”"),
        RowError(5, "长椅", "", "必须填写"),
        RowError(6, "长椅", "无", "必须填写"),
        RowError(8, "长椅", "西", "与第 7 行重复，请只留一行"),
        RowError(9, "长椅", "北\ufffd", "里面有看不见的控制字符，请删除后重新输入"),
    )
    assert report.error_row_count == 5
    assert not report.applied
    assert bench.given["dry_run"]


def test_good_rows_alone_are_written_only_when_asked_for() -> None:
    bench = BenchResource()
    rows = [["社区", "长椅", "座位数"], ["甲", "东", "三"], ["甲", "西", "3"]]

    assert not read(bench, *rows).applied
    assert read(bench, *rows, good_rows_only=True).applied
    assert not read(bench, *rows, good_rows_only=True, dry_run=True).applied
    assert [row.values["name"] for row in bench.rows] == ["西"]


def test_columns_that_are_left_out_are_named_with_their_reason() -> None:
    report = read(
        BenchResource(),
        ["社区", "长椅", "座位数", "总座位", "网格编号", "身份证号", "颜色"],
        ["甲", "东", "3", "9", "JX-01", "", "红", "没有表头"],
    )

    assert report.skipped == (
        SkippedColumn("总座位", "系统自动计算，不导入"),
        SkippedColumn("网格编号", "暂不导入"),
        SkippedColumn("身份证号", "按规定不收集，已略过"),
        SkippedColumn("颜色", "台账里没有这一列，已略过"),
        SkippedColumn("第 8 列（没有表头）", "台账里没有这一列，已略过"),
    )


@pytest.mark.parametrize("heading", ["长椅", "颜色", "网格编号"])
def test_an_identity_number_in_any_column_is_an_error_and_is_not_repeated(heading: str) -> None:
    row = {"社区": "甲", "长椅": "东", "座位数": "3", "颜色": "", "网格编号": ""}
    row[heading] = "11010519491231002X"

    report = read(BenchResource(), list(row), list(row.values()))

    assert [(error.row, error.column) for error in report.errors] == [(4, heading)]
    assert "请从文件里删除" in report.errors[0].message
    assert "1949" not in str(report.as_dict())


def test_a_column_of_identity_numbers_is_dropped_whole_and_named() -> None:
    """Nobody has to clean the file first: what is not kept is not read either."""
    report = read(
        BenchResource(),
        ["社区", "长椅", "座位数", "身份证号"],
        ["甲", "东", "3", "11010519491231002X"],
    )

    assert report.errors == ()
    assert report.new == 1
    assert report.skipped == (SkippedColumn("身份证号", "按规定不收集，已略过"),)
    assert "1949" not in str(report)


def test_an_identity_number_above_the_table_is_an_error_too() -> None:
    content = "填报人 11010519491231002X\n社区,长椅,座位数\n甲,东,3\n".encode()

    report = import_file(BenchResource(), content=content, filename="a.csv", actor=NOBODY, now=NOW)

    assert [error.row for error in report.errors] == [1]


def test_what_stands_above_the_table_fills_the_rows_and_dates_them() -> None:
    bench = BenchResource()
    content = "甲一社区长椅台账\n填报日期：2026年10月30日\n长椅,座位数\n东,3\n".encode()

    import_file(bench, content=content, filename="a.csv", actor=NOBODY, now=NOW)

    assert bench.rows[0].values["community"] == "甲一社区"
    assert bench.given["preamble"].filled_on == date(2026, 10, 30)


def test_an_unreadable_filling_date_is_no_date() -> None:
    bench = BenchResource()
    content = "填报日期：昨天\n社区,长椅,座位数\n甲,东,3\n".encode()

    import_file(bench, content=content, filename="a.csv", actor=NOBODY, now=NOW)

    assert bench.given["preamble"].filled_on is None


def test_the_services_problems_carry_the_heading_of_the_file() -> None:
    bench = BenchResource((RowProblem(4, "name", "东", "不行"),))

    report = read(bench, ["社区", "长椅", "座位数"], ["甲", "东", "3"])

    assert report.errors == (RowError(4, "长椅", "东", "不行"),)
    assert report.as_dict()["errors"] == [
        {"row": 4, "column": "长椅", "value": "东", "message": "不行"}
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("企业名称,统一社会信用代码\n甲公司,1\n", "这不是“长椅台账”：文件开头是“企业名称”"),
        ("社区,长椅\n甲,东\n", "应有的表头（长椅名称、座位数）"),
        (",\n,\n", "文件里没有内容"),
    ],
)
def test_another_ledger_is_refused_by_name(content: str, sentence: str) -> None:
    with pytest.raises(WrongLedger, match=sentence):
        import_file(
            BenchResource(), content=content.encode(), filename="a.csv", actor=NOBODY, now=NOW
        )


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownLedger, match="complexes（小区基本信息台账）"):
        ledgers.get_ledger("firms")


def test_kinds_are_registered_by_their_apps() -> None:
    assert {kind.slug for kind in ledgers.kinds()} == {
        "activity-plan", "buildings", "complexes", "doors", "env-committees", "notices",
        "owners-committees", "surveys", "visits", "party-members", "dual-registrations",
        "development", "party-organizations", "party-life", "meetings",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "equal"),
    [
        (None, "", True),
        ("", None, True),
        ("无", None, True),
        ("一\r\n二 ", "一\n二", True),
        ("一", "二", False),
        (None, 0, False),
        (3, 3, True),
        ("", "一", False),
    ],
)
def test_a_stored_value_is_compared_by_what_it_says(old: object, new: object, equal: bool) -> None:
    assert ledgers.same(old, new) is equal


def test_callers_of_django_import_export_get_its_kind_of_result() -> None:
    bench = BenchResource()
    dataset = Dataset(["甲", "东", 3], ["甲", "西", "三"], headers=["社区", "长椅名称", "座位数"])

    result = bench.import_data(dataset, user=NOBODY)

    assert result.has_errors()
    assert [row.errors[0].number for row in result.rows if row.errors] == [5]
    assert bench.given["dry_run"]


def test_the_widest_version_of_a_ledger_stays_whoever_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class WideResource(BenchResource):
        """An app further up knows more columns."""

    monkeypatch.setattr(ledgers, "_kinds", {})
    for order in ((BenchResource, WideResource), (WideResource, BenchResource)):
        ledgers._kinds.clear()
        for kind in order:
            ledgers.register(kind)
        assert type(ledgers.get_ledger("benches")) is WideResource
