"""Promises to people: written with the fact they tell of, delivered by whoever comes first.

PostgreSQL is the truth and its clock decides; Redis only rings the bell. Any number of deliverers
may run: claims skip each other's locked rows, a lease marks who sends, and what a killed process
held is taken up again when its lease ends (reliability 4.1, I-9 to I-12).
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from core.choices import MessageState
from core.jobs import send
from core.models import OutboxMessage
from core.outbox import (
    ChannelAdapter,
    NotAccepted,
    adapter_of,
    renderer_of,
    unrepeatable_channels,
)
from core.services.calls import refresh_calls

logger = logging.getLogger(__name__)

TRIES = 6
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(minutes=15)
# Well under the task's soft time limit; the next tick goes on.
ONE_RUN_SECONDS = 60.0


class OutcomeUnknown(Exception):
    """Whether the person was told is known to nobody, and may not be found out by telling twice."""


def promise(messages: Iterable[OutboxMessage]) -> None:
    """Stores the promises in the caller's transaction; a key already promised is left as it is.

    Quiet hours are the producer's matter: `due_at` of a ringing channel goes through
    `accounts.clock.outside_quiet_hours`.
    """
    rows = list(messages)
    if not rows:
        return
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    transaction.on_commit(kick, robust=True)


def kick() -> None:
    """Asks for delivery now; beat's tick does the same within 30 s if nobody hears."""
    send("core.tasks.deliver_due_messages")


def deliver_due_messages(*, limit: int = 50) -> int:
    """Sends what is due, `limit` rows a claim, until nothing is due; answers how many it handled."""
    handled = 0
    stop_at = time.monotonic() + ONE_RUN_SECONDS
    close_overdue()
    while time.monotonic() < stop_at:
        token, claimed_at = uuid.uuid4(), time.monotonic()
        claimed = claim(token=token, limit=limit)
        if not claimed:
            break
        for message in claimed:
            if time.monotonic() - claimed_at > settings.OUTBOX_LEASE_SECONDS / 2:
                release(token=token)
                break
            deliver(message, token=token)
            handled += 1
    refresh_calls()
    return handled


def close_overdue() -> None:
    """What nobody needs to hear any more, and what may not or need not be tried again."""
    lost = Q(state=MessageState.SENDING, lease_until__lt=Now())
    waiting = OutboxMessage.objects.filter(Q(state=MessageState.DUE) | lost, due_at__lte=Now())
    waiting.filter(expires_at__lte=Now()).update(state=MessageState.EXPIRED)
    OutboxMessage.objects.filter(lost, channel__in=unrepeatable_channels()).update(
        state=MessageState.UNCERTAIN
    )
    dead = waiting.filter(attempts__gte=TRIES).update(state=MessageState.DEAD)
    if dead:
        logger.error("%d messages given up: their deliverers died %d times", dead, TRIES)


def claim(*, token: uuid.UUID, limit: int) -> list[OutboxMessage]:
    """Takes due rows for this deliverer alone; rows that another one is taking are skipped.

    What a dead one held is taken over only where it may be sent twice: a lease may run out after
    `close_overdue` has looked.
    """
    lost = Q(state=MessageState.SENDING, lease_until__lt=Now())
    with transaction.atomic():
        keys = list(
            OutboxMessage.objects.filter(
                Q(state=MessageState.DUE) | lost & ~Q(channel__in=unrepeatable_channels()),
                due_at__lte=Now(),
                expires_at__gt=Now(),
            )
            .order_by("due_at", "pk")
            .select_for_update(skip_locked=True, no_key=True)
            .values_list("pk", flat=True)[:limit]
        )
        OutboxMessage.objects.filter(pk__in=keys).update(
            state=MessageState.SENDING,
            lease_token=token,
            lease_until=Now() + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS),
            attempts=F("attempts") + 1,
        )
    return list(
        OutboxMessage.objects.filter(pk__in=keys, lease_token=token).order_by("due_at", "pk")
    )


def release(*, token: uuid.UUID) -> None:
    """Gives back what a slow deliverer has not begun with, before its lease is over.

    Otherwise another one would take these rows for those of a dead deliverer: after six times DEAD,
    and on a channel that may not repeat UNCERTAIN at once, though nobody ever tried to send them.
    """
    OutboxMessage.objects.filter(lease_token=token, state=MessageState.SENDING).update(
        state=MessageState.DUE, lease_token=None, lease_until=None, attempts=F("attempts") - 1
    )


def deliver(message: OutboxMessage, *, token: uuid.UUID) -> None:
    """Sends one claimed row; whatever goes wrong is that row's matter and never the batch's."""
    try:
        adapter = adapter_of(message.channel)
        if adapter.in_database:
            with transaction.atomic():
                _send(message, adapter, token=token)
        else:
            _send(message, adapter, token=token)
    except OutcomeUnknown as error:
        _park(message, error, token=token)
    except Exception as error:  # noqa: BLE001  a poison row of any kind must not stop the others
        _put_back(message, error, token=token)


def _send(message: OutboxMessage, adapter: ChannelAdapter, *, token: uuid.UUID) -> None:
    # Whoever takes a row over changes its token: that the lease ran out while the network stood still
    # makes nothing unsent that was sent.
    mine = OutboxMessage.objects.filter(
        pk=message.pk, lease_token=token, state=MessageState.SENDING
    )
    held = mine.filter(lease_until__gt=Now())
    current = (held.select_for_update(no_key=True) if adapter.in_database else held).first()
    if current is None:
        return  # the lease ran out and somebody else has it
    rendered = renderer_of(current.kind)(current)
    if rendered is None:
        mine.update(state=MessageState.CANCELLED)
        return
    try:
        adapter.send(current, rendered)
        mine.update(state=MessageState.SENT, sent_at=Now(), last_error="")
    except NotAccepted:
        raise
    except Exception as error:
        if adapter.in_database or adapter.may_repeat:
            raise
        raise OutcomeUnknown from error


def _park(message: OutboxMessage, error: OutcomeUnknown, *, token: uuid.UUID) -> None:
    """For somebody to find out: a status query, or the staff by telephone."""
    name = type(error.__cause__).__name__
    OutboxMessage.objects.filter(
        pk=message.pk, lease_token=token, state=MessageState.SENDING
    ).update(state=MessageState.UNCERTAIN, last_error=name)
    logger.warning("Message %s: nobody knows whether it was sent: %s", message.pk, name)


def _put_back(message: OutboxMessage, error: Exception, *, token: uuid.UUID) -> None:
    """Later again, or given up; the row keeps only the error's name, texts may hold a phone."""
    name = type(error).__name__
    dead = message.attempts >= TRIES
    OutboxMessage.objects.filter(
        pk=message.pk, lease_token=token, state=MessageState.SENDING
    ).update(
        state=MessageState.DEAD if dead else MessageState.DUE,
        due_at=F("due_at") if dead else Now() + retry_after(message.attempts),
        last_error=name,
    )
    if dead:
        logger.error("Message %s given up after %d tries: %s", message.pk, TRIES, name)
    else:
        logger.warning("Message %s not sent, will be tried again: %s", message.pk, name)


def retry_after(attempts: int) -> timedelta:
    """30 s, 1 min, 2 min … at most 15 min."""
    return min(FIRST_RETRY * (1 << (attempts - 1)), LONGEST_RETRY)
