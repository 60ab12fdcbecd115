"""党员责任区 of a building or a unit: given, handed over by date, ended; and who may do so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from communities.models import Building
from communities.services.duties import TermBackwards
from party_building.models import PartyMember, PartyOrganization, ResponsibilityZone, ZoneDuty
from party_building.services import zones as services
from party_building.services.zones import DoorSpan
from tests.factories.communities import BuildingFactory, UnitFactory
from tests.factories.party_building import PartyMemberFactory, PartyOrganizationFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)
LAST_OF_JUNE = date(2026, 6, 30)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


@pytest.fixture
def building(cast: Cast) -> Building:
    return BuildingFactory(complex=cast.complex, name="3栋")


def member(branch: PartyOrganization, name: str) -> PartyMember:
    return PartyMemberFactory(organization=branch, person__name=name)


def assign(
    cast: Cast, span: DoorSpan, who: PartyMember, first_day: date = MAY, **more: Any
) -> ZoneDuty:
    return services.assign_zone(
        organization=more.pop("organization", who.organization),
        span=span,
        member=who,
        first_day=first_day,
        actor=cast.branch_secretary,
        now=timezone.now(),
        **more,
    )


def on_duty(day: date) -> set[str]:
    duties = ZoneDuty.objects.on(day).select_related("member__person")
    return {duty.member.person.name for duty in duties}


def test_a_building_becomes_a_zone_when_it_is_first_given(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    duty = assign(cast, DoorSpan(building), member(branch, "林静"))

    zone = ResponsibilityZone.objects.get()
    assert (zone.building, zone.unit, zone.organization) == (building, None, branch)
    assert (zone.since, duty.since, duty.zone) == (MAY, MAY, zone)


def test_handing_over_ends_the_day_before_and_overwrites_nothing(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    assign(cast, DoorSpan(building), member(branch, "林静"))
    assign(cast, DoorSpan(building), member(branch, "赵明"), JULY)

    assert [on_duty(day) for day in (LAST_OF_JUNE, JULY)] == [{"林静"}, {"赵明"}]
    assert ResponsibilityZone.objects.count() == 1


def test_whoever_joins_puts_nobody_out(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    first = member(branch, "林静")
    assign(cast, DoorSpan(building), first)
    assign(cast, DoorSpan(building), member(branch, "赵明"), JULY, is_joining=True)

    assert on_duty(JULY) == {"林静", "赵明"}
    with pytest.raises(services.HasZoneAlready, match="3栋已由林静负责"):
        assign(cast, DoorSpan(building), first, JULY, is_joining=True)


def test_of_two_one_may_be_left_alone_with_it(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    first = member(branch, "林静")
    assign(cast, DoorSpan(building), first)
    assign(cast, DoorSpan(building), member(branch, "赵明"), is_joining=True)

    assign(cast, DoorSpan(building), first, JULY)

    assert [on_duty(day) for day in (LAST_OF_JUNE, JULY)] == [{"林静", "赵明"}, {"林静"}]


def test_given_twice_on_one_day_the_second_stands(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    assign(cast, DoorSpan(building), member(branch, "林静"))
    assign(cast, DoorSpan(building), member(branch, "赵明"))

    assert on_duty(MAY) == {"赵明"}
    assert ZoneDuty.objects.count() == 1


def test_a_unit_is_a_zone_of_its_own(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    unit = UnitFactory(building=building, name="1单元")
    assign(cast, DoorSpan(building), member(branch, "林静"))
    assign(cast, DoorSpan(building, unit), member(branch, "赵明"))

    assert {(zone.building, zone.unit) for zone in ResponsibilityZone.objects.all()} == {
        (building, None), (None, unit),
    }  # fmt: skip
    assert on_duty(MAY) == {"林静", "赵明"}


def test_who_is_not_on_the_roster_that_day_gets_no_zone(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    gone = PartyMemberFactory(organization=branch, person__name="林静", until=date(2026, 4, 30))
    elsewhere = PartyMemberFactory(
        organization=PartyOrganizationFactory(complex=cast.sibling_complex), person__name="赵明"
    )

    with pytest.raises(services.NotOnRoster, match="林静这天不在东园党支部的名册里"):
        assign(cast, DoorSpan(building), gone)
    with pytest.raises(services.NotOnRoster, match="赵明这天不在东园党支部的名册里"):
        assign(cast, DoorSpan(building), elsewhere, organization=branch)

    assert not ResponsibilityZone.objects.exists()


def test_another_branch_takes_no_zone_that_stands(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    assign(cast, DoorSpan(building), member(branch, "林静"))
    firm = PartyOrganizationFactory(complex=cast.complex, name="东园物业党支部")

    with pytest.raises(services.ZoneOfAnother, match="3栋的责任区由东园党支部划定"):
        assign(cast, DoorSpan(building), member(firm, "赵明"), JULY)


def test_a_zone_that_ends_is_nobodys_and_may_begin_anew(
    cast: Cast, branch: PartyOrganization, building: Building
) -> None:
    zone = assign(cast, DoorSpan(building), member(branch, "林静")).zone
    ending: dict[str, Any] = {"zone_id": zone.pk, "actor": cast.secretary, "now": timezone.now()}

    with pytest.raises(TermBackwards):
        services.end_zone(last_day=date(2026, 4, 30), **ending)
    services.end_zone(last_day=LAST_OF_JUNE, **ending)
    with pytest.raises(services.ZoneOver):
        services.end_zone(last_day=JULY, **ending)

    assert on_duty(JULY) == set()
    assign(cast, DoorSpan(building), member(branch, "赵明"), JULY)
    assert on_duty(JULY) == {"赵明"}
