"""Ledger 1 (小区基本信息台账) written as a set: a handful of statements for any number of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import pinyin_key, pinyin_slug
from communities.choices import ComplexKind, ManagementMode
from communities.models import Community, Complex, PlaceSlug
from communities.services.modes import set_modes
from core.ledgers import (
    LedgerCollision,
    LedgerPlan,
    Outcome,
    RowChange,
    RowProblem,
    folded,
    in_words,
    one_import_at_a_time,
    same,
)
from core.transactions import locking

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from accounts.models import User
    from core.ledgers import LedgerRow

FIGURES = (
    "household_count",
    "occupied_household_count",
    "resident_count",
    "elder_count",
    "building_count",
    "unit_count",
)
IMPORTED = (
    "kind",
    "address",
    "built_year",
    "land_area",
    "floor_area",
    "note",
    *FIGURES,
)
# Told by its periods (`services/modes.py`), not by the complex itself.
MODE = "management_mode"
MAX_NAMESAKES = 100
# What 无 or / leaves behind; every other field becomes NULL.
EMPTY = {"kind": ComplexKind.OTHER, "address": "", MODE: "", "note": ""}
LABELS: dict[str, dict[str, Any]] = {
    "kind": dict(ComplexKind.choices),
    MODE: dict(ManagementMode.choices),
}
_shown = partial(in_words, LABELS)
# A part can't be larger than its whole: (part, whole, sentence).
PARTS = (
    ("occupied_household_count", "household_count", gettext_lazy("入住户数不能多于总户数")),
    ("elder_count", "resident_count", gettext_lazy("60岁以上人数不能多于常住人口")),
)


@dataclass
class _Plan(LedgerPlan):
    """What the file would do, with the rows as they shall be."""

    new: list[Complex] = field(default_factory=list)
    changed: list[Complex] = field(default_factory=list)
    recounted: list[Complex] = field(default_factory=list)
    managed_anew: list[Complex] = field(default_factory=list)


@locking
def import_complexes(
    *,
    rows: Sequence[LedgerRow],
    actor: User,
    now: datetime,
    figures_on: date | None = None,
    dry_run: bool = False,
    good_rows_only: bool = False,
) -> Outcome:
    """Creates and updates complexes of communities that the actor manages; never a community.

    A complex is its community and name. Blank cells leave a field as it is. How it is managed counts
    from the day on which the ledger was filled in (`figures_on`). Nothing is written on a dry run,
    nor, unless only the good rows are wanted, when any row has a problem. Refuses with
    `LedgerCollision` when a concurrent write took a name or slug.
    """
    communities = list(Community.objects.manageable_by(actor).select_related("sub_district"))
    placed, problems = in_communities(rows, communities)
    used = {community.pk: community for _row, community in placed}
    if not dry_run:
        one_import_at_a_time("complexes", (c.sub_district_id for c in used.values()))
    today = timezone.localdate(now)
    told_on = min(figures_on or today, today)
    plan = _plan(placed, existing=_existing(used, on=told_on, lock=not dry_run))
    plan.problems[:0] = problems

    def write() -> None:
        _write(plan, figures_on=figures_on or today)
        modes = {complex_.pk: getattr(complex_, MODE) for complex_ in plan.managed_anew}
        set_modes(modes=modes, on=told_on, actor=actor, now=now)

    return plan.carry_out(write, dry_run=dry_run, good_rows_only=good_rows_only)


def in_communities(
    rows: Sequence[LedgerRow], communities: Sequence[Community]
) -> tuple[list[tuple[LedgerRow, Community]], list[RowProblem]]:
    """Each row with its community; a name outside the actor's reach is simply not found."""
    by_name: dict[object, list[Community]] = {}
    for community in communities:
        for name in _spellings(community):
            by_name.setdefault(name, []).append(community)
    placed, problems = [], []
    for row in rows:
        typed = str(row.values["community"])
        found = by_name.get(_without_suffix(typed)) or _ending(typed, communities)
        if len(found) == 1:
            placed.append((row, found[0]))
        else:
            message = (
                _("有几个同名社区，请写上街道，例如“跳蹬河街道建兴路社区”")
                if found
                else _("在您负责的范围内没有找到这个社区，请核对名称")
            )
            problems.append(RowProblem(row.number, "community", typed, message))
    return placed, problems


def _spellings(community: Community) -> set[str]:
    """建兴路社区, 建兴路, and both with the sub-district before them."""
    own = _without_suffix(community.name)
    return {own, f"{folded(community.sub_district.name)}{own}"}


def _ending(typed: str, communities: Sequence[Community]) -> list[Community]:
    """成华区跳蹬河街道建兴路社区: whatever stands before it, the end names the community."""
    name = _without_suffix(typed)
    return [
        community
        for community in communities
        if name.endswith(f"{folded(community.sub_district.name)}{_without_suffix(community.name)}")
    ]


def _without_suffix(name: str) -> str:
    return str(folded(name)).removesuffix("社区")


