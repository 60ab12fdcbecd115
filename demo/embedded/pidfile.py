"""What a killed PostgreSQL leaves behind, and how the next one gets past it.

Apart from `postgres.py`, because every supervised child imports it and should start fast.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

from demo.embedded.home import CannotStart

PORT = 5432


def living_server(data: Path) -> int | None:
    """The pid of the server that runs on this folder, if one does."""
    pid = _recorded_pid(data / "postmaster.pid")
    return pid if pid and _is_postgres(pid, data) else None


def settle(data: Path, run: Path, wait_seconds: float = 15) -> None:
    """Called by the process that becomes `postgres`, about what a killed server left behind.

    A living postgres of this folder gets time to end. Any other pid in the file is stale, but
    PostgreSQL believes it as long as some process has that number; our own number it doesn't
    believe. The file itself stays: its last line is how PostgreSQL finds out whether children of
    the killed server still use the old shared memory.
    """
    pid_file = data / "postmaster.pid"
    deadline = time.monotonic() + wait_seconds
    while pid := living_server(data):
        if time.monotonic() > deadline:
            raise CannotStart(f"这个文件夹的数据库已在运行（进程 {pid}），请先停止它。")
        time.sleep(0.1)
    if pid_file.exists():
        lines = pid_file.read_text(errors="replace").split("\n")
        pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    (run / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _recorded_pid(pid_file: Path) -> int | None:
    try:
        first = pid_file.read_text(errors="replace").split("\n", 1)[0]
    except FileNotFoundError:
        return None
    return int(first) if re.fullmatch(r"[1-9][0-9]*", first) else None


def _is_postgres(pid: int, folder: Path) -> bool:
    """Whether the pid is a live postgres of this very folder; a stranger's or a zombie's is not."""
    words = _command_line(pid)
    return "postgres" in words and str(folder) in words


def _command_line(pid: int) -> str:
    """From the kernel where it tells (a zombie has none): a bare machine may lack `ps`."""
    if Path("/proc/self/cmdline").exists():
        try:
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            return ""
    return subprocess.run(
        ["ps", "-ww", "-o", "args=", "-p", str(pid)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    ).stdout
