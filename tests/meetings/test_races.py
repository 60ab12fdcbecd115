"""Two who decide about one meeting at the same instant, with the controls."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from django.utils import timezone

from communities.choices import EntryRoad
from meetings.choices import MeetingState
from meetings.models import Meeting, MeetingStep
from meetings.services import minutes
from meetings.services.minutes import AlreadyConfirmed
from tests.concurrency import at_once
from tests.factories.meetings import MeetingFactory
from tests.people import build_cast

pytestmark = pytest.mark.django_db(transaction=True)

# Behind the lock the second never comes; without it she surely does, however busy the machine is.
PATIENCE = {True: 0.4, False: 20.0}


def confirm_at_once(
    monkeypatch: pytest.MonkeyPatch, *, locked: bool
) -> tuple[Meeting, list[object]]:
    """Manager and secretary enter the chair's signature; both have read before either writes, if
    nothing holds them apart."""
    cast, now = build_cast(), timezone.now()
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.MINUTED)
    barrier = threading.Barrier(2)
    read = minutes.lock_meeting if locked else (lambda pk: Meeting.objects.get(pk=pk))

    def read_and_meet(pk: int) -> Meeting:
        found = read(pk)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE[locked])
        return found

    monkeypatch.setattr(minutes, "lock_meeting", read_and_meet)
    results = at_once(
        *(
            lambda actor=actor: minutes.confirm_minutes(
                meeting_id=meeting.pk, road=EntryRoad.PAPER, actor=actor, now=now
            )
            for actor in (cast.manager, cast.secretary)
        )
    )
    meeting.refresh_from_db()
    return meeting, results


def test_of_two_who_confirm_at_once_one_wins_and_the_other_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting, results = confirm_at_once(monkeypatch, locked=True)

    [won] = [result for result in results if isinstance(result, Meeting)]
    assert [type(result) for result in results if result is not won] == [AlreadyConfirmed]
    assert meeting.confirmed_by == won.confirmed_by
    assert MeetingStep.objects.filter(meeting=meeting).count() == 1


def test_without_the_lock_both_believe_that_they_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control."""
    meeting, results = confirm_at_once(monkeypatch, locked=False)

    assert [type(result) for result in results] == [Meeting, Meeting]
    assert MeetingStep.objects.filter(meeting=meeting).count() == 2
