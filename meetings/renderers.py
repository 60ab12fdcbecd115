"""The texts of this app's messages, made at send time from the rows as they are then."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.body_rules import full_date
from core.models import OutboxMessage
from core.outbox import Rendered, register
from meetings.models import Resolution
from meetings.queries.meeting_indicators import pending_text
from meetings.services.alarms import LECTURE_MISSING, RESOLUTION_OVERDUE, missing_lectures


def register_renderers() -> None:
    """Called by the app's `ready()`."""
    register(LECTURE_MISSING, _lecture_missing, many=_many_lectures_missing)
    register(RESOLUTION_OVERDUE, _resolution_overdue, many=_many_resolutions_overdue)


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
