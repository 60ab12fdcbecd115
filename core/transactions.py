"""Transactions that meet others: bounded waiting for a lock, and another try where that is safe."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
    transaction,
)
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.freshness import record_change

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

P = ParamSpec("P")
R = TypeVar("R")

# Serialization failure, deadlock, lock not available (reliability I-19).
TRANSIENT = frozenset({"40001", "40P01", "55P03"})
TRIES = 4
LOCK_TIMEOUT = "3s"


def is_database_away(error: BaseException | None) -> bool:
    """Whether this passes by itself: no connection, none left, cut off, or waited too long.

    psycopg2 reports an answer that broke off in the middle as a bare DatabaseError without a code.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return type(error) is DatabaseError and not getattr(error.__cause__, "pgcode", None)


class TooBusy(DomainError):
    """Everybody wants the same row at once; nothing was written."""

    default_message = _("现在人太多，没有提交成功，请再点一次")


# By the name that a trigger gives to its rule.
_sentences: dict[str, StrPromise] = {}


def register_sentence(rule: str, sentence: StrPromise) -> None:
    """How the refusal of a trigger is told; said once by the app whose trigger it is."""
    _sentences[rule] = sentence


def broken_rule(error: IntegrityError, model: type[Model]) -> str:
    """The sentence of the model's constraint that the database named; empty where it has none.

    For services that write whole sets, which no form has looked at before.
    """
    name = _name_of_rule(error)
    for constraint in model._meta.constraints:
        if constraint.name == name:
            return str(constraint.violation_error_message)
    return str(_sentences.get(name, ""))


def _name_of_rule(error: IntegrityError) -> str:
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


@contextmanager
def _told() -> Generator[None]:
    """The refusal of a trigger that has its sentence is a refusal like any other."""
    try:
        yield
    except IntegrityError as error:
        sentence = _sentences.get(_name_of_rule(error))
        if sentence is None:
            raise
        raise DomainError(sentence) from error


class _Running(threading.local):
    """Whether this thread is in a locking service already; left before the commit's own hooks run."""

    inside = False

    def __enter__(self) -> None:
        self.inside = True

    def __exit__(self, *_error: object) -> None:
        self.inside = False


_running = _Running()


def one_at_a_time(what: str, key: int = 0) -> None:
    """Until the end of the transaction nobody else does this: for what no row stands yet to be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [what, key])


def locking(service: Callable[P, R]) -> Callable[P, R]:
    """Runs a service in one transaction with a lock timeout; tries again after a lost race.

    Inside somebody else's transaction it takes part in it and leaves trying again to the outermost.
    Called by another locking service it is a part of that one: no savepoint of its own, whatever it
    raises undoes both. Once committed, pages kept from before are out of date. Raises TooBusy when
    the last try fails too.
    """

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _running.inside:
            with transaction.atomic(savepoint=False), _told():
                return service(*args, **kwargs)
        if connection.in_atomic_block:
            with transaction.atomic(), _running, _told():
                transaction.on_commit(record_change, robust=True)
                return service(*args, **kwargs)
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic(), _running, _told():
                    with connection.cursor() as cursor:
                        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
                    transaction.on_commit(record_change, robust=True)
                    return service(*args, **kwargs)
            except OperationalError as error:
                if getattr(error.__cause__, "pgcode", None) not in TRANSIENT:
                    raise
                if not left:
                    raise TooBusy from error
                time.sleep(random.uniform(0.01, 0.08))  # noqa: S311  jitter, no secret
        raise AssertionError("unreachable")

    return run
