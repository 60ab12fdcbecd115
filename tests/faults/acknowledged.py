"""The acknowledgement ledger: what the client was told, to be held against the database (I-14).

Only an answer that arrived counts (2xx or 3xx with what it promises). What never was answered may
have been done or not; the client asks again, and then there must be one of it, not two.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

SIGN_UPS = """
    SELECT s.code, s.state, p.name
    FROM activities_signup s JOIN accounts_person p ON p.id = s.person_id
    WHERE s.session_id = %s
"""


@dataclass
class Acknowledged:
    """Written by many clients at once; read when they are done."""

    session: int
    _signed_up: dict[str, str] = field(default_factory=dict)
    _cancelled: set[str] = field(default_factory=set)
    _given_up: list[str] = field(default_factory=list)
    _broken: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def signed_up(self, name: str, code: str) -> None:
        """The ticket's address arrived; for the same form it must always be the same ticket."""
        with self._lock:
            known = self._signed_up.setdefault(name, code)
            if known != code:
                self._broken.append(f"I-3: {name} got two tickets, {known} and {code}")

    def cancelled(self, name: str) -> None:
        with self._lock:
            self._cancelled.add(name)

    def gave_up(self, name: str, last: object) -> None:
        """Never answered, however often the client asked: the outage did not end."""
        with self._lock:
            self._given_up.append(f"{name} ({last})")

    def answered_500(self, path: str) -> None:
        with self._lock:
            self._broken.append(f"500: {path.split('?', maxsplit=1)[0]}")

    @property
    def count(self) -> int:
        """How many sign-ups were acknowledged so far; tells when it is half-way."""
        return len(self._signed_up)

    def codes(self) -> list[str]:
        """The tickets that people hold in their hands so far."""
        with self._lock:
            return list(self._signed_up.values())

    def complaints(self, cursor: Any) -> list[str]:
        """What the database and the acknowledgements disagree on; empty when all is well."""
        cursor.execute(SIGN_UPS, [self.session])
        rows: list[tuple[str, str, str]] = cursor.fetchall()
        standing = {code: state for code, state, _name in rows}
        found = sorted(set(self._broken))
        for name, code in sorted(self._signed_up.items()):
            if code not in standing:
                found.append(f"I-14: {name}'s acknowledged sign-up {code} is lost")
            elif name in self._cancelled and standing[code] != "CANCELLED":
                found.append(f"I-14: {name}'s acknowledged cancellation is lost")
            elif name not in self._cancelled and standing[code] == "CANCELLED":
                found.append(f"I-14: {name}'s sign-up was cancelled by nobody")
        names = [name for _code, _state, name in rows]
        found += [f"I-3: {name} is signed up twice" for name in sorted(_twice(names))]
        found += [f"I-17: never answered: {who}" for who in self._given_up]
        return found


def _twice(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}
