"""Services within services: one transaction, one mark of change, no savepoint between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from core.errors import DomainError
from core.transactions import locking


class Refused(DomainError):
    default_message = "不行"


@locking
def register(name: str, *, refuse: bool = False) -> Person:
    person = Person.objects.create(name=name)
    if refuse:
        raise Refused
    return person


@locking
def register_two(*, swallow: bool = False) -> None:
    register("王芳")
    try:
        register("李强", refuse=swallow)
    except Refused:
        Person.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_service_in_a_service_costs_no_statement_of_its_own() -> None:
    with CaptureQueriesContext(connection) as alone:
        register("王芳")
    with CaptureQueriesContext(connection) as both:
        register_two()

    assert len(both) == len(alone) + 1
    assert not any("SAVEPOINT" in one["sql"] for one in both.captured_queries)


@pytest.mark.django_db(transaction=True)
def test_what_the_inner_one_raises_undoes_both_even_if_somebody_swallows_it() -> None:
    with pytest.raises(TransactionManagementError):
        register_two(swallow=True)

    assert not Person.objects.exists()
    # The thread is free again: the next service has a transaction of its own.
    register("王芳")
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_refusal_leaves_the_callers_transaction_as_it_was() -> None:
    with pytest.raises(Refused):
        register("王芳", refuse=True)

    assert not Person.objects.exists()


@pytest.mark.django_db
def test_pages_are_made_anew_once_for_all_of_it(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks() as after, transaction.atomic():
        register_two()

    assert len(after) == 1
