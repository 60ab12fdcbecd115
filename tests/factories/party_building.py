"""The Party's organisation as an official would have registered it; all persons are made up."""

from __future__ import annotations

from datetime import date
from typing import Generic

import factory

from party_building.choices import DevelopmentStage, PartyKind, PartyPostKind
from party_building.models import (
    ChainCheck,
    DevelopmentStep,
    DualRegistration,
    InstructorAssignment,
    KeyPartyHousehold,
    MemberCount,
    MemberDevelopment,
    PartyCoverage,
    PartyInstructor,
    PartyMember,
    PartyOrganization,
    PartyPost,
    PartyRules,
    PartyTerm,
    PostLeave,
    ResponsibilityZone,
    ServiceClaim,
    ServicePost,
    Subordination,
    ZoneDuty,
)
from tests.factories.accounts import PersonFactory
from tests.factories.communities import (
    BuildingFactory,
    CommunityFactory,
    PlacedFactory,
    Row,
    SubDistrictFactory,
)

SINCE = date(2024, 1, 1)


class PartyRulesFactory(PlacedFactory[PartyRules]):
    """The settings of a whole sub-district."""

    class Meta:
        model = PartyRules

    complex = None
    community = None
    sub_district = factory.SubFactory(SubDistrictFactory)


class PartyOrganizationFactory(PlacedFactory[PartyOrganization]):
    """The branch of a complex, founded long ago; what it covers is a row of its own."""

    class Meta:
        model = PartyOrganization

    kind = PartyKind.BRANCH
    name = factory.Sequence(lambda number: f"第{number + 1}党支部")
    founded_on = date(2020, 7, 1)


class OfOrganizationFactory(PlacedFactory[Row], Generic[Row]):
    """Lies where its organisation does."""

    class Meta:
        abstract = True

    organization = factory.SubFactory(PartyOrganizationFactory)
    complex = factory.SelfAttribute("organization.complex")
    community = factory.SelfAttribute("organization.community")
    sub_district = factory.SelfAttribute("organization.sub_district")


class SubordinationFactory(OfOrganizationFactory[Subordination]):
    class Meta:
        model = Subordination

    parent = factory.SubFactory(
        PartyOrganizationFactory,
        kind=PartyKind.COMMITTEE,
        complex=None,
        community=factory.SelfAttribute("..organization.community"),
        sub_district=factory.SelfAttribute("..organization.sub_district"),
    )
    since = SINCE


class PartyCoverageFactory(OfOrganizationFactory[PartyCoverage]):
    """The whole complex of the organisation; `host=` or `building=` for others."""

    class Meta:
        model = PartyCoverage

    kind = factory.SelfAttribute("organization.kind")
    since = SINCE


class MemberCountFactory(OfOrganizationFactory[MemberCount]):
    class Meta:
        model = MemberCount

    as_of = SINCE
    full = 20


class PartyTermFactory(OfOrganizationFactory[PartyTerm]):
    """From 2024 to 2028: in term on any day of the tests."""

    class Meta:
        model = PartyTerm

    number = 1
    starts_on = SINCE
    ends_on = date(2028, 12, 31)


class PartyPostFactory(OfOrganizationFactory[PartyPost]):
    class Meta:
        model = PartyPost

    person = factory.SubFactory(PersonFactory)
    post = PartyPostKind.SECRETARY
    is_published = True
    since = SINCE


class PostLeaveFactory(PlacedFactory[PostLeave]):
    class Meta:
        model = PostLeave

    post = factory.SubFactory(PartyPostFactory)
    complex = factory.SelfAttribute("post.complex")
    community = factory.SelfAttribute("post.community")
    sub_district = factory.SelfAttribute("post.sub_district")
    deputy = factory.SubFactory(PersonFactory)
    first_day = date(2026, 11, 1)
    last_day = date(2026, 11, 30)


