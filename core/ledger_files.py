"""How the file of a ledger becomes rows: read cell by cell, every problem named by row and heading.

What a kind of ledger is, and what its service answers, stands in `core.ledgers`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core import cells
from core.cells import CellError, CellValue
from core.errors import DomainError
from core.ledgers import Column, LedgerRow, Preamble, RowChange, Use, folded
from core.spreadsheets import Row, read
from core.tables import Heading, Table, find_table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from accounts.models import User
    from core.ledgers import Ledger, Outcome, RowProblem


class WrongLedger(DomainError):
    """A file whose header is that of another ledger."""


@dataclass(frozen=True)
class RowError:
    """A problem or a warning as a person reads it: row of the spreadsheet, heading, what stood there, why."""

    row: int
    column: str
    value: str
    message: str

    def as_dict(self) -> dict[str, int | str]:
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.message,
        }


@dataclass(frozen=True)
class SkippedColumn:
    """A column of the file that is not imported, and why."""

    heading: str
    reason: str


@dataclass(frozen=True)
class Report:
    """The whole of an import or of its rehearsal."""

    new: int
    changed: int
    unchanged: int
    errors: tuple[RowError, ...]
    skipped: tuple[SkippedColumn, ...] = ()
    changes: tuple[RowChange, ...] = ()
    applied: bool = False
    # Of rows that are taken all the same.
    warnings: tuple[RowError, ...] = ()

    @property
    def total(self) -> int:
        return self.new + self.changed + self.unchanged

    @property
    def error_row_count(self) -> int:
        return len({error.row for error in self.errors})

    def as_dict(self) -> dict[str, object]:
        """What `import_ledger --json` prints."""
        return {
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "errors": [error.as_dict() for error in self.errors],
            "warnings": [warning.as_dict() for warning in self.warnings],
        }


@dataclass(frozen=True)
class Cleaned:
    """A file read: the rows that can be used, what is wrong, what is left out."""

    rows: tuple[LedgerRow, ...]
    errors: tuple[RowError, ...]
    skipped: tuple[SkippedColumn, ...]
    preamble: Preamble
    headings: Mapping[str, str] = field(default_factory=dict)


def import_file(
    ledger: Ledger,
    *,
    content: bytes,
    filename: str,
    actor: User,
    now: dt.datetime,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Report:
    """Reads and applies a file within the actor's scope: all of it, or nothing.

    `good_rows_only` writes the rows without problems. Raises DomainError for a file that can't be
    read at all or belongs to another ledger.
    """
    cleaned = clean(ledger, read_table(ledger, content=content, filename=filename), actor=actor)
    rehearse = dry_run or (bool(cleaned.errors) and not good_rows_only)
    outcome = ledger.apply(
        cleaned.rows,
        actor=actor,
        now=now,
        preamble=cleaned.preamble,
        dry_run=rehearse,
        good_rows_only=good_rows_only,
    )
    return _report(ledger, cleaned, outcome)


def read_table(ledger: Ledger, *, content: bytes, filename: str) -> Table:
    """The part of the file that is this ledger."""
    grids = read(content, filename=filename)
    headings = [
        Heading(c.key, (c.heading, *c.aliases), c.use is Use.ORDINAL) for c in ledger.columns
    ]
    # A place may stand above the table instead (`Ledger.defaults`).
    required = {c.key for c in ledger.columns if _must_stand_in_header(ledger, c)}
    table = find_table(grids, headings, required)
    if table is None or not set(table.columns.values()) & set(ledger.identified_by):
        raise WrongLedger(_not_this_ledger(ledger, [row for grid in grids for row in grid.rows]))
    return table


def _must_stand_in_header(ledger: Ledger, column: Column) -> bool:
    return column.required and not column.inherits and column.key in ledger.natural_key


def clean(ledger: Ledger, table: Table, *, actor: User) -> Cleaned:
    """Every cell read; rows with a problem are left out and named."""
    preamble = Preamble.of(table)
    reader = _RowReader(ledger, table, defaults=ledger.defaults(preamble, actor=actor))
    for row in table.above:
        reader.refuse_id_numbers(row)
    for row in table.rows:
        reader.take(row)
    return Cleaned(
        rows=tuple(reader.rows),
        errors=tuple(reader.errors),
        skipped=_skipped(ledger, table),
        preamble=preamble,
        headings={key: table.headings[index] for index, key in table.columns.items()},
    )


class _RowReader:
    """Walks down a table; keeps what blank place cells inherit and which keys were seen."""

    def __init__(self, ledger: Ledger, table: Table, *, defaults: Mapping[str, object]) -> None:
        self.columns = {column.key: column for column in ledger.columns}
        self.natural_key = ledger.natural_key
        self.table = table
        self.defaults = defaults
        self.inherited: dict[str, object] = {}
        self.dropped = frozenset(
            index for index, key in table.columns.items() if self.columns[key].use is Use.REFUSED
        )
        # The community before the complex, wherever they stand in the file.
        order = list(self.columns)
        self.in_order = sorted(table.columns.items(), key=lambda column: order.index(column[1]))
        self.first_seen: dict[tuple[object, ...], int] = {}
        self.rows: list[LedgerRow] = []
        self.errors: list[RowError] = []

    def take(self, row: Row) -> None:
        found = self.refuse_id_numbers(row, dropped=self.dropped)
        values: dict[str, object] = {}
        for index, key in self.in_order:
            found |= not self._read(row, index, self.columns[key], values)
        if self._names_only_the_place(row):
            return
        values = {**self.defaults, **self.inherited, **values}
        found |= not self._has_required(row, values)
        if not found and self._is_first(row, values):
            self.rows.append(LedgerRow(row.number, values))

    def _names_only_the_place(self, row: Row) -> bool:
        """A line that names the community of the rows below it, or is numbered and empty."""
        filled = [k for i, k in self.table.columns.items() if not cells.is_blank(row.at(i))]
        columns = [self.columns[key] for key in filled]
        return all(column.inherits or column.use is Use.ORDINAL for column in columns)

    def refuse_id_numbers(self, row: Row, *, dropped: Collection[int] = ()) -> bool:
        """Identity numbers may stand in no cell of the file, known column or not.

        `dropped`: columns that the ledger refuses; they are left out whole, and named as left out.
        """
        found = False
        for index, cell in enumerate(row.cells):
            if index not in dropped and cells.holds_id_number(cell):
                found = True
                message = _("疑似身份证号，系统不收集身份证号，请从文件里删除")
                self._fail(row, self._heading(index), cell, message)
        return found

    def _read(self, row: Row, index: int, column: Column, values: dict[str, object]) -> bool:
        """Reads one cell into `values`; False when it can't be read."""
        cell = row.at(index)
        if column.use is not Use.IMPORTED or cells.is_blank(cell):
            return True
        try:
            value = self._parsed(column, cell)
        except CellError as error:
            self._fail(row, self._heading(index), cell, error.message)
            return False
        values[column.key] = value
        if column.inherits:
            self._inherit(column, value)
        return True

    def _inherit(self, column: Column, value: object) -> None:
        """Below this cell its blank ones mean the same; a named community starts without a complex."""
        keys = [one.key for one in self.columns.values() if one.inherits]
        for narrower in keys[keys.index(column.key) + 1 :]:
            self.inherited.pop(narrower, None)
        self.inherited[column.key] = value

    def _parsed(self, column: Column, cell: CellValue) -> object:
        if cells.says_nothing(cell) and column.parse is not cells.yes_no:
            if column.required:
                raise CellError(_("必须填写"))
            return None
        return column.parse(cell)

    def _has_required(self, row: Row, values: Mapping[str, object]) -> bool:
        unread = {error.column for error in self.errors if error.row == row.number}
        complete = True
        for column in self.columns.values():
            heading = self._heading_of(column)
            if column.required and column.key not in values:
                complete = False
                if heading not in unread:
                    self._fail(row, heading, None, _("必须填写"))
        return complete

    def _is_first(self, row: Row, values: Mapping[str, object]) -> bool:
        identity = tuple(folded(values.get(key)) for key in self.natural_key)
        first = self.first_seen.setdefault(identity, row.number)
        if first == row.number:
            return True
        column = self.columns[self.natural_key[-1]]
        message = _("与第 %(row)s 行重复，请只留一行") % {"row": first}
        self._fail(row, self._heading_of(column), str(values.get(column.key, "")), message)
        return False

    def _heading(self, index: int) -> str:
        written = self.table.headings[index] if index < len(self.table.headings) else ""
        return written or _("第 %(number)s 列") % {"number": index + 1}

    def _heading_of(self, column: Column) -> str:
        for index, key in self.table.columns.items():
            if key == column.key:
                return self._heading(index)
        return column.heading

    def _fail(self, row: Row, heading: str, value: CellValue, message: str) -> None:
        self.errors.append(RowError(row.number, heading, cells.shown(value), message))


