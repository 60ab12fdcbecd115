"""The faults themselves. Each is done to one site and is over when it returns."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager, suppress

import psycopg2
import redis

from demo.embedded import postgres
from tests.faults.proxy import Weather
from tests.faults.situations import Situation
from tests.faults.stand import wait_for

Action = Callable[[Situation], None]
# The shortest outage that every timeout of ours sees, and one longer than beat's tick.
OUTAGE_SECONDS = 5.0
# More than any PostgreSQL of ours allows.
MOST_CONNECTIONS = 500
TICK_SECONDS = 33.0
BACKEND = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = %s AND usename = 'honglin_app'
    ORDER BY state = 'active' DESC, state LIKE 'idle in transaction%%' DESC, pid LIMIT 1
"""


def kill_program(name: str, sent: signal.Signals = signal.SIGKILL) -> Action:
    """The supervised process itself: gunicorn's or Celery's master, beat, Redis, the postmaster."""

    def kill(situation: Situation) -> None:
        site = situation.site
        pid = site.pid(name)
        os.kill(pid, sent)
        owner = site.servers if name in {"postgres", "redis"} else site.demo
        assert wait_for(lambda: owner.restarted(name, pid), 30), f"{name} was not restarted"

    return kill


def kill_child(name: str) -> Action:
    """One worker of gunicorn's, or one of Celery's pool."""

    def kill(situation: Situation) -> None:
        children = situation.site.children(name)
        pid = children[0]
        os.kill(pid, signal.SIGKILL)
        alike = len(children)
        assert wait_for(
            lambda: pid not in (now := situation.site.children(name)) and len(now) >= alike, 30
        ), f"the child of {name} was not replaced"

    return kill


def kill_backend(situation: Situation) -> None:
    """One server process of PostgreSQL, in the middle of a transaction if there is one."""
    pid = situation.site.ask(BACKEND, (situation.site.database,))
    os.kill(pid, signal.SIGKILL)


def bad_network(server: str, weather: Weather, seconds: float) -> Action:
    """The way to PostgreSQL or Redis, for so long."""

    def blow(situation: Situation) -> None:
        with situation.site.proxies[server].in_weather(weather):
            time.sleep(seconds)

    return blow


@contextmanager
def _redis(situation: Situation) -> Generator[redis.Redis, None, None]:
    with redis.Redis(unix_socket_path=str(situation.site.redis_socket)) as client:
        yield client


def flush_redis(situation: Situation) -> None:
    with _redis(situation) as client:
        client.flushall()


def _must_refuse_writes(client: redis.Redis) -> None:
    try:
        client.set("a-word-of-the-harness", "1")
    except redis.ResponseError:
        return
    raise AssertionError("Redis still takes writes: the fault has no effect")


def redis_out_of_memory(situation: Situation) -> None:
    with _redis(situation) as client:
        client.config_set("maxmemory", 1)
        try:
            _must_refuse_writes(client)
            time.sleep(OUTAGE_SECONDS)
        finally:
            client.config_set("maxmemory", 0)


def redis_read_only(situation: Situation) -> None:
    """A replica of nobody: it answers reads and refuses every write."""
    with _redis(situation) as client:
        client.replicaof("127.0.0.1", "1")
        try:
            _must_refuse_writes(client)
            time.sleep(OUTAGE_SECONDS)
        finally:
            client.replicaof("NO", "ONE")


def use_up_connections(situation: Situation) -> None:
    """Every connection that the application's role may have is somebody else's."""
    with ExitStack() as stack:
        with suppress(psycopg2.OperationalError):
            for _connection in range(MOST_CONNECTIONS):
                stack.enter_context(
                    closing(situation.site.connect(role=postgres.APPLICATION, connect_timeout=5))
                )
            raise AssertionError("connections never run out: the fault has no effect")
        time.sleep(OUTAGE_SECONDS)


def hold_the_lock(situation: Situation) -> None:
    """Somebody's transaction keeps the session's row for ten seconds."""
    with closing(situation.site.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "SELECT id FROM activities_session WHERE id = %s FOR UPDATE", [situation.session]
        )
        time.sleep(10)
        cursor.execute("ROLLBACK")


def second_beat(situation: Situation) -> None:
    """Another beat beside the first, for longer than its tick."""
    beat = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", "beat", "--pidfile="],
        cwd=situation.site.demo.checkout,
        env={**situation.site.environment, "DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(TICK_SECONDS)
        assert beat.poll() is None, "the second beat did not stay"
    finally:
        beat.kill()
        beat.wait()


def deliver_every_task_again(situation: Situation) -> None:
    """A broker that repeats itself: each task of the schedule four times at once, twice."""
    for _time in range(2):
        assert situation.site.inside.call("send_all", times=4)
        time.sleep(1)
