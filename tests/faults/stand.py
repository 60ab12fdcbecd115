"""What faults are done to: one whole instance, and a guest whose servers lie behind fault proxies.

The whole one is a `make demo` with PostgreSQL and Redis of its own, durable as delivered; programs
are killed there. The guest has web, worker and beat only and reaches a database of its own in the
same PostgreSQL through `proxy.py`, so that the network can be made bad between them.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from demo import instance
from demo.embedded import postgres, redis
from demo.launcher import page_answers
from tests.demo.checkouts import (
    ROOT,
    Demo,
    clean_environment,
    descendants,
    folder_for_everybody,
    unused_port,
    wait_for,
)
from tests.faults.proxy import Proxy

GUEST = "guest"
# How long a deliverer that was killed keeps its messages to itself; in production two minutes.
LEASE_SECONDS = "3"


class Inside:
    """The helper process within an instance; every call is one line there and one line back."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.inside"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def call(self, name: str, **arguments: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"call": name, "arguments": arguments}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self._process.communicate(timeout=20)


class Site:
    """One running instance as the harness sees it: its address, its tables, its processes."""

    def __init__(self, demo: Demo, *, servers: Demo, database: str, proxies: dict[str, Proxy]):
        self.demo = demo
        self.servers = servers
        self.database = database
        self.proxies = proxies
        known = instance.read(demo.var)
        direct = {
            "DATABASE_URL": postgres.url(servers.place(), postgres.APPLICATION, database),
            "DATABASE_OWNER_URL": postgres.url(servers.place(), postgres.OWNER, database),
            "REDIS_URL": redis.url(servers.place(), 1 if proxies else 0),
        }
        self.environment = {
            **clean_environment(),
            **known,
            **direct,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{clean_environment()['PYTHONPATH']}",
            "HONGLIN_VAR": str(demo.var),
            "OUTBOX_LEASE_SECONDS": LEASE_SECONDS,
        }
        # Broken rows that an earlier fault left and that were told then.
        self.known: set[str] = set()
        self.inside = Inside(self.environment)
        self.cookie: str = self.inside.call("prepare")["cookie"]

    @property
    def run(self) -> Path:
        return self.servers.place().run

    @property
    def redis_socket(self) -> Path:
        return redis.socket_path(self.servers.place())

    def connect(self, *, role: str = postgres.OWNER, **more: Any) -> Any:
        """A connection past all proxies, in autocommit; raises OperationalError while it is away."""
        connection = psycopg2.connect(
            host=str(self.run), port=postgres.PORT, user=role, dbname=self.database, **more
        )
        connection.autocommit = True
        return connection

    def ask(self, statement: str, values: tuple[Any, ...] = ()) -> Any:
        """The first value of a statement; waits while the database is coming back."""
        deadline = time.monotonic() + 30
        while True:
            try:
                with closing(self.connect()) as connection, connection.cursor() as cursor:
                    cursor.execute(statement, values)
                    return cursor.fetchone()[0]
            except (psycopg2.OperationalError, psycopg2.InterfaceError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def pid(self, program: str) -> int:
        of_servers = program in {"postgres", "redis"}
        return (self.servers if of_servers else self.demo).pid(program)

    def children(self, program: str) -> list[int]:
        """Sorted, so that the same fault hits the same child."""
        return sorted(descendants(self.pid(program)))

    def is_up(self, path: str) -> bool:
        """A page that needs the database is there, and so is every program."""
        try:
            running = all(self.demo.supervisor().pids().values())
        except OSError:
            return False
        return running and page_answers_well(f"{self.demo.url.rstrip('/')}{path}")

    def end(self) -> None:
        self.inside.end()


def page_answers_well(url: str) -> bool:
    import urllib.error
    import urllib.request

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


class Stand:
    """Both sites; the guest only from the moment somebody asks for it."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder
        self._guest: Site | None = None
        demo = self._start(Demo(folder / "whole", port=unused_port(), OUTBOX_LEASE_SECONDS="3"))
        self.whole = Site(demo, servers=demo, database=postgres.DATABASE, proxies={})
        self._stack.callback(self.whole.end)

    @property
    def guest(self) -> Site:
        if self._guest is None:
            self._guest = self._start_guest()
        return self._guest

    def _start(self, demo: Demo) -> Demo:
        self._stack.callback(demo.end)
        return demo.start()

    def _start_guest(self) -> Site:
        whole = self.whole
        with closing(whole.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {GUEST}")
        proxies = {
            "postgres": self._stack.enter_context(Proxy(whole.run / f".s.PGSQL.{postgres.PORT}")),
            "redis": self._stack.enter_context(Proxy(whole.redis_socket)),
        }
        address = f"127.0.0.1:{proxies['postgres'].port}/{GUEST}"
        demo = self._start(
            Demo(
                self._folder / GUEST,
                port=unused_port(),
                collected=whole.demo,
                DATABASE_URL=f"postgres://{postgres.APPLICATION}@{address}",
                DATABASE_OWNER_URL=postgres.url(whole.demo.place(), postgres.OWNER, GUEST),
                REDIS_URL=f"redis://127.0.0.1:{proxies['redis'].port}/1",
                OUTBOX_LEASE_SECONDS=LEASE_SECONDS,
            )
        )
        guest = Site(demo, servers=whole.demo, database=GUEST, proxies=proxies)
        self._stack.callback(guest.end)
        return guest


@contextmanager
def open_stand() -> Generator[Stand, None, None]:
    """Started once for all rows that one run chooses; nothing of it is left behind."""
    with folder_for_everybody() as folder, ExitStack() as stack:
        yield Stand(stack, folder)


__all__ = ["Site", "Stand", "open_stand", "page_answers", "wait_for"]
