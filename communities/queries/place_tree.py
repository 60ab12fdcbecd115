"""The organisation tree 街道, 社区, 小区, 楼栋, 单元, 户, one level at a time.

Opening a node reads it, one page of what lies in it, and the figures of both: the statements are the
same whether a sub-district has one door or half a million. Everything comes through `visible_to`, so
that figures are sums of what the reader may see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.body_rules import full_date
from communities.models import Building, Community, Complex, Door, SubDistrict, Unit
from communities.queries.data_quality import missing_by
from communities.queries.scope import sole_place
from core.page_parts import pages_of

if TYPE_CHECKING:
    from datetime import date

    from communities.querysets import AnyUser

CHILDREN_A_PAGE = 100
# 18 digits are always a bigint.
_KEY = re.compile(r"([a-z_]+)-(\d{1,18})", re.ASCII)


class Level(StrEnum):
    """What a node is; the value is the column that leads to it from the rows below."""

    SUB_DISTRICT = "sub_district"
    COMMUNITY = "community"
    COMPLEX = "complex"
    BUILDING = "building"
    UNIT = "unit"
    DOOR = "door"


MODELS: dict[Level, type[Any]] = {
    Level.SUB_DISTRICT: SubDistrict,
    Level.COMMUNITY: Community,
    Level.COMPLEX: Complex,
    Level.BUILDING: Building,
    Level.UNIT: Unit,
    Level.DOOR: Door,
}
ORDER = tuple(Level)
# Levels that stand in the ledgers with figures of their own, so that what is missing can be listed.
WITH_GAPS = frozenset({Level.SUB_DISTRICT, Level.COMMUNITY, Level.COMPLEX})

# What is counted one level below, in words.
REGISTERED: dict[Level, tuple[type[Any], Any]] = {
    Level.COMPLEX: (Building, gettext_lazy("登记%(count)d栋")),
    Level.UNIT: (Door, gettext_lazy("登记%(count)d户")),
}


@dataclass(slots=True)
class Node:
    """One row of the tree in ready words; `children` only where it is open."""

    level: Level
    pk: int
    name: str
    slug: str = ""
    inside: str = ""
    households: str = ""
    residents: str = ""
    as_of: str = ""
    firm: str = ""
    note: str = ""
    missing: int = 0
    gaps_url: str = ""
    is_open: bool = False
    has_figures: bool = False
    children: list[Node] = field(default_factory=list)
    page: Page[Any] | None = None

    @property
    def key(self) -> str:
        return f"{self.level}-{self.pk}"

    @property
    def can_open(self) -> bool:
        return self.level is not Level.DOOR

    @property
    def toggle_url(self) -> str:
        """Opens the node, or closes it where it is open."""
        return f"?{'close' if self.is_open else 'open'}={self.key}"

    @property
    def pages(self) -> dict[str, str] | None:
        return pages_of(self.page, {"open": self.key}) if self.page else None


@dataclass(frozen=True, slots=True)
class Tree:
    """The open branch from its root; `opened` is the node in it that was asked for."""

    roots: list[Node]
    opened: Node | None

    def with_figures(self) -> list[Node]:
        """The opened node and its children; of the nodes above only the names stand there."""
        return [self.opened, *self.opened.children] if self.opened else self.roots


def first_key(user: AnyUser) -> str:
    """What a reader finds open: the one place of his duties, else the one tenant he sees."""
    place = sole_place(user)
    for level in (Level.COMPLEX, Level.COMMUNITY, Level.SUB_DISTRICT):
        if place.get(level):
            return f"{level}-{place[level]}"
    tenants = list(SubDistrict.objects.visible_to(user).values_list("pk", flat=True)[:2])
    return f"{Level.SUB_DISTRICT}-{tenants[0]}" if len(tenants) == 1 else ""


def place_tree(user: AnyUser, *, key: str, number: int | str | None, on: date) -> Tree | None:
    """The branch down to the node of this key and one page of its children.

    None where the key names nothing that the user may see; an empty key: the tenants alone.
    """
    if not key:
        roots = [_node(row) for row in SubDistrict.objects.visible_to(user).order_by("pk")]
        _fill(roots, user, on)
        return Tree(roots, None)
    path = _path(user, key)
    if path is None:
        return None
    nodes = [_node(row) for row in path]
    for above, below in pairwise(nodes):
        above.is_open = True
        above.children = [below]
    opened = nodes[-1]
    _open(opened, path[-1], user, number)
    _fill(opened.children, user, on)
    if opened.level is Level.SUB_DISTRICT and opened.page and not opened.page.has_other_pages():
        # All that the ledgers hold lies in a community: half of what this page would count again.
        opened.has_figures = True
        _fill_inside(opened.level, {opened.pk: opened}, user)
        opened.missing = sum(child.missing for child in opened.children)
    else:
        _fill([opened], user, on)
    return Tree([nodes[0]], opened)


def closed_node(user: AnyUser, *, key: str, on: date) -> Node | None:
    """The node alone, as it stands in the list of its parent."""
    path = _path(user, key)
    if path is None:
        return None
    node = _node(path[-1])
    _fill([node], user, on)
    return node


def parent_key(user: AnyUser, key: str) -> str | None:
    """Of the node above; empty above a root, None where the user sees no such node."""
    path = _path(user, key)
    if path is None:
        return None
    return _node(path[-2]).key if len(path) > 1 else ""


def _path(user: AnyUser, key: str) -> list[Any] | None:
    """From the sub-district to the node; one statement."""
    found = _KEY.fullmatch(key)
    if found is None or found[1] not in ORDER or found[1] == Level.DOOR:
        return None
    level = Level(found[1])
    above = ORDER[: ORDER.index(level)]
    row = MODELS[level]._default_manager.visible_to(user).filter(pk=int(found[2]))
    row = row.select_related(*above).first() if above else row.first()
    return None if row is None else [*(getattr(row, name) for name in above), row]


def _node(row: Any) -> Node:
    level = next(level for level, model in MODELS.items() if isinstance(row, model))
    name = row.room if level is Level.DOOR else row.name
    node = Node(level, row.pk, name, slug=getattr(row, "slug", ""))
    match row:
        case Complex():
            node.households = _number(row.household_count)
            node.residents = _number(row.resident_count)
            node.as_of = _as_of(row.figures_on, row.figures_on)
            node.note = str(row.get_kind_display())
        case Unit():
            node.households = _number(row.household_count)
            node.as_of = _as_of(row.figures_on, row.figures_on)
            node.missing = int(row.household_count is None)
        case Door():
            floor = _("%(floor)d层") % {"floor": row.floor} if row.floor is not None else ""
            area = f"{row.area}㎡" if row.area is not None else ""
            node.note = " ".join(word for word in (floor, area) if word)
    return node


def _open(node: Node, row: Any, user: AnyUser, number: int | str | None) -> None:
    page = Paginator(_children(row, user), CHILDREN_A_PAGE).get_page(number)
    node.is_open, node.page = True, page
    node.children = [_node(child) for child in page.object_list]


def _children(row: Any, user: AnyUser) -> QuerySet[Any]:
    """By pinyin; what is numbered by its number: 2栋 before 10栋."""
    match row:
        case SubDistrict():
            return Community.objects.visible_to(user).filter(sub_district=row).by_pinyin()
        case Community():
            return Complex.objects.visible_to(user).filter(community=row).by_pinyin()
        case Complex():
            return _numbered(Building.objects.visible_to(user).filter(complex=row), "name")
        case Building():
            return _numbered(Unit.objects.visible_to(user).filter(building=row), "name")
        case _:
            return _numbered(Door.objects.visible_to(user).filter(unit=row), "room")


def _numbered(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    return rows.order_by(Length(name), name, "pk")


def _fill(nodes: Sequence[Node], user: AnyUser, on: date) -> None:
    """The figures of nodes of one level; as many statements for a hundred as for one."""
    if not nodes:
        return
    level = nodes[0].level
    by_pk = {node.pk: node for node in nodes}
    for node in nodes:
        node.has_figures = True
    _fill_inside(level, by_pk, user)
    if level in WITH_GAPS:
        for key, missing in missing_by(level, by_pk, user, on=on).items():
            by_pk[key].missing = missing


def _fill_inside(level: Level, by_pk: dict[int, Node], user: AnyUser) -> None:
    if level in {Level.SUB_DISTRICT, Level.COMMUNITY}:
        _fill_from_complexes(level, by_pk, user)
    elif level is Level.BUILDING:
        _fill_from_units(by_pk, user)
    elif level in REGISTERED:
        model, words = REGISTERED[level]
        counts = _counts(model._default_manager.visible_to(user), level, by_pk)
        for node in by_pk.values():
            node.inside = str(words) % {"count": counts[node.pk]}


def _fill_from_complexes(level: Level, by_pk: dict[int, Node], user: AnyUser) -> None:
    complexes = Complex.objects.visible_to(user).filter(**{f"{level}__in": by_pk}).order_by()
    counted = complexes.values(level).annotate(
        count=Count("pk"),
        households=Sum("household_count"),
        residents=Sum("resident_count"),
        oldest=Min("figures_on"),
        newest=Max("figures_on"),
    )
    buildings = _counts(Building.objects.visible_to(user), level, by_pk)
    for node in by_pk.values():
        node.inside = _inside_community(0, 0)
    for row in counted:
        node = by_pk[row[level]]
        node.inside = _inside_community(row["count"], buildings[node.pk])
        node.households = _number(row["households"])
        node.residents = _number(row["residents"])
        node.as_of = _as_of(row["oldest"], row["newest"])


def _inside_community(complexes: int, buildings: int) -> str:
    return _("%(complexes)d个小区，登记%(buildings)d栋") % {
        "complexes": complexes,
        "buildings": buildings,
    }


def _fill_from_units(by_pk: dict[int, Node], user: AnyUser) -> None:
    units = Unit.objects.visible_to(user).filter(building__in=by_pk).order_by()
    counted = units.values("building").annotate(
        count=Count("pk"),
        households=Sum("household_count"),
        missing=Count("pk", filter=Q(household_count=None)),
        oldest=Min("figures_on"),
        newest=Max("figures_on"),
    )
    doors = _counts(Door.objects.visible_to(user), "unit__building", by_pk)
    for row in counted:
        node = by_pk[row["building"]]
        facts = {"units": row["count"], "doors": doors[node.pk]}
        node.inside = _("%(units)d个单元，登记%(doors)d户") % facts
        node.households = _number(row["households"])
        node.missing = row["missing"]
        node.as_of = _as_of(row["oldest"], row["newest"])


def _counts(rows: QuerySet[Any], column: str, keys: Iterable[int]) -> Counter[int]:
    grouped = rows.filter(**{f"{column}__in": list(keys)}).order_by().values(column)
    counted = grouped.annotate(count=Count("pk"))
    return Counter({row[column]: row["count"] for row in counted})


def _number(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _as_of(oldest: date | None, newest: date | None) -> str:
    """The day of the figures; of a sum the day of its oldest part, which is said."""
    if oldest is None:
        return ""
    day = full_date(oldest)
    return day if oldest == newest else _("最早%(day)s") % {"day": day}
