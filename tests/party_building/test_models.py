"""What can never be true at once of the Party's organisation: asked of the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from party_building.choices import PartyKind, PartyPostKind
from party_building.models import PartyOrganization, PartyPost, Subordination
from tests.factories.accounts import PersonFactory
from tests.factories.communities import BuildingFactory, ComplexFactory, OrganizationFactory
from tests.factories.party_building import (
    DualRegistrationFactory,
    PartyCoverageFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    PartyPostFactory,
    PartyTermFactory,
    ServiceClaimFactory,
    SubordinationFactory,
)

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 6, 30)
NEXT_DAY = date(2026, 7, 1)


def test_a_second_secretary_at_once_is_refused() -> None:
    first = PartyPostFactory()

    with pytest.raises(IntegrityError, match="partypost_one_secretary"), transaction.atomic():
        PartyPostFactory(organization=first.organization)


def test_a_secretary_may_follow_on_the_next_day() -> None:
    first = PartyPostFactory(until=LAST_DAY)
    second = PartyPostFactory(organization=first.organization, since=NEXT_DAY)

    assert PartyPost.objects.on(LAST_DAY).get() == first
    assert PartyPost.objects.on(NEXT_DAY).get() == second


def test_one_person_may_hold_two_different_posts() -> None:
    first = PartyPostFactory()

    PartyPostFactory(
        organization=first.organization, person=first.person, post=PartyPostKind.ORGANISER
    )

    assert PartyPost.objects.filter(person=first.person).count() == 2


def test_terms_of_one_organization_lie_apart() -> None:
    term = PartyTermFactory()

    with pytest.raises(IntegrityError, match="partyterms_apart"), transaction.atomic():
        PartyTermFactory(organization=term.organization, starts_on=LAST_DAY)


def test_an_organization_has_one_parent_at_a_time() -> None:
    link = SubordinationFactory()

    with pytest.raises(IntegrityError, match="subordination_one_parent"), transaction.atomic():
        SubordinationFactory(organization=link.organization)


def test_an_organization_never_stands_under_itself() -> None:
    itself = PartyOrganizationFactory()

    with pytest.raises(IntegrityError, match="stand above itself"), transaction.atomic():
        SubordinationFactory(organization=itself, parent=itself)


def test_a_ring_of_three_is_refused() -> None:
    low = SubordinationFactory()
    high = SubordinationFactory(organization=low.parent, parent__sub_district=low.sub_district)

    with pytest.raises(IntegrityError, match="stand above itself"), transaction.atomic():
        SubordinationFactory(organization=high.parent, parent=low.organization)


def test_what_was_above_once_may_stand_below_later() -> None:
    old = SubordinationFactory(until=LAST_DAY)

    turned = SubordinationFactory(organization=old.parent, parent=old.organization, since=NEXT_DAY)

    assert Subordination.objects.on(NEXT_DAY).get() == turned


def test_a_ring_that_closes_on_one_common_day_is_refused() -> None:
    old = SubordinationFactory(until=LAST_DAY)

    with pytest.raises(IntegrityError, match="stand above itself"), transaction.atomic():
        SubordinationFactory(organization=old.parent, parent=old.organization, since=LAST_DAY)


def test_a_parent_of_another_sub_district_is_refused() -> None:
    stranger = PartyOrganizationFactory()

    with pytest.raises(IntegrityError, match="parent_of_tenant"), transaction.atomic():
        SubordinationFactory(parent=stranger)


def test_a_complex_has_one_branch_at_a_time() -> None:
    covered = PartyCoverageFactory()
    other = PartyOrganizationFactory(complex=covered.complex)

    with pytest.raises(IntegrityError, match="partycoverage_one_branch"), transaction.atomic():
        PartyCoverageFactory(organization=other)


def test_a_firm_s_branch_stands_beside_the_branch_of_the_complex() -> None:
    covered = PartyCoverageFactory()
    firm = OrganizationFactory(complex=covered.complex)
    own = PartyOrganizationFactory(complex=covered.complex)

    beside = PartyCoverageFactory(organization=own, host=firm)

    assert beside.complex == covered.complex


def test_a_branch_does_not_cover_a_single_building() -> None:
    branch = PartyOrganizationFactory()
    building = BuildingFactory(complex=branch.complex)

    with pytest.raises(IntegrityError, match="groups_in_buildings"), transaction.atomic():
        PartyCoverageFactory(organization=branch, building=building)


def test_a_building_has_one_group_at_a_time() -> None:
    group = PartyOrganizationFactory(kind=PartyKind.GROUP)
    building = BuildingFactory(complex=group.complex)
    PartyCoverageFactory(organization=group, building=building)
    other = PartyOrganizationFactory(kind=PartyKind.GROUP, complex=group.complex)

    with pytest.raises(IntegrityError, match="one_group_of_building"), transaction.atomic():
        PartyCoverageFactory(organization=other, building=building)


def test_a_building_of_another_complex_is_refused() -> None:
    group = PartyOrganizationFactory(kind=PartyKind.GROUP)
    stranger = BuildingFactory(complex=ComplexFactory(community=group.community))

    with pytest.raises(IntegrityError, match="building_of_complex"), transaction.atomic():
        PartyCoverageFactory(organization=group, building=stranger)


def test_two_standing_organizations_never_have_one_name() -> None:
    first = PartyOrganizationFactory(dissolved_on=LAST_DAY)
    PartyOrganizationFactory(
        name=first.name, sub_district=first.sub_district, complex=first.complex
    )

    with pytest.raises(IntegrityError, match="name_once"), transaction.atomic():
        PartyOrganizationFactory(
            name=first.name, sub_district=first.sub_district, complex=first.complex
        )


def test_an_organization_counts_to_its_last_day() -> None:
    branch = PartyOrganizationFactory(founded_on=date(2020, 7, 1), dissolved_on=LAST_DAY)
    asked = PartyOrganization.objects.filter(pk=branch.pk)

    assert asked.on(LAST_DAY).exists()
    assert not asked.on(NEXT_DAY).exists()
    assert not asked.on(date(2020, 7, 1) - timedelta(days=1)).exists()


def test_a_member_belongs_to_one_branch_here_and_may_report_to_another() -> None:
    member = PartyMemberFactory()
    PartyMemberFactory(person=member.person, home="ELSEWHERE")

    with pytest.raises(IntegrityError, match="partymember_once"), transaction.atomic():
        PartyMemberFactory(person=member.person)


def test_a_claim_is_a_member_s_or_of_one_who_reported_in() -> None:
    claim = ServiceClaimFactory()
    both = DualRegistrationFactory(complex=claim.complex)

    with pytest.raises(IntegrityError, match="serviceclaim_of_one"), transaction.atomic():
        ServiceClaimFactory(service_post=claim.service_post, member=claim.member, registration=both)


def test_nobody_reports_in_twice_at_once() -> None:
    person = PersonFactory()
    DualRegistrationFactory(person=person)

    with pytest.raises(IntegrityError, match="dualregistration_once"), transaction.atomic():
        DualRegistrationFactory(person=person)
