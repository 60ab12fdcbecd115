"""Owners' committees and 环物委 as officials would have registered them."""

from __future__ import annotations

from datetime import date

import factory
from django.utils import timezone

from communities.choices import BodyKind, EnvPosition, SeatPosition
from communities.models import (
    CommitteeRules,
    CommitteeSeat,
    CommitteeTerm,
    Election,
    ElectionStep,
    EnvCommittee,
    EnvMember,
    HandOverItem,
    OwnersBody,
)
from tests.factories.accounts import PersonFactory
from tests.factories.communities import CommunityFactory, PlacedFactory, SubDistrictFactory


class CommitteeRulesFactory(PlacedFactory[CommitteeRules]):
    """The settings of a whole sub-district."""

    class Meta:
        model = CommitteeRules

    complex = None
    community = None
    sub_district = factory.SubFactory(SubDistrictFactory)


class OwnersBodyFactory(PlacedFactory[OwnersBody]):
    class Meta:
        model = OwnersBody

    kind = BodyKind.OWNERS_COMMITTEE


class CommitteeTermFactory(PlacedFactory[CommitteeTerm]):
    """From 2024 to 2028: in term on any day of the tests."""

    class Meta:
        model = CommitteeTerm

    body = factory.SubFactory(OwnersBodyFactory)
    complex = factory.SelfAttribute("body.complex")
    number = 1
    starts_on = date(2024, 1, 1)
    ends_on = date(2028, 12, 31)


class CommitteeSeatFactory(PlacedFactory[CommitteeSeat]):
    class Meta:
        model = CommitteeSeat

    term = factory.SubFactory(CommitteeTermFactory)
    complex = factory.SelfAttribute("term.complex")
    person = factory.SubFactory(PersonFactory)
    position = SeatPosition.MEMBER
    since = factory.SelfAttribute("term.starts_on")


class ElectionFactory(PlacedFactory[Election]):
    class Meta:
        model = Election

    body = factory.SubFactory(OwnersBodyFactory)
    complex = factory.SelfAttribute("body.complex")
    number = 2


class ElectionStepFactory(PlacedFactory[ElectionStep]):
    class Meta:
        model = ElectionStep

    election = factory.SubFactory(ElectionFactory)
    complex = factory.SelfAttribute("election.complex")
    stage = factory.SelfAttribute("election.stage")
    on = date(2026, 1, 5)
    at = factory.LazyFunction(timezone.now)


class HandOverItemFactory(PlacedFactory[HandOverItem]):
    class Meta:
        model = HandOverItem

    term = factory.SubFactory(CommitteeTermFactory)
    complex = factory.SelfAttribute("term.complex")
    title = factory.Sequence(lambda number: f"交接事项{number}")


class EnvCommitteeFactory(PlacedFactory[EnvCommittee]):
    class Meta:
        model = EnvCommittee

    complex = None
    community = factory.SubFactory(CommunityFactory)
    founded_on = date(2018, 6, 1)


class EnvMemberFactory(PlacedFactory[EnvMember]):
    class Meta:
        model = EnvMember

    committee = factory.SubFactory(EnvCommitteeFactory)
    complex = None
    community = factory.SelfAttribute("committee.community")
    person = factory.SubFactory(PersonFactory)
    position = EnvPosition.MEMBER
    since = date(2024, 1, 1)
