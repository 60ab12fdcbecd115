from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Person
from accounts.services import register_person
from core.errors import DomainError
from core.models import IdempotentAnswer
from core.services import idempotency
from core.services.idempotency import KEPT, Answer, KeyReused, StillInFlight, answer_once
from core.tasks import forget_idempotent_answers
from tests.concurrency import at_once

NOW = timezone.now()


def ask(act: Callable[[], Answer], *, digest: str = "a" * 64, **given: Any) -> Answer:
    asked = {"caller": "token:1", "key": "the-same-key-0001", "now": NOW, **given}
    return answer_once(act=act, request_digest=digest, **asked)


def register(status: int = 201) -> Callable[[], Answer]:
    """Makes somebody without a phone: nothing but the key tells two of them from one."""

    def act() -> Answer:
        return Answer(status, str(register_person(name="王芳").pk))

    return act


@pytest.mark.django_db
def test_the_first_answer_is_given_again_and_nothing_is_done_twice() -> None:
    first, again = ask(register()), ask(register())

    assert (again.status, again.body) == (first.status, first.body)
    assert (first.is_replayed, again.is_replayed) == (False, True)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_key_that_comes_with_another_request_is_refused() -> None:
    ask(register())

    with pytest.raises(KeyReused):
        ask(register(), digest="b" * 64)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_anothers_equal_key_is_another_key() -> None:
    mine, theirs = ask(register()), ask(register(), caller="token:2", digest="b" * 64)

    assert mine.body != theirs.body
    assert not theirs.is_replayed


@pytest.mark.django_db
@pytest.mark.parametrize("status", [409, 429, 500, 503])
def test_what_may_be_otherwise_next_time_is_not_kept(status: int) -> None:
    ask(register(status))

    assert not ask(register()).is_replayed
    assert IdempotentAnswer.objects.get().status == 201


@pytest.mark.django_db
@pytest.mark.parametrize("status", [200, 400, 403, 404, 422])
def test_a_final_refusal_is_kept_like_a_success(status: int) -> None:
    ask(register(status))

    assert ask(register()) == Answer(status, str(Person.objects.get().pk), is_replayed=True)


@pytest.mark.django_db
def test_a_failure_undoes_the_effect_with_the_answer() -> None:
    def act() -> Answer:
        register_person(name="王芳")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(act)

    assert not Person.objects.exists()
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.django_db
def test_neither_key_nor_request_is_kept_in_clear() -> None:
    ask(register(), key="13812345678-13812345678")

    kept = IdempotentAnswer.objects.values().get()
    assert "13812345678" not in str(kept)
    assert len(kept["key_digest"]) == 64


@pytest.mark.django_db
def test_after_a_day_a_key_is_new_and_the_task_forgets_the_old_one() -> None:
    first = ask(register(), now=NOW - KEPT - timedelta(minutes=1))
    forgotten = ask(register(), key="another-key-00001", now=NOW - KEPT - timedelta(minutes=1))

    again = ask(register())
    forget_idempotent_answers.delay()
    forget_idempotent_answers.delay()

    assert not again.is_replayed
    assert len({first.body, forgotten.body, again.body}) == 3
    assert IdempotentAnswer.objects.get().body == again.body


class Meeting:
    """Two acts that both begin before either ends, if nothing keeps them apart."""

    def __init__(self) -> None:
        self.barrier = threading.Barrier(2)

    def act(self) -> Answer:
        answer = register()()
        with suppress(threading.BrokenBarrierError):
            self.barrier.wait(0.5)
        return answer

    def run(self) -> list[Any]:
        return at_once(*[lambda: ask(self.act)] * 2)


def one_was_done_and_one_was_told_to_wait(results: list[Any]) -> None:
    refused = [result for result in results if isinstance(result, DomainError)]
    answered = [result for result in results if isinstance(result, Answer)]

    assert [type(result) for result in refused] == [StillInFlight], results
    assert [answer.status for answer in answered] == [201]
    assert Person.objects.count() == 1
    assert ask(register()) == Answer(201, str(Person.objects.get().pk), is_replayed=True)


@pytest.mark.django_db(transaction=True)
def test_the_same_request_twice_at_once_is_done_once() -> None:
    one_was_done_and_one_was_told_to_wait(Meeting().run())


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_both_run_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the same race, the same assertions, the lock taken out."""
    monkeypatch.setattr(idempotency, "claim", lambda _key_digest: True)

    with pytest.raises(AssertionError):
        one_was_done_and_one_was_told_to_wait(Meeting().run())
