"""The one base of every ledger: a django-import-export resource over declared columns.

An app says which columns there are, what identifies a row, which rows a user may export, and which
service takes the cleaned file. django-import-export contributes fields, widgets and the export;
its row-by-row saving is not used (it is neither set-based nor all-or-nothing, reliability 4.7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import Resource
from import_export.results import Error, Result, RowResult
from import_export.widgets import Widget

from core.cells import CellError, CellValue
from core.ledger_files import Report, import_file
from core.ledgers import Column, LedgerRow, LedgerService, Outcome, Preamble, Use
from core.sheets import Sheet, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import Model, QuerySet
    from tablib import Dataset

    from accounts.models import User

EXPORTED = frozenset({Use.IMPORTED, Use.COMPUTED, Use.ORDINAL})


class ColumnWidget(Widget):
    """Reads and writes the cells of one column by its own rules."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def clean(self, value: CellValue, *_args: Any, **_kwargs: Any) -> object:
        return self.column.parse(value)

    def render(self, value: object, *_args: Any, **_kwargs: Any) -> CellValue:
        return self.column.write(value)


class ScopedResource(Resource):
    """A ledger: subclasses declare columns and natural key, and override three methods."""

    slug: ClassVar[str]
    title: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    natural_key: ClassVar[tuple[str, ...]]
    # At least one of these columns must stand in the header, else it is another ledger.
    identified_by: ClassVar[tuple[str, ...]]
    # Whose rows `expected` columns are asked of; none where the ledger expects nothing.
    model: ClassVar[type[Model] | None] = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = {
            column.key: Field(
                attribute=column.attribute or column.key,
                column_name=column.heading,
                widget=ColumnWidget(column),
            )
            for column in self.columns
            if column.use in EXPORTED
        }

    def rows_for(self, user: User) -> QuerySet[Any]:
        """What the user may export, in the ledger's order."""
        raise NotImplementedError

    def standing(self, rows: QuerySet[Any], on: date) -> QuerySet[Any]:
        """Of rows of the model those that are in the ledger on that day: all, unless it says more."""
        del on
        return rows

    def place_name(self, user: User) -> str:
        """Whose ledger it is, for the title and the filling line."""
        raise NotImplementedError

    def defaults(self, preamble: Preamble, *, actor: User) -> Mapping[str, object]:
        """Values that stand above the table once instead of in every row; none by default."""
        del preamble, actor
        return {}

    def service(self, preamble: Preamble) -> LedgerService:
        """The app's service, which takes the whole file; bound to what the preamble tells it."""
        raise NotImplementedError

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
        """Hands the whole file to the app's service."""
        return self.service(preamble)(
            rows=rows, actor=actor, now=now, dry_run=dry_run, good_rows_only=good_rows_only
        )

    def sheet(self, *, user: User, now: datetime) -> Sheet:
        """The user's rows, ready to be written."""
        dataset = self.export(self.rows_for(user))
        ordinal = [c.use is Use.ORDINAL for c in self.columns if c.use in EXPORTED]
        rows = [
            [number if counts else cell for cell, counts in zip(row, ordinal, strict=True)]
            for number, row in enumerate(dataset, start=1)
        ]
        return self._sheet(user, now, rows)

    def template(self, *, user: User, now: datetime) -> Sheet:
        """An empty ledger to fill in."""
        return self._sheet(user, now, [])

    def import_data(
        self,
        dataset: Dataset,
        dry_run: bool = False,  # noqa: FBT001  the signature of django-import-export
        **kwargs: Any,
    ) -> Result:
        """For django-import-export's own callers (`user` among the arguments): all or nothing."""
        sheet = Sheet("", (), tuple(dataset.headers), list(dataset))
        report = import_file(
            self,
            content=write_csv(sheet),
            filename="dataset.csv",
            actor=kwargs["user"],
            now=timezone.now(),
            dry_run=dry_run,
        )
        return _result(report)

    def _sheet(self, user: User, now: datetime, rows: Sequence[Sequence[CellValue]]) -> Sheet:
        place = self.place_name(user)
        day = timezone.localdate(now)
        return Sheet(
            title=f"{place}{self.title}",
            filling=(
                _("填报单位：%(place)s") % {"place": place},
                _("填报人：%(name)s") % {"name": user.display_name},
                _("填报日期：%(day)s") % {"day": f"{day.year}年{day.month}月{day.day}日"},
            ),
            headings=tuple(field.column_name for field in self.fields.values()),
            rows=rows,
            options={column.heading: column.options for column in self.columns},
        )


def choice_writer(choices: Iterable[tuple[Any, Any]]) -> Callable[[Any], CellValue]:
    """Writes a stored choice by its Chinese label."""
    labels = dict(choices)

    def write(value: Any) -> CellValue:
        return str(labels.get(value, value or "")) or None

    return write


def _result(report: Report) -> Result:
    result = Result()
    result.total_rows = report.total + report.error_row_count
    for change in report.changes:
        row = RowResult()
        row.import_type = (
            RowResult.IMPORT_TYPE_NEW if change.is_new else RowResult.IMPORT_TYPE_UPDATE
        )
        row.object_repr = change.label
        result.append_row_result(row)
        result.totals[row.import_type] += 1
    result.totals[RowResult.IMPORT_TYPE_SKIP] += report.unchanged
    for error in report.errors:
        row = RowResult()
        row.import_type = RowResult.IMPORT_TYPE_ERROR
        problem = CellError(f"{error.column}：{error.message}")
        row.errors.append(Error(problem, number=error.row))
        result.append_row_result(row)
        result.totals[row.import_type] += 1
    return result
