"""Two people at the same instant: threads with their own connections, meeting at a chosen point."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections

from activities.models import Session
from activities.services import check_ins, handing_over, planning, sign_ups


class Race:
    """Lets every caller read the session before any of them writes, if nothing holds them apart.

    With the row lock the first reader waits here in vain (`patience` seconds), goes on and commits;
    the next reads what he left. With the lock taken out all meet, all read the same and all write:
    the negative control.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, callers: int, locked: bool) -> None:
        self._barrier = threading.Barrier(callers)
        # Without the lock all surely come, however busy the machine is.
        self._patience = 0.4 if locked else 20.0
        lock = sign_ups.lock_session if locked else _read_without_lock

        def read_and_meet(session_id: int) -> Session:
            session = lock(session_id)
            self.meet()
            return session

        for module in (sign_ups, planning, check_ins, handing_over):
            monkeypatch.setattr(module, "lock_session", read_and_meet)

    def meet(self) -> None:
        try:
            self._barrier.wait(self._patience)
        except threading.BrokenBarrierError:
            return

    def run(self, *calls: Callable[[], Any]) -> list[Any]:
        """As `at_once`."""
        return at_once(*calls)


class InTurn:
    """Two who have both read before either writes, the second only once the first is through.

    For controls that end at an exclusion constraint: written at the same instant, two rows may wait
    for each other, and whoever PostgreSQL sends back (40P01) tries again and finds the other's row.
    """

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)
        self._through = threading.Event()

    def meet(self) -> None:
        """After reading: until the other has read too, and for one of the two until the other's end."""
        if self._barrier.wait(20) == 1:
            assert self._through.wait(20), "the first is stuck"

    def run(self, *calls: Callable[[], Any]) -> list[Any]:
        """As `at_once`."""
        return at_once(*(partial(self._go, call) for call in calls))

    def _go(self, call: Callable[[], Any]) -> Any:
        try:
            return call()
        finally:
            self._through.set()


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Each call in a thread with a connection of its own, all begun together.

    Results in the order of the calls; an exception stands in its place.
    """
    results: list[Any] = [None] * len(calls)

    def work(index: int, call: Callable[[], Any]) -> None:
        try:
            results[index] = call()
        except Exception as error:  # noqa: BLE001  handed to the test, which judges it
            results[index] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=work, args=(index, call)) for index, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads), "a caller is stuck"
    return results


def _read_without_lock(session_id: int) -> Session:
    return Session.objects.get(pk=session_id)
