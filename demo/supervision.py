"""The generated configuration of `supervisord`, and the few calls to a running one."""

from __future__ import annotations

import contextlib
import shlex
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, Any
from xmlrpc.client import Error, ServerProxy, Transport

from demo.embedded.home import CannotStart, hold_lock


@dataclass(frozen=True)
class Program:
    """One supervised process; the highest `priority` stops first."""

    name: str
    command: list[str]
    priority: int
    autostart: bool = False
    stop_signal: str = "TERM"
    with_parent: str = "TERM"
    account: str | None = None
    child_options: tuple[str, ...] = ()
    environment: dict[str, str] | None = None


def configuration(programs: list[Program], *, root: Path, logs: Path, control: Path) -> str:
    sections = [
        "[supervisord]",
        "nodaemon = true",
        "silent = true",
        f"logfile = {_plain(logs / 'supervisord.log')}",
        "logfile_maxbytes = 5MB",
        "logfile_backups = 1",
        f"pidfile = {_plain(control.with_suffix('.pid'))}",
        f"childlogdir = {_plain(logs)}",
        "",
        "[unix_http_server]",
        f"file = {_plain(control)}",
        "chmod = 0700",
        "",
        "[rpcinterface:supervisor]",
        "supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface",
    ]
    for program in programs:
        sections += ["", *_program_section(program, root, logs, control.with_suffix(".pid"))]
    return "\n".join(sections) + "\n"


def _program_section(program: Program, root: Path, logs: Path, supervisor: Path) -> list[str]:
    child = [sys.executable, "-m", "demo.child", "--with-parent", program.with_parent]
    child += ["--parent-pid-file", str(supervisor)]
    if program.account:
        child += ["--account", program.account]
    command = [*child, *program.child_options, "--", *program.command]
    environment = ",".join(
        f'{name}="{value}"' for name, value in (program.environment or {}).items()
    )
    return [
        f"[program:{program.name}]",
        f"command = {' '.join(shlex.quote(_plain(word)) for word in command)}",
        f"directory = {_plain(root)}",
        f"environment = {environment}",
        f"priority = {program.priority}",
        f"autostart = {str(program.autostart).lower()}",
        "autorestart = true",
        "startsecs = 1",
        "startretries = 1000",  # with the default of 3 a slow recovery ends in FATAL
        f"stopsignal = {program.stop_signal}",
        "stopwaitsecs = 20",
        "killasgroup = true",
        "redirect_stderr = true",
        f"stdout_logfile = {_plain(_plain(logs / program.name))}.log",  # expanded twice
        "stdout_logfile_maxbytes = 5MB",
        "stdout_logfile_backups = 1",
    ]


def _plain(value: object) -> str:
    """supervisor expands `%(name)s` in every value."""
    return str(value).replace("%", "%%")


class Supervisor:
    """The instance's `supervisord`, through the socket in its private folder.

    It holds `lock` for as long as it lives. Only the lock tells that one has ended: from the moment
    it is told to stop it answers every call with a fault, and goes on stopping for many seconds.
    """

    def __init__(self, control: Path, lock: Path) -> None:
        self.control = control
        self.lock = lock

    def run(self, written: Path, *, root: Path, output: IO[bytes]) -> subprocess.Popen[bytes]:
        """Starts it on the written configuration, to end with the calling process."""
        held = hold_lock(self.lock)
        if held is None:
            raise CannotStart("上一次的进程还没有停止，请稍后再试。")
        child = [sys.executable, "-m", "demo.child", "--with-parent", "TERM", "--"]
        with held:
            return subprocess.Popen(
                [*child, sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(written)],
                cwd=root,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the launcher, which stops it in order
                pass_fds=[held.fileno()],
            )

    def _call(self, name: str, *arguments: object) -> Any:
        with ServerProxy("http://supervisor", transport=_UnixTransport(self.control)) as proxy:
            return getattr(proxy.supervisor, name)(*arguments)

    def answers(self) -> bool:
        try:
            self._call("getState")
        except (OSError, Error):
            return False
        return True

    def start(self, *names: str) -> None:
        for name in names:
            self._call("startProcess", name, False)

    def pids(self) -> dict[str, int]:
        return {row["name"]: row["pid"] for row in self._call("getAllProcessInfo")}

    def wait_until_it_answers(
        self, daemon: subprocess.Popen[bytes], logs: Path, seconds: float = 60
    ) -> None:
        deadline = time.monotonic() + seconds
        while not self.answers():
            if daemon.poll() is not None or time.monotonic() > deadline:
                raise CannotStart(f"监护进程没有启动，请看 {logs} 里的 supervisord 日志。")
            time.sleep(0.05)

    def end_orphan(self, seconds: float = 120) -> None:
        """One whose launcher was killed is already stopping everything; it gets the time."""
        deadline = time.monotonic() + seconds
        while (lock := hold_lock(self.lock)) is None:
            if time.monotonic() > deadline:
                raise CannotStart("上一次的进程还没有停止，请稍后再试。")
            with contextlib.suppress(OSError, Error):
                self._call("shutdown")
            time.sleep(0.2)
        lock.close()


class _UnixTransport(Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: Any) -> HTTPConnection:
        connection = _UnixConnection(self._path)
        self._connection = host, connection  # what `close()` closes
        return connection


class _UnixConnection(HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("supervisor", timeout=10)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(10)
        self.sock.connect(str(self._path))
