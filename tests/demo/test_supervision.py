from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from supervisor.options import ServerOptions

from demo.embedded import home
from demo.embedded.home import CannotStart
from demo.supervision import Program, Supervisor, configuration
from tests.demo.checkouts import wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
DEAF_FOR_A_WHILE = "trap 'sleep 2; exit' TERM; touch ready; while true; do sleep 0.1; done"


def started(tmp_path: Path, *programs: Program) -> tuple[Supervisor, subprocess.Popen[bytes]]:
    folder = home.socket_folder(tmp_path, None)
    supervisor = Supervisor(folder / "control.sock", tmp_path / "supervisord.lock")
    written = tmp_path / "supervisord.conf"
    written.write_text(
        configuration(list(programs), root=ROOT, logs=tmp_path, control=supervisor.control)
    )
    with (tmp_path / "supervisord.out").open("wb") as output:
        daemon = supervisor.run(written, root=ROOT, output=output)
    supervisor.wait_until_it_answers(daemon, tmp_path)
    return supervisor, daemon


def test_configuration_survives_spaces_quotes_and_percent_signs(tmp_path: Path) -> None:
    folder = tmp_path / "a 100% 'odd' 文件夹"
    folder.mkdir()
    odd = str(folder / "data")
    program = Program("postgres", ["/bin/echo", odd], priority=10, environment={"LC_ALL": "C"})
    written = folder / "supervisord.conf"
    written.write_text(
        configuration([program], root=folder, logs=folder, control=folder / "control.sock"),
        encoding="utf-8",
    )

    options = ServerOptions()
    options.realize(["-n", "-c", str(written)])

    (group,) = options.process_group_configs
    (read,) = group.process_configs
    child = [sys.executable, "-m", "demo.child", "--with-parent", "TERM"]
    child += ["--parent-pid-file", str(folder / "control.pid")]
    assert read.directory == str(folder)
    assert read.environment == {"LC_ALL": "C"}
    assert shlex.split(read.command) == [*child, "--", "/bin/echo", odd]


@pytest.mark.parametrize(("parent", "ran"), [("mine", True), ("of a supervisor that died", False)])
def test_a_program_begins_only_below_the_supervisor_that_wanted_it(
    tmp_path: Path, parent: str, ran: bool
) -> None:
    pid_file = tmp_path / "supervisor.pid"
    pid_file.write_text(str(os.getpid() if parent == "mine" else 1))
    child = [sys.executable, "-m", "demo.child", "--with-parent", "TERM"]

    done = subprocess.run(
        [*child, "--parent-pid-file", str(pid_file), "--", "/bin/echo", "ran"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ("ran" in done.stdout) == ran
    assert (done.returncode == 0) == ran


def test_a_supervisor_that_is_stopping_counts_as_running_until_it_has_ended(
    tmp_path: Path,
) -> None:
    ready = tmp_path / "ready"
    deaf = DEAF_FOR_A_WHILE.replace("ready", shlex.quote(str(ready)))
    slow = Program("slow", ["/bin/sh", "-c", deaf], priority=1, autostart=True)
    supervisor, daemon = started(tmp_path, slow)
    assert wait_for(ready.exists, 20)

    daemon.terminate()
    assert wait_for(lambda: not supervisor.answers(), 20)
    assert daemon.poll() is None  # it answers with faults and still has a child to stop
    supervisor.end_orphan()

    assert daemon.wait(timeout=0.5) == 0
    assert not supervisor.control.exists()


def test_two_supervisors_never_share_a_folder(tmp_path: Path) -> None:
    supervisor, daemon = started(tmp_path)
    try:
        with (
            (tmp_path / "second.out").open("wb") as output,
            pytest.raises(CannotStart, match="还没有停止"),
        ):
            supervisor.run(tmp_path / "supervisord.conf", root=ROOT, output=output)
    finally:
        daemon.terminate()
        daemon.wait(timeout=20)


def test_a_supervisor_that_ends_at_once_is_told_at_once(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path / "control.sock", tmp_path / "supervisord.lock")
    written = tmp_path / "supervisord.conf"
    written.write_text("[supervisord]\nlogfile = /nonexistent/log\n")

    with (tmp_path / "supervisord.out").open("wb") as output:
        daemon = supervisor.run(written, root=ROOT, output=output)
    with pytest.raises(CannotStart, match="没有启动"):
        supervisor.wait_until_it_answers(daemon, tmp_path)

    assert daemon.wait() != 0
