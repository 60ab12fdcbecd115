"""The matrix of reliability 3.3 as data: one row a fault, in one situation.

`make test` runs a third: always the kills of the postmaster and of the web's workers, and others in
turn, chosen by the commit, so that the same commit always runs the same; `make faults` runs all.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
from dataclasses import dataclass
from itertools import product

from tests.demo.checkouts import ROOT
from tests.faults import actions, proxy
from tests.faults.actions import Action

WHOLE, GUEST = "whole", "guest"
SHARE = 3


@dataclass(frozen=True)
class Row:
    """`is_unaided`: no later bell is rung for what is left over; beat alone must find it."""

    fault_class: str
    fault: str
    situation: str
    action: Action
    site: str = WHOLE
    is_always_run: bool = False
    is_unaided: bool = False

    def __str__(self) -> str:
        return f"{self.fault}, {self.situation}".replace(" ", "-")


SIGKILLED: dict[str, Action] = {
    "web worker": actions.kill_child("web"),
    "web master": actions.kill_program("web"),
    "celery child": actions.kill_child("worker"),
    "celery main": actions.kill_program("worker"),
    "beat": actions.kill_program("beat"),
    "redis": actions.kill_program("redis"),
    "backend": actions.kill_backend,
    "postmaster": actions.kill_program("postgres"),
}
KILLS = [
    Row(
        "kill",
        name,
        situation,
        action,
        is_always_run=name in {"web worker", "postmaster"},
        is_unaided=(name, situation) in {("redis", "reminders"), ("beat", "reminders")},
    )
    for (name, action), situation in product(
        SIGKILLED.items(), ("idle", "rush", "import", "reminders")
    )
]
WEATHERS = {
    "latency 500 ms": (proxy.LATENCY, 6.0),
    "RST mid-answer": (proxy.RESET, 5.0),
    "black hole 10 s": (proxy.BLACK_HOLE, 10.0),
    "2 KB/s": (proxy.SLOW, 6.0),
}
NETWORK = [
    Row(
        "network",
        f"{server}: {name}",
        situation,
        actions.bad_network(server, weather, seconds),
        site=GUEST,
    )
    for server, (name, (weather, seconds)), situation in product(
        ("postgres", "redis"), WEATHERS.items(), ("rush", "reminders")
    )
]
OTHERS = [
    # Who takes the ballots, who writes them down, and all of it at once.
    *(
        Row("kill", name, "ballots", SIGKILLED[name])
        for name in ("web worker", "backend", "postmaster")
    ),
    Row("doubled", "second beat", "reminders to come", actions.second_beat, is_unaided=True),
    Row(
        "doubled",
        "every task delivered again",
        "reminders to come",
        actions.deliver_every_task_again,
    ),
    Row("doubled", "every task delivered again", "rush", actions.deliver_every_task_again),
    Row("redis", "FLUSHALL", "rush", actions.flush_redis),
    Row("redis", "FLUSHALL", "reminders", actions.flush_redis, is_unaided=True),
    Row("redis", "out of memory", "rush", actions.redis_out_of_memory),
    Row("redis", "read-only", "rush", actions.redis_read_only),
    Row("exhausted", "no connection left", "rush", actions.use_up_connections),
    Row("lock", "lock held 10 s", "rush", actions.hold_the_lock),
    Row(
        "kill",
        "worker SIGTERM",
        "reminders",
        actions.kill_program("worker", signal.SIGTERM),
    ),
]
MATRIX = [*KILLS, *NETWORK, *OTHERS]


def chosen_rows() -> list[Row]:
    """All with FAULTS=all; else those of every run and enough others for a third."""
    if os.environ.get("FAULTS") == "all":
        return MATRIX
    always = [row for row in MATRIX if row.is_always_run]
    turn = sorted((row for row in MATRIX if not row.is_always_run), key=lambda row: _rank(str(row)))
    chosen = {*map(str, always), *map(str, turn[: len(MATRIX) // SHARE - len(always)])}
    return [row for row in MATRIX if str(row) in chosen]


def _rank(name: str) -> str:
    return hashlib.sha256(f"{_commit()} {name}".encode()).hexdigest()


def _commit() -> str:
    """Nothing in a checkout without git: then it is always the same third."""
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
