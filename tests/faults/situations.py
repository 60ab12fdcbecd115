"""What goes on while a fault happens: nothing, a rush, an import of 2,000 rows, a batch of reminders,
owners who vote.

Each begins, says when it is half-way (then the fault is put in), finishes by itself, and says what
it found broken of what it alone can know.
"""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg2

from tests.faults.stand import Site, wait_for
from tests.faults.visitors import Browser, Rush, Unanswered
from tests.faults.voters import BallotRush

IMPORT_PAGE = "/admin/activities/activity/ledger/import/"
LIST_PAGE = "/admin/activities/activity/"
IMPORT_ROWS = 2_000
TOLD = """
    SELECT count(*) FROM core_inboxmessage i
    JOIN core_outboxmessage m ON m.id = i.outbox_id
    JOIN activities_signup s ON s.id = m.subject_id
    WHERE s.session_id = %s
"""
# Rows were written and are not committed yet: the lock that an INSERT holds until then.
WRITING_ROWS = """
    SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    WHERE c.relname = 'activities_activityevent' AND l.mode = 'RowExclusiveLock'
      AND l.database = (SELECT oid FROM pg_database WHERE datname = %s)
"""


class Situation(ABC):
    """One run of it at one site; `series` is a number that no other run has."""

    # Whether there is a middle into which the fault must fall.
    has_middle = True

    def __init__(self, site: Site, series: int) -> None:
        self.site = site
        self.series = series
        self.session = 0
        self.activity = 0

    @abstractmethod
    def begin(self) -> None: ...

    @abstractmethod
    def is_midway(self) -> bool: ...

    @abstractmethod
    def finish(self) -> None: ...

    @abstractmethod
    def complaints(self, cursor: Any) -> list[str]: ...

    @property
    def page(self) -> str:
        return f"/activities/{self.activity}/"

    def _open(self, call: str, **arguments: Any) -> None:
        made = self.site.inside.call(call, **arguments)
        self.activity, self.session = made["activity"], made["session"]


class Idle(Situation):
    """Nobody is there; afterwards three people sign up, and one of them cancels."""

    has_middle = False
    people = 3

    def begin(self) -> None:
        self._open("open_session", capacity=4)
        self.rush = Rush(self.site, self.activity, self.session, self.people, self.series)

    def is_midway(self) -> bool:
        return True

    def finish(self) -> None:
        self.rush.start(clients=1)
        self.rush.wait()

    def complaints(self, cursor: Any) -> list[str]:
        return self.rush.acknowledged.complaints(cursor)


class SignUpRush(Situation):
    """Forty-eight parties for 24 places, every fourth cancels again, some tap twice."""

    people = 48
    capacity = 24

    def begin(self) -> None:
        self._open("open_session", capacity=self.capacity)
        self.rush = Rush(self.site, self.activity, self.session, self.people, self.series)
        self.rush.start()

    def is_midway(self) -> bool:
        return self.rush.acknowledged.count >= self.people // 4

    def finish(self) -> None:
        self.rush.wait()

    def complaints(self, cursor: Any) -> list[str]:
        return self.rush.acknowledged.complaints(cursor)


class LedgerImport(Situation):
    """A plan of 2,000 rows through the admin's three steps; asked again until it says that it is in."""

    def begin(self) -> None:
        self._open("open_session")
        self.theme = f"导入{self.series}"
        self.seen: set[int] = set()
        self.failed: list[str] = []
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._watch, self._import)
        ]
        for thread in self._threads:
            thread.start()

    def is_midway(self) -> bool:
        with closing(self.site.connect()) as connection, connection.cursor() as cursor:
            deadline = time.monotonic() + 0.3
            while time.monotonic() < deadline:
                cursor.execute(WRITING_ROWS, [self.site.database])
                if cursor.fetchone()[0]:
                    return True
        return False

    def finish(self) -> None:
        watch, importing = self._threads
        importing.join(180)
        self._over.set()
        watch.join(10)
        assert not importing.is_alive(), "the import is stuck"

    def complaints(self, cursor: Any) -> list[str]:
        cursor.execute(
            "SELECT count(*), count(DISTINCT title) FROM activities_activity WHERE theme = %s",
            [self.theme],
        )
        rows, titles = cursor.fetchone()
        found = list(self.failed)
        if not (rows == titles == IMPORT_ROWS) and not found:
            found.append(f"I-14: imported {IMPORT_ROWS} rows, there are {rows} ({titles} titles)")
        if halves := self.seen - {0, IMPORT_ROWS}:
            found.append(f"I-15: an import was seen by halves: {sorted(halves)[:3]}")
        return found

    def _watch(self) -> None:
        """What somebody who looks meanwhile sees of it: nothing, or all."""
        while not self._over.is_set():
            try:
                with closing(self.site.connect()) as connection, connection.cursor() as cursor:
                    while not self._over.wait(0.05):
                        cursor.execute(
                            "SELECT count(*) FROM activities_activity WHERE theme = %s",
                            [self.theme],
                        )
                        self.seen.add(cursor.fetchone()[0])
            except psycopg2.Error:
                self._over.wait(0.2)

    def _import(self) -> None:
        browser = Browser(self.site, cookies={"sessionid": self.site.cookie})
        try:
            browser.until(lambda: self._three_steps(browser))
        except Unanswered as error:
            self.failed.append(f"I-17: the import was never answered: {error}")
        except Exception as error:  # noqa: BLE001  told by `complaints`
            self.failed.append(f"the import went wrong: {error!r}")
        finally:
            browser.close()

    def _three_steps(self, browser: Browser) -> str | None:
        """Upload, preview, confirm; the list's address when it is in, None when it must be repeated."""
        status, page, _location = browser.ask("GET", IMPORT_PAGE)
        if not self._is(status, 200):
            return None
        body, content_type = _multipart(browser.token(page), self._plan())
        status, _page, preview = browser.ask("POST", IMPORT_PAGE, body, content_type)
        if not self._is(status, 302):
            return None
        status, page, _location = browser.ask("GET", preview)
        if not self._is(status, 200):
            return None
        ticket = page.partition('name="ticket" value="')[2].partition('"')[0]
        status, _page, location = browser.post(
            IMPORT_PAGE,
            {"csrfmiddlewaretoken": browser.token(page), "ticket": ticket, "rows": "all"},
        )
        return location if self._is(status, 302) and location == LIST_PAGE else None

    def _is(self, status: int, wanted: int) -> bool:
        """A 500 is no answer to anybody, whatever comes of the next try."""
        if status == 500:
            self.failed.append("500: the import")
        return status == wanted

    def _plan(self) -> bytes:
        lines = ["社区,小区,活动名称,时间,主题"]
        for number in range(IMPORT_ROWS):
            day = f"{2027 + self.series % 60}-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}"
            lines.append(f"故障社区,故障小区,邻里活动{number},{day} 09:30,{self.theme}")
        return "\n".join(lines).encode("utf-8-sig")


