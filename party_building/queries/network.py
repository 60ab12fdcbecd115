"""五级网络 of a community on one page: street, community, complex (grid), buildings, key households (S2-12).

Secretaries who are published by name, everybody else by number; a household's door only where it agreed. The same
statements for any number of complexes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.text import pinyin_key
from communities.models import Community, Complex, GridSpan
from party_building.choices import ChainLevel, PartyKind, PartyPostKind
from party_building.models import KeyPartyHousehold, PartyOrganization, PartyPost
from party_building.queries.chain_lines import name_of
from party_building.queries.member_counts import member_counts
from party_building.queries.responsible_chain import ChainsOfDay, chains_of_day

# Doors that agreed to be shown are named up to so many a complex, so that one page holds them all.
MOST_DOORS = 2
# Above so many complexes the page is set in small type.
MANY = 12


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation above the complexes; `head` is empty where nobody is published."""

    name: str
    head: str
    phone: str


@dataclass(frozen=True, slots=True)
class ComplexNode:
    """A complex with its grid, branch, groups, buildings and key households."""

    name: str
    grids: str
    zone: str
    lead: str
    branch: str
    secretary: str
    member_count: int | None
    building_count: int
    group_count: int
    leader_count: int
    household_count: int
    doors: str


@dataclass(frozen=True, slots=True)
class Network:
    street: list[Body]
    community: list[Body]
    complexes: list[ComplexNode]

    @property
    def is_dense(self) -> bool:
        return len(self.complexes) > MANY

    @property
    def branch_count(self) -> int:
        """A joint branch is one."""
        return len({node.branch for node in self.complexes if node.branch})

    @property
    def group_count(self) -> int:
        return sum(node.group_count for node in self.complexes)

    @property
    def building_count(self) -> int:
        return sum(node.building_count for node in self.complexes)

    @property
    def household_count(self) -> int:
        return sum(node.household_count for node in self.complexes)


def network_of(community: Community, *, on: date) -> Network:
    """As it was on that day; twelve statements."""
    complexes = Complex.objects.in_community_on(community, on)
    chains = chains_of_day(complexes.values("pk"), on=on)
    branches = {cover.organization_id for cover in chains.branches.values()}
    counts = member_counts(branches, on=on)
    grids = _grids(complexes, on)
    households = _households(complexes, on)
    rows = complexes.annotate(buildings=Count("communities_buildings")).by_pinyin()
    return Network(
        street=_bodies(Q(sub_district=community.sub_district, community=None), on),
        community=_bodies(Q(community=community, complex=None), on),
        complexes=[_node(row, chains, counts, grids[row.pk], households[row.pk]) for row in rows],
    )


def _node(
    row: Any,
    chains: ChainsOfDay,
    counts: dict[int, Any],
    grids: list[str],
    households: list[str],
) -> ComplexNode:
    chain = chains.chain(row.pk)
    branch, zone = chain.at(ChainLevel.BRANCH), chain.at(ChainLevel.COMMUNITY)
    counted = counts.get(branch.organization_id or 0)
    groups = {
        cover.organization_id: head
        for cover in chains.groups.values()
        if cover.complex_id == row.pk
        for head in [chains.head_of(cover)]
    }
    shown = sorted((door for door in households if door), key=pinyin_key)
    more = "…" if len(shown) > MOST_DOORS else ""
    return ComplexNode(
        name=row.name,
        grids="、".join(grids),
        zone=zone.body,
        lead=name_of(zone, reads_names=False),
        branch=branch.body,
        secretary=name_of(branch, reads_names=False),
        member_count=counted.total if counted else None,
        building_count=row.buildings,
        group_count=len(groups),
        leader_count=sum(head is not None for head in groups.values()),
        household_count=len(households),
        doors="、".join(shown[:MOST_DOORS]) + more,
    )


def _bodies(where: Q, on: date) -> list[Body]:
    """Organisations of the place itself that lead others, with their published secretary."""
    heads = {
        post.organization_id: post
        for post in PartyPost.objects.on(on)
        .filter(where, post=PartyPostKind.SECRETARY, is_published=True)
        .select_related("person")
    }
    leading = (PartyKind.WORK_COMMITTEE, PartyKind.COMMITTEE, PartyKind.GENERAL_BRANCH)
    found = PartyOrganization.objects.on(on).filter(where, kind__in=leading)
    return [
        Body(
            body.name,
            heads[body.pk].person.name if body.pk in heads else "",
            (heads[body.pk].phone if body.pk in heads else "") or body.contact_phone,
        )
        for body in found.order_by("pinyin_key", "pk")
    ]


def _grids(complexes: QuerySet[Complex], on: date) -> defaultdict[int, list[str]]:
    """By complex the codes of the grids over it, each once."""
    spans = GridSpan.objects.on(on).filter(complex__in=complexes.values("pk"))
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for complex_id, code in (
        spans.order_by("grid__code").values_list("complex", "grid__code").distinct()
    ):
        codes[complex_id or 0].append(code)
    return codes


def _households(complexes: QuerySet[Complex], on: date) -> defaultdict[int, list[str]]:
    """By complex an entry a household: its door where it agreed, else nothing but that it is there."""
    rows = KeyPartyHousehold.objects.on(on).filter(complex__in=complexes.values("pk"))
    doors: defaultdict[int, list[str]] = defaultdict(list)
    for complex_id, shown, *parts in rows.values_list(
        "complex", "shown_with_consent", "building__name", "unit__name", "door__room"
    ):
        doors[complex_id or 0].append("".join(part or "" for part in parts) if shown else "")
    return doors
