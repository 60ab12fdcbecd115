"""Copies of this checkout in which tests run the whole launcher, as a person would."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from demo.embedded import home
from demo.launcher import page_answers
from demo.supervision import Supervisor

ROOT = Path(__file__).resolve().parent.parent.parent
# Demo data has tests of its own; without it an instance is up in a few seconds.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "tests", "__pycache__", ".*_cache", ".env", "seed_demo.py"
)
OURS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "HONGLIN_VAR", "DJANGO_SETTINGS_MODULE"}
SITE_PACKAGES = sysconfig.get_path("purelib")
PROGRAMS = ("postgres", "redis", "worker", "beat", "web")


@contextmanager
def folder_for_everybody() -> Generator[Path, None, None]:
    """Not pytest's own: other accounts can't enter that one."""
    folder = Path(tempfile.mkdtemp(prefix="honglin-tests-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Demo:
    """One `make demo` in a copy of the checkout."""

    def __init__(
        self,
        checkout: Path,
        *,
        port: int,
        user: str | None = None,
        python: str = sys.executable,
        collected: Demo | None = None,
        **environment: str,
    ) -> None:
        self.checkout = checkout
        self.port = port
        self.user = user
        self.python = python
        self.environment = environment
        self.process: subprocess.Popen[bytes] | None = None
        shutil.copytree(ROOT, checkout, ignore=LEFT_OUT)
        if collected:
            shutil.copytree(collected.var / "static", self.var / "static")
            for stamp in collected.var.glob("static-*.stamp"):
                shutil.copy2(stamp, self.var)
        if user:
            for path in (checkout, *checkout.rglob("*")):
                shutil.chown(path, user)

    @property
    def var(self) -> Path:
        return self.checkout / "var"

    @property
    def output(self) -> str:
        return self.checkout.with_name(f"{self.checkout.name}.out").read_text()

    @property
    def url(self) -> str:
        return next(line for line in self.output.splitlines() if "http://" in line).split("：")[1]

    def start(self, wanted: str = "按 Ctrl-C 停止") -> Demo:
        with self.checkout.with_name(f"{self.checkout.name}.out").open("wb") as output:
            process = subprocess.Popen(
                [*as_user(self.user), self.python, "-m", "demo.launcher"],
                cwd=self.checkout,
                env={**clean_environment(), "PORT": str(self.port), **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.process = process
        wait_for(lambda: wanted in self.output or process.poll() is not None, 120)
        assert wanted in self.output, self.output
        return self

    def stop(self, sent: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(sent)
        return self.process.wait(timeout=60)

    def end(self) -> None:
        """Whatever the test left, and what lies outside the copy."""
        if self.process and self.process.poll() is None:
            self.stop()
        subprocess.run(
            [*as_user(self.user), self.python, "-m", "demo.launcher", "reset"],
            cwd=self.checkout,
            env=clean_environment(),
            check=False,
            capture_output=True,
        )

    def supervisor(self) -> Supervisor:
        return Supervisor(self.place().run / "supervisor.sock", self.var / "supervisord.lock")

    def place(self) -> home.Home:
        var = self.var.resolve()
        account = pwd.getpwnam(self.user) if self.user else home.account_for(var)
        return home.Home(var, var, home.socket_folder(var, account), account, var, False)

    def pid(self, name: str) -> int:
        return self.supervisor().pids()[name]

    def restarted(self, name: str, old_pid: int) -> bool:
        return self.supervisor().pids().get(name, 0) not in (0, old_pid)

    def answers(self) -> bool:
        """On a busy machine a page may take its time after a start."""
        return wait_for(lambda: page_answers(f"{self.url}healthz"), 30)

    def manage(self, *words: str) -> str:
        """A bare `manage.py`, with nothing in its environment."""
        done = subprocess.run(
            [*as_user(self.user), self.python, "manage.py", *words],
            cwd=self.checkout,
            env=clean_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def family(self) -> set[int]:
        assert self.process is not None
        return descendants(self.process.pid)


def clean_environment() -> dict[str, str]:
    """As in a fresh terminal; the packages are named for a Python that isn't the checkout's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in OURS and not name.startswith(("PYTEST", "COV_"))
    }
    return {**kept, "PYTHONPATH": SITE_PACKAGES}


def as_user(name: str | None) -> list[str]:
    if name is None:
        return []
    account = pwd.getpwnam(name)
    ids = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids, "--"]


def ordinary_user() -> tuple[str | None, str]:
    """Under root another account, with a Python that it can reach (root's may lie in its home).

    Where there is none, and for an ordinary user, whoever runs the tests.
    """
    system = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    if os.geteuid() == 0:
        for python in (sys.executable, system):
            command = [
                *as_user("nobody"),
                python,
                "-c",
                "import django, psycopg2, redis, supervisor",
            ]
            environment = {**clean_environment(), "PYTHONPATH": SITE_PACKAGES}
            with contextlib.suppress(OSError):
                if subprocess.run(command, env=environment, cwd="/", check=False).returncode == 0:
                    return "nobody", python
    return None, sys.executable


def descendants(pid: int) -> set[int]:
    parents = {child: parent for child, (_, parent) in processes().items()}
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def alive(pids: set[int]) -> set[int]:
    """Zombies don't count: nobody reaps them where the tests run as a container's first process."""
    return {pid for pid, (state, _) in processes().items() if pid in pids and state != "Z"}


def described(pids: set[int]) -> list[str]:
    """What these processes are, for the message of a test that finds them."""
    found = []
    for pid in sorted(pids):
        with contextlib.suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            found.append(f"{pid} of {processes().get(pid, ('?', 0))}: {words[:200]}")
    return found


def processes() -> dict[int, tuple[str, int]]:
    """State and parent of every process, from the kernel: a bare machine may lack `ps`."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            state, parent = stat.read_text(errors="replace").rpartition(")")[2].split()[:2]
            found[int(stat.parent.name)] = (state, int(parent))
    return found


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether it came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
