"""K41 数据质量: which cells of the ledgers are still empty, counted and listed row by row (domain 4).

One rule for all of it: a column of a ledger is declared `expected` where a complete row needs it
(`core.ledgers.Column`), and a cell of it counts as filled when the stored value is neither NULL nor
an empty text. Columns that a row cannot be without are not counted: they would only flatter the rate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Count, F, Q, QuerySet

from communities.models import Community, Complex
from communities.queries.places import Place, asked_place, complexes_on, placed_on
from core import indicators, ledgers
from core.indicators import Fraction, Question

if TYPE_CHECKING:
    from datetime import date

    from communities.querysets import AnyUser
    from core.ledgers import Column

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class LedgerQuality:
    """Of one ledger in one place: how many cells a complete sheet needs, and how many are filled."""

    slug: str
    title: str
    rows: int
    filled: int
    needed: int

    @property
    def missing(self) -> int:
        return self.needed - self.filled


@dataclass(frozen=True, slots=True)
class IncompleteRow:
    """One row, what it lacks, and the record (its or its parent's) in which that is filled in."""

    name: str
    lacks: list[str]
    model: str
    pk: int


def data_quality(question: Question) -> Fraction:
    """K41 数据质量: expected cells that are filled, over all expected cells of the place's rows.

    Rows are those in the ledgers on the day, where their complexes lay on it; their cells are read as
    they stand now, because a value found later was missing before only on paper. One statement a
    ledger, and that of the place.
    """
    place, day = asked_place(question), question.day
    complexes, placed = complexes_on(place, day), placed_on(place, day)
    counted = [
        _counted(
            kind,
            complexes if kind.model is Complex else kind.model._default_manager.filter(placed),
            day,
        )
        for kind in _kinds()
    ]
    return Fraction(sum(one.filled for one in counted), sum(one.needed for one in counted))


def ledgers_of(user: AnyUser, place: Place, *, on: date) -> list[LedgerQuality]:
    """Of each ledger what the user may read of it in this place; one statement a ledger."""
    return [
        _counted(kind, _rows(kind, user).filter(_within(kind.model, place)), on)
        for kind in _kinds()
    ]


def incomplete_rows(
    slug: str, user: AnyUser, place: Place, *, on: date, number: int | str | None
) -> tuple[list[IncompleteRow], Page[Any]]:
    """A page of the rows that lack something, in the order of their places; two statements."""
    kind = next(kind for kind in _kinds() if kind.slug == slug)
    expected = expected_columns(kind)
    empty = {column.key: _is_empty(kind.model, column) for column in expected}
    lacking = Q()
    for condition in empty.values():
        lacking |= condition
    columns = {column.key: column for column in kind.columns}
    named = [columns[key] for key in kind.natural_key]
    rows = kind().standing(_rows(kind, user).filter(_within(kind.model, place)), on)
    listed = rows.filter(lacking).order_by(*_order(kind.model), "pk")
    joined = {
        _path(column).rpartition("__")[0] for column in (*named, *expected) if "__" in _path(column)
    }
    if joined:
        listed = listed.select_related(*joined)
    page = Paginator(listed, ROWS_A_PAGE).get_page(number)
    return [_incomplete(row, named, expected) for row in page.object_list], page


def missing_by(level: str, keys: Collection[int], user: AnyUser, *, on: date) -> Counter[int]:
    """How many expected cells are empty in each of these places; one statement a ledger.

    `level`: `sub_district`, `community` or `complex`. A ledger of communities (环物委) has nothing
    to say of a complex.
    """
    missing: Counter[int] = Counter()
    for kind in _kinds():
        column = "pk" if kind.model is Complex and level == "complex" else f"{level}_id"
        rows = kind().standing(_rows(kind, user).filter(**{f"{column}__in": list(keys)}), on)
        grouped = (
            rows.order_by()
            .annotate(of_place=F(column))
            .values("of_place")
            .annotate(missing=_empty_cells(kind))
        )
        missing.update({row["of_place"]: row["missing"] for row in grouped})
    return missing


def expected_columns(kind: type[ledgers.Ledger]) -> list[Column]:
    return [column for column in kind.columns if column.expected]


def _kinds() -> list[Any]:
    """Ledgers that expect something of their rows."""
    return [kind for kind in ledgers.kinds() if kind.model is not None and expected_columns(kind)]


def _rows(kind: Any, user: AnyUser) -> QuerySet[Any]:
    rows: QuerySet[Any] = kind.model._default_manager.visible_to(user)
    return rows


def _counted(kind: Any, rows: QuerySet[Any], on: date) -> LedgerQuality:
    counted = kind().standing(rows, on).aggregate(rows=Count("pk"), missing=_empty_cells(kind))
    needed = counted["rows"] * len(expected_columns(kind))
    filled = needed - (counted["missing"] or 0)
    return LedgerQuality(kind.slug, kind.title, counted["rows"], filled, needed)


def _empty_cells(kind: Any) -> Any:
    """The number of empty expected cells, as an aggregate over rows."""
    counts = [
        Count("pk", filter=_is_empty(kind.model, column)) for column in expected_columns(kind)
    ]
    total: Any = counts[0]
    for count in counts[1:]:
        total += count
    return total


def _is_empty(model: type[models.Model], column: Column) -> Q:
    path = _path(column)
    *through, last = path.split("__")
    options: Any = model._meta
    for name in through:
        options = options.get_field(name).related_model._meta
    empty = Q(**{path: None})
    return empty | Q(**{path: ""}) if options.get_field(last).empty_strings_allowed else empty


def _path(column: Column) -> str:
    return column.attribute or column.key


def _order(model: type[models.Model]) -> tuple[str, ...]:
    """By pinyin of the places, as the ledgers themselves."""
    if model is Complex:
        return ("community__pinyin_key", "pinyin_key")
    return ("community__pinyin_key", "complex__pinyin_key")


def _incomplete(row: Any, named: list[Column], expected: list[Column]) -> IncompleteRow:
    def at(path: str) -> Any:
        return attrgetter(path.replace("__", "."))(row) if path else row

    words = [str(column.write(at(_path(column))) or "") for column in named]
    lacking = [column for column in expected if at(_path(column)) in {None, ""}]
    # 备案日期 stands in the seat's term: that is where it is filled in.
    owners = {_path(column).rpartition("__")[0] for column in lacking}
    owner = at(owners.pop()) if len(owners) == 1 else row
    return IncompleteRow(
        name=" ".join(word for word in words if word),
        lacks=[column.heading for column in lacking],
        model=owner._meta.model_name,
        pk=owner.pk,
    )


def _within(model: type[models.Model], place: Place) -> Q:
    narrowest = place.narrowest
    if isinstance(narrowest, Complex):
        return Q(pk=narrowest.pk) if model is Complex else Q(complex=narrowest.pk)
    if isinstance(narrowest, Community):
        return Q(community=narrowest.pk)
    return Q(sub_district=narrowest.pk)


def register_indicators() -> None:
    """Called once, when the app is ready."""
    indicators.register("K41", "数据质量", data_quality, rule_version="1")
