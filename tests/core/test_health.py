from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from core.health import DATABASE_OPTIONS
from core.models import Heartbeat
from core.tasks import beat_heartbeat
from tests.factories.core import OutboxMessageFactory

# The suite's own cluster runs without fsync, and says so.
SUITE = {"durability"}


@pytest.fixture
def black_hole() -> Iterator[tuple[str, int]]:
    """Takes connections and never answers, as a frozen machine does."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()


def _ready(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/readyz")
    return response.status_code, response.json()


def test_healthz_asks_nobody(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db(transaction=True)
def test_ready_when_everything_lives(client: Client) -> None:
    beat_heartbeat()

    status, said = _ready(client)

    assert status == 200
    assert set(said["problems"]) <= SUITE
    names = ("database", "migrations", "redis", "worker", "beat", "database_role")
    assert {name: said[name] for name in names} == dict.fromkeys(names, "ok")
    assert said["oldest_due_seconds"] is None


@pytest.mark.django_db(transaction=True)
def test_silent_processes_and_late_messages_are_complaints(client: Client) -> None:
    Heartbeat.objects.create(name="worker", beat_at=timezone.now() - timedelta(seconds=95))
    OutboxMessageFactory(due_at=timezone.now() - timedelta(minutes=3))

    status, said = _ready(client)

    assert (status, said["status"]) == (200, "degraded")
    assert set(said["problems"]) - SUITE == {"worker", "beat", "outbox"}
    assert 175 < said["oldest_due_seconds"] < 200
    assert said["worker_seconds"] >= 95
    assert said["beat_seconds"] is None


@pytest.mark.expects_log_errors
@pytest.mark.django_db(transaction=True)
def test_an_unapplied_migration_is_unavailable(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name, applied FROM django_migrations WHERE app = 'core'")
        row = cursor.fetchall()[-1]
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = %s AND name = %s RETURNING id", row[:2]
        )
    try:
        status, said = _ready(client)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", row
            )

    assert (status, said["status"], said["migrations"]) == (503, "unavailable", "1 not applied")


@pytest.mark.django_db(transaction=True)
def test_a_connection_of_the_owner_is_degraded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat_heartbeat()
    default = connections["default"].settings_dict
    for name in ("USER", "PASSWORD"):
        monkeypatch.setitem(default, name, connections["owner"].settings_dict[name])

    status, said = _ready(client)

    assert (status, said["database_role"]) == (200, "owner")
    assert "database_role" in said["problems"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["refusing", "black hole"])
def test_without_redis_it_is_degraded_and_quick(
    client: Client, settings: Settings, black_hole: tuple[str, int], kind: str
) -> None:
    port = black_hole[1] if kind == "black hole" else 1
    location = f"redis://127.0.0.1:{port}/0"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": location}}

    started = time.monotonic()
    status, said = _ready(client)

    assert (status, said["redis"]) == (200, "unreachable")
    assert "redis" in said["problems"]
    assert time.monotonic() - started < 2


@pytest.mark.expects_log_errors
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["refusing", "black hole"])
def test_without_the_database_it_is_unavailable_and_quick(
    client: Client, monkeypatch: pytest.MonkeyPatch, black_hole: tuple[str, int], kind: str
) -> None:
    default = connections["default"].settings_dict
    monkeypatch.setitem(default, "HOST", "127.0.0.1")
    monkeypatch.setitem(default, "PORT", black_hole[1] if kind == "black hole" else 1)

    started = time.monotonic()
    status, said = _ready(client)

    assert (status, said["database"]) == (503, "unreachable")
    assert said["problems"][0] == "database"
    assert time.monotonic() - started < DATABASE_OPTIONS["connect_timeout"] + 1  # type: ignore[operator]
