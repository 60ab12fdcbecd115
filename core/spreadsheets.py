"""Workbooks and CSV files from outside, read within bounds; ledgers written so that no cell acts.

Reading gives plain grids of values and finds the header row below merged titles. Nothing here knows
what a ledger means: `core.ledgers` does.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from accounts.text import half_width
from core.cells import CellValue, is_blank
from core.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 200
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_TAGS = 6_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
HEADER_WITHIN_ROWS = 30
LAST_OFFERED_ROW = 1000

_LEADING_SIGN = re.compile(r"\A'*(?:[ \u3000]*)[=+\-@\t\r\n\x00＝＋－＠]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED_CONTROL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HEADING_NOISE = re.compile(r"[\s*:]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TOTAL = re.compile(r".{0,12}?(?:合计|总计|小计|共计|累计):?(?:\(.*\))?")
_FOOTER = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|填报人|填表人|填报单位|填报日期|审核人|制表人|经办人|负责人|"
    r"负责人签字|单位负责人|审批人|联系人)\s*[:：]"
)


class UnreadableFile(DomainError):
    """A file that is not a workbook or CSV that we read."""


@dataclass(frozen=True)
class Row:
    """One row with its number in the spreadsheet."""

    number: int
    cells: tuple[CellValue, ...]

    def at(self, index: int) -> CellValue:
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True)
class Grid:
    """One sheet: its rows that are not empty."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Heading:
    """A name that the header may use for a column, with its other spellings."""

    key: str
    names: tuple[str, ...]
    is_ordinal: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet split at its header: what stands above, the headings as written, the rows below."""

    sheet: str
    header_row: int
    headings: tuple[str, ...]
    columns: Mapping[int, str]
    above: tuple[Row, ...]
    rows: tuple[Row, ...]

    def preamble(self) -> str:
        """Titles and the filling line, as one text."""
        words = [
            str(cell).strip() for row in self.above for cell in row.cells if not is_blank(cell)
        ]
        return "\n".join(words)


# --- reading -----------------------------------------------------------------------------------


def read(content: bytes, *, filename: str) -> list[Grid]:
    """The sheets of an uploaded file, told by its content and checked before it is unpacked."""
    if not content:
        raise UnreadableFile(_("文件是空的，请重新选择。"))
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableFile(_("文件超过 20 MB，请拆成几份再导入。"))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            _("这是 .xls 旧格式（或加了密码的工作簿），请另存为不带密码的 .xlsx。")
        )
    if content.startswith(b"PK"):
        return _read_workbook(content)
    if filename.lower().endswith((".xlsx", ".xlsm", ".xls", ".et", ".ods")):
        raise UnreadableFile(_("文件已损坏，或者不是 Excel 工作簿，请重新另存为 .xlsx。"))
    return [_read_csv(content)]


def find_table(
    grids: Iterable[Grid], headings: Sequence[Heading], required: set[str]
) -> Table | None:
    """The table whose header row names most of the headings; None when none names the required."""
    best: Table | None = None
    for grid in grids:
        found = _table_in(grid, headings, required)
        if found is not None and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def normal_heading(value: object) -> str:
    """A heading without width, spaces, colons and stars: `小区（院落）名称 *` as 小区(院落)名称."""
    return _HEADING_NOISE.sub("", half_width(str(value))).lower()


def bare_heading(value: object) -> str:
    """A heading without its bracketed unit or hint: 总户数(户) as 总户数."""
    return _BRACKETS.sub("", normal_heading(value))


def _read_workbook(content: bytes) -> list[Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_dangerous(archive)
        with warnings.catch_warnings():
            # Styles and extensions of other programs that openpyxl doesn't know are no matter here.
            warnings.simplefilter("ignore", UserWarning)
            grids = _sheets_of(io.BytesIO(content))
    except DomainError:
        raise
    # openpyxl raises anything on a broken file.
    except Exception as error:
        raise UnreadableFile(
            _("文件已损坏，或者不是 Excel 工作簿，请重新另存为 .xlsx。")
        ) from error
    return grids


def _sheets_of(content: io.BytesIO) -> list[Grid]:
    book = load_workbook(content, read_only=True, data_only=True, keep_links=False)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    grids = [_read_sheet(sheet) for sheet in visible or book.worksheets]
    book.close()
    return grids


def _refuse_dangerous(archive: zipfile.ZipFile) -> None:
    """Zip bombs, macros and document types, before anything is unpacked for good."""
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if "xl/workbook.xml" not in {name.lstrip("/") for name in names}:
        raise UnreadableFile(_("这不是 Excel 工作簿，请另存为 .xlsx 或 .csv。"))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise UnreadableFile(_("工作簿里有宏，为安全起见不能导入，请另存为不带宏的 .xlsx。"))
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    too_big = _("工作簿展开后过大，可能有大量空格式，请把内容复制到新工作簿再导入。")
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or unpacked / packed > MAX_RATIO:
        raise UnreadableFile(too_big)
    tags = 0
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            tags += _count_tags(archive, entry)
            if tags > MAX_TAGS:
                raise UnreadableFile(too_big)


def _count_tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """Tags of one part; a part that unpacks beyond what it declared fails in zipfile itself."""
    tags = 0
    with archive.open(entry) as part:
        head = part.read(4096)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise UnreadableFile(_("工作簿里有不允许的内容，请重新另存为 .xlsx。"))
        while head:
            tags += head.count(b"<")
            head = part.read(1 << 20)
    return tags


def _read_sheet(sheet: object) -> Grid:
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    rows = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)  # type: ignore[attr-defined]
    name = sheet.title  # type: ignore[attr-defined]
    return Grid(name, tuple(_bounded(_numbered(rows))))


def _read_csv(content: bytes) -> Grid:
    text = _decoded(content)
    first_lines = "\n".join(text.splitlines()[:HEADER_WITHIN_ROWS])
    delimiter = max(",\t;", key=first_lines.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return Grid("CSV", tuple(_bounded(_numbered(rows))))
    except csv.Error as error:
        raise UnreadableFile(_("CSV 文件看不懂，请用 Excel 另存为 .xlsx 再导入。")) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("文件的文字编码看不懂，请另存为 .xlsx 或 UTF-8 编码的 .csv。"))


def _numbered(rows: Iterable[Sequence[CellValue]]) -> Iterator[Row]:
    """Rows that are not empty, numbered as the spreadsheet shows them."""
    for number, cells in enumerate(rows, start=1):
        width = max((i for i, cell in enumerate(cells, start=1) if not is_blank(cell)), default=0)
        if width:
            yield Row(number, tuple(restored(_unescaped(cell)) for cell in cells[:width]))


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS + HEADER_WITHIN_ROWS:
            raise UnreadableFile(
                _("一次最多导入 %(rows)s 行，请拆成几份再导入。") % {"rows": MAX_ROWS}
            )
        yield row


def _unescaped(cell: CellValue) -> CellValue:
    """`_x000D_` is how a workbook writes a carriage return."""
    if not isinstance(cell, str) or "_x" not in cell:
        return cell
    return _ESCAPED_CONTROL.sub(_control_sign, cell)


def _control_sign(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 0x20 or code == 0x5F else match[0]


# --- finding the header ------------------------------------------------------------------------


def _table_in(grid: Grid, headings: Sequence[Heading], required: set[str]) -> Table | None:
    names = _names(headings)
    ordinals = {heading.key for heading in headings if heading.is_ordinal}
    candidates = [
        (-len(columns), position + height, height, written, columns)
        for height in (1, 2)
        for position in range(min(len(grid.rows) - height + 1, HEADER_WITHIN_ROWS))
        for written in [_header_text(grid.rows, position, height)]
        for columns in [_recognised(written, names)]
        if required <= set(columns.values())
    ]
    if not candidates:
        return None
    # Most headings; then the earliest, for headers are printed again on later pages; then one row.
    _matches, end, height, written, columns = min(candidates, key=lambda found: found[:3])
    body = grid.rows[end:]
    return Table(
        sheet=grid.name,
        header_row=grid.rows[end - 1].number,
        headings=written,
        columns=columns,
        above=grid.rows[: end - height],
        rows=tuple(row for row in body if not _is_apart(row, written, columns, ordinals)),
    )


def _names(headings: Sequence[Heading]) -> dict[str, str]:
    """Every spelling, exact ones first, to the key of its column."""
    exact = {normal_heading(name): heading.key for heading in headings for name in heading.names}
    bare = {bare_heading(name): heading.key for heading in headings for name in heading.names}
    return bare | exact


def _header_text(rows: Sequence[Row], position: int, height: int) -> tuple[str, ...]:
    """The headings of one row, or of two where the upper one groups the lower."""
    upper = rows[position].cells
    lower = rows[position + 1].cells if height == 2 else ()
    if height == 2 and any(not isinstance(cell, str | None) for cell in lower):
        return ()
    width = max(len(upper), len(lower))
    words = []
    for index in range(width):
        below = lower[index] if index < len(lower) else None
        above = upper[index] if index < len(upper) else None
        cell = above if is_blank(below) else below
        words.append("" if is_blank(cell) else str(cell).strip())
    return tuple(words)


def _recognised(written: Sequence[str], names: Mapping[str, str]) -> dict[int, str]:
    """Column number to key; a heading that stands twice counts where it stands first."""
    columns: dict[int, str] = {}
    for spelling in (normal_heading, bare_heading):
        for index, heading in enumerate(written):
            key = names.get(spelling(heading)) if heading and index not in columns else None
            if key is not None and key not in columns.values():
                columns[index] = key
    return dict(sorted(columns.items()))


def _is_apart(
    row: Row, headings: Sequence[str], columns: Mapping[int, str], ordinals: set[str]
) -> bool:
    """Totals, section lines, the header printed again on the next page, signatures and notes."""
    filled = [(i, str(cell).strip()) for i, cell in enumerate(row.cells) if not is_blank(cell)]
    leading = [re.sub(r"\s", "", half_width(word)) for _index, word in filled[:3]]
    if any(_TOTAL.fullmatch(word) for word in leading):
        return True
    first, word = filled[0]
    if first <= min(columns) and columns.get(first, first) in {first, *ordinals}:
        section = len(filled) == 1 and not re.fullmatch(r"[\d.]+", half_width(word))
        if section or _FOOTER.match(word):
            return True
    repeated = sum(
        index < len(headings) and normal_heading(word) == normal_heading(headings[index])
        for index, word in filled
    )
    return repeated >= 2 and repeated * 2 > len(filled)


# --- cells that act ----------------------------------------------------------------------------


def neutralised(value: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{value}" if _LEADING_SIGN.match(value) else value


def restored(value: CellValue) -> CellValue:
    """The text as it was before `neutralised`."""
    if isinstance(value, str) and value.startswith("'") and _LEADING_SIGN.match(value):
        return value[1:]
    return value


# --- writing -----------------------------------------------------------------------------------


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
