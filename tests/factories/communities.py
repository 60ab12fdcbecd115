"""Places, consistent by construction: give the narrowest place, those above it follow."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

import factory
from django.db import models

from accounts.text import pinyin_key
from communities.choices import DutyKind, OrganizationKind, Role
from communities.models import (
    Building,
    Community,
    Complex,
    Door,
    DoorDuty,
    Organization,
    Ownership,
    Resident,
    RoleAssignment,
    SubDistrict,
    Unit,
)
from tests.factories.accounts import PersonFactory, UserFactory

Row = TypeVar("Row", bound=models.Model)


class SubDistrictFactory(factory.django.DjangoModelFactory[SubDistrict]):
    class Meta:
        model = SubDistrict

    name = factory.Sequence(lambda number: f"测试街道{number}")
    slug = factory.Sequence(lambda number: f"street-{number}")
    division_code = factory.Sequence(lambda number: f"{990000000 + number}")


class CommunityFactory(factory.django.DjangoModelFactory[Community]):
    class Meta:
        model = Community

    sub_district = factory.SubFactory(SubDistrictFactory)
    name = factory.Sequence(lambda number: f"测试社区{number}")
    slug = factory.Sequence(lambda number: f"community-{number}")
    pinyin_key = factory.LazyAttribute(lambda row: pinyin_key(row.name))


class ComplexFactory(factory.django.DjangoModelFactory[Complex]):
    class Meta:
        model = Complex

    community = factory.SubFactory(CommunityFactory)
    sub_district = factory.SelfAttribute("community.sub_district")
    name = factory.Sequence(lambda number: f"测试小区{number}")
    slug = factory.Sequence(lambda number: f"complex-{number}")
    pinyin_key = factory.LazyAttribute(lambda row: pinyin_key(row.name))


class PlacedFactory(factory.django.DjangoModelFactory[Row], Generic[Row]):
    """Base for rows with a place.

    `complex=c`; `complex=None, community=k` for a whole community;
    `complex=None, community=None, sub_district=s` for a whole sub-district.
    """

    class Meta:
        abstract = True

    complex = factory.SubFactory(ComplexFactory)
    community = factory.LazyAttribute(lambda row: row.complex.community)
    sub_district = factory.LazyAttribute(lambda row: row.community.sub_district)


class BuildingFactory(PlacedFactory[Building]):
    class Meta:
        model = Building

    name = factory.Sequence(lambda number: f"{number + 1}栋")


class UnitFactory(PlacedFactory[Unit]):
    class Meta:
        model = Unit

    building = factory.SubFactory(BuildingFactory)
    complex = factory.SelfAttribute("building.complex")
    name = factory.Sequence(lambda number: f"{number + 1}单元")


class DoorFactory(PlacedFactory[Door]):
    class Meta:
        model = Door

    unit = factory.SubFactory(UnitFactory)
    complex = factory.SelfAttribute("unit.complex")
    room = factory.Sequence(lambda number: f"{number + 101}")


class ResidentFactory(PlacedFactory[Resident]):
    """Without a door, as most are; `door=` takes the complex along only if `complex=` says so."""

    class Meta:
        model = Resident

    person = factory.SubFactory(PersonFactory)
    door = None


class RoleAssignmentFactory(PlacedFactory[RoleAssignment]):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.STEWARD
    valid_from = date(2026, 1, 1)


class OrganizationFactory(PlacedFactory[Organization]):
    """Known in the whole sub-district unless a place says more."""

    class Meta:
        model = Organization

    complex = None
    community = factory.LazyAttribute(lambda row: row.complex and row.complex.community)
    sub_district = factory.Maybe(
        "community",
        yes_declaration=factory.SelfAttribute("community.sub_district"),
        no_declaration=factory.SubFactory(SubDistrictFactory),
    )
    kind = OrganizationKind.PROPERTY_FIRM
    name = factory.Sequence(lambda number: f"测试物业{number}")
    pinyin_key = factory.LazyAttribute(lambda row: pinyin_key(row.name))


class DoorDutyFactory(PlacedFactory[DoorDuty]):
    """Of the whole complex unless `building` or `unit` is given, which then names the complex."""

    class Meta:
        model = DoorDuty

    kind = DutyKind.STEWARD
    person = factory.SubFactory(PersonFactory)
    valid_from = date(2026, 1, 1)


class OwnershipFactory(PlacedFactory[Ownership]):
    """The whole of a door unless `share_numerator` and `share_denominator` say less."""

    class Meta:
        model = Ownership

    door = factory.SubFactory(DoorFactory)
    complex = factory.SelfAttribute("door.complex")
    person = factory.SubFactory(PersonFactory)
    since = date(2026, 1, 1)
