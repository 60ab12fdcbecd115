from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Generator
from pathlib import Path

import pytest

from demo.embedded import home, pidfile, postgres
from tests.demo.checkouts import folder_for_everybody
from tests.demo.embedded_servers import asked, prepared, running, start


@pytest.fixture(scope="module")
def cluster() -> Generator[home.Home, None, None]:
    with folder_for_everybody() as folder:
        place = prepared(folder / "var")
        yield place
        shutil.rmtree(place.run, ignore_errors=True)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "postgres.log"


def write_pid(place: home.Home, pid: int) -> None:
    """As a server that was killed left it, with another's pid."""
    pid_file = postgres.data_folder(place) / "postmaster.pid"
    lines = [str(pid), str(postgres.data_folder(place)), "1", "5432", str(place.run), "", "", ""]
    pid_file.write_text("\n".join(lines))
    (place.run / ".s.PGSQL.5432.lock").write_text("\n".join(lines))


def test_pid_of_a_stranger_does_not_keep_the_server_from_starting(
    cluster: home.Home, log: Path
) -> None:
    """PostgreSQL itself refuses here: it believes any process of its own account."""
    stranger = subprocess.Popen(["sleep", "60"], **cluster.as_account())
    try:
        write_pid(cluster, stranger.pid)
        with running(cluster, log):
            assert asked(cluster, "SELECT 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_pid_of_a_process_that_nobody_reaped_does_not_either(cluster: home.Home, log: Path) -> None:
    unreaped = subprocess.Popen(["true"], **cluster.as_account())
    os.waitid(os.P_PID, unreaped.pid, os.WEXITED | os.WNOWAIT)
    try:
        write_pid(cluster, unreaped.pid)
        with running(cluster, log):
            assert asked(cluster, "SELECT 1") == 1
    finally:
        unreaped.wait()


def test_killed_server_starts_again_at_once_and_keeps_what_was_committed(
    cluster: home.Home, log: Path
) -> None:
    first = start(cluster, log)
    postgres.wait_until_ready(cluster, seconds=20)
    first.kill()
    first.wait()

    with running(cluster, log):
        assert asked(cluster, "SHOW server_version").startswith("18")


def test_second_server_on_a_living_ones_folder_is_refused(cluster: home.Home, log: Path) -> None:
    with running(cluster, log) as server:
        with pytest.raises(home.CannotStart, match=f"进程 {server.pid}"):
            pidfile.settle(postgres.data_folder(cluster), cluster.run, wait_seconds=0.2)
        assert asked(cluster, "SELECT 1") == 1


def test_application_role_has_no_power_and_owns_nothing(cluster: home.Home, log: Path) -> None:
    with running(cluster, log):
        postgres.ensure_roles_and_database(cluster)
        postgres.ensure_roles_and_database(cluster)

        powers = "rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication"
        assert (
            asked(cluster, f"SELECT {powers} FROM pg_roles WHERE rolname = 'honglin_app'") is False
        )
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'honglin'"
        assert asked(cluster, owner) == "owner"


def test_first_start_that_was_cut_short_begins_again(log: Path) -> None:
    with folder_for_everybody() as folder:
        half = folder / "var" / "postgres.new"
        half.mkdir(parents=True)
        (half / "PG_VERSION").write_text("18\n")

        place = prepared(folder / "var")

        with running(place, log):
            assert asked(place, "SHOW server_encoding") == "UTF8"
        shutil.rmtree(place.run)


def test_root_keeps_data_and_server_where_the_account_can_reach_them(
    tmp_path: Path, log: Path
) -> None:
    """pytest's folder is closed to others; an ordinary user needs no other place than this one."""
    tmp_path.chmod(0o700)
    is_root = os.geteuid() == 0

    place = prepared(tmp_path / "var")

    try:
        assert place.moved == is_root
        assert (tmp_path / "var" / "postgres").exists() != is_root
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
        with running(place, log):
            assert asked(place, "SELECT 1") == 1
    finally:
        shutil.rmtree(place.run)
        shutil.rmtree(place.data)


def test_live_server_is_stopped_as_an_orphan_by_a_signal(cluster: home.Home, log: Path) -> None:
    server = start(cluster, log)
    postgres.wait_until_ready(cluster, seconds=20)

    postgres.stop_orphan(cluster)

    assert server.wait(timeout=20) == 0


def test_role_with_a_foreign_port_in_the_environment_still_finds_the_server(
    cluster: home.Home,
) -> None:
    assert ":5432/" in postgres.url(cluster, postgres.APPLICATION)
