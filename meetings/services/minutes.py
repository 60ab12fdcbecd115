"""纪要: drafted, agreed to by the chair, published by somebody else, closed with the last resolution."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from communities.choices import EntryRoad
from core.errors import DomainError
from core.transactions import locking
from meetings.choices import AGREED, PARTY_LIFE, UNSETTLED, MeetingState, Scope
from meetings.models import Meeting, Minutes
from meetings.services.meetings import (
    ReasonMissing,
    TransitionNotAllowed,
    change_state,
    lock_meeting,
    note_step,
)

if TYPE_CHECKING:
    from accounts.models import User

# Stored, which stays Chinese whoever acts.
REWRITTEN = "改了纪要"
SHOWN = {Scope.PLACE: "向本辖区公开", Scope.PUBLIC: "向居民公开"}


class NothingWritten(DomainError):
    default_message = _("请写会议主要内容")


class AlreadyConfirmed(DomainError):
    default_message = _("纪要刚才已经确认过了，请看最新的状态")


class NotWrittenYet(DomainError):
    default_message = _("还没有纪要，先写纪要再确认")


class NotTheChair(DomainError):
    default_message = _("请由主持人本人确认；或者打印出来签字，再登记“纸面已签”")


class NotAgreedYet(DomainError):
    default_message = _("主持人确认以后才能公开")


class StaysInside(DomainError):
    default_message = _("组织生活的记录不公开")


class OwnMinutes(DomainError):
    default_message = _("自己起草的纪要要由另一位公开")


class NotPublished(DomainError):
    default_message = _("这份纪要没有公开")


class ResolutionsOpen(DomainError):
    """Something is still to be done; the sentence says how much."""


@locking
def draft_minutes(*, meeting_id: int, text: str, actor: User | None, now: datetime) -> Meeting:
    """Writes the minutes, or writes them anew while the chair has not agreed.

    Raises NothingWritten, AlreadyConfirmed, TransitionNotAllowed before the meeting was held.
    """
    meeting = lock_meeting(meeting_id)
    if meeting.state in AGREED:
        raise AlreadyConfirmed
    write_draft(meeting, text, actor=actor, now=now)
    return meeting


@locking
def confirm_minutes(*, meeting_id: int, road: EntryRoad, actor: User, now: datetime) -> Meeting:
    """The chair agrees: by her own account, or by her signature on paper that somebody enters.

    Raises NotTheChair, NotWrittenYet, and AlreadyConfirmed for the second of two.
    """
    meeting = lock_meeting(meeting_id)
    if meeting.state in AGREED:
        raise AlreadyConfirmed
    if meeting.state != MeetingState.MINUTED:
        raise NotWrittenYet
    is_chair = meeting.chair_id is not None and meeting.chair_id == actor.person_id
    if road == EntryRoad.ONLINE and not is_chair:
        raise NotTheChair
    return change_state(
        meeting,
        MeetingState.CONFIRMED,
        actor=actor,
        now=now,
        note=str(EntryRoad(road).value),
        facts={"confirmed_at": now, "confirmed_by": actor, "confirmed_road": road},
    )


@locking
def publish_minutes(*, meeting_id: int, scope: Scope, actor: User, now: datetime) -> Meeting:
    """Shows what was agreed to: to those who serve the place and below it, or to residents as well.

    Twice is once; another circle replaces the first. Raises StaysInside for party life, NotAgreedYet,
    and OwnMinutes: whoever drafted does not publish (domain 8.8; a CHECK says so too).
    """
    meeting = lock_meeting(meeting_id)
    if meeting.kind in PARTY_LIFE:
        raise StaysInside
    if meeting.state not in AGREED:
        raise NotAgreedYet
    if meeting.drafted_by_id is not None and meeting.drafted_by_id == actor.pk:
        raise OwnMinutes
    if meeting.scope == scope:
        return meeting
    facts = {"scope": scope, "published_at": now, "published_by": actor}
    if meeting.state == MeetingState.CONFIRMED:
        return change_state(
            meeting, MeetingState.PUBLISHED, actor=actor, now=now, note=SHOWN[scope], facts=facts
        )
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(facts))
    note_step(meeting, meeting.state, actor=actor, now=now, note=SHOWN[scope])
    return meeting


@locking
def withdraw_minutes(*, meeting_id: int, reason: str, actor: User, now: datetime) -> Meeting:
    """Takes them down again; why stays in the trace. Raises ReasonMissing, NotPublished."""
    if not reason.strip():
        raise ReasonMissing
    meeting = lock_meeting(meeting_id)
    if not meeting.scope:
        raise NotPublished
    facts = {"scope": "", "published_at": None, "published_by": None}
    if meeting.state == MeetingState.PUBLISHED:
        return change_state(
            meeting, MeetingState.CONFIRMED, actor=actor, now=now, note=reason, facts=facts
        )
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(facts))
    note_step(meeting, meeting.state, actor=actor, now=now, note=reason)
    return meeting


@locking
def close_meeting(*, meeting_id: int, actor: User, now: datetime) -> Meeting:
    """办结: nothing is left to be done. Twice is once. Raises ResolutionsOpen, TransitionNotAllowed."""
    meeting = lock_meeting(meeting_id)
    if meeting.state == MeetingState.CLOSED:
        return meeting
    left = meeting.resolutions.filter(state__in=UNSETTLED).count()
    if left:
        raise ResolutionsOpen(_("还有%(count)d项议定事项没有落实或撤销") % {"count": left})
    return change_state(
        meeting, MeetingState.CLOSED, actor=actor, now=now, facts={"closed_at": now}
    )


def settle(meeting: Meeting, *, actor: User | None, now: datetime) -> None:
    """After a step of one of its resolutions: the meeting is being followed up, or is closed by it.

    Under the meeting's lock.
    """
    if meeting.state in {MeetingState.CONFIRMED, MeetingState.PUBLISHED}:
        change_state(meeting, MeetingState.FOLLOW_UP, actor=actor, now=now)
    is_open = meeting.resolutions.filter(state__in=UNSETTLED).exists()
    if meeting.state == MeetingState.FOLLOW_UP and not is_open:
        change_state(meeting, MeetingState.CLOSED, actor=actor, now=now, facts={"closed_at": now})


def write_draft(meeting: Meeting, text: str, *, actor: User | None, now: datetime) -> None:
    """The minutes of a locked meeting. Raises NothingWritten, TransitionNotAllowed."""
    if not text.strip():
        raise NothingWritten
    facts = {"drafted_at": now, "drafted_by": actor}
    if meeting.state == MeetingState.MINUTED:
        for name, value in facts.items():
            setattr(meeting, name, value)
        meeting.save(update_fields=list(facts))
        note_step(meeting, meeting.state, actor=actor, now=now, note=REWRITTEN)
    elif meeting.state == MeetingState.HELD:
        change_state(meeting, MeetingState.MINUTED, actor=actor, now=now, facts=facts)
    else:
        raise TransitionNotAllowed(_("登记召开以后才能写纪要"))
    Minutes.objects.update_or_create(meeting=meeting, defaults={"text": text})
