"""责任空缺: every unit of a place at which somebody is missing, on any day, worked out as sets.

A unit stands for its doors. A building without units and a complex without buildings stand for
themselves. Five statements, whatever the number of units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.text import pinyin_key
from communities.models import Building, Complex
from communities.queries.places import Place, complexes_on, placed_on
from party_building.choices import THREE_LEVELS, ChainLevel, PartyKind, PartyPostKind
from party_building.matters import missing_words
from party_building.models import PartyOrganization, PartyPost
from party_building.queries.responsible_chain import ChainsOfDay, Missing, chains_of_day


class Span(NamedTuple):
    """What resolves as one: a unit, a building without units, a complex without buildings."""

    complex_id: int
    building_id: int | None = None
    unit_id: int | None = None
    # `3栋2单元`; empty for a whole complex.
    name: str = ""

    @property
    def key(self) -> str:
        if self.unit_id:
            return f"unit-{self.unit_id}"
        return f"building-{self.building_id}" if self.building_id else f"complex-{self.complex_id}"


@dataclass(frozen=True, slots=True)
class Hole:
    """The same one missing at the same level of one complex, with all spans that it concerns."""

    complex_id: int
    missing: Missing
    spans: list[Span] = field(default_factory=list)

    @property
    def words(self) -> str:
        return missing_words(self.missing.level, self.missing.gap, self.missing.body)

    @property
    def names(self) -> list[str]:
        """As they are numbered; empty where it is the complex as a whole that lacks somebody."""
        return sorted((span.name for span in self.spans if span.name), key=pinyin_key)

    @property
    def is_of_spans(self) -> bool:
        """Whether each span lacks somebody of its own: a group, a steward, a grid's worker."""
        missing = self.missing
        whole = {ChainLevel.BRANCH, ChainLevel.COMMUNITY}
        return missing.organization_id is None and missing.level not in whole

    def key_of(self, span: Span) -> str:
        """By which the same hole is known again on another day, however it is grouped."""
        if self.missing.organization_id:
            return vacancy_key(self.missing.organization_id)
        return (
            f"{self.missing.level}:{span.key if self.is_of_spans else f'complex-{self.complex_id}'}"
        )

    @property
    def keys(self) -> set[str]:
        return {self.key_of(span) for span in self.spans}


def vacancy_key(organization_id: int) -> str:
    return f"POST:organization-{organization_id}"


@dataclass(frozen=True, slots=True)
class Holes:
    """What a place lacks on a day. `complete`: spans at which all three levels answer."""

    on: date
    total: int
    complete: int
    # Spans that lack each level.
    by_level: Counter[ChainLevel]
    holes: list[Hole]

    @property
    def keys(self) -> set[str]:
        return {key for hole in self.holes for key in hole.keys}


def holes_of(complexes: QuerySet[Complex], *, on: date) -> Holes:
    """Of these complexes, as everything held on that day; five statements."""
    chains = chains_of_day(complexes.values("pk"), on=on)
    found: dict[tuple[int, Missing], Hole] = {}
    total, complete = 0, 0
    by_level: Counter[ChainLevel] = Counter()
    for span in _spans(complexes, chains):
        missing = chains.gaps(span.complex_id, span.building_id, span.unit_id)
        total += 1
        complete += not any(one.level in THREE_LEVELS for one in missing)
        for one in missing:
            by_level[one.level] += 1
            key = span.complex_id, one
            hole = found.get(key)
            if hole is None:
                hole = found[key] = Hole(span.complex_id, one)
            hole.spans.append(span)
    return Holes(on, total, complete, by_level, list(found.values()))


def _spans(complexes: QuerySet[Complex], chains: ChainsOfDay) -> Iterator[Span]:
    """One statement; buildings and units have no days of their own."""
    rows = Building.objects.filter(complex__in=complexes.values("pk")).values_list(
        "complex", "pk", "units", "name", "units__name"
    )
    built = set()
    for complex_id, building_id, unit_id, building, unit in rows:
        built.add(complex_id)
        yield Span(complex_id, building_id, unit_id, f"{building}{unit or ''}")
    for complex_id in chains.grounds:
        if complex_id not in built:
            yield Span(complex_id)


def holes_in(place: Place, *, on: date) -> Holes:
    """Of the complexes that lay in the place on that day."""
    return holes_of(complexes_on(place, on), on=on)


def vacant_organizations(place: Place, *, on: date) -> QuerySet[PartyOrganization, Any]:
    """Those of the place that stand without 书记 (a group without 组长) on that day; one statement."""
    held = PartyPost.objects.on(on).filter(organization=OuterRef("pk"))
    leader = Q(kind=PartyKind.GROUP) & ~Exists(held.filter(post=PartyPostKind.GROUP_LEADER))
    secretary = ~Q(kind=PartyKind.GROUP) & ~Exists(held.filter(post=PartyPostKind.SECRETARY))
    rows: QuerySet[PartyOrganization, Any] = PartyOrganization.objects.on(on).filter(
        leader | secretary, placed_on(place, on)
    )
    return rows.order_by("pinyin_key", "pk")


@dataclass(frozen=True, slots=True)
class ComplexHoles:
    """One complex of the list with what it lacks, the three levels first."""

    complex_id: int
    name: str
    slug: str
    holes: list[Hole]


def by_complex(holes: Holes, complexes: QuerySet[Complex]) -> list[ComplexHoles]:
    """Only complexes that lack somebody, by pinyin; one statement."""
    order = list(ChainLevel)
    lacking: dict[int, list[Hole]] = {}
    for hole in holes.holes:
        lacking.setdefault(hole.complex_id, []).append(hole)
    named = complexes.filter(pk__in=lacking).by_pinyin().values_list("pk", "name", "slug")  # type: ignore[attr-defined]  # ComplexQuerySet
    return [
        ComplexHoles(
            pk, name, slug, sorted(lacking[pk], key=lambda h: order.index(h.missing.level))
        )
        for pk, name, slug in named
    ]
