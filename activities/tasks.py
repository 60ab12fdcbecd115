"""Celery shells of this app: what beat ticks (config/schedule.py)."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.utils import timezone

from activities.models import Session
from activities.services import reminders, retention, sign_ups

logger = logging.getLogger(__name__)


@shared_task(name="activities.tasks.materialise_reminders")
def materialise_reminders(**_future: Any) -> None:
    """Writes the reminders that fall due; running it twice writes them once."""
    written = reminders.materialise_reminders(now=timezone.now())
    if written:
        logger.info("Reminders written: %d", written)


@shared_task(name="activities.tasks.sweep_waiting_lists")
def sweep_waiting_lists(**_future: Any) -> None:
    """Finds who waits beside free places; in normal running nobody does (reliability I-2)."""
    now = timezone.now()
    stranded = Session.objects.with_room_and_waiters().filter(starts_at__gt=now)
    for session_id in stranded.values_list("pk", flat=True):
        moved_up = sign_ups.sweep_waiting_line(session_id=session_id, now=now)
        if moved_up:
            logger.warning("Moved up %d stranded sign-ups of session %d", moved_up, session_id)


@shared_task(name="activities.tasks.forget_past_guests")
def forget_past_guests(**_future: Any) -> None:
    """Keeps the promise of the sign-up page: 90 days after the activity the phone is gone."""
    forgotten = retention.forget_past_guests(now=timezone.now())
    if forgotten:
        logger.info("Guests forgotten: %d", forgotten)
