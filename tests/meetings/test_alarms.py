"""Who is told that a lecture is missing or a resolution overdue, and that it is told no more once mended."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from core.models import InboxMessage, OutboxMessage
from core.services.outbox import deliver_due_messages
from meetings.choices import MeetingKind, MeetingState, ResolutionState
from meetings.models import Resolution
from meetings.services.alarms import (
    LECTURE_MISSING,
    RESOLUTION_OVERDUE,
    missing_lectures,
    promise_meeting_alarms,
)
from party_building.models import PartyOrganization
from tests.factories.meetings import PartyMeetingFactory, ResolutionFactory
from tests.factories.party_building import PartyOrganizationFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 20)


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 0)))


@pytest.fixture
def branch(cast: Cast) -> PartyOrganization:
    return PartyOrganizationFactory(complex=cast.complex, name="东园党支部")


def lecture(branch: PartyOrganization, day: date, makes_up: date | None = None) -> None:
    PartyMeetingFactory(
        party_organization=branch,
        kind=MeetingKind.LECTURE,
        held_from=at(day),
        makes_up=makes_up,
        state=MeetingState.HELD,
    )


def told(kind: str) -> list[str]:
    rows = OutboxMessage.objects.filter(kind=kind).order_by("key")
    return sorted(row.person.name for row in rows)


def test_the_branch_that_lacks_its_third_quarter_lecture_is_found(
    cast: Cast, branch: PartyOrganization
) -> None:
    other = PartyOrganizationFactory(complex=cast.sibling_complex)
    lecture(other, date(2026, 8, 1))
    lecture(branch, date(2026, 6, 30))

    (found,) = missing_lectures(today=NOVEMBER)

    assert found.organization == branch
    assert [one.slot.text for one in found.results] == ["2026年第3季度"]


def test_officials_and_branch_are_told_once_of_each_slot(
    cast: Cast, branch: PartyOrganization
) -> None:
    now = at(NOVEMBER)

    assert promise_meeting_alarms(now=now) == 3
    assert promise_meeting_alarms(now=now + timedelta(days=1)) == 0
    assert told(LECTURE_MISSING) == ["支部书记甲", "社区书记甲", "街道甲"]

    assert promise_meeting_alarms(now=at(date(2027, 1, 2))) == 3


def test_made_up_before_it_is_read_it_is_told_no_more(
    cast: Cast, branch: PartyOrganization
) -> None:
    today = timezone.localdate()
    promise_meeting_alarms(now=timezone.now())
    assert told(LECTURE_MISSING)
    for record in missing_lectures(today=today):
        for result in record.results:
            lecture(branch, today, makes_up=result.slot.first)

    deliver_due_messages()

    assert not InboxMessage.objects.filter(title__startswith="党课待补").exists()


def test_it_says_which_lecture_of_which_branch(cast: Cast, branch: PartyOrganization) -> None:
    promise_meeting_alarms(now=timezone.now())

    deliver_due_messages()

    message = InboxMessage.objects.get(person=cast.branch_secretary.person)
    (record,) = missing_lectures(today=timezone.localdate())
    assert message.title == "党课待补：东园党支部"
    assert f"待补：党课（{record.results[0].slot.text}" in message.body
    assert message.url == f"/desk/party/{branch.pk}/"


def overdue(cast: Cast) -> Resolution:
    made: Resolution = ResolutionFactory(
        meeting__complex=cast.complex,
        meeting__title="停车恳谈会",
        matter="修门禁",
        owner_name="物业服务中心",
        deadline=timezone.localdate() - timedelta(days=4),
    )
    return made


def test_an_overdue_resolution_is_told_with_its_owner_and_how_late_it_is(cast: Cast) -> None:
    resolution = overdue(cast)

    promise_meeting_alarms(now=timezone.now())
    deliver_due_messages()

    assert told(RESOLUTION_OVERDUE) == ["支部书记甲", "社区书记甲", "街道甲"]
    message = InboxMessage.objects.get(person=cast.secretary.person)
    assert message.title == "决议超期：修门禁"
    assert "物业服务中心" in message.body
    assert "已超期4天" in message.body
    assert message.url == resolution.meeting.get_absolute_url()


def test_done_before_it_is_read_it_is_told_no_more(cast: Cast) -> None:
    resolution = overdue(cast)
    promise_meeting_alarms(now=timezone.now())
    resolution.state, resolution.done_on = ResolutionState.DONE, timezone.localdate()
    resolution.save()

    deliver_due_messages()

    assert not InboxMessage.objects.exists()


def test_a_new_deadline_is_another_occasion(cast: Cast) -> None:
    resolution = overdue(cast)
    promise_meeting_alarms(now=timezone.now())
    resolution.deadline = timezone.localdate() - timedelta(days=1)
    resolution.save()

    assert promise_meeting_alarms(now=timezone.now()) == 3
    assert len(told(RESOLUTION_OVERDUE)) == 6
