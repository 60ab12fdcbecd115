"""The demo's members: forty in three branches with zones, posts and households; a second run adds nothing."""

from __future__ import annotations

from datetime import date

import pytest

from demo.seed.members import ROSTERS, build_members
from demo.seed.world import World
from party_building.models import (
    DualRegistration,
    KeyPartyHousehold,
    MemberDevelopment,
    PartyMember,
    ServiceClaim,
    ZoneDuty,
)
from tests.factories.communities import BuildingFactory, ComplexFactory
from tests.factories.party_building import PartyCoverageFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

MODELS = (PartyMember, DualRegistration, ZoneDuty, ServiceClaim, KeyPartyHousehold)


def test_members_are_seeded_once_into_the_branches_that_stand(cast: Cast) -> None:
    world = World(today=date(2026, 11, 20), password="demo", admin=cast.admin)
    for roster in ROSTERS:
        complex_ = ComplexFactory(community=cast.community, slug=roster.slug)
        world.complexes[roster.slug] = complex_
        PartyCoverageFactory(organization__complex=complex_, organization__is_demo=True)
        BuildingFactory.create_batch(3, complex=complex_)

    counts = []
    for _run in range(2):
        build_members(world)
        counts.append({model.__name__: model.objects.count() for model in MODELS})  # type: ignore[attr-defined]  # every model has one

    assert counts[0] == counts[1]
    # Two of three buildings have a zone; of the households no branch has more than its buildings.
    assert counts[0] == {
        "PartyMember": 40,
        "DualRegistration": 6,
        "ZoneDuty": 6,
        "ServiceClaim": 11,
        "KeyPartyHousehold": 7,
    }
    assert not PartyMember.objects.filter(is_demo=False).exists()
    assert not MemberDevelopment.objects.exists()
