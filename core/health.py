"""What `/readyz` looks at, each look on a connection of its own with a short patience.

A frozen database or Redis must not hold the answer back, so neither the request's connection nor
the cache's pool is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.db.migrations.loader import MigrationLoader
from redis import Redis
from redis.exceptions import RedisError

from core.choices import MessageState
from core.models import Heartbeat, OutboxMessage
from core.services.heartbeats import BEAT, WORKER

# libpq takes nothing shorter than 2 s for a connection.
DATABASE_OPTIONS = {
    "connect_timeout": 2,
    "options": "-c statement_timeout=1000 -c lock_timeout=500",
    "tcp_user_timeout": 2000,
}
REDIS_SECONDS = 0.5
STALE_SECONDS = 90.0
LATE_SECONDS = 120.0


@dataclass(slots=True)
class Health:
    """Answers as they stand in the JSON; `broken` is a 503, `complaints` are a degraded 200."""

    checks: dict[str, object] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        if self.broken:
            return "unavailable"
        return "degraded" if self.complaints else "ok"

    def as_json(self) -> dict[str, object]:
        return {"status": self.status, **self.checks, "problems": self.broken + self.complaints}


def look() -> Health:
    """Everything `/readyz` tells."""
    health = Health()
    _look_at_database(health)
    _look_at_redis(health)
    return health


def _look_at_database(health: Health) -> None:
    database = connections["default"].copy()
    database.settings_dict["OPTIONS"] = {
        **database.settings_dict.get("OPTIONS", {}),
        **DATABASE_OPTIONS,
    }
    try:
        with database.cursor() as cursor:
            health.checks["database"] = "ok"
            _look_at_migrations(health, cursor)
            if not health.broken:
                _look_at_pulse(health, cursor)
                _look_at_outbox(health, cursor)
            _look_at_role(health, cursor)
            _look_at_durability(health, cursor)
    except (DatabaseError, InterfaceError):
        health.checks["database"] = "unreachable"
        health.broken.append("database")
    finally:
        database.close()


def _look_at_migrations(health: Health, cursor: Any) -> None:
    cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
    applied: set[tuple[str, str]] = set()
    if cursor.fetchone()[0]:
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    missing = len(_migrations_on_disk() - applied)
    health.checks["migrations"] = "ok" if not missing else f"{missing} not applied"
    if missing:
        health.broken.append("migrations")


@lru_cache(maxsize=1)
def _migrations_on_disk() -> frozenset[tuple[str, str]]:
    """Fixed for the life of the process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _look_at_pulse(health: Health, cursor: Any) -> None:
    table = Heartbeat._meta.db_table
    cursor.execute(
        f"SELECT name, extract(epoch FROM now() - beat_at)::float FROM {table}"  # noqa: S608  our own table's name
    )
    ages = dict(cursor.fetchall())
    for name in (WORKER, BEAT):
        age = ages.get(name)
        alive = age is not None and age < STALE_SECONDS
        health.checks[name] = "ok" if alive else "silent"
        health.checks[f"{name}_seconds"] = None if age is None else round(age, 1)
        if not alive:
            health.complaints.append(name)


def _look_at_outbox(health: Health, cursor: Any) -> None:
    table = OutboxMessage._meta.db_table
    cursor.execute(
        f"SELECT extract(epoch FROM now() - min(due_at))::float FROM {table}"  # noqa: S608  our own table's name
        " WHERE state IN (%s, %s) AND due_at <= now() AND expires_at > now()",
        [MessageState.DUE, MessageState.SENDING],
    )
    age = cursor.fetchone()[0]
    health.checks["oldest_due_seconds"] = None if age is None else round(age, 1)
    if age is not None and age > LATE_SECONDS:
        health.complaints.append("outbox")


def _look_at_role(health: Health, cursor: Any) -> None:
    """The application must neither own its tables nor be a superuser (I-26)."""
    cursor.execute(
        "SELECT rolsuper OR EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'django_migrations'"
        " AND tableowner = current_user) FROM pg_roles WHERE rolname = current_user"
    )
    mighty = bool(cursor.fetchone()[0])
    health.checks["database_role"] = "owner" if mighty else "ok"
    if mighty:
        health.complaints.append("database_role")


def _look_at_durability(health: Health, cursor: Any) -> None:
    """An acknowledged write must survive a power cut (I-14)."""
    cursor.execute(
        "SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit',"
        " 'full_page_writes') AND setting = 'off' ORDER BY name"
    )
    off = [name for (name,) in cursor.fetchall()]
    health.checks["durability"] = "ok" if not off else f"off: {', '.join(off)}"
    if off:
        health.complaints.append("durability")


def _look_at_redis(health: Health) -> None:
    client = Redis.from_url(
        settings.CACHES["default"]["LOCATION"],
        socket_timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
        retry=None,
    )
    try:
        client.ping()
        health.checks["redis"] = "ok"
    except (RedisError, OSError):
        health.checks["redis"] = "unreachable"
        health.complaints.append("redis")
    finally:
        client.close()
