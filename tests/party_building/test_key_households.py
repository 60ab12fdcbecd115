"""党员中心户: a member's household, in her own complex, shown only where it agreed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from communities.services.duties import TermBackwards
from party_building.models import KeyPartyHousehold, PartyMember, PartyOrganization
from party_building.services import key_households as services
from party_building.services.key_households import Home
from party_building.services.members import BuildingElsewhere
from party_building.services.zones import NotOnRoster
from tests.factories.communities import BuildingFactory, DoorFactory, UnitFactory
from tests.factories.party_building import PartyMemberFactory, PartyOrganizationFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)


@pytest.fixture
def member(cast: Cast) -> PartyMember:
    branch: PartyOrganization = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    return PartyMemberFactory(organization=branch, person__name="林静")


def acting(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.branch_secretary, "now": timezone.now()}


def name(cast: Cast, member: PartyMember, home: Home, since: date = MAY) -> KeyPartyHousehold:
    return services.name_household(
        member=member, home=home, shown_with_consent=False, since=since, **acting(cast)
    )


def test_a_household_is_named_with_its_door_and_not_shown(cast: Cast, member: PartyMember) -> None:
    door = DoorFactory(unit__building__complex=cast.complex)

    household = name(cast, member, Home(door.unit.building, door.unit, door))

    household.refresh_from_db()
    assert (household.building, household.unit, household.door) == (
        door.unit.building, door.unit, door,
    )  # fmt: skip
    assert (household.organization, household.shown_with_consent) == (member.organization, False)


def test_a_place_elsewhere_is_refused(cast: Cast, member: PartyMember) -> None:
    building = BuildingFactory(complex=cast.complex)
    other = UnitFactory(building__complex=cast.complex)
    door = DoorFactory(unit=other)

    with pytest.raises(BuildingElsewhere):
        name(cast, member, Home(BuildingFactory(complex=cast.sibling_complex)))
    with pytest.raises(services.DoorOfAnother):
        name(cast, member, Home(building, other))
    with pytest.raises(services.DoorOfAnother):
        name(cast, member, Home(building, None, door))

    assert not KeyPartyHousehold.objects.exists()


def test_one_household_a_member_and_only_while_she_is_one(cast: Cast, member: PartyMember) -> None:
    home = Home(BuildingFactory(complex=cast.complex))
    name(cast, member, home)

    with pytest.raises(services.HouseholdAlready, match="林静家已是党员中心户"):
        name(cast, member, home, JULY)
    with pytest.raises(NotOnRoster):
        name(cast, member, home, date(2023, 1, 1))


def test_it_is_shown_when_the_household_agrees_and_ends_by_date(
    cast: Cast, member: PartyMember
) -> None:
    household = name(cast, member, Home(BuildingFactory(complex=cast.complex)))
    key = {"household_id": household.pk, **acting(cast)}

    assert services.change_household(is_shown=True, **key).shown_with_consent
    with pytest.raises(TermBackwards):
        services.change_household(is_shown=True, last_day=date(2026, 4, 30), **key)
    services.change_household(is_shown=False, last_day=date(2026, 6, 30), **key)

    assert not KeyPartyHousehold.objects.on(JULY).exists()
    with pytest.raises(services.HouseholdOver):
        services.change_household(is_shown=True, **key)
