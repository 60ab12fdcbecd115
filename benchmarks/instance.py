"""The two servers of a run: a whole `make demo` with a data folder of its own, and bare Django."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from demo import instance as written
from demo.embedded import home
from demo.supervision import Supervisor

ROOT = Path(__file__).resolve().parent.parent
GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


class Instance:
    """HongLin under its launcher, so that what is measured is what people start."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.folder = Path(tempfile.mkdtemp(prefix="honglin-bench-"))
        self.log = self.folder / "launcher.log"
        keep = {name: value for name, value in os.environ.items() if name not in GIVEN}
        self.environment = {**keep, "HONGLIN_VAR": str(self.folder / "var"), "PORT": str(port)}

    def start(self) -> float:
        """Seconds until the first page is there."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "demo.launcher"],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
        )
        # Another process's port and log: there is nothing to wait on but to look again.
        while not answers(self.port, "/"):
            if self.process.poll() is not None:
                raise SystemExit(self.log.read_text())
            time.sleep(0.05)
        took = time.monotonic() - began
        while "Ctrl-C" not in self.log.read_text():
            time.sleep(0.1)
        return took

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=90)

    def clear(self) -> None:
        subprocess.run(
            [sys.executable, "-m", "demo.launcher", "reset"],
            cwd=ROOT, env=self.environment, check=False, capture_output=True,
        )  # fmt: skip
        shutil.rmtree(self.folder, ignore_errors=True)

    def inside(self, *words: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.inside", *words],
            cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stderr)
        return dict(json.loads(done.stdout.splitlines()[-1]))

    @property
    def servers(self) -> dict[str, str]:
        """DATABASE_URL and REDIS_URL of the running instance."""
        return written.read(self.folder / "var")

    @property
    def web(self) -> int:
        """The pid of gunicorn's master."""
        var = (self.folder / "var").resolve()
        run = home.socket_folder(var, home.account_for(var))
        return Supervisor(run / "supervisor.sock", var / "supervisord.lock").pids()["web"]


class Bare:
    """Bare Django under the same gunicorn with the same workers and threads."""

    def __init__(self, port: int, servers: dict[str, str]) -> None:
        self.port = port
        if answers(port, "/hello/"):
            raise SystemExit(f"Another server answers on port {port}; it would be measured.")
        web = [sys.executable, "-m", "gunicorn", "benchmarks.bare.wsgi:application"]
        web += ["--worker-class", "gthread", "--workers", "2", "--preload", "--threads", "8"]
        web += ["--bind", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "warning"]
        environment = {
            **os.environ,
            **servers,
            "DJANGO_SETTINGS_MODULE": "benchmarks.bare.settings",
        }
        self.process = subprocess.Popen(web, cwd=ROOT, env=environment)
        # As above: a port that opens tells nobody.
        while not answers(port, "/hello/"):
            if self.process.poll() is not None:
                raise SystemExit("Bare Django did not start.")
            time.sleep(0.05)

    @property
    def web(self) -> int:
        return self.process.pid

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
