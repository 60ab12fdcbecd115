"""Ledgers written as workbook or CSV, so that no cell acts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.acting_cells import neutralised

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.cells import CellValue

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"

LAST_OFFERED_ROW = 1000

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Sheet:
    """A ledger ready to be written: title row, filling line, header in row 3, rows below.

    `options`: by heading, the words among which a cell of that column is chosen.
    """

    title: str
    filling: tuple[str, ...]
    headings: tuple[str, ...]
    rows: Sequence[Sequence[CellValue]]
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def write_csv(sheet: Sheet) -> bytes:
    """CSV as spreadsheets in Chinese open it: UTF-8 with BOM, CRLF, no cell that acts."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in ([sheet.title], list(sheet.filling), list(sheet.headings), *sheet.rows):
        writer.writerow([_csv_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_xlsx(sheet: Sheet) -> bytes:
    """A workbook with typed numbers and dates; every text cell is a string, never a formula."""
    book = Workbook()
    page = book.active
    if not isinstance(page, Worksheet):  # a new workbook always has one
        raise TypeError("no worksheet")
    page.title = re.sub(r"[\[\]:*?/\\]", " ", sheet.title)[:31] or "Sheet"
    width = max(len(sheet.headings), 1)
    _write_row(page, 1, [sheet.title])
    _write_row(page, 2, sheet.filling)
    _write_row(page, 3, sheet.headings)
    for number, row in enumerate(sheet.rows, start=4):
        _write_row(page, number, row)
    _dress(page, width)
    _offer(page, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _offer(page: Worksheet, sheet: Sheet) -> None:
    """Drop-downs of the columns that have words to choose from; others may still be typed."""
    for index, heading in enumerate(sheet.headings, start=1):
        words = sheet.options.get(heading)
        if words:
            letter = get_column_letter(index)
            listed = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            listed.showErrorMessage = False
            listed.add(f"{letter}4:{letter}{LAST_OFFERED_ROW}")
            page.add_data_validation(listed)


def _csv_cell(value: CellValue) -> object:
    if isinstance(value, str):
        return neutralised(value).replace("\x00", "")
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value


def _write_row(page: Worksheet, number: int, values: Sequence[CellValue]) -> None:
    for index, value in enumerate(values, start=1):
        if value is None or value == "":
            continue
        cell = page.cell(row=number, column=index)
        if not isinstance(cell, Cell):
            continue
        if isinstance(value, str):
            cell.value = _ILLEGAL.sub("", neutralised(value))
            cell.data_type = "s"
        else:
            cell.value = value


def _dress(page: Worksheet, width: int) -> None:
    """As an office prints it: title across, bold header that stays, widths that can be read."""
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    page["A1"].font = Font(bold=True, size=16)
    page["A1"].alignment = Alignment(horizontal="center")
    thin = Side(style="thin", color="FF999999")
    for index in range(1, width + 1):
        heading = page.cell(row=3, column=index)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", fgColor="FFF3E3E0")
        heading.border = Border(top=thin, bottom=thin, left=thin, right=thin)
        heading.alignment = Alignment(wrap_text=True, vertical="center")
        letters = max(len(str(page.cell(row=row, column=index).value or "")) for row in (3, 4))
        page.column_dimensions[get_column_letter(index)].width = min(40, max(8, letters * 2 + 2))
    page.freeze_panes = "A4"
