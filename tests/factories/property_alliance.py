"""Firms under contract, and the people whom they post."""

from __future__ import annotations

from datetime import date

import factory

from communities.choices import OrganizationKind
from property_alliance.choices import Post
from property_alliance.models import FirmStaff, PropertyFirm, ServiceContract, StaffPosting
from tests.factories.accounts import PersonFactory
from tests.factories.communities import OrganizationFactory, PlacedFactory


class PropertyFirmFactory(PlacedFactory[PropertyFirm]):
    class Meta:
        model = PropertyFirm

    organization = factory.SubFactory(OrganizationFactory, kind=OrganizationKind.PROPERTY_FIRM)
    complex = None
    community = factory.LazyAttribute(lambda row: row.complex and row.complex.community)
    sub_district = factory.SelfAttribute("organization.sub_district")


class ServiceContractFactory(PlacedFactory[ServiceContract]):
    class Meta:
        model = ServiceContract

    firm = factory.SubFactory(
        PropertyFirmFactory,
        organization__sub_district=factory.SelfAttribute("...complex.sub_district"),
    )
    starts_on = date(2026, 1, 1)


class FirmStaffFactory(PlacedFactory[FirmStaff]):
    class Meta:
        model = FirmStaff

    firm = factory.SubFactory(PropertyFirmFactory)
    person = factory.SubFactory(PersonFactory)
    complex = None
    community = factory.LazyAttribute(lambda row: row.complex and row.complex.community)
    sub_district = factory.SelfAttribute("firm.sub_district")
    valid_from = date(2026, 1, 1)


class StaffPostingFactory(PlacedFactory[StaffPosting]):
    class Meta:
        model = StaffPosting

    staff = factory.SubFactory(
        FirmStaffFactory,
        firm__organization__sub_district=factory.SelfAttribute("....complex.sub_district"),
    )
    post = Post.STEWARD
    valid_from = date(2026, 1, 1)
