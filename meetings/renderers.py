"""The texts of this app's messages, made at send time from the rows as they are then."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from core.models import OutboxMessage
from core.outbox import Rendered, register
from meetings.choices import TopicState
from meetings.models import Meeting, MeetingTopic, Resolution
from meetings.queries.meeting_indicators import pending_text
from meetings.services.alarms import (
    LECTURE_MISSING,
    RESOLUTION_OVERDUE,
    TOPICS_CLOSING,
    missing_lectures,
)
from meetings.services.topics import TOPIC_ANSWERED


def register_renderers() -> None:
    """Called by the app's `ready()`."""
    register(LECTURE_MISSING, _lecture_missing, many=_many_lectures_missing)
    register(RESOLUTION_OVERDUE, _resolution_overdue, many=_many_resolutions_overdue)
    register(TOPICS_CLOSING, _topics_closing, many=_many_topics_closing)
    register(TOPIC_ANSWERED, _topic_answered, many=_many_topics_answered)


def _lecture_missing(message: OutboxMessage) -> Rendered | None:
    return _many_lectures_missing([message])[message.pk]


def _many_lectures_missing(messages: Sequence[OutboxMessage]) -> dict[int, Rendered | None]:
    """One statement, however many; None once the lecture was held, made up or the branch dissolved."""
    keys = sorted({message.subject_id for message in messages})
    records = missing_lectures(today=timezone.localdate(), branches=keys)
    owed = {record.organization.pk: record for record in records}
    rendered: dict[int, Rendered | None] = {}
    for message in messages:
        record = owed.get(message.subject_id)
        if record is None:
            rendered[message.pk] = None
            continue
        facts = {
            "name": record.organization.name,
            "words": pending_text(record.results),
        }
        rendered[message.pk] = Rendered(
            title=_("党课待补：%(name)s") % facts,
            body=_("%(name)s%(words)s。补上以后登记为补课，就算达标。") % facts,
            url=record.organization.get_absolute_url(),
        )
    return rendered


def _resolution_overdue(message: OutboxMessage) -> Rendered | None:
    return _many_resolutions_overdue([message])[message.pk]


def _many_resolutions_overdue(messages: Sequence[OutboxMessage]) -> dict[int, Rendered | None]:
    """One statement, however many; None once it was reported done, dropped or given more time."""
    today = timezone.localdate()
    rows = Resolution.objects.overdue(today).filter(pk__in={one.subject_id for one in messages})
    overdue = {row.pk: row for row in rows.select_related("meeting")}
    rendered: dict[int, Rendered | None] = {}
    for message in messages:
        row = overdue.get(message.subject_id)
        if row is None or row.deadline is None:
            rendered[message.pk] = None
            continue
        facts = {
            "matter": row.matter,
            "owner": row.owner_name,
            "day": full_date(row.deadline),
            "days": (today - row.deadline).days,
            "meeting": row.meeting.title,
        }
        rendered[message.pk] = Rendered(
            title=_("决议超期：%(matter)s") % facts,
            body=_("%(meeting)s议定“%(matter)s”，%(owner)s，时限%(day)s，已超期%(days)d天。")
            % facts,
            url=row.meeting.get_absolute_url(),
        )
    return rendered


def _topics_closing(message: OutboxMessage) -> Rendered | None:
    return _many_topics_closing([message])[message.pk]


def _many_topics_closing(messages: Sequence[OutboxMessage]) -> dict[int, Rendered | None]:
    """One statement, however many; None once the call is over, or the meeting was held or cancelled."""
    now = timezone.now()
    rows = Meeting.objects.coming(now).filter(
        pk__in={one.subject_id for one in messages}, topics_until__gte=timezone.localdate(now)
    )
    running = {row.pk: row for row in rows.annotate(handed_in=Count("topics"))}
    rendered: dict[int, Rendered | None] = {}
    for message in messages:
        row = running.get(message.subject_id)
        if row is None or row.topics_until is None:
            rendered[message.pk] = None
            continue
        facts = {
            "meeting": row.title,
            "day": full_date(row.topics_until),
            "count": row.handed_in,  # type: ignore[attr-defined]  # annotated above
        }
        rendered[message.pk] = Rendered(
            title=_("议题征集快截止：%(meeting)s") % facts,
            body=_("%(meeting)s到%(day)s截止征集议题，已收到%(count)d个。") % facts,
            url=reverse("meetings:field_meeting_topics", args=[row.pk]),
        )
    return rendered


def _topic_answered(message: OutboxMessage) -> Rendered | None:
    return _many_topics_answered([message])[message.pk]


def _many_topics_answered(messages: Sequence[OutboxMessage]) -> dict[int, Rendered | None]:
    """One statement, however many; None where it was taken off the agenda again and waits."""
    rows = MeetingTopic.objects.filter(pk__in={one.subject_id for one in messages})
    topics = {row.pk: row for row in rows.select_related("meeting")}
    return {message.pk: _answer(topics.get(message.subject_id)) for message in messages}


def _answer(topic: MeetingTopic | None) -> Rendered | None:
    if topic is None:
        return None
    facts = {
        "topic": topic.title,
        "meeting": topic.meeting.title,
        "reason": topic.decline_reason,
    }
    bodies = {
        TopicState.ADOPTED: _("您为“%(meeting)s”提的“%(topic)s”已列入议程。"),
        TopicState.DECLINED: _("您为“%(meeting)s”提的“%(topic)s”这次没有列入：%(reason)s"),
        TopicState.WITHDRAWN: _("您为“%(meeting)s”提的“%(topic)s”已撤回。"),
    }
    body = bodies.get(TopicState(topic.state))
    if body is None:
        return None
    return Rendered(
        title=_("议题：%(topic)s") % facts,
        body=body % facts,
        url=reverse("meetings:field_meeting_topics", args=[topic.meeting_id]),
    )