def _existing(
    used: dict[int, Community], *, on: date, lock: bool
) -> dict[tuple[int, object], Complex]:
    complexes = Complex.objects.filter(community__in=used).with_mode(on)
    if lock:
        complexes = complexes.select_for_update(no_key=True, of=("self",))
    return {(complex_.community_id, folded(complex_.name)): complex_ for complex_ in complexes}


def _plan(
    placed: Sequence[tuple[LedgerRow, Community]], *, existing: dict[tuple[int, object], Complex]
) -> _Plan:
    plan = _Plan()
    first_rows: dict[tuple[int, object], int] = {}
    for row, community in placed:
        name = str(row.values["name"])
        key = (community.pk, folded(name))
        if first_rows.setdefault(key, row.number) != row.number:
            message = _("与第 %(row)s 行重复，请只留一行") % {"row": first_rows[key]}
            plan.problems.append(RowProblem(row.number, "name", name, message))
            continue
        complex_ = existing.get(key)
        if complex_ and complex_.closed_on:
            message = _("这个小区已并入别的小区，请填并入后的名称")
            plan.problems.append(RowProblem(row.number, "name", name, message))
            continue
        is_new = complex_ is None
        if complex_ is None:
            complex_ = Complex(
                sub_district_id=community.sub_district_id, community=community, name=name
            )
            setattr(complex_, MODE, "")
        _weigh(plan, row, complex_, is_new=is_new)
    return plan


def _weigh(plan: _Plan, row: LedgerRow, complex_: Complex, *, is_new: bool) -> None:
    """Puts the row's values on the complex and counts it as new, changed, unchanged or wrong."""
    changed = _set_values(complex_, row)
    problems = _contradictions(complex_, row)
    if problems:
        plan.problems.extend(problems)
        return
    if not is_new and not changed:
        plan.unchanged += 1
        return
    (plan.new if is_new else plan.changed).append(complex_)
    if any(key in FIGURES for key, _before, _after in changed):
        plan.recounted.append(complex_)
    if any(key == MODE for key, _before, _after in changed):
        plan.managed_anew.append(complex_)
    cells = () if is_new else tuple((key, _shown(key, b), _shown(key, a)) for key, b, a in changed)
    plan.changes.append(RowChange(row.number, complex_.name, is_new, cells))


def _set_values(complex_: Complex, row: LedgerRow) -> list[tuple[str, Any, Any]]:
    """Sets what differs; answers with the changed columns, old and new."""
    changed = []
    for key in (*IMPORTED, MODE):
        if key not in row.values or same(getattr(complex_, key), row.values[key]):
            continue
        before = getattr(complex_, key)
        after = EMPTY.get(key) if row.values[key] is None else row.values[key]
        if before != after:
            setattr(complex_, key, after)
            changed.append((key, before, after))
    return changed


def _contradictions(complex_: Complex, row: LedgerRow) -> list[RowProblem]:
    problems = []
    for part, whole, message in PARTS:
        small, large = getattr(complex_, part), getattr(complex_, whole)
        if small is not None and large is not None and small > large:
            problems.append(RowProblem(row.number, part, str(small), str(message)))
    return problems


def _write(plan: _Plan, *, figures_on: date) -> None:
    _give_slugs(plan.new)
    for complex_ in plan.new:
        complex_.pinyin_key = pinyin_key(complex_.name)
    for complex_ in plan.recounted:
        complex_.figures_on = figures_on
    Complex.objects.bulk_create(plan.new)
    # An upsert by key: bulk_update's CASE per field is many times slower.
    Complex.objects.bulk_create(
        plan.changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*IMPORTED, "figures_on"],
    )


def _give_slugs(complexes: Sequence[Complex]) -> None:
    """A pinyin slug each; where it is taken, the community's goes before it, then a number behind."""
    candidates = {id(complex_): _slug_candidates(complex_) for complex_ in complexes}
    taken = _taken_slugs(candidates.values())
    for complex_ in complexes:
        plain, longer = candidates[id(complex_)]
        numbered = (f"{longer}-{number}" for number in range(2, MAX_NAMESAKES))
        free = (slug for slug in (plain, longer, *numbered) if slug not in taken)
        complex_.slug = next(free, "")
        if not complex_.slug:
            raise LedgerCollision
        taken.add(complex_.slug)


def _slug_candidates(complex_: Complex) -> tuple[str, str]:
    plain = pinyin_slug(complex_.name)[:40].strip("-") or "xiaoqu"
    return plain, f"{complex_.community.slug}-{plain}"[:56].strip("-")


def _taken_slugs(candidates: Collection[tuple[str, str]]) -> set[str]:
    """Those of the wanted slugs that stand, with or without a number behind."""
    unnumbered = Func(F("slug"), Value(r"-[0-9]+$"), Value(""), function="regexp_replace")
    standing = PlaceSlug.objects.alias(unnumbered=unnumbered).filter(
        Q(slug__in={plain for plain, _longer in candidates})
        | Q(slug__in={longer for _plain, longer in candidates})
        | Q(unnumbered__in={longer for _plain, longer in candidates})
    )
    return set(standing.values_list("slug", flat=True))
