"""The demo as of a day, seeded once for all tests of that day, of whatever module.

A module names its days: `pytestmark = of_days(...)`. xdist gives the whole folder to one process
(`tests/sharing_out.py`). What a test writes is gone after it.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from datetime import date
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

PASSWORD = "as-it-was-given"


def of_days(*days: date) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("today", days, indirect=True, ids=str)


@pytest.fixture(scope="package")
def today(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Generator[date, None, None]:
    with django_db_blocker.unblock(), transaction.atomic():
        with mock.patch.dict(os.environ, DEMO_PASSWORD=PASSWORD):
            call_command("seed_demo", today=request.param, verbosity=0)
        yield request.param
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _database(today: date, django_db_blocker: DjangoDbBlocker) -> Generator[None, None, None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
