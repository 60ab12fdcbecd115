"""Two complexes of one community become one; no row is deleted.

Everything that belongs to the one that goes belongs to the one that is kept afterwards, whichever app it
is of: the models are walked, not listed. Three kinds of rows are exceptions, stated once each:

- What was over of facts of which a complex has only one at a time (contracts, duties for the whole of
  it, its owners' bodies) stays with the closed complex: `left_behind` of the model's queryset.
- Who is registered in both (a resident, a role, a posting) is so once afterwards: the second
  registration ends on the last day.
- Where the closed complex lay and what lay beside it (`HISTORY`) is its own past.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.constraints import CompositeForeignKey
from communities.models import (
    Complex,
    GridSpan,
    GroupMember,
    ManagementPeriod,
    OwnersBody,
    Placed,
    Resident,
    ZoneComplex,
)
from communities.queries.keys import keys_to
from communities.services.moving import (
    ONE_DAY,
    end_placement,
    leave_behind,
    lock_complex_whole,
)
from core.errors import DomainError
from core.transactions import broken_rule, locking, register_sentence

if TYPE_CHECKING:
    from accounts.models import User

# Keys to a complex that are no place of a row: its own past.
HISTORY = frozenset(
    {
        "communities.ComplexPlacement.complex",
        "communities.Complex.merged_into",
        "communities.Adjacency.one",
        "communities.Adjacency.other",
    }
)
PLACE = frozenset({"sub_district", "community", "complex"})
NAMED = 5


class WithItself(DomainError):
    default_message = gettext_lazy("请选另一个小区")


class NotSameCommunity(DomainError):
    default_message = gettext_lazy("两个小区不在同一个社区，请先把其中一个迁过去")


class BodyStands(DomainError):
    """The complex that goes still has an owners' body."""


class DoNotFit(DomainError):
    """Rows of both can't stand in one complex."""


class NobodyKnowsHow(LookupError):
    """A table points at complexes and says neither that its rows follow nor that they stay."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: how many rows found their way over, by the table's name."""

    complex: Complex
    carried: dict[str, int]


@locking
def merge_complexes(
    *, keep: Complex, gone: Complex, on: date, reason: str, actor: User, now: datetime
) -> Merged:
    """From this day on both are one; `gone` stays as a closed row that leads to `keep`.

    Raises WithItself, NotSameCommunity, BodyStands, DoNotFit, and what `end_placement` and
    `lock_complex_whole` raise. Buildings, spaces and whatever else is told apart by its name within a
    complex must have different names before: nobody guesses which 3栋 is meant.
    """
    if keep.pk == gone.pk:
        raise WithItself
    keep, gone = lock_both(keep.pk, gone.pk)
    if keep.community_id != gone.community_id:
        raise NotSameCommunity
    last_day = on - ONE_DAY
    _require_no_body(gone, last_day)
    end_placement(gone, last_day=last_day, now=now)
    _take_doors_over(keep, gone)
    _require_names_apart(keep, gone, last_day)
    carried = {
        model._meta.label: _carry(model, keep, gone, last_day) for model in models_in_order()
    }
    leave_behind(gone, (GridSpan, GroupMember, ManagementPeriod, ZoneComplex), last_day=last_day)
    _close(keep, gone, last_day=last_day, reason=reason)
    return Merged(keep, {label: count for label, count in carried.items() if count})


def register_sentences() -> None:
    """Called once, when the app is ready: who writes to a closed complex by a service is told so."""
    register_sentence("complex_stands", gettext_lazy("这个小区已并入别的小区，请到那里登记"))


def lock_both(keep_pk: int, gone_pk: int) -> tuple[Complex, Complex]:
    """In the order of their keys, so that two merges never wait for each other. Raises MergedAway."""
    locked = {pk: lock_complex_whole(pk) for pk in sorted([keep_pk, gone_pk])}
    return locked[keep_pk], locked[gone_pk]


def _require_no_body(gone: Complex, last_day: date) -> None:
    """A body speaks for the owners of one complex: it ends first, in its own way and on its own day."""
    standing = OwnersBody.objects.filter(complex=gone).standing(last_day + ONE_DAY)
    kinds = [str(body.get_kind_display()) for body in standing]
    if kinds:
        raise BodyStands(
            _("%(complex)s还有%(bodies)s，请先登记它的终止日期，不晚于%(day)s")
            % {"complex": gone.name, "bodies": "、".join(kinds), "day": last_day}
        )


