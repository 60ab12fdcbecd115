"""Ledgers (台账): what a kind of ledger is, which kinds exist, and what the service of one answers.

An app declares its kinds in `resources.py` and registers them in `AppConfig.ready()`. How a file
becomes cleaned rows stands in `core.ledger_files`; the rows of the whole file go to one set-based
service of the app, which answers with an `Outcome`.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.text import half_width
from core import cells
from core.cells import CellError, CellValue
from core.errors import DomainError
from core.sheets import Sheet
from core.transactions import one_at_a_time

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from django.db.models import Model, QuerySet
    from django_stubs_ext import StrPromise

    from accounts.models import User
    from core.tables import Table

_FILLED_ON = re.compile(r"填[报表]日期\s*[:：]\s*(\S+)")


class Use(enum.Enum):
    """What becomes of a column that the ledger knows."""

    IMPORTED = "imported"
    ORDINAL = "ordinal"  # 序号: written, never read
    COMPUTED = "computed"  # exported; on import named as skipped
    LATER = "later"  # belongs to an app that does not exist yet
    REFUSED = "refused"  # personal data that the system does not keep


@dataclass(frozen=True)
class Column:
    """One column: its heading as exported, other spellings, and how a cell of it is read.

    `required`: a row without it is refused. `expected`: a row may lack it, but is complete only with
    it; K41 counts these cells (domain 4), each a stored value that `attribute` leads to. `left_out`:
    why a column that is not imported isn't, where the sentence of its use says too little.
    """

    key: str
    heading: str
    aliases: tuple[str, ...] = ()
    parse: cells.Parser = cells.text
    required: bool = False
    expected: bool = False
    inherits: bool = False
    use: Use = Use.IMPORTED
    options: tuple[str, ...] = ()
    attribute: str = ""
    write: Callable[[Any], CellValue] = cells.as_cell
    left_out: str | StrPromise = ""


@dataclass(frozen=True)
class LedgerRow:
    """One cleaned row. A key that is missing was blank: leave it. None was 无 or /: empty it."""

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class RowProblem:
    """Why one row can't be taken, or one cell of a row that is taken, by the key of its column."""

    number: int
    key: str
    value: str
    message: str


@dataclass(frozen=True)
class RowChange:
    """What one row does: nothing stands in `before` for a new one."""

    number: int
    label: str
    is_new: bool
    cells: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a service did, or would do, with the cleaned rows; `warnings` keep their row."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[RowProblem, ...] = ()
    changes: tuple[RowChange, ...] = ()
    applied: bool = False
    warnings: tuple[RowProblem, ...] = ()


class LedgerCollision(DomainError):
    """Somebody else wrote the same rows at the same moment."""

    def __init__(self) -> None:
        super().__init__(_("刚才有人同时改了这些内容，请再导入一次。"))


@dataclass
class LedgerPlan:
    """What a file would do, before anything is written; each service adds what it means to write.

    `changes` holds one entry for every row that is new or changed, so that the counts follow from it.
    `warnings` tell which cell of a row is not taken though the row is.
    """

    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    warnings: list[RowProblem] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)

    def carry_out(
        self, write: Callable[[], None], *, dry_run: bool, good_rows_only: bool
    ) -> Outcome:
        """Writes all rows or none, and nothing on a dry run.

        Nor is anything written, unless only the good rows are wanted, when any row has a problem.
        Raises LedgerCollision when a concurrent write took what the rows need.
        """
        applied = not dry_run and (good_rows_only or not self.problems)
        if applied:
            try:
                with transaction.atomic():
                    write()
            except IntegrityError as error:
                raise LedgerCollision from error
        new = sum(change.is_new for change in self.changes)
        return Outcome(
            new=new,
            changed=len(self.changes) - new,
            unchanged=self.unchanged,
            problems=tuple(self.problems),
            changes=tuple(self.changes),
            applied=applied,
            warnings=tuple(self.warnings),
        )


@dataclass(frozen=True)
class Preamble:
    """What stands above the header: titles, who filled it in, and on which day."""

    text: str = ""
    filled_on: dt.date | None = None

    @classmethod
    def of(cls, table: Table) -> Preamble:
        text = table.preamble()
        found = _FILLED_ON.search(text)
        try:
            return cls(text, cells.date(found[1]) if found else None)
        except CellError:
            return cls(text)


