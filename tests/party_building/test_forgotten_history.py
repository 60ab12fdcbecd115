"""Consent taken back reaches the audit's own rows, and the way there opens nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from pghistory.models import Event

from accounts.models import Person
from party_building.models import (
    DualRegistration,
    KeyPartyHousehold,
    MemberDevelopment,
    PartyMember,
    PartyOrganization,
)
from party_building.services.dual_registrations import withdraw_registration
from party_building.services.members import NOBODY, Standing, change_member, withdraw_consent
from tests.factories.accounts import PersonFactory
from tests.factories.communities import DoorFactory
from tests.factories.party_building import (
    DualRegistrationFactory,
    KeyPartyHouseholdFactory,
    MemberDevelopmentFactory,
    PartyMemberFactory,
    PartyOrganizationFactory,
    ServiceClaimFactory,
    ZoneDutyFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 30)


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


def events(model: Any) -> Any:
    return model.pgh_event_model.objects.order_by("pgh_id")


def withdraw(cast: Cast, member: PartyMember) -> None:
    withdraw_consent(member_id=member.pk, on=JUNE, actor=cast.secretary, now=timezone.now())


def recorded_of(person: Person) -> set[str]:
    """Tables of the Party's history in which this person's key stands."""
    return {
        model.__name__
        for model in apps.get_app_config("party_building").get_models()
        if issubclass(model, Event)
        for field in model._meta.concrete_fields
        if field.related_model is Person
        and model.objects.filter(**{field.attname: person.pk}).exists()
    }


def forget(function: str, *keys: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT party_building_forget_{function}(%s)", [list(keys)])


def test_history_of_a_member_who_takes_consent_back_names_nobody(
    cast: Cast, branch: PartyOrganization
) -> None:
    member = PartyMemberFactory(organization=branch, since=date(2026, 1, 5))
    person = member.person
    ZoneDutyFactory(zone__organization=branch, member=member, since=date(2026, 2, 1))
    ServiceClaimFactory(service_post__organization=branch, member=member, since=date(2026, 2, 1))
    following = change_member(
        member_id=member.pk,
        standing=Standing(building=KeyPartyHouseholdFactory(organization=branch).building),
        first_day=MARCH,
        actor=cast.secretary,
        now=timezone.now(),
    )
    assert recorded_of(person) == {"PartyMemberEvent"}

    withdraw(cast, following)

    assert recorded_of(person) == set()
    told = events(PartyMember).filter(pgh_obj__in=[member.pk, following.pk])
    assert list(told.values_list("pgh_obj", "pgh_label", "person__name")) == [
        (member.pk, "insert", NOBODY),
        (member.pk, "update", NOBODY),
        (following.pk, "insert", NOBODY),
        (member.pk, "update", NOBODY),
        (following.pk, "update", NOBODY),
    ]
    # What else was recorded stays: which branch, from when on.
    assert set(told.values_list("organization", "since")) == {
        (branch.pk, date(2026, 1, 5)), (branch.pk, MARCH),
    }  # fmt: skip


def test_a_household_keeps_its_building_and_no_door_in_its_history_either(
    cast: Cast, branch: PartyOrganization
) -> None:
    home = KeyPartyHouseholdFactory(organization=branch, shown_with_consent=True)
    KeyPartyHousehold.objects.filter(pk=home.pk).update(
        door=DoorFactory(unit__building=home.building)
    )
    other = KeyPartyHouseholdFactory(organization=branch)
    KeyPartyHousehold.objects.filter(pk=other.pk).update(
        door=DoorFactory(unit__building=other.building)
    )
    withdraw(cast, home.member)

    home.refresh_from_db()
    assert (home.door_id, home.shown_with_consent, home.building_id is None) == (None, False, False)
    told = events(KeyPartyHousehold)
    assert not told.filter(pgh_obj=home.pk, door__isnull=False).exists()
    assert told.filter(pgh_obj=other.pk, door__isnull=False).exists()


def test_a_household_that_never_began_leaves_no_door_behind(
    cast: Cast, branch: PartyOrganization
) -> None:
    home = KeyPartyHouseholdFactory(organization=branch, since=date(2099, 1, 1))
    KeyPartyHousehold.objects.filter(pk=home.pk).update(
        door=DoorFactory(unit__building=home.building)
    )

    withdraw(cast, home.member)

    assert not KeyPartyHousehold.objects.exists()
    told = events(KeyPartyHousehold).filter(pgh_obj=home.pk)
    assert list(told.values_list("pgh_label", "door")) == [
        ("insert", None), ("update", None), ("delete", None),
    ]  # fmt: skip


def test_how_she_became_a_member_is_told_by_initials_alone(
    cast: Cast, branch: PartyOrganization
) -> None:
    member = PartyMemberFactory(organization=branch)
    record, other = (
        MemberDevelopmentFactory(
            organization=branch, person=person, label=label, workplace="某物业"
        )
        for person, label in ((member.person, "张某"), (PersonFactory(), "李某"))
    )

    withdraw(cast, member)

    record.refresh_from_db()
    assert (record.person, record.label, record.workplace) == (None, "张某", "")
    told = events(MemberDevelopment)
    assert set(told.filter(pgh_obj=record.pk).values_list("person", "workplace")) == {(None, "")}
    assert recorded_of(member.person) == set()
    assert told.get(pgh_obj=other.pk).person_id == other.person_id
    forget("developments", other.pk)
    assert told.get(pgh_obj=other.pk).workplace == "某物业"


def test_history_of_a_report_in_that_is_taken_back_tells_neither_name_nor_work(cast: Cast) -> None:
    gone = DualRegistrationFactory(complex=cast.complex, employer="区图书馆", skills="修电器")
    stays = DualRegistrationFactory(complex=cast.complex, employer="区档案馆")
    person = gone.person

    withdraw_registration(
        registration_id=gone.pk, on=JUNE, actor=cast.secretary, now=timezone.now()
    )

    assert recorded_of(person) == set()
    told = events(DualRegistration)
    assert set(
        told.filter(pgh_obj=gone.pk).values_list("person__name", "employer", "skills")
    ) == {(NOBODY, "", "")}  # fmt: skip
    assert told.get(pgh_obj=stays.pk).employer == "区档案馆"
    assert recorded_of(stays.person) == {"DualRegistrationEvent"}


def test_whoever_stands_stays_in_history_whatever_is_asked(
    cast: Cast, branch: PartyOrganization
) -> None:
    member = PartyMemberFactory(organization=branch)
    registration = DualRegistrationFactory(complex=cast.complex)

    forget("members", member.pk)
    forget("registrations", registration.pk)

    assert events(PartyMember).get(pgh_obj=member.pk).person_id == member.person_id
    assert events(DualRegistration).get(pgh_obj=registration.pk).employer == registration.employer


def test_a_row_that_still_names_somebody_keeps_its_history_though_it_says_withdrawn(
    cast: Cast, branch: PartyOrganization
) -> None:
    member = PartyMemberFactory(organization=branch)
    namesake = PersonFactory(name=NOBODY)
    assert namesake.phone_digest
    for person in (member.person, namesake):
        PartyMember.objects.filter(pk=member.pk).update(
            until=JUNE, withdrawn_on=JUNE, person=person
        )

        forget("members", member.pk)

        told = events(PartyMember).filter(pgh_obj=member.pk, person=member.person)
        assert told.filter(pgh_label="insert").exists()


def test_history_of_other_rows_is_left_alone(cast: Cast, branch: PartyOrganization) -> None:
    gone, stays = PartyMemberFactory(organization=branch), PartyMemberFactory(organization=branch)
    before = list(events(PartyMember).filter(pgh_obj=stays.pk).values())

    withdraw(cast, gone)

    assert list(events(PartyMember).filter(pgh_obj=stays.pk).values()) == before
    assert recorded_of(stays.person) == {"PartyMemberEvent"}
