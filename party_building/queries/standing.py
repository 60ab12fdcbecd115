"""What is known of organisations on a day: posts, term, numbers, what they are there for, what to look at.

A handful of statements for any number of organisations; tree, page and ledger read from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from communities.body_rules import Caution
from party_building import rules
from party_building.choices import HEADS, PARTY_READERS, PartyKind, PartyPostKind
from party_building.models import (
    PartyCoverage,
    PartyOrganization,
    PartyPost,
    PartyTerm,
    PostLeave,
    Subordination,
)
from party_building.queries.member_counts import Counts, member_counts
from party_building.queries.rules import rules_by_tenant

if TYPE_CHECKING:
    from communities.querysets import AnyUser
    from party_building.models import PartyRules

_RANK = {post: rank for rank, post in enumerate(PartyPostKind.values)}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post on the day. `name` is empty where the reader may not know it."""

    pk: int
    post: str
    name: str
    since: date
    phone: str = ""
    is_published: bool = False
    # Who does the work on that day, while the holder is on leave.
    deputy: str = ""

    @property
    def label(self) -> str:
        return str(PartyPostKind(self.post).label)


@dataclass(slots=True)
class Standing:
    """One organisation on a day."""

    organization: PartyOrganization
    figures: PartyRules
    holders: list[Holder] = field(default_factory=list)
    term: PartyTerm | None = None
    counts: Counts | None = None
    coverages: list[PartyCoverage] = field(default_factory=list)
    groups: int = 0
    parts: int = 0

    @property
    def head(self) -> Holder | None:
        """书记, of a group its 组长."""
        return next((holder for holder in self.holders if holder.post in HEADS), None)

    @property
    def facts(self) -> rules.Standing:
        """As the rules count it."""
        term = self.term
        return rules.Standing(
            kind=self.organization.kind,
            full_members=self.counts.full if self.counts else None,
            posts=[holder.post for holder in self.holders],
            covers=len(self.coverages),
            of_host=any(coverage.host_id for coverage in self.coverages),
            term=rules.Term(starts_on=term.starts_on, ends_on=term.ends_on) if term else None,
        )

    def cautions(self, on: date) -> list[Caution]:
        """None once it stands no more."""
        dissolved = self.organization.dissolved_on
        if dissolved and dissolved < on:
            return []
        return rules.warnings(self.facts, today=on, figures=self.figures)

    def term_words(self, on: date) -> str:
        return (
            rules.term_words(self.facts.term, today=on, figures=self.figures)
            if self.facts.term
            else ""
        )


def reads_counts(user: AnyUser) -> bool:
    """Whether somebody reads how many members there are: those who work with the Party; no firm."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or user.role_assignments.active().of_roles(PARTY_READERS).exists()


def standings(
    organizations: Iterable[PartyOrganization], *, on: date, user: AnyUser
) -> dict[int, Standing]:
    """By key; seven statements whatever their number."""
    found = list(organizations)
    if not found:
        return {}
    figures = rules_by_tenant(one.sub_district_id for one in found)
    by_key = {one.pk: Standing(one, figures[one.sub_district_id]) for one in found}
    for post in _posts(by_key, on=on, user=user):
        by_key[post.organization_id].holders.append(_holder(post))
    for term in terms_in_office(on).filter(organization__in=by_key):
        by_key[term.organization_id].term = term
    for key, counts in member_counts(by_key, on=on).items():
        by_key[key].counts = counts
    for coverage in coverages_on(on).filter(organization__in=by_key):
        by_key[coverage.organization_id].coverages.append(coverage)
    _count_parts(by_key, on=on)
    return by_key


def _posts(keys: Iterable[int], *, on: date, user: AnyUser) -> list[PartyPost]:
    """In the order in which people list them; `is_known` where the reader may know who it is."""
    known = PartyPost.objects.visible_to(user).filter(pk=OuterRef("pk"))
    leaves = PostLeave.objects.on(on).select_related("deputy")
    rows = (
        PartyPost.objects.on(on)
        .filter(organization__in=list(keys))
        .annotate(is_known=Exists(known))
        .select_related("person")
        .prefetch_related(Prefetch("leaves", leaves, to_attr="leaves_of_day"))
    )
    return sorted(rows, key=lambda post: (_RANK[post.post], post.since, post.pk))


def _holder(post: Any) -> Holder:
    leave = next(iter(post.leaves_of_day), None)
    return Holder(
        pk=post.pk,
        post=post.post,
        name=post.person.name if post.is_known else "",
        since=post.since,
        phone=post.phone if post.is_published else "",
        is_published=post.is_published,
        deputy=leave.deputy.name if leave and post.is_known else "",
    )


def terms_in_office(on: date) -> QuerySet[PartyTerm]:
    """Of each organisation the latest term begun by that day, also when it is over."""
    begun = PartyTerm.objects.filter(starts_on__lte=on)
    return begun.order_by("organization", "-starts_on").distinct("organization")


def coverages_on(on: date) -> QuerySet[PartyCoverage]:
    """What organisations are there for on that day, with the names of it."""
    rows: QuerySet[PartyCoverage] = PartyCoverage.objects.on(on)
    return rows.select_related("complex", "building", "unit__building", "host").order_by("pk")


def _count_parts(by_key: dict[int, Standing], *, on: date) -> None:
    counted = (
        Subordination.objects.on(on)
        .filter(parent__in=by_key, organization__in=PartyOrganization.objects.on(on))
        .order_by()
        .values("parent", "organization__kind")
        .annotate(count=Count("pk"))
    )
    for row in counted:
        standing = by_key[row["parent"]]
        standing.parts += row["count"]
        if row["organization__kind"] == PartyKind.GROUP:
            standing.groups += row["count"]


def coverage_text(coverage: PartyCoverage) -> str:
    """`东园3栋`, `东园3栋1单元`, `东园`, `邻里物业`, `邻里物业（东园）`. `coverage` comes with its names."""
    place = coverage.complex.name if coverage.complex else ""
    if coverage.host:
        return f"{coverage.host.name}（{place}）" if place else coverage.host.name
    if coverage.unit:
        return f"{place}{coverage.unit.building.name}{coverage.unit.name}"
    return f"{place}{coverage.building.name}" if coverage.building else place
