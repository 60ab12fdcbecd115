"""One API write, however often it is sent: the first answer is kept and given again.

Answer and effect are one transaction, so that no crash leaves the one without the other. An advisory
lock, held to its end, keeps the same request from running beside itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.models import IdempotentAnswer
from core.transactions import locking

# Longer than any client retries; what an answer says of a person is gone a day later.
KEPT = timedelta(hours=24)
# Might be otherwise the next time: taken places, too many requests.
NOT_KEPT = frozenset({409, 429})
FIRST_SERVER_ERROR = 500


class KeyReused(DomainError):
    default_message = _("这个 Idempotency-Key 已经用于另一个请求，新的请求请换一个新的")


class StillInFlight(DomainError):
    default_message = _("同一个请求正在处理，请过几秒再试")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the HTTP status and the JSON text."""

    status: int
    body: str
    is_replayed: bool = False

    @property
    def is_final(self) -> bool:
        return self.status < FIRST_SERVER_ERROR and self.status not in NOT_KEPT


@locking
def answer_once(
    *, caller: str, key: str, request_digest: str, act: Callable[[], Answer], now: datetime
) -> Answer:
    """Runs `act` unless this caller's key was answered already; then that answer, marked as replayed.

    `act` writes inside this transaction, and runs again after a lost race for a lock. Raises
    KeyReused where the key came with another request, StillInFlight while the first one runs.
    """
    key_digest = hashlib.sha256(f"{caller}|{key}".encode()).hexdigest()
    if not claim(key_digest):
        raise StillInFlight
    known = IdempotentAnswer.objects.filter(caller=caller, key_digest=key_digest).first()
    if known and known.expires_at > now:
        if known.request_digest != request_digest:
            raise KeyReused
        return Answer(known.status, known.body, is_replayed=True)
    if known:
        known.delete()
    answer = act()
    if answer.is_final:
        IdempotentAnswer.objects.create(
            caller=caller,
            key_digest=key_digest,
            request_digest=request_digest,
            status=answer.status,
            body=answer.body,
            answered_at=now,
            expires_at=now + KEPT,
        )
    return answer


def forget_answers(*, now: datetime) -> int:
    """Deletes what is past its day; returns how many."""
    return IdempotentAnswer.objects.filter(expires_at__lte=now).delete()[0]


def claim(key_digest: str) -> bool:
    """Takes the key for the rest of the transaction; False while another one has it."""
    number = int.from_bytes(bytes.fromhex(key_digest[:16]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])
