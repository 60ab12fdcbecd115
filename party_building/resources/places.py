"""Ledgers 1 and 2 with what the Party's organisation knows of a place: computed, never typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count, QuerySet
from django.utils import timezone

from communities.resources.buildings import BuildingResource
from communities.resources.complexes import ComplexResource
from core.ledgers import Column, Use
from party_building.choices import PartyKind
from party_building.models import (
    KeyPartyHousehold,
    PartyCoverage,
    ServicePost,
    ZoneDuty,
)
from party_building.queries.party_indicators import of_whole_complexes
from party_building.queries.standing import Standing, reads_counts, standings

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from communities.models import Complex, Unit
    from communities.querysets import ComplexQuerySet

OF_COMPLEX = frozenset(
    {"has_branch", "branch_secretary", "party_member_count", "party_group_count"}
)
OF_BUILDING = frozenset(
    {"party_group", "party_group_head", "party_member_count", "party_household", "service_post"}
)


def _computed(columns: tuple[Column, ...], keys: frozenset[str]) -> tuple[Column, ...]:
    return tuple(
        replace(column, use=Use.COMPUTED) if column.key in keys else column for column in columns
    )


class BranchedComplexResource(ComplexResource):
    """小区基本信息台账, with the branch that is there for the complex today."""

    columns: ClassVar[tuple[Column, ...]] = _computed(ComplexResource.columns, OF_COMPLEX)

    def rows_for(self, user: User) -> ComplexQuerySet:
        today = timezone.localdate()
        covered = (
            of_whole_complexes().on(today).filter(complex__in=super().rows_for(user).values("pk"))
        )
        coverages = list(covered.select_related("organization"))
        branches = {coverage.organization_id: coverage.organization for coverage in coverages}
        known = standings(branches.values(), on=today, user=user)
        self._counts = reads_counts(user)
        self._branch = {
            coverage.complex_id: known[coverage.organization_id] for coverage in coverages
        }
        return super().rows_for(user)

    def _of(self, complex_: Complex) -> Standing | None:
        return self._branch.get(complex_.pk)

    def dehydrate_has_branch(self, complex_: Complex) -> str:
        return "是" if self._of(complex_) else "否"

    def dehydrate_branch_secretary(self, complex_: Complex) -> str | None:
        branch = self._of(complex_)
        return (branch.head.name if branch and branch.head else "") or None

    def dehydrate_party_member_count(self, complex_: Complex) -> int | None:
        branch = self._of(complex_)
        counts = branch.counts if branch and self._counts else None
        return counts.total if counts else None

    def dehydrate_party_group_count(self, complex_: Complex) -> int | None:
        branch = self._of(complex_)
        return branch.groups if branch else None


class GroupedBuildingResource(BuildingResource):
    """楼栋/单元长（党小组）台账, with group, zone, households and posts of each unit as numbers."""

    columns = _computed(BuildingResource.columns, OF_BUILDING)

    def rows_for(self, user: User) -> QuerySet[Any]:
        today = timezone.localdate()
        rows: QuerySet[Any] = super().rows_for(user)
        self._groups = _groups(user, rows, today)
        self._members = _counted_spans(
            ZoneDuty.objects.on(today), rows, building="zone__building", unit="zone__unit"
        )
        self._households = _counted_spans(
            KeyPartyHousehold.objects.on(today), rows, building="building", unit="unit"
        )
        self._posts = _counted_spans(
            ServicePost.objects.on(today), rows, building="building", unit="unit"
        )
        self._may_count = reads_counts(user)
        return rows

    def _group(self, unit: Unit) -> Standing | None:
        """The narrowest: of the unit before its building's."""
        return (
            self._groups.get(("unit", unit.pk))
            or self._groups.get(("building", unit.building_id))
            or self._groups.get(("complex", unit.complex_id))
        )

    def dehydrate_party_group(self, unit: Unit) -> str | None:
        group = self._group(unit)
        return group.organization.name if group else None

    def dehydrate_party_group_head(self, unit: Unit) -> str | None:
        group = self._group(unit)
        return (group.head.name if group and group.head else "") or None

    def dehydrate_party_member_count(self, unit: Unit) -> int | None:
        return self._number(self._members, unit)

    def dehydrate_party_household(self, unit: Unit) -> int | None:
        return self._number(self._households, unit)

    def dehydrate_service_post(self, unit: Unit) -> int | None:
        return self._number(self._posts, unit)

    def _number(self, counted: Counter[tuple[str, int]], unit: Unit) -> int | None:
        if not self._may_count:
            return None
        return counted["unit", unit.pk] + counted["building", unit.building_id] or None


def _groups(user: User, rows: QuerySet[Any], on: date) -> dict[tuple[str, Any], Standing]:
    covered = (
        PartyCoverage.objects.on(on)
        .filter(kind=PartyKind.GROUP, complex__in=rows.order_by().values("complex"))
        .select_related("organization")
    )
    coverages = list(covered)
    groups = {coverage.organization_id: coverage.organization for coverage in coverages}
    known = standings(groups.values(), on=on, user=user)
    found: dict[tuple[str, Any], Standing] = {}
    for coverage in coverages:
        span = "unit" if coverage.unit_id else "building" if coverage.building_id else "complex"
        found[span, getattr(coverage, f"{span}_id")] = known[coverage.organization_id]
    return found


def _counted_spans(
    of: QuerySet[Any], rows: QuerySet[Any], *, building: str, unit: str
) -> Counter[tuple[str, int]]:
    """How many there are of each unit, and of each building as a whole; one statement."""
    inside = of.filter(complex__in=rows.order_by().values("complex")).order_by()
    counted: Counter[tuple[str, int]] = Counter()
    for row in inside.values(building, unit).annotate(count=Count("pk")):
        if row[unit]:
            counted["unit", row[unit]] += row["count"]
        elif row[building]:
            counted["building", row[building]] += row["count"]
    return counted
