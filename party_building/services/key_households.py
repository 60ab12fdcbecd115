"""党员中心户: a member's household that neighbours turn to; shown on the building only by consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Building, Door, Unit
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking
from party_building.models import KeyPartyHousehold, PartyMember
from party_building.services.members import BuildingElsewhere
from party_building.services.zones import require_on_roster

if TYPE_CHECKING:
    from accounts.models import User


class DoorOfAnother(DomainError):
    default_message = gettext_lazy("单元或门牌不在所选的楼栋")


class HouseholdAlready(DomainError):
    """The member's household is one already."""


class HouseholdOver(DomainError):
    default_message = gettext_lazy("这户已不是党员中心户")


@dataclass(frozen=True, slots=True)
class Home:
    """Where the household lives, as far as it wants to say."""

    building: Building
    unit: Unit | None = None
    door: Door | None = None


@locking
def name_household(
    *,
    member: PartyMember,
    home: Home,
    shown_with_consent: bool,
    since: date,
    actor: User | None,
    now: datetime,
) -> KeyPartyHousehold:
    """From this day neighbours may turn to it; its door is shown only where the household agreed.

    Raises NotOnRoster, BuildingElsewhere, DoorOfAnother, HouseholdAlready.
    """
    branch = member.organization
    PartyMember.objects.select_for_update(no_key=True).get(pk=member.pk)
    require_on_roster(member, branch, since)
    building, unit, door = home.building, home.unit, home.door
    if branch.complex_id not in {None, building.complex_id} or (
        branch.sub_district_id != building.sub_district_id
    ):
        raise BuildingElsewhere
    if (unit and unit.building_id != building.pk) or (
        door and (door.complex_id != building.complex_id or _lies_elsewhere(door, building, unit))
    ):
        raise DoorOfAnother
    if KeyPartyHousehold.objects.overlapping(since, None).filter(member=member).exists():
        raise HouseholdAlready(_("%(who)s家已是党员中心户") % {"who": member.person.name})
    return KeyPartyHousehold.objects.create(
        sub_district_id=building.sub_district_id,
        community_id=building.community_id,
        complex_id=building.complex_id,
        organization=branch,
        building=building,
        unit=unit,
        door=door,
        member=member,
        shown_with_consent=shown_with_consent,
        since=since,
    )


def _lies_elsewhere(door: Door, building: Building, unit: Unit | None) -> bool:
    return door.unit.building_id != building.pk or (unit is not None and door.unit_id != unit.pk)


@locking
def change_household(
    *,
    household_id: int,
    is_shown: bool,
    last_day: date | None = None,
    actor: User | None,
    now: datetime,
) -> KeyPartyHousehold:
    """Its door may be shown on the building or no more; with a last day it is one no longer.

    Raises HouseholdOver, TermBackwards.
    """
    household = KeyPartyHousehold.objects.select_for_update(no_key=True).get(pk=household_id)
    if household.until is not None:
        raise HouseholdOver
    if last_day and last_day < household.since:
        raise TermBackwards
    household.shown_with_consent, household.until = is_shown, last_day
    household.save(update_fields=["shown_with_consent", "until"])
    return household
