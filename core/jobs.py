"""Work for later, by name: on commit, through the broker, and never at the request's expense.

By name, because a service that imports its tasks would import upwards. The broker is only a bell:
a message that it doesn't take is found by the sweeps (reliability I-16).
"""

from __future__ import annotations

import logging
import time
from typing import Any

from celery import current_app, signature
from django.db import transaction
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.pools import producers
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# One try that may take this long; after a failure the broker is left alone for a while, so that an
# outage costs one timeout and not one a request.
PATIENCE_SECONDS = 0.4
REST_SECONDS = 10.0
_UNREACHABLE = (OperationalError, RedisError, OSError)
_resting_until = 0.0


def enqueue(name: str, **ids: int | str) -> None:
    """Runs the task after the caller's transaction commits; nothing happens if it rolls back."""

    def send_now() -> None:
        send(name, **ids)

    transaction.on_commit(send_now, robust=True)


def send(name: str, **ids: int | str) -> bool:
    """Hands the task to the broker now; whether the broker took it."""
    global _resting_until  # noqa: PLW0603  one outage is one for the whole process
    task = signature(name, kwargs=ids)
    if current_app.conf.task_always_eager:
        if name not in current_app.tasks:
            current_app.loader.import_default_modules()  # otherwise only a worker does
        task.apply_async()
        return True
    if time.monotonic() < _resting_until:
        return False
    try:
        with producers[_broker()].acquire(block=True, timeout=PATIENCE_SECONDS) as producer:
            task.apply_async(producer=producer, retry=False)
    except _UNREACHABLE as error:
        _resting_until = time.monotonic() + REST_SECONDS
        logger.warning("Broker unreachable, %s left to the sweep: %s", name, type(error).__name__)
        return False
    return True


def _broker() -> Connection:
    """The broker with short timeouts: a worker may wait 5 s for an answer, a request may not."""
    impatient: dict[str, Any] = {
        "socket_timeout": PATIENCE_SECONDS,
        "socket_connect_timeout": PATIENCE_SECONDS,
        "max_retries": 0,
    }
    connection: Connection = current_app.connection_for_write(
        connect_timeout=PATIENCE_SECONDS, transport_options=impatient
    )
    return connection
