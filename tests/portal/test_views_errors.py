"""What passes by itself is a 503 with a sentence and an hour to come again, never a 500."""

from __future__ import annotations

import errno
import os
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from accounts.models import Person

pytestmark = [pytest.mark.urls(__name__), pytest.mark.expects_log_errors]


def killed_backend(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return HttpResponse("never")


def slow_statement(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(5)")
    return HttpResponse("never")


def closed_connection(request: HttpRequest) -> HttpResponse:
    connection.ensure_connection()
    connection.connection.close()
    return HttpResponse(str(Person.objects.count()))


def broken_off_answer(request: HttpRequest) -> HttpResponse:
    """As psycopg2 tells an answer that ended in the middle: no subclass, no code."""
    raise DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq")


def full_disk(request: HttpRequest) -> HttpResponse:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def missing_file(request: HttpRequest) -> HttpResponse:
    raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))


def wrong_statement(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing_of_this_name")
    return HttpResponse("never")


VIEWS = (
    killed_backend,
    slow_statement,
    closed_connection,
    broken_off_answer,
    full_disk,
    missing_file,
    wrong_statement,
)
urlpatterns = [path(f"{view.__name__}/", view) for view in VIEWS]
handler500 = "portal.views.errors.server_error"


def _ask(view: Any) -> HttpResponse:
    try:
        return Client(raise_request_exception=False).get(f"/{view.__name__}/")  # type: ignore[return-value]
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "view", [killed_backend, slow_statement, closed_connection, broken_off_answer]
)
def test_without_the_database_a_page_says_when_to_come_again(
    view: Any, errors_in_log: list[Any]
) -> None:
    response = _ask(view)

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "系统正在恢复" in response.content.decode()
    assert errors_in_log


@pytest.mark.django_db(transaction=True)
def test_the_next_page_after_a_killed_backend_is_answered() -> None:
    assert _ask(killed_backend).status_code == 503

    assert Person.objects.count() == 0


def test_a_full_disk_is_told_in_words(errors_in_log: list[Any]) -> None:
    response = _ask(full_disk)

    assert response.status_code == 503
    assert "请先不带照片提交" in response.content.decode()
    assert errors_in_log


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("view", [missing_file, wrong_statement])
def test_what_does_not_pass_by_itself_stays_a_fault(view: Any, errors_in_log: list[Any]) -> None:
    response = _ask(view)

    assert response.status_code == 500
    assert "系统出了点问题" in response.content.decode()
    assert errors_in_log
