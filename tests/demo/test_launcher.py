"""The whole launcher, killed in every way; one instance serves most tests, in their order."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.db import connections

from demo.launcher import page_answers
from tests.demo.checkouts import (
    PROGRAMS,
    Demo,
    alive,
    as_user,
    clean_environment,
    descendants,
    described,
    folder_for_everybody,
    ordinary_user,
    unused_port,
    wait_for,
)

pytestmark = pytest.mark.launcher

WHO_AM_I = (
    "from django.db import connection as c; u = c.cursor(); "
    "u.execute('SELECT current_user'); print(u.fetchone()[0])"
)


@pytest.fixture(scope="module")
def shared_demo() -> Generator[Demo, None, None]:
    with folder_for_everybody() as folder:
        running = Demo(folder / "honglin", port=unused_port())
        yield running
        running.end()


@pytest.fixture
def demo(shared_demo: Demo) -> Demo:
    if shared_demo.process is None or shared_demo.process.poll() is not None:
        shared_demo.start()
    return shared_demo


def test_first_start_serves_pages_and_tells_who_may_sign_in(demo: Demo) -> None:
    assert demo.answers()
    assert f"http://127.0.0.1:{demo.port}/" in demo.output
    assert "演示账号的密码都是：" in demo.output
    assert "secretary" in demo.output


def test_bare_manage_py_reaches_the_running_instance_as_the_application(demo: Demo) -> None:
    mode = stat.S_IMODE((demo.var / "instance.env").stat().st_mode)

    assert mode == 0o600
    assert demo.manage("shell", "--no-imports", "-c", WHO_AM_I) == "honglin_app"


def test_web_stays_small(demo: Demo) -> None:
    workers = descendants(demo.pid("web"))

    assert len(workers) == 2
    for worker in workers:
        status = Path(f"/proc/{worker}/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        assert int(resident.split()[1]) < 200_000


@pytest.mark.parametrize("name", PROGRAMS)
def test_killed_program_comes_back_and_leaves_nobody_behind(demo: Demo, name: str) -> None:
    old = demo.pid(name)
    children = descendants(old)

    os.kill(old, signal.SIGKILL)

    assert wait_for(lambda: demo.restarted(name, old), 15)
    assert wait_for(lambda: not alive(children), 15)
    assert demo.answers()


def test_database_answers_after_its_postmaster_was_killed(demo: Demo) -> None:
    demo.manage("shell", "--no-imports", "-c", WHO_AM_I)
    os.kill(demo.pid("postgres"), signal.SIGKILL)

    def answered() -> bool:
        try:
            place = demo.place()
            psycopg2.connect(host=str(place.run), port=5432, user="owner", dbname="honglin").close()
        except psycopg2.OperationalError:
            return False
        return True

    assert wait_for(answered, 30)
    assert demo.manage("shell", "--no-imports", "-c", WHO_AM_I) == "honglin_app"


def test_killed_supervisor_is_replaced_with_everything_below_it(demo: Demo) -> None:
    before = demo.family()
    supervisor = int((demo.place().run / "supervisor.pid").read_text())

    os.kill(supervisor, signal.SIGKILL)

    assert wait_for(lambda: "已重新启动" in demo.output, 120)
    assert demo.answers()
    assert set(demo.supervisor().pids()) == set(PROGRAMS)
    assert wait_for(lambda: not alive(before), 15), described(alive(before))


def test_second_start_in_the_same_folder_is_refused_with_the_address(demo: Demo) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "demo.launcher"],
        cwd=demo.checkout,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert f"已在运行：http://127.0.0.1:{demo.port}" in second.stderr
    assert demo.answers()


def test_killed_launcher_takes_everything_with_it_and_starts_again(demo: Demo) -> None:
    before = demo.family()
    keys = (demo.var / "instance.env").read_text()
    assert demo.process is not None

    demo.process.kill()
    demo.process.wait()
    demo.start()

    assert not alive(before)
    assert demo.answers()
    assert (demo.var / "instance.env").read_text() == keys


def test_sigterm_stops_everything(demo: Demo) -> None:
    before = demo.family()

    assert demo.stop(signal.SIGTERM) == 0

    assert not alive(before)
    assert not page_answers(demo.url)
    assert not list(demo.place().run.iterdir())


def test_two_clones_side_by_side_in_awkward_places(demo: Demo) -> None:
    """An ordinary user, a deep path with spaces and Chinese, a LANG nobody generated, Ctrl-C."""
    user, python = ordinary_user()
    strange = {"LANG": "xx_YY.UTF-8", "LC_ALL": "xx_YY.UTF-8"}
    with folder_for_everybody() as folder:
        deep = folder / "a path with 100% spaces" / "深" / ("d" * 60) / ("e" * 60)
        deep.mkdir(parents=True)
        place = deep / "hong lin"
        second = Demo(place, port=demo.port, user=user, python=python, collected=demo, **strange)
        if user:
            os.chown(deep, second.checkout.stat().st_uid, -1)
        try:
            second.start()
            assert f"端口 {demo.port} 已被占用" in second.output
            assert second.answers()
            assert demo.answers()
            assert second.url != demo.url
            assert second.manage("shell", "--no-imports", "-c", WHO_AM_I) == "honglin_app"
            family = second.family()
            assert second.stop(signal.SIGINT) == 0
            assert not alive(family)
            assert demo.answers()
        finally:
            second.end()


def test_the_second_clone_was_no_roots() -> None:
    """Says aloud where the test above could try no other account than root."""
    user, _python = ordinary_user()
    if os.geteuid() == 0 and user is None:
        pytest.skip("no Python here that another account can reach: the second clone was root's")

    assert user == ("nobody" if os.geteuid() == 0 else None)


def test_given_servers_are_used_and_none_of_our_own_started(
    django_db_setup: None, demo: Demo, tmp_path: Path
) -> None:
    owner = connections["owner"].settings_dict
    address = {
        "host": owner["HOST"],
        "port": owner["PORT"] or 5432,
        "user": owner["USER"],
        **({"password": owner["PASSWORD"]} if owner["PASSWORD"] else {}),
    }
    with closing(psycopg2.connect(dbname="postgres", **address)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS given WITH (FORCE)")
            cursor.execute("CREATE DATABASE given")
    given = {
        name: f"{os.environ[name].rpartition('/')[0]}/given"
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    given["REDIS_URL"] = os.environ["REDIS_URL"]
    guest = Demo(tmp_path / "honglin", port=unused_port(), collected=demo, **given)
    try:
        guest.start()
        assert guest.answers()
        assert set(guest.supervisor().pids()) == {"web", "worker", "beat"}
        assert not (guest.var / "postgres").exists()
        assert not (guest.var / "redis").exists()
        application = connections["default"].settings_dict["USER"]
        assert guest.manage("shell", "--no-imports", "-c", WHO_AM_I) == application
    finally:
        guest.end()


def test_path_that_the_supervisor_cannot_read_is_refused(tmp_path: Path) -> None:
    demo = Demo(tmp_path / "hong #lin", port=unused_port())

    demo.start(wanted="启动程序不支持")

    assert demo.process is not None
    assert demo.process.wait(timeout=10) == 1


@pytest.mark.parametrize("port", ["eighty", "0", "65536"])
def test_unusable_port_is_told(demo: Demo, port: str) -> None:
    refused = subprocess.run(
        [*as_user(None), sys.executable, "-m", "demo.launcher"],
        cwd=demo.checkout,
        env={**clean_environment(), "PORT": port},
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert "不是端口号" in refused.stderr