def _take_doors_over(keep: Complex, gone: Complex) -> None:
    """Who is registered in both, and only in the one that goes with a door, keeps the door."""
    here = Resident.objects.filter(complex=keep, valid_until=None, door=None)
    there = Resident.objects.filter(
        complex=gone, valid_until=None, door__isnull=False, person=models.OuterRef("person")
    )
    here.filter(models.Exists(there)).update(door=models.Subquery(there.values("door")[:1]))


def models_in_order() -> list[type[Placed]]:
    """The models whose rows follow: what hangs on another row after it. Raises NobodyKnowsHow."""
    placed: dict[str, type[Placed]] = {}
    for key in keys_to(Complex):
        if issubclass(key.model, Placed) and key.name == "complex":
            placed[key.model._meta.label] = key.model
        elif f"{key.model._meta.label}.{key.name}" not in HISTORY:
            raise NobodyKnowsHow(f"{key.model._meta.label}.{key.name}")
    order: TopologicalSorter[str] = TopologicalSorter()
    for label in sorted(placed):
        order.add(label, *(above for above in _hangs_on(placed[label]) if above in placed))
    return [placed[label] for label in order.static_order()]


def _hangs_on(model: type[Placed]) -> list[str]:
    """By composite keys that hold both in one complex: the row above takes it along."""
    return [
        one.to
        for one in model._meta.constraints
        if isinstance(one, CompositeForeignKey) and "complex" in one.to_fields
    ]


def _following(model: type[Placed], gone: Complex, last_day: date) -> QuerySet[Any]:
    """The rows of one model that go over."""
    rows: QuerySet[Any] = model._default_manager.filter(complex=gone)
    if hasattr(rows, "left_behind"):
        rows = rows.exclude(pk__in=rows.left_behind(last_day).values("pk"))
    return rows


def _require_names_apart(keep: Complex, gone: Complex, last_day: date) -> None:
    """Ends what runs in both in the one that goes; raises DoNotFit naming what is called the same."""
    same: list[str] = []
    for model in models_in_order():
        rows = _following(model, gone, last_day)
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and "complex" in constraint.fields:
                same += _doubled(constraint, rows, keep, last_day)
    if same:
        raise DoNotFit(_("两个小区有同名的%(names)s。请先改名再合并") % {"names": "；".join(same)})


def _doubled(
    constraint: models.UniqueConstraint, rows: QuerySet[Any], keep: Complex, last_day: date
) -> list[str]:
    """What may be there once in a complex and is in both; empty where it could be ended."""
    told_by = [name for name in constraint.fields if name not in PLACE]
    if "id" in told_by:
        return []
    condition = constraint.condition or Q()
    twins = rows.model._default_manager.filter(
        condition, complex=keep, **{name: models.OuterRef(name) for name in told_by}
    )
    doubled = rows.filter(condition).filter(models.Exists(twins))
    if constraint.condition == Q(valid_until=None):
        begun = Coalesce(F("valid_from"), Value(last_day))
        doubled.update(valid_until=Greatest(begun, Value(last_day)))
        return []
    names = [_name_of(row) for row in doubled[: NAMED + 1]]
    return [f"{rows.model._meta.verbose_name}：{_listed(names)}"] if names else []


def _name_of(row: Any) -> str:
    return str(getattr(row, "name", "") or row)


def _listed(names: Iterable[str]) -> str:
    """The first few, and that there are more."""
    shown = list(names)
    more = "…" if len(shown) > NAMED else ""
    return "、".join(shown[:NAMED]) + more


def _carry(model: type[Placed], keep: Complex, gone: Complex, last_day: date) -> int:
    """The rows of one model; how many. Raises DoNotFit."""
    try:
        with transaction.atomic():
            return _following(model, gone, last_day).update(complex=keep)
    except IntegrityError as error:
        raise DoNotFit(
            _("两个小区的%(what)s不能放在一起：%(why)s。请先结束或改正其中一个")
            % {
                "what": model._meta.verbose_name,
                "why": broken_rule(error, model) or _("与已有的数据冲突"),
            }
        ) from error


def _close(keep: Complex, gone: Complex, *, last_day: date, reason: str) -> None:
    """`gone` leads to `keep` from now on, and so does what was merged into it before."""
    Complex.objects.filter(merged_into=gone).update(merged_into=keep)
    gone.merged_into, gone.closed_on, gone.closed_reason = keep, last_day, reason
    gone.is_listed = False
    gone.save(update_fields=["merged_into", "closed_on", "closed_reason", "is_listed"])
