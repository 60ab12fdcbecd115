from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from config.wsgi import application


@pytest.fixture
def server(db: None) -> Generator[Any, None, None]:
    """The product's own WSGI application inside the test's transaction.

    A request ends with its connection looked over; as Django's test client does, that is left out,
    because the transaction of the test looks like a forgotten one.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield application
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