class LedgerService(Protocol):
    """The set-based service of an app that takes the cleaned rows of a whole file."""

    def __call__(
        self,
        *,
        rows: Sequence[LedgerRow],
        actor: User,
        now: dt.datetime,
        dry_run: bool,
        good_rows_only: bool,
    ) -> Outcome: ...


class Ledger(Protocol):
    """A kind of ledger, as `core.resources.ScopedResource` makes one."""

    slug: ClassVar[str]
    title: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    natural_key: ClassVar[tuple[str, ...]]
    identified_by: ClassVar[tuple[str, ...]]
    model: ClassVar[type[Model] | None]

    def standing(self, rows: QuerySet[Any], on: dt.date) -> QuerySet[Any]:
        """Of rows of the model those that are in the ledger on that day."""

    def defaults(self, preamble: Preamble, *, actor: User) -> Mapping[str, object]:
        """Values that stand above the table once instead of in every row."""

    def apply(
        self,
        rows: Sequence[LedgerRow],
        *,
        actor: User,
        now: dt.datetime,
        preamble: Preamble,
        dry_run: bool,
        good_rows_only: bool,
    ) -> Outcome:
        """Hands the whole file to the app's service."""

    def sheet(self, *, user: User, now: dt.datetime) -> Sheet:
        """The user's rows, ready to be written."""


class UnknownLedger(DomainError):
    """A kind that no app has registered."""


_kinds: dict[str, type[Ledger]] = {}


def register(kind: type[Ledger]) -> type[Ledger]:
    """Called in `AppConfig.ready()`, in any order; an app further up registers its subclass, which stays."""
    known = _kinds.get(kind.slug)
    if known is None or not issubclass(known, kind):
        _kinds[kind.slug] = kind
    return kind


def kinds() -> list[type[Ledger]]:
    return [_kinds[slug] for slug in sorted(_kinds)]


def get_ledger(slug: str) -> Ledger:
    if slug not in _kinds:
        known = "、".join(f"{kind.slug}（{kind.title}）" for kind in kinds())
        raise UnknownLedger(
            _("没有“%(slug)s”这种台账，现有：%(known)s。") % {"slug": slug, "known": known}
        )
    return _kinds[slug]()


def same(old: object, new: object) -> bool:
    """Whether a stored value is what the file says, whatever its spelling."""
    if _is_empty(old) or _is_empty(new):
        return _is_empty(old) and _is_empty(new)
    if isinstance(old, str) and isinstance(new, str):
        return old == new or cells.tidy_lines(old) == cells.tidy_lines(new)
    return old == new


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and (not value or cells.says_nothing(value)))


def folded(value: object) -> object:
    """A key as it is compared: width, case and blanks don't make another place."""
    return "".join(half_width(value).lower().split()) if isinstance(value, str) else value


def in_words(labels: Mapping[str, Mapping[Any, Any]], key: str, value: Any) -> str:
    """The value of a column as a report shows it: a choice by its label, nothing for what is empty."""
    if key in labels:
        value = labels[key].get(value, value)
    return "" if value is None else str(value)


class _Keyed(Protocol):
    """What a row turned out to be, with what makes it the same as another row."""

    @property
    def key(self) -> Hashable: ...


_Line = TypeVar("_Line", bound=_Keyed)


def first_of_each(
    rows: Iterable[LedgerRow],
    line_of: Callable[[LedgerRow], _Line | RowProblem],
    *,
    repeated: Callable[[_Line, int], tuple[str, str, str]],
) -> tuple[list[_Line], list[RowProblem]]:
    """The rows that can be used, and what is wrong with the others; of equal ones the first counts.

    `repeated` tells of a later one, and of the number of the first: the column's key, what stood
    there, and the sentence.
    """
    lines: list[_Line] = []
    problems: list[RowProblem] = []
    first_rows: dict[Hashable, int] = {}
    for row in rows:
        found = line_of(row)
        if isinstance(found, RowProblem):
            problems.append(found)
        elif (first := first_rows.setdefault(found.key, row.number)) != row.number:
            problems.append(RowProblem(row.number, *repeated(found, first)))
        else:
            lines.append(found)
    return lines, problems


def one_import_at_a_time(slug: str, tenant_ids: Iterable[int]) -> None:
    """Until the end of the transaction no other import of this ledger runs in these sub-districts."""
    for tenant_id in sorted(set(tenant_ids)):
        one_at_a_time(slug, tenant_id)
