"""One complex with everybody who answers for its doors, as the tests of the resolver share it."""

from __future__ import annotations

from dataclasses import dataclass

from communities.choices import DutyKind
from communities.models import Building, Door, Unit, ZoneLead
from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyOrganization, PartyPost
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory, DoorDutyFactory, DoorFactory
from tests.factories.party_building import (
    SINCE,
    PartyCoverageFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyTermFactory,
)
from tests.factories.territory import (
    GridSpanFactory,
    ManagementPeriodFactory,
    ZoneComplexFactory,
    ZoneLeadFactory,
)
from tests.people import Cast


@dataclass(frozen=True, slots=True)
class Manned:
    """东园 3栋: 2单元 has a group of its own, 1单元 that of the building. Nobody is missing."""

    building: Building
    door: Door
    beside: Door
    branch: PartyOrganization
    unit_group: PartyOrganization
    building_group: PartyOrganization
    secretary: PartyPost
    leader: PartyPost
    lead: ZoneLead

    @property
    def unit(self) -> Unit:
        return self.door.unit

    @property
    def unit_beside(self) -> Unit:
        return self.beside.unit


def group_of(cast: Cast, name: str, leader: str = "", **span: object) -> PartyOrganization:
    """A group over a building or a unit of 东园, with its published leader where a name is given."""
    group: PartyOrganization = PartyOrganizationFactory(
        complex=cast.complex, kind=PartyKind.GROUP, name=name
    )
    PartyCoverageFactory(organization=group, **span)
    if leader:
        PartyPostFactory(
            organization=group, person=PersonFactory(name=leader), post=PartyPostKind.GROUP_LEADER
        )
    return group


def manned(cast: Cast) -> Manned:
    named = {"complex": cast.complex, "name": "3栋"}
    building = Building.objects.filter(**named).first() or BuildingFactory(**named)
    door = DoorFactory(unit__building=building, unit__name="2单元", room="1501")
    beside = DoorFactory(unit__building=building, unit__name="1单元", room="101")
    branch = PartyOrganizationFactory(complex=cast.complex, name="东园党支部")
    PartyCoverageFactory(organization=branch)
    PartyTermFactory(organization=branch, number=3)
    secretary = PartyPostFactory(
        organization=branch,
        person=PersonFactory(name="书记东", phone="13800001111"),
        phone="028-84350001",
    )
    unit_group = group_of(cast, "3栋2单元党小组", "组长单", unit=door.unit)
    building_group = group_of(cast, "3栋党小组", "组长楼", building=building)
    lead = ZoneLeadFactory(
        zone=ZoneComplexFactory(complex=cast.complex, zone__name="一片", since=SINCE).zone,
        person=PersonFactory(name="两委甲"),
        since=SINCE,
    )
    ManagementPeriodFactory(complex=cast.complex, since=SINCE)
    DoorDutyFactory(complex=cast.complex, person=PersonFactory(name="管家甲"), valid_from=SINCE)
    grid = GridSpanFactory(complex=cast.complex, grid__code="JX-01", grid__since=SINCE, since=SINCE)
    DoorDutyFactory(
        complex=None,
        community=cast.community,
        grid=grid.grid,
        kind=DutyKind.GRID_WORKER,
        person=PersonFactory(name="网格甲"),
        valid_from=SINCE,
    )
    return Manned(
        building=building,
        door=door,
        beside=beside,
        branch=branch,
        unit_group=unit_group,
        building_group=building_group,
        secretary=secretary,
        leader=unit_group.partyposts.get(),
        lead=lead,
    )
