"""Owners at their phones: each votes with the code of her slip, and sends it until she is answered.

Of every fourth door two owners vote at once, each on a device of her own; one of them must be told that
the door has voted. Whoever held a receipt in her hands must be found with it.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from tests.faults.stand import Site
from tests.faults.visitors import KEY, PATIENCE_SECONDS, Browser, Unanswered

RECEIPT = re.compile(r'class="big-count">([0-9A-Z]+)<')
OPTION = re.compile(r'name="(o\d+)"')
ACCEPTED = "投票成功"
REFUSED = "已经投过票"
STANDING = """
    SELECT e.id, b.receipt FROM meetings_rollentry e
    JOIN meetings_turnout t ON t.entry_id = e.id
    LEFT JOIN meetings_ballot b ON b.turnout_id = t.id AND b.turn = 1
    WHERE e.vote_id = %s
"""


@dataclass
class BallotRush:
    """All doors of a roll at once; `codes`: the slips by entry."""

    site: Site
    vote: int
    codes: dict[int, str]
    accepted: dict[int, list[str]] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def count(self) -> int:
        """How many doors were told that their ballot is in."""
        return len(self.accepted)

    def start(self, clients: int = 8) -> None:
        doors: SimpleQueue[int] = SimpleQueue()
        for number, entry in enumerate(self.codes):
            for _device in range(2 if number % 4 == 0 else 1):
                doors.put(entry)

        def serve() -> None:
            while True:
                try:
                    entry = doors.get_nowait()
                except Empty:
                    return
                self._vote(entry)

        self.threads = [threading.Thread(target=serve, daemon=True) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def wait(self) -> None:
        for thread in self.threads:
            thread.join(PATIENCE_SECONDS * 4)
        assert not any(thread.is_alive() for thread in self.threads), "a voter is stuck"

    def complaints(self, cursor: Any) -> list[str]:
        """What the roll and the voters disagree on; empty when all is well."""
        cursor.execute(STANDING, [self.vote])
        standing = dict(cursor.fetchall())
        found = sorted(set(self.broken))
        for entry, receipts in sorted(self.accepted.items()):
            if len(receipts) > 1:
                found.append(f"B-2: entry {entry} was told twice that its ballot is in")
            if entry not in standing:
                found.append(f"I-14: the acknowledged ballot of entry {entry} is lost")
            elif receipts[0] and receipts[0] != standing[entry]:
                found.append(f"I-14: receipt {receipts[0]} of entry {entry} leads to nothing")
        found += [f"I-14: entry {e} has not voted" for e in self.codes if e not in standing]
        return found

    def _vote(self, entry: int) -> None:
        browser = Browser(self.site)
        try:
            self._cast(browser, entry)
        except Unanswered as error:
            self._complain(f"I-17: never answered: entry {entry} ({error})")
        except Exception as error:  # noqa: BLE001  told by `complaints`
            self._complain(f"the ballot of entry {entry} went wrong: {error!r}")
        finally:
            browser.close()

    def _cast(self, browser: Browser, entry: int) -> None:
        path = f"/v/{self.codes[entry]}/"
        page = browser.open(path)
        key, option = KEY.search(page), OPTION.search(page)
        if key is None and REFUSED in page:
            self._refuse(entry)
            return
        assert key, "a ballot without its key"
        assert option, "a ballot without its matter"
        form: dict[str, object] = {
            "csrfmiddlewaretoken": browser.token(page),
            "key": key[1],
            option[1]: "AGREE" if entry % 3 else "OPPOSE",
        }

        def send() -> str | None:
            status, answer, _location = browser.post(path, form)
            if status == 500:
                self._complain("500: a ballot")
            return answer if status in {200, 409} else None

        answer = browser.until(send)
        if ACCEPTED in answer:
            receipt = RECEIPT.search(answer)
            with self._lock:
                self.accepted.setdefault(entry, []).append(receipt[1] if receipt else "")
        elif REFUSED in answer:
            self._refuse(entry)
        else:
            self._complain(f"entry {entry} was told neither that its ballot is in nor that it was")

    def _refuse(self, entry: int) -> None:
        with self._lock:
            self.refused.append(entry)

    def _complain(self, words: str) -> None:
        with self._lock:
            self.broken.append(words)
