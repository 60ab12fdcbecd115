from __future__ import annotations

import ast
import importlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.apps import apps
from django.db import transaction

from config.schedule import BEAT_SCHEDULE
from core import jobs
from core.models import Heartbeat

ROOT = Path(jobs.__file__).resolve().parents[1]


@pytest.fixture
def real_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    settings: Any = current_app.conf
    monkeypatch.setitem(settings.changes, "CELERY_TASK_ALWAYS_EAGER", False)
    monkeypatch.setattr(jobs, "_resting_until", 0.0)


@pytest.fixture
def black_hole() -> Iterator[str]:
    """Takes connections and never answers, as a frozen machine does."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def _names_called(function: str) -> set[str]:
    """First arguments of `enqueue("…")` and `send("…")` in our apps."""
    names: set[str] = set()
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if folder.parent != ROOT:
            continue
        for file in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id == function
                    and node.args
                    and isinstance(node.args[0], ast.Constant)
                ):
                    names.add(str(node.args[0].value))
    return names


def test_every_name_that_is_sent_or_scheduled_is_a_task() -> None:
    current_app.loader.import_default_modules()
    sent = _names_called("enqueue") | _names_called("send")
    scheduled = {entry["task"] for entry in BEAT_SCHEDULE.values()}

    assert "core.tasks.deliver_due_messages" in sent
    assert sent | scheduled <= set(current_app.tasks)


def test_every_task_of_ours_ignores_what_a_newer_sender_adds() -> None:
    current_app.loader.import_default_modules()
    ours = [
        task
        for name, task in current_app.tasks.items()
        if importlib.import_module(task.__module__).__name__.endswith(".tasks")
        and not name.startswith("celery.")
    ]

    assert ours
    assert [task.name for task in ours if "_future" not in task.run.__annotations__] == []


@pytest.mark.django_db(transaction=True)
def test_an_enqueued_task_runs_after_the_commit() -> None:
    with transaction.atomic():
        jobs.enqueue("core.tasks.beat_heartbeat", of_a_newer_sender=1)
        assert not Heartbeat.objects.exists()

    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"beat", "worker"}


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_enqueues_nothing() -> None:
    with transaction.atomic():
        jobs.enqueue("core.tasks.beat_heartbeat")
        transaction.set_rollback(True)

    assert not Heartbeat.objects.exists()


@pytest.mark.usefixtures("real_broker")
def test_a_living_broker_takes_the_message() -> None:
    queue = current_app.conf.task_default_queue

    assert jobs.send("core.tasks.beat_heartbeat") is True

    with current_app.connection_for_write() as connection:
        channel: Any = connection.default_channel
        assert channel.client.llen(queue) == 1
        channel.client.delete(queue)


@pytest.mark.usefixtures("real_broker")
@pytest.mark.parametrize("kind", ["refusing", "black hole"])
def test_a_dead_broker_costs_half_a_second_once(
    kind: str, black_hole: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    url = black_hole if kind == "black hole" else "redis://127.0.0.1:1/0"
    monkeypatch.setenv("CELERY_BROKER_WRITE_URL", url)

    started = time.monotonic()
    assert jobs.send("core.tasks.beat_heartbeat") is False
    first = time.monotonic() - started
    assert jobs.send("core.tasks.beat_heartbeat") is False
    second = time.monotonic() - started - first

    assert first < 0.9  # 0.4 s and the time of a busy machine
    assert second < 0.05
    assert "left to the sweep" in caplog.text
