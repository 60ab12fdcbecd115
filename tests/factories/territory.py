"""Grids, zones, groups of complexes, streets and how complexes are managed; consistent by construction."""

from __future__ import annotations

from datetime import date

import factory

from communities.choices import ChiefKind, GridLevel, ManagementMode
from communities.models import (
    Adjacency,
    ComplexGroup,
    Designation,
    GovernanceModel,
    Grid,
    GridSpan,
    GroupMember,
    ManagementPeriod,
    Shop,
    StreetChief,
    StreetSegment,
    ThreeDutiesCommitment,
    Zone,
    ZoneComplex,
    ZoneLead,
)
from tests.factories.accounts import PersonFactory
from tests.factories.communities import CommunityFactory, ComplexFactory, PlacedFactory

FIRST = date(2026, 1, 1)


class ManagementPeriodFactory(PlacedFactory[ManagementPeriod]):
    class Meta:
        model = ManagementPeriod

    mode = ManagementMode.PROPERTY_FIRM
    since = FIRST


class GridFactory(PlacedFactory[Grid]):
    """Of a whole community unless `complex` is given."""

    class Meta:
        model = Grid

    complex = None
    community = factory.Maybe(
        "complex",
        yes_declaration=factory.SelfAttribute("complex.community"),
        no_declaration=factory.SubFactory(CommunityFactory),
    )
    level = GridLevel.GENERAL
    code = factory.Sequence(lambda number: f"WG-{number + 1}")
    since = FIRST


class GridSpanFactory(PlacedFactory[GridSpan]):
    class Meta:
        model = GridSpan

    grid = factory.SubFactory(GridFactory, community=factory.SelfAttribute("..complex.community"))
    level = factory.SelfAttribute("grid.level")
    since = FIRST


class ZoneFactory(PlacedFactory[Zone]):
    class Meta:
        model = Zone

    complex = None
    community = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda number: f"第{number + 1}片")


class ZoneComplexFactory(PlacedFactory[ZoneComplex]):
    class Meta:
        model = ZoneComplex

    zone = factory.SubFactory(ZoneFactory, community=factory.SelfAttribute("..complex.community"))
    since = FIRST


class ZoneLeadFactory(PlacedFactory[ZoneLead]):
    class Meta:
        model = ZoneLead

    zone = factory.SubFactory(ZoneFactory)
    complex = None
    community = factory.SelfAttribute("zone.community")
    person = factory.SubFactory(PersonFactory)
    since = FIRST


class ComplexGroupFactory(PlacedFactory[ComplexGroup]):
    class Meta:
        model = ComplexGroup

    complex = None
    community = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda number: f"第{number + 1}示范带")


class GroupMemberFactory(PlacedFactory[GroupMember]):
    class Meta:
        model = GroupMember

    group = factory.SubFactory(
        ComplexGroupFactory, community=factory.SelfAttribute("..complex.community")
    )
    since = FIRST


class AdjacencyFactory(factory.django.DjangoModelFactory[Adjacency]):
    """Give `one` before `other`: it is the one with the smaller key."""

    class Meta:
        model = Adjacency

    one = factory.SubFactory(ComplexFactory)
    other = factory.SubFactory(ComplexFactory, community=factory.SelfAttribute("..one.community"))
    sub_district = factory.SelfAttribute("one.sub_district")


class DesignationFactory(PlacedFactory[Designation]):
    class Meta:
        model = Designation

    title = "示范小区"
    year = 2020


class GovernanceModelFactory(PlacedFactory[GovernanceModel]):
    class Meta:
        model = GovernanceModel

    label = "1+4+N"


class StreetSegmentFactory(PlacedFactory[StreetSegment]):
    """Of a whole community unless `complex` is given."""

    class Meta:
        model = StreetSegment

    complex = None
    community = factory.Maybe(
        "complex",
        yes_declaration=factory.SelfAttribute("complex.community"),
        no_declaration=factory.SubFactory(CommunityFactory),
    )
    name = factory.Sequence(lambda number: f"测试路{number + 1}")


class StreetChiefFactory(PlacedFactory[StreetChief]):
    class Meta:
        model = StreetChief

    segment = factory.SubFactory(StreetSegmentFactory)
    complex = factory.SelfAttribute("segment.complex")
    community = factory.SelfAttribute("segment.community")
    kind = ChiefKind.RESPONSIBLE
    person = factory.SubFactory(PersonFactory)
    since = FIRST


class ShopFactory(PlacedFactory[Shop]):
    class Meta:
        model = Shop

    segment = factory.SubFactory(StreetSegmentFactory)
    complex = factory.SelfAttribute("segment.complex")
    community = factory.SelfAttribute("segment.community")
    name = factory.Sequence(lambda number: f"测试小店{number + 1}")


class ThreeDutiesCommitmentFactory(PlacedFactory[ThreeDutiesCommitment]):
    class Meta:
        model = ThreeDutiesCommitment

    shop = factory.SubFactory(ShopFactory)
    complex = factory.SelfAttribute("shop.complex")
    community = factory.SelfAttribute("shop.community")
    signed_on = FIRST
