from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from core.acting_cells import neutralised, restored
from core.sheets import Sheet, write_csv, write_xlsx
from core.spreadsheets import read
from core.tables import Heading, find_table

ACTING = [
    "=1+1",
    "==1",
    "+1",
    "-1",
    "@SUM",
    "\tx",
    "\rx",
    "\nx",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "  =1",
    "　=1",
]


@pytest.mark.parametrize("text", ACTING)
def test_a_text_that_acts_is_disarmed_and_comes_back_as_it_was(text: str) -> None:
    assert neutralised(text) == f"'{text}"
    assert restored(f"'{text}") == text
    # One that already had an apostrophe keeps it through a round trip.
    assert restored(neutralised(f"'{text}")) == f"'{text}"


@pytest.mark.parametrize("text", ["东园", "'好'", "1-2号楼", "a=b", "", "3＋2"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert neutralised(text) == text
    assert restored(text) == text


def test_no_cell_of_a_written_workbook_is_a_formula() -> None:
    sheet = Sheet("=标题", ("+填报单位",), ("小区名称", "备注", "总户数", "日期"), [
        [text, f"\x00{text}", -3, date(2026, 6, 18)] for text in ACTING
    ])  # fmt: skip

    page: Any = load_workbook(io.BytesIO(write_xlsx(sheet))).active

    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                assert cell.data_type == "s"
                assert cell.value.startswith("'") or cell.row == 3
    assert page["C4"].value == -3
    assert page["D4"].value == datetime(2026, 6, 18)  # noqa: DTZ001  openpyxl's
    assert page["A3"].value == "小区名称"


def test_csv_opens_in_chinese_spreadsheets_and_no_cell_acts() -> None:
    sheet = Sheet("甲街道台账", ("填报单位：甲",), ("小区名称", "时间"), [
        ["=1+1\x00", datetime(2026, 6, 18, 9, 30)]  # noqa: DTZ001  a local time, as exported
    ])  # fmt: skip

    content = write_csv(sheet)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n") == [
        "甲街道台账", "填报单位：甲", "小区名称,时间", "'=1+1,2026-06-18 09:30", ""
    ]  # fmt: skip


def test_a_written_ledger_has_its_header_in_row_three_and_reads_back() -> None:
    sheet = Sheet("甲街道台账", ("填报单位：甲",), ("社区", "小区名称"), [["甲一社区", "=东园"]])

    headings = [Heading("community", ("社区",)), Heading("name", ("小区名称",))]
    table = find_table(read(write_xlsx(sheet), filename="台账.xlsx"), headings, {"name"})

    assert table is not None
    assert table.header_row == 3
    assert table.rows[0].cells == ("甲一社区", "=东园")