class ImportRowByRow(LedgerImport):
    """A control: a few of the same rows, each written and committed by itself."""

    rows = 40

    def _import(self) -> None:
        for _number in range(self.rows):
            self.site.inside.call("open_session", theme=self.theme)
        # Whoever watches looks once more before it counts as over.
        self._over.wait(0.2)


class ReminderBatch(Situation):
    """Three hundred reminders are due at once; the fault falls into the middle of their delivery."""

    people = 300
    materialised = True

    def begin(self) -> None:
        self._open("open_batch", people=self.people, materialised=self.materialised)

    def is_midway(self) -> bool:
        return bool(self.people // 10 < self.told())

    def told(self) -> int:
        return int(self.site.ask(TOLD, (self.session,)))

    def finish(self) -> None:
        """Nobody waits for an answer; whether it arrives is asked of the tables."""

    def complaints(self, cursor: Any) -> list[str]:
        cursor.execute(TOLD, [self.session])
        told = cursor.fetchone()[0]
        return [] if told == self.people else [f"I-9: {told} of {self.people} were told"]


class RemindersToCome(ReminderBatch):
    """The same people, of whom nothing is written yet: beat's next tick does all of it."""

    has_middle = False
    people = 60
    materialised = False


class OwnersVote(Situation):
    """Twenty-four doors vote online, of every fourth two owners at once; then it is counted."""

    doors = 24
    counted = 0

    def begin(self) -> None:
        made = self.site.inside.call("open_vote", doors=self.doors)
        codes = {int(entry): code for entry, code in made["codes"].items()}
        self.rush = BallotRush(self.site, made["vote"], codes)
        self.rush.start()

    @property
    def page(self) -> str:
        return f"/v/{next(iter(self.rush.codes.values()))}/"

    def is_midway(self) -> bool:
        return self.rush.count >= self.doors // 4

    def finish(self) -> None:
        self.rush.wait()
        if len(self.rush.accepted) == self.doors:
            self.counted = self.site.inside.call("count_vote", vote=self.rush.vote)

    def complaints(self, cursor: Any) -> list[str]:
        found = self.rush.complaints(cursor)
        if not found and self.counted != self.doors:
            found.append(f"B-1: {self.counted} of {self.doors} doors were counted")
        return found


def wait_for_the_middle(situation: Situation) -> bool:
    """Whether the fault falls into the middle; a situation that is over before has none."""
    return wait_for(situation.is_midway, 45)


def _multipart(token: str, content: bytes) -> tuple[bytes, str]:
    boundary = "a-boundary-of-the-harness"
    parts = [
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"'
            f"\r\n\r\n{token}\r\n"
        ).encode(),
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="plan.csv"'
            "\r\nContent-Type: text/csv\r\n\r\n"
        ).encode(),
        content,
        f"\r\n--{boundary}--\r\n".encode(),
    ]
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"


SITUATIONS: dict[str, Callable[[Site, int], Situation]] = {
    "idle": Idle,
    "rush": SignUpRush,
    "import": LedgerImport,
    "reminders": ReminderBatch,
    "reminders to come": RemindersToCome,
    "ballots": OwnersVote,
}
