from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from core import spreadsheets
from core.spreadsheets import UnreadableFile, read
from core.tables import Heading, Table, find_table
from tests.hostile_workbooks import bomb, saved, untidy, with_part
from tests.ledger_cast import workbook

HEADINGS = [
    Heading("community", ("社区", "所属社区")),
    Heading("name", ("小区（院落）名称", "小区名称")),
    Heading("kind", ("小区类型",)),
    Heading("households", ("总户数",)),
    Heading("residents", ("常住人口",)),
    Heading("mode", ("管理模式",)),
    Heading("note", ("备注",)),
]


def table_of(content: bytes, filename: str = "台账.xlsx") -> Table:
    table = find_table(read(content, filename=filename), HEADINGS, {"name"})
    assert table is not None
    return table


def test_the_header_is_found_below_merged_titles_and_the_total_is_left_out() -> None:
    table = table_of(workbook("jianxinglu-complexes.xlsx"))

    assert table.header_row == 3
    assert table.sheet == "基本信息"
    assert [row.number for row in table.rows] == list(range(4, 27))
    assert "填报日期：2026年10月30日" in table.preamble()


def test_an_untidy_book_yields_its_rows_and_nothing_else() -> None:
    table = table_of(untidy())

    assert table.sheet == "小区"
    assert table.header_row == 6
    assert set(table.columns.values()) == {heading.key for heading in HEADINGS}
    assert [row.number for row in table.rows] == [8, 9, 13]


def test_a_table_without_the_required_heading_is_not_taken() -> None:
    grids = read(workbook("tiaodenghe-firms.xlsx"), filename="a.xlsx")

    assert find_table(grids, HEADINGS, {"name"}) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_the_encodings_of_chinese_offices(encoding: str, delimiter: str) -> None:
    lines = ["社区,小区名称,总户数", "甲一社区,东园,１９", "甲一社区,,"]
    content = "\r\n".join(lines).replace(",", delimiter).encode(encoding)

    table = table_of(content, "台账.csv")

    assert [row.cells for row in table.rows] == [("甲一社区", "东园", "１９"), ("甲一社区",)]


def test_a_workbook_called_csv_is_read_by_what_it_is() -> None:
    assert table_of(workbook("jianxinglu-complexes.xlsx"), "台账.csv").rows


@pytest.mark.parametrize(
    ("content", "filename", "sentence"),
    [
        (b"", "a.xlsx", "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", r"\.xls 旧格式"),
        (workbook("jianxinglu-complexes.xlsx")[:4000], "a.xlsx", "已损坏"),
        (b"PK\x03\x04" + b"\0" * 60, "a.xlsx", "已损坏"),
        ("社区,小区名称".encode(), "a.xlsx", "已损坏"),
        (b"\xff\xfe\xff\xff\xd8", "a.csv", "编码"),
        (b"\x81\xff\xff\x81", "a.csv", "编码"),
        (bomb(), "a.xlsx", "展开后过大"),
        (bomb(entries=300, unpacked=3000), "a.xlsx", "展开后过大"),
        (bomb(unpacked=20 * 1024 * 1024), "a.xlsx", "展开后过大"),
        (with_part("xl/vbaProject.bin", b"x"), "a.xlsm", "宏"),
        (
            with_part("xl/extra.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "a.xlsx",
            "不允许",
        ),
        (b"x" * (20 * 1024 * 1024 + 1), "a.csv", "20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_good_workbook_is_refused_with_a_sentence(
    content: bytes, filename: str, sentence: str
) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        read(content, filename=filename)


def test_another_office_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    with pytest.raises(UnreadableFile, match="不是 Excel"):
        read(out.getvalue(), filename="a.docx")


def test_a_flood_of_tags_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_TAGS", 50)

    with pytest.raises(UnreadableFile, match="展开后过大"):
        read(workbook("jianxinglu-complexes.xlsx"), filename="a.xlsx")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 3)
    content = "小区名称\n" + "东园\n" * 60

    with pytest.raises(UnreadableFile, match="最多导入 3 行"):
        read(content.encode(), filename="a.csv")


def test_a_far_away_formatted_cell_does_no_harm() -> None:
    book = Workbook()
    page: Any = book.active
    page.append(["社区", "小区名称", "总户数"])
    page.append(["甲一社区", "东园", 1])
    page["XFD1048576"].number_format = "0"
    page["XFD1048570"] = " "

    assert len(table_of(saved(book)).rows) == 1


def test_a_hidden_sheet_is_not_taken_for_the_ledger() -> None:
    book = Workbook()
    page: Any = book.active
    page.append(["社区", "小区名称", "总户数"])
    page.append(["甲一社区", "东园", 1])
    hidden = book.create_sheet("旧")
    hidden.append(["社区", "小区名称", "总户数", "备注"])
    hidden.append(["甲一社区", "西园", 2, ""])
    hidden.sheet_state = "hidden"

    assert [row.at(1) for row in table_of(saved(book)).rows] == ["东园"]
