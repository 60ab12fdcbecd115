"""A task may come twice: a second beat, a redelivery, a lost answer (reliability 4.1)."""

from __future__ import annotations

import pytest

from config.celery import app
from config.schedule import BEAT_SCHEDULE
from tests.architecture.task_table import JOBS
from tests.architecture.test_audit import OURS
from tests.concurrency import at_once

each = pytest.mark.parametrize("name", JOBS)


@pytest.fixture(autouse=True)
def tasks_as_in_a_worker() -> None:
    """A worker finds the tasks of the apps when it starts; nobody else does."""
    app.loader.import_default_modules()


def test_every_task_has_a_row() -> None:
    ours = {name for name in app.tasks if name.partition(".")[0] in OURS}

    assert ours == JOBS.keys()
    assert {entry["task"] for entry in BEAT_SCHEDULE.values()} <= ours


@each
@pytest.mark.django_db
def test_twice_in_a_row_is_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    job = JOBS[name]
    job.arrange(monkeypatch)
    assert job.look() != job.left, "there is something to do"

    app.tasks[name].apply(throw=True)
    once = job.look()
    app.tasks[name].apply(throw=True)

    assert (once, job.look()) == (job.left, job.left)


@each
@pytest.mark.django_db(transaction=True)
def test_twice_at_the_same_time_is_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    job = JOBS[name]
    job.arrange(monkeypatch)

    results = at_once(*[lambda: app.tasks[name].apply(throw=True)] * 2)

    assert [result for result in results if isinstance(result, Exception)] == []
    assert job.look() == job.left
