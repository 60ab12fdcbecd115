"""Workbooks and CSV files from outside, read within bounds, as plain grids of values."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.acting_cells import restored
from core.cells import CellValue, is_blank
from core.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 200
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_TAGS = 6_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
HEADER_WITHIN_ROWS = 30

_ESCAPED_CONTROL = re.compile(r"_x([0-9A-Fa-f]{4})_")


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
