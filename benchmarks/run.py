"""Starts an instance of its own in a fresh folder and prints what it measured as one table.

Needs nothing running; takes about two minutes. The rush goes through the real server: 64
connections, each opens the form, keeps its cookie and posts, until 2,000 people have asked.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 64
ATTEMPTS = 2_000
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="key" value="([0-9a-f]{32})"')


class Instance:
    """A `make demo` of this checkout with a data folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self.log = folder / "launcher.log"
        keep = {
            k: v for k, v in os.environ.items() if not k.endswith(("DATABASE_URL", "REDIS_URL"))
        }
        self.environment = {**keep, "HONGLIN_VAR": str(folder / "var"), "PORT": str(port)}

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
        while not self._answers():
            if self.process.poll() is not None:
                raise SystemExit(self.log.read_text())
            time.sleep(0.05)
        took = time.monotonic() - began
        while "Ctrl-C" not in self.log.read_text():
            time.sleep(0.1)
        return took

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=90)

    def inside(self, *words: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.inside", *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return dict(json.loads(done.stdout.splitlines()[-1]))

    def web_megabytes(self) -> float:
        """The largest gunicorn worker's resident memory."""
        shown = subprocess.run(
            ["ps", "-eo", "rss=,args="], check=True, capture_output=True, text=True
        ).stdout
        bound = f"127.0.0.1:{self.port}"
        return max(int(row.split()[0]) for row in shown.splitlines() if bound in row) / 1024

    def _answers(self) -> bool:
        try:
            answer = ask(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5), "GET", "/")
        except OSError:
            return False
        return answer[0] < 500


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, **more: Any
) -> tuple[int, str, http.client.HTTPMessage]:
    connection.request(method, path, **more)
    response = connection.getresponse()
    return response.status, response.read().decode("utf-8", "replace"), response.headers


def in_parallel(work: Callable[[http.client.HTTPConnection, int], None], port: int) -> float:
    """Does the work for each of the 2,000 over 64 kept connections; answers the seconds it took."""
    people: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(ATTEMPTS):
        people.put(number)

    def serve() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            try:
                number = people.get_nowait()
            except queue.Empty:
                return
            work(connection, number)

    threads = [threading.Thread(target=serve) for _ in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def rush(port: int, activity: int, session: int) -> dict[str, Any]:
    """2,000 people, each on a device and with a phone of his own: all open the form, then all send
    it. The two are timed apart, since people have the form open when the hour strikes."""
    path = f"/activities/{activity}/signup/?session={session}"
    forms: dict[int, tuple[str, str, str]] = {}
    answers: list[int] = []
    took: list[float] = []

    def open_form(connection: http.client.HTTPConnection, number: int) -> None:
        status, page, headers = ask(connection, "GET", path)
        token, key = TOKEN.search(page), KEY.search(page)
        if status != 200 or token is None or key is None:
            raise SystemExit(f"The form did not open: {status}")
        forms[number] = (token[1], key[1], (headers["Set-Cookie"] or "").split(";")[0])

    def send_form(connection: http.client.HTTPConnection, number: int) -> None:
        token, key, cookie = forms[number]
        form = {
            "csrfmiddlewaretoken": token,
            "key": key,
            "session": session,
            "people": 1,
            "name": f"邻居{number}",
            "phone": f"1390000{number:04d}",
            "queue": 1,
        }
        began = time.monotonic()
        status, _page, _headers = ask(
            connection,
            "POST",
            path,
            body=urlencode(form),
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": cookie,
                "Referer": f"http://127.0.0.1:{port}{path}",
            },
        )
        took.append(time.monotonic() - began)
        answers.append(status)

    opening = in_parallel(open_form, port)
    sending = in_parallel(send_form, port)
    took.sort()
    return {
        "opening": opening,
        "sending": sending,
        "statuses": Counter(answers),
        "p50": statistics.median(took),
        "p99": took[int(len(took) * 0.99) - 1],
    }


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="honglin-bench-"))
    instance = Instance(folder, port=8700)
    rows: list[tuple[str, str, str]] = []
    try:
        rows.append(("first page, empty data folder", f"{instance.start():.1f} s", "60 s"))
        instance.stop()
        rows.append(("first page, later start", f"{instance.start():.1f} s", "15 s"))
        made = instance.inside("prepare")
        page = instance.inside("month", made["month"])
        rows.append(("month of 300 activities, statements", str(page["statements"]), "4"))
        rows.append(("month of 300 activities, raw", f"{page['bytes'] / 1024:.1f} KB", "90 KB"))
        rows.append(("month of 300 activities, gzip", f"{page['gzip'] / 1024:.1f} KB", ""))
        met = rush(instance.port, made["activity"], made["session"])
        left = instance.inside("verify", str(made["session"]))
        statuses = ", ".join(f"{code}: {n}" for code, n in sorted(met["statuses"].items()))
        rows += [
            ("2,000 forms opened over 64 connections", f"{met['opening']:.1f} s", ""),
            ("rush of 2,000 for 400 places, 64 connections", f"{met['sending']:.1f} s", "30 s"),
            ("rush, answers", statuses, "no 5xx"),
            ("rush, sign-up p50 / p99", f"{met['p50']:.2f} / {met['p99']:.2f} s", ""),
            (
                "rush, confirmed / waiting",
                f"{left['confirmed']} / {left['waiting']}",
                "400 / 1,600",
            ),
            ("rush, in order of arrival", "yes" if left["in_order"] else "NO", "yes"),
            ("web worker after all that", f"{instance.web_megabytes():.0f} MB", "200 MB"),
        ]
    finally:
        instance.stop()
        subprocess.run(
            [sys.executable, "-m", "demo.launcher", "reset"],
            cwd=ROOT, env=instance.environment, check=False, capture_output=True,
        )  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)
    print(f"\n| {'what':<46} | {'measured':<20} | {'to reach':<12} |")
    print(f"|{'-' * 48}|{'-' * 22}|{'-' * 14}|")
    for what, measured, goal in rows:
        print(f"| {what:<46} | {measured:<20} | {goal:<12} |")


if __name__ == "__main__":
    main()
