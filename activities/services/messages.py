"""Which promises an event of a session makes, to whom, and by which road.

In-app reaches the device that signed up; whoever left a phone is rung up as well when something
changes, because no other channel surely reaches her (three equal roads).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from accounts.clock import outside_quiet_hours
from activities.models import Session, SignUp
from core.choices import Channel
from core.models import OutboxMessage
from core.services.outbox import promise

PROMOTED = "activities.promoted"
MOVED = "activities.moved"
POSTPONED = "activities.postponed"
CANCELLED = "activities.cancelled"
REMINDER_DAY = "activities.reminder.day"
REMINDER_HOUR = "activities.reminder.hour"


def message_key(kind: str, sign_up: SignUp, session: Session, channel: str) -> str:
    """Unique per event: the session's sequence tells one move from the next."""
    return f"{kind}:{sign_up.pk}:{session.sequence}:{channel}"


def sequence_of(key: str) -> int:
    """The session's sequence that a message was written for."""
    return int(key.split(":")[2])


def build_message(
    *,
    kind: str,
    sign_up: SignUp,
    session: Session,
    channel: str,
    due_at: datetime,
    expires_at: datetime,
) -> OutboxMessage:
    return OutboxMessage(
        key=message_key(kind, sign_up, session, channel),
        kind=kind,
        channel=channel,
        person_id=sign_up.person_id,
        subject_id=sign_up.pk,
        tenant_id=session.sub_district_id,
        due_at=due_at,
        expires_at=expires_at,
    )


def promise_change(
    *, kind: str, sign_ups: Iterable[SignUp], session: Session, now: datetime
) -> int:
    """Tells each of them once that something changed; returns to how many people.

    `sign_ups` come with their person. Must run inside the transaction of the change.
    """
    # A change is news until the start; a late one is still worth a call for an hour.
    expires_at = max(session.starts_at, now + timedelta(hours=1))
    messages, told = [], 0
    for sign_up in sign_ups:
        told += 1
        channels = [(Channel.IN_APP, now)]
        if sign_up.person.has_phone:
            channels.append((Channel.CALL_LIST, _before(outside_quiet_hours(now), expires_at, now)))
        messages += [
            build_message(
                kind=kind,
                sign_up=sign_up,
                session=session,
                channel=channel,
                due_at=due_at,
                expires_at=expires_at,
            )
            for channel, due_at in channels
        ]
    promise(messages)
    return told


def _before(due_at: datetime, expires_at: datetime, now: datetime) -> datetime:
    """A call that the quiet hours would push past its use is put on the list at once."""
    return due_at if due_at < expires_at else now
