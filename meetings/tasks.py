"""Celery shells of this app: what beat ticks (config/schedule.py)."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.utils import timezone

from meetings.services import alarms

logger = logging.getLogger(__name__)


@shared_task(name="meetings.tasks.promise_meeting_alarms")
def promise_meeting_alarms(**_future: Any) -> None:
    """Writes the reminders of lectures, resolutions and calls that end; twice writes them once."""
    told = alarms.promise_meeting_alarms(now=timezone.now())
    if told:
        logger.info("Told of what meetings owe: %d", told)
