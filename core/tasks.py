"""Celery shells of core's services. Unknown keywords of a newer or older sender are ignored."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from core.services import idempotency, outbox
from core.services.heartbeats import BEAT, WORKER, note_heartbeat


@shared_task(name="core.tasks.deliver_due_messages")
def deliver_due_messages(*, limit: int = 50, **_future: object) -> None:
    outbox.deliver_due_messages(limit=limit)


@shared_task(name="core.tasks.beat_heartbeat")
def beat_heartbeat(**_future: object) -> None:
    """Sent by beat and run by a worker, it proves both alive."""
    note_heartbeat(BEAT, WORKER)


@shared_task(name="core.tasks.forget_idempotent_answers")
def forget_idempotent_answers(**_future: object) -> None:
    """Yesterday's answers to API writes; running it twice forgets them once."""
    idempotency.forget_answers(now=timezone.now())
