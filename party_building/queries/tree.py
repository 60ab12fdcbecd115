"""党组织树 as of any day, one level a request: opening a node reads it and one page of what hangs below.

The statements are the same whether a sub-district has three organisations or three thousand. Everything
comes through `visible_to`; names of posts that the reader may not know are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.page_parts import pages_of
from party_building.models import PartyOrganization, Subordination
from party_building.queries.standing import (
    Standing,
    coverage_text,
    reads_counts,
    standings,
)

if TYPE_CHECKING:
    from communities.querysets import AnyUser

CHILDREN_A_PAGE = 100
COVERS_SHOWN = 3
# 18 digits are always a bigint.
_KEY = re.compile(r"\d{1,18}", re.ASCII)
# Up from an organisation, by the links of one day: no cycle, a trigger sees to it.
_PATH = """
    WITH RECURSIVE above (node, height) AS (
        SELECT %(key)s::bigint, 0
        UNION ALL
        SELECT link.parent_id, above.height + 1
        FROM above JOIN party_building_subordination AS link ON link.organization_id = above.node
        WHERE link.since <= %(day)s AND (link.until IS NULL OR link.until >= %(day)s)
    )
    SELECT node FROM above ORDER BY height DESC
"""


@dataclass(slots=True)
class Node:
    """One row of the tree in ready words; `children` only where it is open."""

    pk: int
    name: str
    kind: str
    day: str = ""
    head: str = ""
    term: str = ""
    members: str = ""
    covers: str = ""
    inside: str = ""
    cautions: int = 0
    can_open: bool = False
    is_open: bool = False
    has_figures: bool = False
    children: list[Node] = field(default_factory=list)
    page: Page[Any] | None = None

    @property
    def key(self) -> str:
        return str(self.pk)

    @property
    def url(self) -> str:
        """Its own page, as of the day of the tree."""
        address = reverse("party_building:desk_organization", args=[self.pk])
        return f"{address}?{urlencode({'on': self.day})}" if self.day else address

    @property
    def toggle_url(self) -> str:
        """Opens the node, or closes it where it is open."""
        return f"?{urlencode(self._query('close' if self.is_open else 'open'))}"

    @property
    def pages(self) -> dict[str, str] | None:
        return pages_of(self.page, self._query("open")) if self.page else None

    def _query(self, verb: str) -> dict[str, str]:
        return {verb: self.key} | ({"on": self.day} if self.day else {})


@dataclass(frozen=True, slots=True)
class Tree:
    """The open branch from its roots; `opened` is the node in it that was asked for."""

    roots: list[Node]
    opened: Node | None


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks, as of which day, and whether the day was named (then the links carry it on)."""

    user: AnyUser
    on: date
    is_named: bool = False

    @property
    def day(self) -> str:
        return self.on.isoformat() if self.is_named else ""

    def standing(self) -> QuerySet[PartyOrganization]:
        return PartyOrganization.objects.visible_to(self.user).on(self.on)


def organization_tree(ask: Ask, *, key: str, number: int | str | None) -> Tree | None:
    """The branch down to the organisation of this key and one page of what hangs below it.

    None where the key names nothing that stands that day before the user's eyes. An empty key: those
    above which the user sees nothing; the only one of them open.
    """
    if not key:
        roots = list(_roots(ask)[:CHILDREN_A_PAGE])
        if len(roots) != 1:
            nodes = [_node(row, ask) for row in roots]
            _fill(nodes, roots, ask)
            return Tree(nodes, None)
        path = roots
    else:
        path = _path(ask, key)
    if not path:
        return None
    nodes = [_node(row, ask) for row in path]
    for above, below in pairwise(nodes):
        above.is_open = above.can_open = True
        above.children = [below]
    opened = nodes[-1]
    rows = _open(opened, ask, number)
    _fill([opened, *opened.children], [path[-1], *rows], ask)
    return Tree([nodes[0]], opened)


def closed_node(ask: Ask, *, key: str) -> Node | None:
    """The node alone, as it stands in the list of its parent."""
    path = _path(ask, key)
    if not path:
        return None
    node = _node(path[-1], ask)
    _fill([node], [path[-1]], ask)
    return node


def parent_key(ask: Ask, key: str) -> str | None:
    """Of the node above; empty above a root, None where the user sees no such node."""
    path = _path(ask, key)
    if not path:
        return None
    return str(path[-2].pk) if len(path) > 1 else ""


def _roots(ask: Ask) -> QuerySet[PartyOrganization]:
    above = Subordination.objects.on(ask.on).filter(
        organization=OuterRef("pk"), parent__in=ask.standing()
    )
    return ask.standing().filter(~Exists(above)).order_by("pinyin_key", "pk")


def _path(ask: Ask, key: str) -> list[PartyOrganization]:
    """From the highest that the user sees down to the organisation; two statements."""
    if _KEY.fullmatch(key) is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PATH, {"key": int(key), "day": ask.on})
        keys = [row[0] for row in cursor.fetchall()]
    seen = ask.standing().in_bulk(keys)
    path: list[PartyOrganization] = []
    # What lies above something that he does not see is not shown either.
    for pk in reversed(keys):
        if pk not in seen:
            break
        path.insert(0, seen[pk])
    return path


def _open(node: Node, ask: Ask, number: int | str | None) -> list[PartyOrganization]:
    below = Subordination.objects.on(ask.on).filter(parent=node.pk).values("organization")
    rows = ask.standing().filter(pk__in=below).order_by("pinyin_key", "pk")
    page = Paginator(rows, CHILDREN_A_PAGE).get_page(number)
    node.is_open, node.can_open, node.page = True, True, page
    found = list(page.object_list)
    node.children = [_node(row, ask) for row in found]
    return found


def _node(row: PartyOrganization, ask: Ask) -> Node:
    return Node(row.pk, row.name, str(row.get_kind_display()), day=ask.day)


def _fill(nodes: Sequence[Node], rows: Iterable[PartyOrganization], ask: Ask) -> None:
    """The figures of these nodes; as many statements for a hundred as for one."""
    known = standings(rows, on=ask.on, user=ask.user)
    may_count = reads_counts(ask.user)
    for node in nodes:
        standing = known[node.pk]
        node.has_figures = True
        node.can_open = node.can_open or standing.parts > 0
        node.head = _head(standing)
        node.term = standing.term_words(ask.on)
        node.covers = _covers(standing)
        node.inside = _inside(standing)
        if may_count:
            node.members = members_text(standing)
            node.cautions = len(standing.cautions(ask.on))


def _head(standing: Standing) -> str:
    head = standing.head
    if head is None:
        return ""
    return f"{head.label} {head.name}" if head.name else head.label


def members_text(standing: Standing) -> str:
    """`20`, `20（预备2）`; empty where nobody has said how many."""
    counts = standing.counts
    if counts is None:
        return ""
    if not counts.probationary:
        return str(counts.total)
    facts = {"total": counts.total, "probationary": counts.probationary}
    return _("%(total)d（预备%(probationary)d）") % facts


def _covers(standing: Standing) -> str:
    texts = [coverage_text(coverage) for coverage in standing.coverages]
    shown = "、".join(texts[:COVERS_SHOWN])
    if len(texts) <= COVERS_SHOWN:
        return shown
    return _("%(names)s等%(count)d处") % {"names": shown, "count": len(texts)}


def _inside(standing: Standing) -> str:
    others = standing.parts - standing.groups
    words = []
    if others:
        words.append(_("%(count)d个下级党组织") % {"count": others})
    if standing.groups:
        words.append(_("%(count)d个党小组") % {"count": standing.groups})
    return "，".join(words)
