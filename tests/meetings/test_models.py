"""What the database alone refuses of meetings and resolutions, whatever the code does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.choices import (
    AGREED,
    PARTY_LIFE,
    TOOK_PLACE,
    WRITTEN,
    MeetingKind,
    MeetingState,
    ResolutionState,
    Scope,
)
from meetings.models import Meeting, Resolution
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.bodies import EnvCommitteeFactory, OwnersBodyFactory
from tests.factories.communities import OrganizationFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MeetingPhotoFactory,
    PartyMeetingFactory,
    ResolutionFactory,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db


def refused(row: Any, **facts: Any) -> str:
    """The constraint that refuses these facts, written past all services; empty where none does."""
    try:
        with transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**facts)
            with transaction.get_connection().cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        return str(error.__cause__.diag.constraint_name)
    return ""


@pytest.mark.parametrize("state", MeetingState)
def test_each_state_stands_with_its_facts(state: MeetingState) -> None:
    assert MeetingFactory(state=state).state == state


@pytest.mark.parametrize(
    ("state", "lost", "rule"),
    [
        (MeetingState.NOTICED, {"noticed_at": None}, "meeting_noticed_has_time"),
        *((state, {"recorded_at": None}, "meeting_held_has_time") for state in TOOK_PLACE),
        *((state, {"drafted_at": None}, "meeting_minuted_has_time") for state in WRITTEN),
        *((state, {"confirmed_at": None}, "meeting_confirmed_has_time") for state in AGREED),
        (MeetingState.CONFIRMED, {"confirmed_road": ""}, "meeting_confirmed_has_time"),
        (
            MeetingState.PUBLISHED,
            {"scope": "", "published_at": None},
            "meeting_published_is_published",
        ),
        (MeetingState.PUBLISHED, {"published_at": None}, "meeting_published_has_scope"),
        (MeetingState.CLOSED, {"closed_at": None}, "meeting_closed_has_time"),
        (MeetingState.CANCELLED, {"cancel_reason": ""}, "meeting_cancelled_has_reason"),
    ],
)
def test_a_state_without_its_facts_is_refused(
    state: MeetingState, lost: dict[str, Any], rule: str
) -> None:
    assert refused(MeetingFactory(state=state), **lost) == rule


def test_facts_of_a_state_that_was_not_reached_are_refused() -> None:
    planned, now = MeetingFactory(state=MeetingState.PLANNED), timezone.now()

    assert refused(planned, recorded_at=now) == "meeting_held_has_time"
    assert refused(planned, drafted_at=now) == "meeting_minuted_has_time"
    assert refused(planned, closed_at=now) == "meeting_closed_has_time"
    assert refused(planned, scope=Scope.PLACE, published_at=now) == "meeting_published_has_scope"


@pytest.mark.parametrize("kind", PARTY_LIFE)
def test_party_life_belongs_to_an_organisation_and_is_never_published(kind: str) -> None:
    meeting = PartyMeetingFactory(kind=kind, state=MeetingState.CONFIRMED)

    assert refused(meeting, party_organization=None) == "meeting_party_life_has_organization"
    for scope in Scope:
        facts = {"scope": scope, "published_at": timezone.now()}
        assert refused(meeting, **facts) == "meeting_party_life_stays_inside"


def test_bodies_are_named_where_the_kind_asks_for_them(cast: Cast) -> None:
    meeting = MeetingFactory(complex=cast.complex)
    of_community = MeetingFactory(complex=None, community=cast.community)
    committee = EnvCommitteeFactory(community=cast.community)
    elsewhere = OwnersBodyFactory(complex=cast.sibling_complex)

    assert refused(meeting, kind="ENV_COMMITTEE") == "meeting_env_committee_of_its_kind"
    assert refused(meeting, env_committee=committee) == "meeting_env_committee_of_its_kind"
    assert refused(of_community, kind="ENV_COMMITTEE", env_committee=committee) == ""
    of_the_whole = MeetingFactory(complex=None, community=cast.community)
    assert refused(of_the_whole, kind="OWNERS_ASSEMBLY") == "meeting_owners_assembly_in_complex"
    assert refused(meeting, owners_body=elsewhere) == "meeting_of_body_in_complex"


@pytest.mark.parametrize(
    ("counts", "rule"),
    [
        ({"due_count": 20, "present_count": 18, "leave_count": 1, "absent_count": 1}, ""),
        ({"due_count": 20, "present_count": 18, "leave_count": None, "absent_count": None}, ""),
        ({"due_count": None, "present_count": 40}, ""),
        (
            {"due_count": 20, "present_count": 18, "leave_count": 1, "absent_count": 0},
            "meeting_counts_add_up",
        ),
        ({"due_count": 20, "present_count": 21}, "meeting_counts_within_due"),
        (
            {"due_count": 2, "present_count": 0, "leave_count": 3, "absent_count": None},
            "meeting_counts_within_due",
        ),
    ],
)
def test_counts_add_up_to_those_who_were_due(counts: dict[str, Any], rule: str) -> None:
    assert refused(PartyMeetingFactory(), **counts) == rule


def test_one_organisation_holds_one_meeting_of_a_kind_at_a_time() -> None:
    first = PartyMeetingFactory()
    again = {"party_organization": first.party_organization, "held_from": first.held_from}

    with pytest.raises(IntegrityError), transaction.atomic():
        PartyMeetingFactory(**again)
    PartyMeetingFactory(**again, kind=MeetingKind.COMMITTEE)
    PartyMeetingFactory(**again, state=MeetingState.CANCELLED)
    assert Meeting.objects.count() == 3


def test_what_is_made_up_for_is_named_by_its_first_day() -> None:
    meeting = PartyMeetingFactory()

    assert refused(meeting, makes_up=date(2026, 7, 1)) == ""
    assert refused(meeting, makes_up=date(2026, 7, 2)) == "meeting_makes_up_from_first_day"
    assert refused(MeetingFactory(), makes_up=date(2026, 7, 1)) == "meeting_makes_up_from_first_day"


def test_whoever_drafted_does_not_publish() -> None:
    author, other = UserFactory(), UserFactory()
    meeting = MeetingFactory(state=MeetingState.PUBLISHED, drafted_by=author)

    assert refused(meeting, published_by=author) == "meeting_author_is_not_publisher"
    assert refused(meeting, published_by=other) == ""


def test_a_meeting_and_its_resolutions_lie_in_one_tenant(cast: Cast) -> None:
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.CONFIRMED)
    resolution = ResolutionFactory(meeting=meeting)
    party = PartyMeetingFactory(party_organization__complex=cast.other_street_complex)

    assert (
        refused(meeting, party_organization=party.party_organization)
        == "meeting_of_party_in_sub_district"
    )
    assert (
        refused(
            resolution,
            complex=cast.sibling_complex,
        )
        == "resolution_of_meeting_in_complex"
    )
    assert (
        refused(
            resolution,
            complex=None,
            community=cast.other_street_community,
            sub_district=cast.other_street,
        )
        == "resolution_of_meeting_in_sub_district"
    )


DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"state": ResolutionState.DONE}, "resolution_done_has_day"),
        ({"state": ResolutionState.DONE, "done_on": DAY}, ""),
        ({"done_on": DAY}, "resolution_done_has_day"),
        (
            {"state": ResolutionState.VERIFIED, "done_on": DAY},
            "resolution_verified_has_time",
        ),
        ({"state": ResolutionState.DROPPED}, "resolution_dropped_by_a_later_meeting"),
        ({"matter": ""}, "resolution_has_matter_and_owner"),
        ({"owner_name": ""}, "resolution_has_matter_and_owner"),
        ({"number": 0}, "resolution_number_counts_from_one"),
    ],
)
def test_a_resolution_stands_only_with_the_facts_of_its_state(
    facts: dict[str, Any], rule: str
) -> None:
    assert refused(ResolutionFactory(), **facts) == rule


def test_whoever_reported_it_done_does_not_verify_it() -> None:
    doer, other = UserFactory(), UserFactory()
    resolution = ResolutionFactory(state=ResolutionState.DONE, done_on=DAY, done_by=doer)
    seen = {"state": ResolutionState.VERIFIED, "verified_at": timezone.now()}

    assert refused(resolution, **seen, verified_by=doer) == "resolution_doer_does_not_verify"
    assert refused(resolution, **seen, verified_by=other) == ""


def test_a_resolution_is_dropped_by_another_meeting_than_its_own() -> None:
    resolution = ResolutionFactory()
    later = MeetingFactory(complex=resolution.complex)
    dropped = {
        "state": ResolutionState.DROPPED, "dropped_at": timezone.now(), "drop_reason": "已并入改造项目",
    }  # fmt: skip

    rule = "resolution_dropped_by_a_later_meeting"
    assert refused(resolution, **dropped, dropped_in=resolution.meeting) == rule
    assert refused(resolution, **dropped, dropped_in=later) == ""


def test_a_resolution_has_one_owner() -> None:
    resolution = ResolutionFactory()
    unit = OrganizationFactory(sub_district=resolution.sub_district)

    assert refused(resolution, organization=unit) == ""
    assert refused(resolution, organization=unit, person=PersonFactory()) == "resolution_one_owner"


def test_an_answer_and_a_picture_belong_to_a_resolution_of_their_own_meeting() -> None:
    resolution, other = ResolutionFactory(), ResolutionFactory()
    item = AgendaItemFactory(meeting=resolution.meeting)
    photo = MeetingPhotoFactory(meeting=resolution.meeting)

    assert refused(item, resolution=resolution) == ""
    assert refused(item, resolution=other) == "agendaitem_resolved_in_same_meeting"
    assert refused(photo, resolution=other) == "meetingphoto_of_same_meeting"


def test_nobody_stands_twice_in_the_list_of_a_meeting() -> None:
    meeting, person = MeetingFactory(), PersonFactory(name="刘代表")
    AttendanceFactory(meeting=meeting, person=person, name=person.name)
    AttendanceFactory(meeting=meeting, name="三栋代表")

    for again in ({"person": person, "name": person.name}, {"name": "三栋代表"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AttendanceFactory(meeting=meeting, **again)


def test_overdue_begins_the_day_after_the_deadline() -> None:
    resolution = ResolutionFactory(deadline=DAY)

    assert not resolution.is_overdue(DAY)
    assert resolution.is_overdue(DAY + timedelta(days=1))
    assert list(Resolution.objects.overdue(DAY)) == []
    assert list(Resolution.objects.overdue(DAY + timedelta(days=1))) == [resolution]
    resolution.state = ResolutionState.DONE
    assert not resolution.is_overdue(DAY + timedelta(days=1))
