"""The demo as of a day, built in a transaction that is rolled back."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from unittest import mock

from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

PASSWORD = "as-it-was-given"


@contextmanager
def demo_of(day: date, blocker: DjangoDbBlocker) -> Generator[None, None, None]:
    with blocker.unblock(), transaction.atomic():
        with mock.patch.dict(os.environ, DEMO_PASSWORD=PASSWORD):
            call_command("seed_demo", today=day, verbosity=0)
        yield
        transaction.set_rollback(True)
