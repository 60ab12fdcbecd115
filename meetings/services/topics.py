"""议题征集: handed in by whoever was invited or by the keeper for somebody else; adopted, declined, withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.choices import EntryRoad
from communities.services.telling import tell_person
from core.errors import DomainError
from core.transactions import locking
from meetings.choices import COMING, AgendaKind, MeetingState, TopicState
from meetings.meeting_rules import last_topic_day
from meetings.models import AgendaItem, Meeting, MeetingTopic
from meetings.models.meetings import LONGEST_NAME
from meetings.queries.bodies import rules_of
from meetings.services.agenda import Guest, NothingRaised, raise_item
from meetings.services.meetings import (
    ReasonMissing,
    TransitionNotAllowed,
    lock_meeting,
    note_step,
)

TOPIC_ANSWERED = "meetings.topic_answered"
# Stored, which stays Chinese whoever acts.
TOPICS_CALLED = "征集议题"
# What still counts as handed in: the same words of the same proposer are one topic.
LIVE = (TopicState.PROPOSED, TopicState.ADOPTED)


class TopicsTooLate(DomainError):
    default_message = _("议题征集截止要在开会之前，不早于今天")


class CallIsOver(DomainError):
    default_message = _("议题征集已经截止；还想提的，请联系登记会议的人")


class TopicSettled(DomainError):
    """Somebody has decided about it already; the sentence says how."""


@locking
def call_for_topics(*, meeting_id: int, until: date, actor: User, now: datetime) -> Meeting:
    """征集议题 until this day, inclusive. Raises TransitionNotAllowed, TopicsTooLate."""
    meeting = lock_meeting(meeting_id)
    if meeting.state not in COMING:
        raise TransitionNotAllowed(_("只有还没召开的会议能征集议题"))
    if not timezone.localdate(now) <= until <= timezone.localdate(meeting.held_from):
        raise TopicsTooLate
    meeting.topics_until = until
    meeting.save(update_fields=["topics_until"])
    note_step(meeting, meeting.state, actor=actor, now=now, note=TOPICS_CALLED)
    return meeting


@locking
def propose_topic(
    *, meeting_id: int, title: str, actor: User, now: datetime, may_be_late: bool, note: str = ""
) -> MeetingTopic:
    """The account's own topic. Twice the same is one.

    `may_be_late`: of whoever keeps the meeting's records. Raises NothingRaised,
    TransitionNotAllowed once it was held, CallIsOver.
    """
    meeting = _collecting(meeting_id)
    if not may_be_late and timezone.localdate(now) > _last_day(meeting):
        raise CallIsOver
    proposer = Guest(person=actor.person, name=actor.display_name)
    return _handed_in(
        meeting, title, note, proposer=proposer, road=EntryRoad.ONLINE, actor=actor, now=now
    )


@locking
def enter_topic(
    *,
    meeting_id: int,
    title: str,
    proposer: Guest,
    road: EntryRoad,
    actor: User | None,
    now: datetime,
    note: str = "",
) -> MeetingTopic:
    """What somebody told by telephone or handed over on paper, written down by the keeper; never late.

    Raises NothingRaised, NobodyNamed, TransitionNotAllowed once it was held.
    """
    meeting = _collecting(meeting_id)
    return _handed_in(meeting, title, note, proposer=proposer, road=road, actor=actor, now=now)


@locking
def adopt_topic(*, topic_id: int, actor: User | None, now: datetime) -> AgendaItem:
    """Puts it on the agenda, as its last item; twice is once, whoever presses.

    Raises TopicSettled where it was declined or withdrawn, and what `raise_item` raises.
    """
    topic = _lock_topic(topic_id)
    if topic.agenda_item is not None:
        return topic.agenda_item
    _require_open(topic)
    item = raise_item(
        meeting_id=topic.meeting_id,
        kind=AgendaKind.TOPIC,
        topic=topic.title,
        raised_by=topic.name[:LONGEST_NAME],
        actor=actor,
        now=now,
    )
    topic.agenda_item = item
    _decide(topic, TopicState.ADOPTED, actor=actor, now=now)
    return item


@locking
def decline_topic(*, topic_id: int, reason: str, actor: User | None, now: datetime) -> MeetingTopic:
    """Not at this meeting, with the reason, which its proposer is told. Twice is once.

    Raises ReasonMissing, TopicSettled.
    """
    if not reason.strip():
        raise ReasonMissing
    topic = _lock_topic(topic_id)
    if topic.state != TopicState.DECLINED:
        _require_open(topic)
        topic.decline_reason = reason
        _decide(topic, TopicState.DECLINED, actor=actor, now=now)
    return topic


@locking
def withdraw_topic(*, topic_id: int, actor: User, now: datetime) -> MeetingTopic:
    """Its proposer, or the keeper whom she told, takes it back; twice is once. Raises TopicSettled."""
    topic = _lock_topic(topic_id)
    if topic.state != TopicState.WITHDRAWN:
        _require_open(topic)
        _decide(topic, TopicState.WITHDRAWN, actor=actor, now=now)
    return topic


def _collecting(meeting_id: int) -> Meeting:
    """The meeting, locked, as long as it is ahead or not written down."""
    meeting = lock_meeting(meeting_id)
    if meeting.state not in COMING:
        raise TransitionNotAllowed(_("会议已经召开或取消，不再收议题"))
    return meeting


def _last_day(meeting: Meeting) -> date:
    return last_topic_day(
        meeting.topics_until,
        held_on=timezone.localdate(meeting.held_from),
        figures=rules_of(meeting.sub_district_id),
    )


def _handed_in(
    meeting: Meeting,
    title: str,
    note: str,
    *,
    proposer: Guest,
    road: EntryRoad,
    actor: User | None,
    now: datetime,
) -> MeetingTopic:
    """Under the meeting's lock, so that two taps of one finger find what the first made."""
    if not title.strip():
        raise NothingRaised
    who = proposer.columns()
    same: dict[str, Any] = {**who, "title": title, "state__in": LIVE}
    again = MeetingTopic.objects.filter(meeting=meeting, **same).first()
    return again or MeetingTopic.objects.create(
        **meeting.place_columns,
        **who,
        meeting=meeting,
        title=title,
        note=note,
        road=road,
        entered_by=actor,
        proposed_at=now,
    )


def _lock_topic(topic_id: int) -> MeetingTopic:
    """As its meeting's lock shows it: two who decide at once come one after the other."""
    meeting_id = MeetingTopic.objects.values_list("meeting_id", flat=True).get(pk=topic_id)
    meeting = lock_meeting(meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise TransitionNotAllowed(_("会议已取消"))
    return MeetingTopic.objects.get(pk=topic_id)


def _require_open(topic: MeetingTopic) -> None:
    if topic.state != TopicState.PROPOSED:
        words = {"state": TopicState(topic.state).label}
        raise TopicSettled(_("这个议题已经处理过：%(state)s") % words)


def _decide(topic: MeetingTopic, state: TopicState, *, actor: User | None, now: datetime) -> None:
    """The step and, where another took it, the word to a proposer who has an account."""
    topic.state, topic.decided_at, topic.decided_by = state, now, actor
    topic.save(update_fields=["state", "agenda_item", "decided_at", "decided_by", "decline_reason"])
    person_id = topic.person_id
    if person_id is None or (actor is not None and actor.person_id == person_id):
        return
    if User.objects.filter(person=person_id, is_active=True).exists():
        tell_person(
            TOPIC_ANSWERED,
            person_id,
            subject_id=topic.pk,
            mark=f"{now.timestamp():.0f}",
            sub_district_id=topic.sub_district_id,
            now=now,
        )
