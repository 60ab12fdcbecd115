"""The cast: the same people in every test, two tenants, each role once.

Tenant A: a street with a community of two complexes (A1, A2) and a second community.
Tenant B: another street with its own community and complex; `outsider` is its official.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from accounts.models import Person, User
from communities.choices import Role
from communities.models import Community, Complex, SubDistrict
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.communities import (
    CommunityFactory,
    ComplexFactory,
    ResidentFactory,
    RoleAssignmentFactory,
    SubDistrictFactory,
)

Place = SubDistrict | Community | Complex


@dataclass(frozen=True, slots=True)
class Cast:
    """Places first, then who is who in them. Everybody signs in with `factories.accounts.PASSWORD`."""

    street: SubDistrict
    community: Community
    complex: Complex
    sibling_complex: Complex
    other_community: Community
    other_community_complex: Complex
    other_street: SubDistrict
    other_street_community: Community
    other_street_complex: Complex

    official: User
    secretary: User
    manager: User
    steward: User
    sibling_manager: User
    branch_secretary: User
    leader: User
    auditor: User
    partner: User
    resident: User
    outsider: User
    admin: User
    elder: Person


def appoint(username: str, title: str, role: Role, place: Place) -> User:
    """A user of this name with one duty at the place."""
    user = UserFactory(username=username, person__name=title)
    if isinstance(place, Complex):
        RoleAssignmentFactory(user=user, role=role, complex=place)
    elif isinstance(place, Community):
        RoleAssignmentFactory(user=user, role=role, complex=None, community=place)
    else:
        RoleAssignmentFactory(
            user=user, role=role, complex=None, community=None, sub_district=place
        )
    return user


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def build_cast() -> Cast:
    street = SubDistrictFactory(name="甲街道", slug="street-a")
    community = CommunityFactory(sub_district=street, name="甲一社区", slug="community-a")
    here = ComplexFactory(community=community, name="东园", slug="complex-a1")
    sibling = ComplexFactory(community=community, name="西园", slug="complex-a2")
    other_community = CommunityFactory(
        sub_district=street, name="甲二社区", slug="community-a-other"
    )
    other_street = SubDistrictFactory(name="乙街道", slug="street-b")
    other_street_community = CommunityFactory(
        sub_district=other_street, name="乙一社区", slug="community-b"
    )
    resident = appoint("resident", "居民甲", Role.RESIDENT, here)
    ResidentFactory(person=resident.person, complex=here)
    elder = PersonFactory(name="长辈甲")
    ResidentFactory(person=elder, complex=here)
    return Cast(
        street=street,
        community=community,
        complex=here,
        sibling_complex=sibling,
        other_community=other_community,
        other_community_complex=ComplexFactory(
            community=other_community, name="南园", slug="complex-a-other"
        ),
        other_street=other_street,
        other_street_community=other_street_community,
        other_street_complex=ComplexFactory(
            community=other_street_community, name="北园", slug="complex-b1"
        ),
        official=appoint("official", "街道甲", Role.SUB_DISTRICT_ADMIN, street),
        secretary=appoint("secretary", "社区书记甲", Role.COMMUNITY_SECRETARY, community),
        manager=appoint("manager", "物业经理甲", Role.PROPERTY_MANAGER, here),
        steward=appoint("steward", "管家甲", Role.STEWARD, here),
        sibling_manager=appoint("sibling-manager", "物业经理乙", Role.PROPERTY_MANAGER, sibling),
        branch_secretary=appoint("branch", "支部书记甲", Role.BRANCH_SECRETARY, here),
        leader=appoint("leader", "队长甲", Role.TEAM_LEADER, here),
        auditor=appoint("auditor", "审计员甲", Role.AUDITOR, street),
        partner=appoint("partner", "共建联系人甲", Role.PARTNER_CONTACT, here),
        resident=resident,
        outsider=appoint("outsider", "街道乙", Role.SUB_DISTRICT_ADMIN, other_street),
        admin=UserFactory(username="admin", is_staff=True, is_superuser=True, person=None),
        elder=elder,
    )


@pytest.fixture
def official(cast: Cast) -> User:
    return cast.official


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast.secretary


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.manager


@pytest.fixture
def steward(cast: Cast) -> User:
    return cast.steward


@pytest.fixture
def sibling_manager(cast: Cast) -> User:
    return cast.sibling_manager


@pytest.fixture
def branch_secretary(cast: Cast) -> User:
    return cast.branch_secretary


@pytest.fixture
def leader(cast: Cast) -> User:
    return cast.leader


@pytest.fixture
def auditor(cast: Cast) -> User:
    return cast.auditor


@pytest.fixture
def partner(cast: Cast) -> User:
    return cast.partner


@pytest.fixture
def resident(cast: Cast) -> User:
    return cast.resident


@pytest.fixture
def outsider(cast: Cast) -> User:
    return cast.outsider


@pytest.fixture
def admin(cast: Cast) -> User:
    return cast.admin


@pytest.fixture
def elder(cast: Cast) -> Person:
    return cast.elder


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser in which this user is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
