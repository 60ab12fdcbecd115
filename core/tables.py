"""The table in a sheet: its header row below merged titles, and which rows belong to it.

Nothing here knows what a ledger means: `core.ledgers` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.text import half_width
from core.cells import is_blank
from core.spreadsheets import HEADER_WITHIN_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.spreadsheets import Grid, Row

_HEADING_NOISE = re.compile(r"[\s*:]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TOTAL = re.compile(r".{0,12}?(?:合计|总计|小计|共计|累计):?(?:\(.*\))?")
_FOOTER = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|填报人|填表人|填报单位|填报日期|审核人|制表人|经办人|负责人|"
    r"负责人签字|单位负责人|审批人|联系人)\s*[:：]"
)


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
