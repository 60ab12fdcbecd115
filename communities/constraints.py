"""What a database says of rows beyond Django's own words: composite keys, and days that never overlap."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeBoundary
from django.db import models
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import F, Func, Value
from django.db.models.constraints import BaseConstraint


class CompositeForeignKey(BaseConstraint):
    """FOREIGN KEY (fields) REFERENCES to (to_fields) ON UPDATE CASCADE.

    Says in the database that, for example, a row's complex lies in the row's community. With ON
    UPDATE CASCADE a complex moves to another community in one statement and takes its rows along.
    A NULL in any column satisfies it (MATCH SIMPLE).
    """

    def __init__(
        self, *, fields: tuple[str, ...], to: str, to_fields: tuple[str, ...], name: str
    ) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)
        self.to = to
        self.to_fields = tuple(to_fields)

    def _sql(self, model: type[models.Model], schema_editor: Any) -> Statement:
        target = (
            model
            if self.to == model._meta.label
            else (model._meta.apps if self.to else apps).get_model(self.to)
        )

        def columns(of: type[models.Model], names: tuple[str, ...]) -> Columns:
            return Columns(
                of._meta.db_table,
                [str(getattr(of._meta.get_field(name), "column", name)) for name in names],
                schema_editor.quote_name,
            )

        return Statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (%(columns)s)"
            " REFERENCES %(to_table)s (%(to_columns)s) ON UPDATE CASCADE",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
            columns=columns(model, self.fields),
            to_table=Table(target._meta.db_table, schema_editor.quote_name),
            to_columns=columns(target, self.to_fields),
        )

    def constraint_sql(self, model: type[models.Model], schema_editor: Any) -> None:  # type: ignore[override]  # the stubs know strings only
        """Inside CREATE TABLE: deferred to the end of the migration, when both tables stand.

        Returns None on purpose; a returned string would be put into CREATE TABLE, and without this
        method a constraint folded into CreateModel would silently never be created.
        """
        schema_editor.deferred_sql.append(self._sql(model, schema_editor))

    def create_sql(self, model: type[models.Model], schema_editor: Any) -> Statement:  # type: ignore[override]  # the stubs know strings only
        return self._sql(model, schema_editor)

    def remove_sql(self, model: type[models.Model], schema_editor: Any) -> Statement:  # type: ignore[override]  # the stubs know strings only
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def validate(self, *_args: object, **_kwargs: object) -> None:
        """The database decides: forms only offer places that fit, so there is nothing to word."""

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _args, kwargs = super().deconstruct()
        kwargs.pop("violation_error_code", None)
        kwargs.pop("violation_error_message", None)
        kwargs.update(fields=self.fields, to=self.to, to_fields=self.to_fields)
        return path, (), kwargs

    def __eq__(self, other: object) -> bool:
        if isinstance(other, CompositeForeignKey):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.fields, self.to, self.to_fields))


class OfOne(Func):
    """`int8range(id, id, '[]')`: equality in an exclusion constraint without btree_gist.

    Of a column, or of a number worked out from several.
    """

    function = "INT8RANGE"
    output_field = BigIntegerRangeField()

    def __init__(self, number: Any, **extra: Any) -> None:
        value = F(number) if isinstance(number, str) else number
        super().__init__(value, value, Value("[]"), **extra)


class Days(Func):
    """`daterange(from, until, '[]')`: both days count; an open end has no end."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self, first: str, last: str, **extra: Any) -> None:
        bounds = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
        super().__init__(F(first), F(last), bounds, **extra)
