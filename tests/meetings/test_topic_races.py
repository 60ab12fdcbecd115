"""Two keepers who adopt one topic at the same instant, with the control."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from django.utils import timezone

from meetings.choices import MeetingState
from meetings.models import AgendaItem, Meeting
from meetings.services import agenda, topics
from tests.concurrency import at_once
from tests.factories.meetings import MeetingFactory, MeetingTopicFactory
from tests.people import build_cast

pytestmark = pytest.mark.django_db(transaction=True)

# Behind the lock the second never comes; without it she surely does, however busy the machine is.
PATIENCE = {True: 0.4, False: 20.0}


def adopt_at_once(monkeypatch: pytest.MonkeyPatch, *, locked: bool) -> list[object]:
    """Both have read the topic before either decides, if nothing holds them apart."""
    cast, now = build_cast(), timezone.now()
    meeting = MeetingFactory(complex=cast.complex, state=MeetingState.PLANNED)
    topic = MeetingTopicFactory(meeting=meeting)
    barrier = threading.Barrier(2)
    if not locked:
        for module in (topics, agenda):
            monkeypatch.setattr(module, "lock_meeting", lambda pk: Meeting.objects.get(pk=pk))
    ask = topics._require_open

    def ask_and_meet(found: object) -> None:
        ask(found)  # type: ignore[arg-type]  # a topic
        with suppress(threading.BrokenBarrierError):
            barrier.wait(PATIENCE[locked])

    monkeypatch.setattr(topics, "_require_open", ask_and_meet)
    return at_once(
        *(
            lambda actor=actor: topics.adopt_topic(topic_id=topic.pk, actor=actor, now=now)
            for actor in (cast.manager, cast.secretary)
        )
    )


def test_of_two_who_adopt_at_once_both_are_shown_the_one_item(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = adopt_at_once(monkeypatch, locked=True)

    assert isinstance(first, AgendaItem)
    assert first == second
    assert AgendaItem.objects.count() == 1


def test_without_the_lock_they_do_not_end_with_one_item_for_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: another item, or one of them runs into the agenda's numbers."""
    first, second = adopt_at_once(monkeypatch, locked=False)

    assert first != second