def _skipped(ledger: Ledger, table: Table) -> tuple[SkippedColumn, ...]:
    reasons = {
        Use.COMPUTED: _("系统自动计算，不导入"),
        Use.LATER: _("暂不导入"),
        Use.REFUSED: _("按规定不收集，已略过"),
    }
    columns = {column.key: column for column in ledger.columns}
    width = max([len(table.headings), *(len(row.cells) for row in table.rows)])
    skipped = []
    for index in range(width):
        heading = table.headings[index] if index < len(table.headings) else ""
        key = table.columns.get(index)
        if key is None:
            if heading or any(not cells.is_blank(row.at(index)) for row in table.rows):
                name = heading or _("第 %(number)s 列（没有表头）") % {"number": index + 1}
                skipped.append(SkippedColumn(name, _("台账里没有这一列，已略过")))
        elif columns[key].use in reasons:
            why = str(columns[key].left_out) or reasons[columns[key].use]
            skipped.append(SkippedColumn(heading, why))
    return tuple(skipped)


def _not_this_ledger(ledger: Ledger, rows: Sequence[Row]) -> str:
    """Says which ledger was asked for, what the file calls itself, and which columns are missing."""
    names = {c.key: c.heading for c in ledger.columns}
    needed = [c.heading for c in ledger.columns if _must_stand_in_header(ledger, c)]
    needed += [names[key] for key in ledger.identified_by if names[key] not in needed][:3]
    words = {"ledger": ledger.title, "needed": "、".join(needed)}
    first = next(
        (str(c).strip() for row in rows[:1] for c in row.cells if not cells.is_blank(c)),
        "",
    )
    if not first:
        return _("文件里没有内容。这里要的是“%(ledger)s”，表头应有：%(needed)s。") % words
    words["found"] = cells.shown(first, limit=40)
    return (
        _("这不是“%(ledger)s”：文件开头是“%(found)s”，没有找到应有的表头（%(needed)s）。") % words
    )


def _report(ledger: Ledger, cleaned: Cleaned, outcome: Outcome) -> Report:
    headings = {column.key: column.heading for column in ledger.columns} | dict(cleaned.headings)

    def told(problems: Iterable[RowProblem]) -> list[RowError]:
        return [
            RowError(p.number, headings.get(p.key, p.key), cells.shown(p.value), p.message)
            for p in problems
        ]

    errors = sorted([*cleaned.errors, *told(outcome.problems)], key=lambda error: error.row)
    named = tuple(
        RowChange(
            change.number,
            change.label,
            change.is_new,
            tuple((headings.get(key, key), old, new) for key, old, new in change.cells),
        )
        for change in outcome.changes
    )
    return Report(
        new=outcome.new,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        errors=tuple(errors),
        skipped=cleaned.skipped,
        changes=named,
        applied=outcome.applied,
        warnings=tuple(sorted(told(outcome.warnings), key=lambda warning: warning.row)),
    )