class PartyMemberFactory(OfOrganizationFactory[PartyMember]):
    class Meta:
        model = PartyMember

    person = factory.SubFactory(PersonFactory)
    consented_on = SINCE
    since = SINCE


class DualRegistrationFactory(PlacedFactory[DualRegistration]):
    class Meta:
        model = DualRegistration

    person = factory.SubFactory(PersonFactory)
    employer = "区图书馆"
    reported_on = SINCE
    consented_on = SINCE


class ResponsibilityZoneFactory(OfOrganizationFactory[ResponsibilityZone]):
    class Meta:
        model = ResponsibilityZone

    building = factory.SubFactory(
        BuildingFactory, complex=factory.SelfAttribute("..organization.complex")
    )
    since = SINCE


class ZoneDutyFactory(PlacedFactory[ZoneDuty]):
    class Meta:
        model = ZoneDuty

    zone = factory.SubFactory(ResponsibilityZoneFactory)
    member = factory.SubFactory(
        PartyMemberFactory, organization=factory.SelfAttribute("..zone.organization")
    )
    complex = factory.SelfAttribute("zone.complex")
    community = factory.SelfAttribute("zone.community")
    sub_district = factory.SelfAttribute("zone.sub_district")
    since = SINCE


class ServicePostFactory(OfOrganizationFactory[ServicePost]):
    class Meta:
        model = ServicePost

    name = "矛盾调解岗"
    since = SINCE


class ServiceClaimFactory(PlacedFactory[ServiceClaim]):
    class Meta:
        model = ServiceClaim

    service_post = factory.SubFactory(ServicePostFactory)
    member = factory.SubFactory(
        PartyMemberFactory, organization=factory.SelfAttribute("..service_post.organization")
    )
    complex = factory.SelfAttribute("service_post.complex")
    community = factory.SelfAttribute("service_post.community")
    sub_district = factory.SelfAttribute("service_post.sub_district")
    since = SINCE


class KeyPartyHouseholdFactory(OfOrganizationFactory[KeyPartyHousehold]):
    class Meta:
        model = KeyPartyHousehold

    building = factory.SubFactory(
        BuildingFactory, complex=factory.SelfAttribute("..organization.complex")
    )
    member = factory.SubFactory(
        PartyMemberFactory, organization=factory.SelfAttribute("..organization")
    )
    since = SINCE


class PartyInstructorFactory(PlacedFactory[PartyInstructor]):
    class Meta:
        model = PartyInstructor

    complex = None
    community = None
    sub_district = factory.SubFactory(SubDistrictFactory)
    person = factory.SubFactory(PersonFactory)
    sent_by = "街道党工委"
    since = SINCE


class InstructorAssignmentFactory(PlacedFactory[InstructorAssignment]):
    """In a complex; `complex=None, host=` for a firm."""

    class Meta:
        model = InstructorAssignment

    instructor = factory.SubFactory(
        PartyInstructorFactory, sub_district=factory.SelfAttribute("..sub_district")
    )
    since = SINCE


class MemberDevelopmentFactory(OfOrganizationFactory[MemberDevelopment]):
    class Meta:
        model = MemberDevelopment

    label = "张某"
    stage = DevelopmentStage.APPLICANT
    started_on = SINCE


class DevelopmentStepFactory(PlacedFactory[DevelopmentStep]):
    class Meta:
        model = DevelopmentStep

    record = factory.SubFactory(MemberDevelopmentFactory)
    complex = factory.SelfAttribute("record.complex")
    community = factory.SelfAttribute("record.community")
    sub_district = factory.SelfAttribute("record.sub_district")
    number = 1
    on = SINCE


class ChainCheckFactory(PlacedFactory[ChainCheck]):
    """Of a community where everybody was there."""

    class Meta:
        model = ChainCheck

    complex = None
    community = factory.SubFactory(CommunityFactory)
    on = SINCE
    span_count = 4
    complete_count = 4
