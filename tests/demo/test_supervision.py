from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from supervisor.options import ServerOptions

from demo.supervision import Program, configuration


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
