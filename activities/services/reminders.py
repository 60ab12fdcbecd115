"""Reminders a day and an hour before: rows, written late, so that a move rewrites nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.clock import outside_quiet_hours
from activities.choices import ActivityState, SignUpSource, SignUpState
from activities.models import Session, SignUp
from activities.services.messages import REMINDER_DAY, REMINDER_HOUR, build_message
from core.choices import Channel
from core.models import OutboxMessage
from core.services.outbox import promise

# Rows are written this long before they are due (reliability 4.1).
LEAD = timedelta(minutes=2)
BATCH = 500
# By these roads came people who may have no smartphone: the day before they are rung up too.
RUNG_UP = frozenset({SignUpSource.HELPER, SignUpSource.PHONE, SignUpSource.PAPER})


@dataclass(frozen=True, slots=True)
class Rule:
    """How long before the start, and the kind of message."""

    kind: str
    before: timedelta


RULES = (Rule(REMINDER_DAY, timedelta(days=1)), Rule(REMINDER_HOUR, timedelta(hours=1)))


def materialise_reminders(*, now: datetime) -> int:
    """Writes the reminders that fall due within two minutes, or fell due while all was down.

    Each once: the key holds sign-up, rule, channel and the session's sequence, so that a moved
    session is reminded of anew and a second beat adds nothing. Returns how many were written.
    """
    return sum(_materialise(rule, now=now) for rule in RULES)


def _materialise(rule: Rule, *, now: datetime) -> int:
    sessions = Session.objects.filter(
        cancelled_at=None,
        activity__state=ActivityState.PUBLISHED,
        starts_at__gt=now,
        starts_at__lte=now + rule.before + LEAD,
    )
    written = 0
    for session in sessions:
        written += _write(rule, session)
    return written


def _write(rule: Rule, session: Session) -> int:
    """The session's missing reminders, in batches; those already written are not read again."""
    told = OutboxMessage.objects.filter(
        kind=rule.kind, key__endswith=f":{session.sequence}:{Channel.IN_APP}"
    )
    due_at = session.starts_at - rule.before
    missing = (
        SignUp.objects.filter(session=session, state=SignUpState.CONFIRMED)
        # Who signed up after the reminder's hour has just read the time; the next rule serves him.
        .filter(created_at__lt=due_at)
        .exclude(pk__in=told.values("subject_id"))
        .select_related("person")
        .order_by("pk")
    )
    messages = [
        build_message(
            kind=rule.kind,
            sign_up=sign_up,
            session=session,
            channel=channel,
            due_at=_heard_at(channel, due_at),
            expires_at=session.starts_at,
        )
        for sign_up in missing
        for channel in _channels(rule, sign_up)
    ]
    for start in range(0, len(messages), BATCH):
        promise(messages[start : start + BATCH])
    return len(messages)


def _channels(rule: Rule, sign_up: SignUp) -> list[str]:
    channels: list[str] = [Channel.IN_APP]
    if rule.kind == REMINDER_DAY and sign_up.source in RUNG_UP and sign_up.person.has_phone:
        channels.append(Channel.CALL_LIST)
    return channels


def _heard_at(channel: str, due_at: datetime) -> datetime:
    """The quiet hours are for what rings (I-13): a line on `/my/` wakes nobody, and comes on time.

    Before, the hour's reminder of whatever begins by seven was put off past the start, and dropped.
    """
    return due_at if channel == Channel.IN_APP else outside_quiet_hours(due_at)
