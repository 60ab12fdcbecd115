"""党员责任区: whose a building or a unit is, from day to day; handed over, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Building, Complex, Unit
from communities.services.door_duties import lock_complexes
from communities.services.duties import TermBackwards
from core.errors import DomainError
from core.transactions import locking
from party_building.models import PartyMember, PartyOrganization, ResponsibilityZone, ZoneDuty
from party_building.services.members import end_rows

if TYPE_CHECKING:
    from accounts.models import User

ONE_DAY = timedelta(days=1)


class NotOnRoster(DomainError):
    """Whoever looks after something of a branch is a member of it on that day."""


class HasZoneAlready(DomainError):
    """Nothing would change."""


class ZoneOfAnother(DomainError):
    """Another branch keeps this building's zone; the sentence names it."""


class ZoneOver(DomainError):
    default_message = gettext_lazy("这个责任区已经结束")


@dataclass(frozen=True, slots=True)
class DoorSpan:
    """One building, or one of its units."""

    building: Building
    unit: Unit | None = None

    @property
    def name(self) -> str:
        return f"{self.building.name}{self.unit.name}" if self.unit else self.building.name

    @property
    def complex(self) -> Complex:
        lies_in = self.building.complex
        assert lies_in  # noqa: S101  no building without one
        return lies_in

    def columns(self) -> dict[str, Any]:
        return {
            "sub_district_id": self.building.sub_district_id,
            "community_id": self.building.community_id,
            "complex_id": self.building.complex_id,
            **self.span(),
        }

    def span(self) -> dict[str, Any]:
        return {"building": None if self.unit else self.building, "unit": self.unit}


@locking
def assign_zone(
    *,
    organization: PartyOrganization,
    span: DoorSpan,
    member: PartyMember,
    first_day: date,
    is_joining: bool = False,
    name: str = "",
    actor: User | None,
    now: datetime,
) -> ZoneDuty:
    """From this day the zone is hers; who had it until then ends the day before, unless she joins them.

    The first to be given a building or a unit makes it a zone. Two who assign at once wait for each
    other at the row of the complex; constraints stand behind. Raises NotOnRoster, HasZoneAlready,
    ZoneOfAnother.
    """
    lock_complexes([span.complex])
    require_on_roster(member, organization, first_day)
    zone = _zone_of(organization, span, first_day, name)
    running = list(zone.duties.overlapping(first_day, None).order_by("since"))
    hers = [duty for duty in running if duty.member_id == member.pk]
    if hers and (is_joining or len(running) == 1):
        raise HasZoneAlready(
            _("%(zone)s已由%(who)s负责") % {"zone": span.name, "who": member.person.name}
        )
    if not is_joining:
        end_before(ZoneDuty, Q(zone=zone), first_day)
    return ZoneDuty.objects.create(**zone.place_columns, zone=zone, member=member, since=first_day)


def require_on_roster(member: PartyMember, organization: PartyOrganization, on: date) -> None:
    """Raises NotOnRoster."""
    rows = PartyMember.objects.on(on).filter(pk=member.pk, organization=organization)
    if not rows.exists():
        raise NotOnRoster(
            _("%(who)s这天不在%(where)s的名册里")
            % {"who": member.person.name, "where": organization.name}
        )


def _zone_of(
    organization: PartyOrganization, span: DoorSpan, first_day: date, name: str
) -> ResponsibilityZone:
    zones = ResponsibilityZone.objects.overlapping(first_day, None).filter(**span.span())
    zone = zones.select_related("organization").order_by("since").first()
    if zone is None:
        return ResponsibilityZone.objects.create(
            **span.columns(),
            organization=organization,
            name=name,
            since=first_day,
            is_demo=organization.is_demo,
        )
    if zone.organization_id != organization.pk:
        raise ZoneOfAnother(
            _("%(zone)s的责任区由%(branch)s划定，请先在那里结束")
            % {"zone": span.name, "branch": zone.organization.name}
        )
    return zone


def end_before(model: Any, of: Q, first_day: date) -> None:
    """What ran until then ends on the day before; what began on that day or later never did."""
    rows = model.objects.filter(of).overlapping(first_day, None)
    rows.filter(since__gte=first_day).delete()
    rows.filter(since__lt=first_day).update(until=first_day - ONE_DAY)


@locking
def end_zone(
    *, zone_id: int, last_day: date, actor: User | None, now: datetime
) -> ResponsibilityZone:
    """It is nobody's after that day. Raises ZoneOver, TermBackwards."""
    zone = ResponsibilityZone.objects.select_for_update(no_key=True).get(pk=zone_id)
    if zone.until is not None:
        raise ZoneOver
    if last_day < zone.since:
        raise TermBackwards
    zone.until = last_day
    zone.save(update_fields=["until"])
    end_rows(ZoneDuty, Q(zone=zone), last_day)
    return zone
