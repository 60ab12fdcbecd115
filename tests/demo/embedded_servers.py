"""A PostgreSQL of a test's own, without Django and without the launcher."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from demo.embedded import home, postgres

ROOT = Path(__file__).resolve().parent.parent.parent


def prepared(var: Path) -> home.Home:
    place = home.open_home(var, postgres.installed_binaries())
    postgres.prepare(place, durable=False)
    return place


@contextmanager
def running(place: home.Home, log: Path) -> Generator[subprocess.Popen[bytes], None, None]:
    server = start(place, log)
    try:
        postgres.wait_until_ready(place, seconds=20)
        yield server
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def start(place: home.Home, log: Path) -> subprocess.Popen[bytes]:
    account = ["--account", place.account.pw_name] if place.account else []
    folders = ["--postgres", str(postgres.data_folder(place)), str(place.run)]
    child = [sys.executable, "-m", "demo.child", *account, *folders, "--with-parent", "INT", "--"]
    with log.open("ab") as output:
        return subprocess.Popen(
            [*child, *postgres.command(place, "fsync=off")],
            cwd=ROOT,
            env=postgres.server_environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def asked(place: home.Home, question: str, database: str = "postgres") -> Any:
    connected = psycopg2.connect(
        host=str(place.run), port=postgres.PORT, user=postgres.OWNER, dbname=database
    )
    with closing(connected) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        (answer,) = cursor.fetchall()[0]
        return answer
