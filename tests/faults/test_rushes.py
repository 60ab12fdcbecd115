"""A hundred rushes of eight workers with cancellations mixed in: nothing oversold, nothing undersold.

At the services, where the eight meet at the lock itself; `test_matrix.py` has rushes over HTTP. The
same rush without the lock must go wrong, or it would prove nothing.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from accounts.models import Person
from activities.models import Session
from activities.services import planning, sign_ups
from activities.services.sign_ups import Application, cancel_sign_up, sign_up
from tests.factories.accounts import PersonFactory
from tests.factories.activities import SessionFactory
from tests.faults.invariants import INVARIANTS
from tests.faults.scratch import scratch_database

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 8
PEOPLE = 32
CAPACITY = 12
RUSHES = 100 if os.environ.get("FAULTS") == "all" else 8
OF_PLACES = [name for name in INVARIANTS if name.startswith(("I-1 ", "I-2", "I-3", "I-4"))]


def rush(people: list[Person], number: int) -> Session:
    """Everybody signs up, in parties of one to three; every third gives the places back again."""
    session: Session = SessionFactory(capacity=CAPACITY)
    ready = threading.Barrier(WORKERS)
    failures: list[BaseException] = []

    def work(share: list[Person], chance: random.Random) -> None:
        try:
            ready.wait(10)
            for person in share:
                _come_and_perhaps_go(session, person, chance)
        except Exception as error:  # noqa: BLE001  judged below
            failures.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(
            target=work,
            args=(people[worker::WORKERS], random.Random(number * WORKERS + worker)),  # noqa: S311
        )
        for worker in range(WORKERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures, failures[0]
    return session


def _come_and_perhaps_go(session: Session, person: Person, chance: random.Random) -> None:
    now = timezone.now()
    made = sign_up(
        session_id=session.pk,
        application=Application(person=person, party_size=chance.randint(1, 3)),
        actor=None,
        now=now,
    )
    if chance.random() < 1 / 3:
        cancel_sign_up(sign_up_id=made.pk, actor=None, now=now)


def broken() -> list[str]:
    with connection.cursor() as cursor:
        found = []
        for name in OF_PLACES:
            cursor.execute(INVARIANTS[name])
            if rows := cursor.fetchall():
                found.append(f"{name}: {rows[:2]}")
        return found


def _neighbours() -> list[Person]:
    return [PersonFactory(phone="") for _number in range(PEOPLE)]


def test_no_rush_oversells_or_undersells(record_property: Any) -> None:
    began = time.monotonic()
    people = _neighbours()

    for number in range(RUSHES):
        rush(people, number)

    found = broken()
    record_property(
        "fault",
        ("rush", f"{RUSHES} with {WORKERS} workers", "rush", time.monotonic() - began, found),
    )
    assert found == []
    assert Session.objects.filter(taken__gte=CAPACITY - 2).count() == RUSHES, "no rush at all"


def _without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_slowly(session_id: int) -> Session:
        session = Session.objects.get(pk=session_id)
        time.sleep(0.002)  # as long as the wait for a lock, in which others read the same
        return session

    for module in (sign_ups, planning):
        monkeypatch.setattr(module, "lock_session", read_slowly)


def test_without_the_lock_and_the_check_a_rush_oversells(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the rush."""
    _without_lock(monkeypatch)
    with scratch_database() as alter:
        alter("ALTER TABLE activities_session DROP CONSTRAINT session_never_oversold")
        alter("ALTER TABLE activities_session DROP CONSTRAINT activities_session_taken_check")
        # One who cancels while he moves up would be refused before anything is oversold.
        alter("ALTER TABLE activities_signup DROP CONSTRAINT sign_up_cancelled_has_time")
        found = _rush_until(lambda line: line.startswith("I-1 oversold"), _neighbours())

    assert found


def test_without_the_lock_alone_the_check_still_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two walls: what the code would oversell the table refuses."""
    _without_lock(monkeypatch)

    with pytest.raises(AssertionError, match="session_never_oversold"):
        _rush_until(lambda _line: False, _neighbours())

    assert not [line for line in broken() if line.startswith("I-1 ")]


def _rush_until(is_wanted: Callable[[str], bool], people: list[Person]) -> list[str]:
    """Twenty rushes at most: which of the invariants breaks first is left to chance."""
    for number in range(20):
        rush(people, number)
        if found := [line for line in broken() if is_wanted(line)]:
            return found
    return []


def test_people_of_a_rush_come_long_before_the_start() -> None:
    assert SessionFactory().starts_at > timezone.now() + timedelta(hours=1)
