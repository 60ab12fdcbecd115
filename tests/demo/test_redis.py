from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from demo.embedded import home, postgres, redis

ROOT = Path(__file__).resolve().parent.parent.parent
# The library's own patience, which nothing here needs, is four seconds.
AT_ONCE_SECONDS = 2


@pytest.fixture
def place(tmp_path: Path) -> Generator[home.Home, None, None]:
    opened = home.open_home(tmp_path / "var", postgres.installed_binaries())
    redis.prepare(opened)
    yield opened
    for folder in {opened.run, opened.data} - {opened.var}:
        shutil.rmtree(folder)


def test_where_no_server_is_left_nobody_waits_for_it(place: home.Home) -> None:
    began = time.monotonic()

    redis.stop_orphan(place)

    assert time.monotonic() - began < AT_ONCE_SECONDS


def test_an_orphan_has_ended_and_left_its_socket_when_the_next_may_start(place: home.Home) -> None:
    account = ["--account", place.account.pw_name] if place.account else []
    child = [sys.executable, "-m", "demo.child", *account, "--with-parent", "TERM", "--"]
    server = subprocess.Popen([*child, *redis.command(place)], cwd=ROOT, stdout=subprocess.DEVNULL)
    redis.wait_until_ready(place)
    began = time.monotonic()

    redis.stop_orphan(place)

    assert time.monotonic() - began < AT_ONCE_SECONDS
    assert not redis.socket_path(place).exists()
    assert server.wait(timeout=AT_ONCE_SECONDS) == 0
