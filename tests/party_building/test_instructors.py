"""Instructors: sent once, serving many, gone with all that they guided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from communities.queries.places import Place
from party_building.models import InstructorAssignment, PartyInstructor
from party_building.services.instructors import (
    AnotherSubDistrict,
    AssignedAlready,
    AssignmentEnded,
    EndedBeforeBegun,
    InstructorLeft,
    SentAlready,
    Serves,
    assign,
    end_assignment,
    recall,
    send,
)
from tests.factories.communities import OrganizationFactory
from tests.factories.party_building import PartyInstructorFactory, PartyOrganizationFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SINCE, LAST_DAY, NEXT_DAY = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)


def act(cast: Cast) -> dict[str, Any]:
    return {"actor": cast.official, "now": NOW}


@pytest.fixture
def instructor(cast: Cast) -> PartyInstructor:
    made: PartyInstructor = PartyInstructorFactory(sub_district=cast.street, person__name="周明")
    return made


def test_one_instructor_serves_a_complex_an_organization_and_a_firm(
    cast: Cast, instructor: PartyInstructor
) -> None:
    firm = OrganizationFactory(community=cast.community)
    branch = PartyOrganizationFactory(complex=cast.sibling_complex)
    for serves in (
        Serves(complex=cast.complex),
        Serves(organization=branch),
        Serves(host=firm),
        Serves(host=firm, complex=cast.complex),
    ):
        assign(instructor_id=instructor.pk, serves=serves, since=SINCE, **act(cast))

    running = InstructorAssignment.objects.on(NEXT_DAY).filter(instructor=instructor)
    assert running.count() == 4
    assert running.filter(complex=cast.complex).count() == 2
    with pytest.raises(AssignedAlready):
        assign(
            instructor_id=instructor.pk,
            serves=Serves(complex=cast.complex),
            since=LAST_DAY,
            **act(cast),
        )


def test_somebody_is_sent_once_at_a_time(cast: Cast) -> None:
    facts: dict[str, Any] = {
        "place": Place(cast.street), "name": "周明", "phone": "13800000000", "sent_by": "街道党工委",
    }  # fmt: skip
    sent = send(**facts, since=SINCE, **act(cast))
    with pytest.raises(SentAlready, match="周明从2026年1月1日"):
        send(**facts, since=NEXT_DAY, **act(cast))
    recall(instructor_id=sent.pk, last_day=LAST_DAY, **act(cast))

    again = send(**facts, since=NEXT_DAY, **act(cast))
    assert again.person == sent.person


def test_whoever_goes_takes_her_assignments_along(cast: Cast, instructor: PartyInstructor) -> None:
    here = Serves(complex=cast.complex)
    assign(instructor_id=instructor.pk, serves=here, since=SINCE, **act(cast))
    with pytest.raises(EndedBeforeBegun):
        recall(instructor_id=instructor.pk, last_day=date(2025, 12, 31), **act(cast))

    recall(instructor_id=instructor.pk, last_day=LAST_DAY, **act(cast))

    assert InstructorAssignment.objects.on(LAST_DAY).count() == 1
    assert not InstructorAssignment.objects.on(NEXT_DAY).exists()
    with pytest.raises(InstructorLeft, match="周明"):
        assign(instructor_id=instructor.pk, serves=here, since=NEXT_DAY, **act(cast))
    with pytest.raises(InstructorLeft):
        recall(instructor_id=instructor.pk, last_day=NEXT_DAY, **act(cast))


def test_an_assignment_ends_once_and_not_before_it_began(
    cast: Cast, instructor: PartyInstructor
) -> None:
    one = assign(
        instructor_id=instructor.pk, serves=Serves(complex=cast.complex), since=SINCE, **act(cast)
    )
    with pytest.raises(EndedBeforeBegun):
        end_assignment(assignment_id=one.pk, last_day=date(2025, 12, 31), **act(cast))
    end_assignment(assignment_id=one.pk, last_day=LAST_DAY, **act(cast))

    assert not InstructorAssignment.objects.on(NEXT_DAY).exists()
    with pytest.raises(AssignmentEnded):
        end_assignment(assignment_id=one.pk, last_day=NEXT_DAY, **act(cast))


def test_an_instructor_serves_in_her_own_street(cast: Cast, instructor: PartyInstructor) -> None:
    abroad = Serves(complex=cast.other_street_complex)

    with pytest.raises(AnotherSubDistrict):
        assign(instructor_id=instructor.pk, serves=abroad, since=SINCE, **act(cast))
