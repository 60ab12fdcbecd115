"""Starts PostgreSQL and Redis for the suite before any settings are read (`-p tests.servers`).

Where DATABASE_URL and REDIS_URL are set the suite uses those (it empties what it is given) and
starts nothing. Otherwise both are started once in the xdist controller, in a folder that is kept
between runs; workers inherit the environment and take a Redis database each.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import IO

import pytest

from demo.embedded import home, postgres, redis

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = 4
REDIS_DATABASES = 64
# The suite's cluster is thrown away: durability would only cost time.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """A wrapper, because it must come before pytest-django's own, which reads the settings."""
    options = early_config.known_args_namespace
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        os.environ["REDIS_URL"] = _database_of(worker, os.environ["REDIS_URL"])
    elif not (options.help or options.version or options.collectonly):
        start()
    yield


def start() -> None:
    """Exports where the servers are; stops on the way what it started, when the process ends."""
    given = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)]
    folder, lock = _free_folder()
    atexit.register(lock.close)
    # Not the checkout's own var: its instance.env belongs to a running `make demo`.
    os.environ["HONGLIN_VAR"] = str(folder)
    if len(given) == 2:
        return
    place = home.open_home(folder, postgres.installed_binaries())
    if "DATABASE_URL" not in given:
        start_postgres(place)
        os.environ["DATABASE_URL"] = postgres.url(place, postgres.APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = postgres.url(place, postgres.OWNER)
    if "REDIS_URL" not in given:
        redis.stop_orphan(place)
        redis.prepare(place)
        _run(place, redis.command(place, databases=REDIS_DATABASES), "redis.log", signal.SIGTERM)
        redis.wait_until_ready(place)
        os.environ["REDIS_URL"] = redis.url(place)


def start_postgres(place: home.Home) -> None:
    """A cluster that doesn't come up is made anew once: nothing in it is worth a repair."""
    for last_try in (False, True):
        postgres.prepare(place, durable=False)
        server = _run(place, postgres.command(place, *FAST), "postgres.log", signal.SIGINT)
        try:
            postgres.wait_until_ready(place, seconds=30)
        except home.CannotStart:
            if last_try:
                raise
            server.kill()
            server.wait()
            shutil.rmtree(postgres.data_folder(place))
        else:
            break
    postgres.ensure_roles_and_database(place)


def _free_folder() -> tuple[Path, IO[str]]:
    """Two runs side by side get a server each."""
    var = Path(os.environ.get("HONGLIN_VAR", ROOT / "var"))
    for number in range(1, FOLDERS + 1):
        folder = var / ("test" if number == 1 else f"test-{number}")
        lock = home.hold_lock(folder / "lock")
        if lock is not None:
            return folder, lock
    raise pytest.UsageError(f"{FOLDERS} test runs are already under way in {var}.")


def _run(
    place: home.Home, command: list[str], log_name: str, stop_signal: signal.Signals
) -> subprocess.Popen[bytes]:
    child = [sys.executable, "-m", "demo.child", "--with-parent", stop_signal.name[3:]]
    if command[0].endswith("postgres"):
        child += ["--postgres", str(postgres.data_folder(place)), str(place.run)]
    if place.account:
        child += ["--account", place.account.pw_name]
    with (place.var / log_name).open("wb") as log:
        server = subprocess.Popen(
            [*child, "--", *command],
            cwd=ROOT,
            env=postgres.server_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for pytest, which then stops the servers
        )
    atexit.register(_stop, server, stop_signal)
    return server


def _stop(server: subprocess.Popen[bytes], stop_signal: signal.Signals) -> None:
    if server.poll() is None:
        server.send_signal(stop_signal)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _database_of(worker: str, url: str) -> str:
    """A Redis database for each worker: one worker's emptied cache must not be another's."""
    number = int(worker.removeprefix("gw")) + 1
    if url.startswith("redis+socket://"):
        return f"{url.partition('?')[0]}?virtual_host={number}"
    base, _, last = url.rpartition("/")
    return f"{base}/{int(last) + number}" if last.isdigit() else url
