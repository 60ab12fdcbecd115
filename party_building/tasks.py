"""Celery shells of this app: what beat ticks (config/schedule.py)."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.utils import timezone

from party_building.services import chain_checks, term_alarms

logger = logging.getLogger(__name__)


@shared_task(name="party_building.tasks.promise_term_alarms")
def promise_term_alarms(**_future: Any) -> None:
    """Writes the reminders of terms that end; running it twice writes them once."""
    told = term_alarms.promise_term_alarms(now=timezone.now())
    if told:
        logger.info("Told of ending terms of branches: %d people", told)


@shared_task(name="party_building.tasks.check_chains")
def check_chains(**_future: Any) -> None:
    """Looks at each community once a day; every further tick of the day finds it done."""
    looked_at = chain_checks.check_all(now=timezone.now())
    if looked_at:
        logger.info("Looked for missing people in %d communities", looked_at)
