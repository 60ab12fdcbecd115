from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory
from time_machine import travel

from core.device import (
    COMPLEX_COOKIE,
    MEMORY_COOKIE,
    MEMORY_SALT,
    MOST_CODES,
    MOST_PEOPLE,
    Memory,
    forget_device,
    read_complex,
    read_memory,
    remember_complex,
    remember_sign_up,
)


def test_a_device_remembers_its_complex() -> None:
    request, response = RequestFactory().get("/"), HttpResponse()
    remember_complex(request, response, "east-garden")

    request.COOKIES[COMPLEX_COOKIE] = response.cookies[COMPLEX_COOKIE].value

    assert read_complex(request) == "east-garden"
    assert response.cookies[COMPLEX_COOKIE]["httponly"]


@pytest.mark.parametrize("kept", ["", "a/b", "../x", "A", "小区", "a" * 61, "a\n"])
def test_what_cannot_be_a_slug_is_nothing(kept: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COMPLEX_COOKIE] = kept

    assert read_complex(request) == ""


def memory_after(*sign_ups: tuple[int, str, bool]) -> tuple[Any, Memory]:
    request = RequestFactory().get("/")
    for person_id, code, is_own in sign_ups:
        response = HttpResponse()
        remember_sign_up(request, response, person_id=person_id, code=code, is_own=is_own)
        request.COOKIES[MEMORY_COOKIE] = response.cookies[MEMORY_COOKIE].value
    return request, read_memory(request)


def test_a_device_remembers_the_family_and_its_tickets_newest_first() -> None:
    _request, memory = memory_after((7, "A" * 12, True), (8, "B" * 12, False), (7, "C" * 12, False))

    assert memory.person_ids == (7, 8)
    assert memory.codes == ("C" * 12, "B" * 12, "A" * 12)
    assert memory.own_ids == (7,), "proved once, proved"


def test_the_memory_is_bounded_and_its_cookie_small() -> None:
    many = [(10**9 + number, f"{number:012d}", True) for number in range(100)]
    request, memory = memory_after(*many)

    assert (len(memory.people), len(memory.codes)) == (MOST_PEOPLE, MOST_CODES)
    assert memory.codes[0] == f"{99:012d}"
    assert len(request.COOKIES[MEMORY_COOKIE]) < 2000


def test_the_memory_cannot_be_read_or_written_by_scripts_or_others() -> None:
    response = HttpResponse()
    remember_sign_up(
        RequestFactory().get("/", secure=True), response, person_id=1, code="A" * 12, is_own=True
    )
    morsel = response.cookies[MEMORY_COOKIE]

    assert morsel["httponly"]
    assert morsel["secure"]
    assert morsel["samesite"] == "Lax"
    assert morsel["max-age"] == 180 * 24 * 60 * 60


@pytest.mark.parametrize(
    "kept",
    [
        "", "x", "a:b:c", "王", "." * 5000,
        signing.dumps({"p": [[1, 1]], "t": ["A" * 12]}, salt="another"),
        signing.dumps([1], salt=MEMORY_SALT),
        signing.dumps({"p": 1, "t": []}, salt=MEMORY_SALT),
        signing.dumps({"p": [["x", 1]], "t": []}, salt=MEMORY_SALT),
    ],
    ids=["none", "short", "parts", "chinese", "long", "salt", "list", "number", "word"],
)  # fmt: skip
def test_a_cookie_that_we_did_not_write_is_no_memory(kept: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[MEMORY_COOKIE] = kept

    assert read_memory(request) == Memory()


def test_after_180_days_the_memory_is_gone() -> None:
    with travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False):
        request, memory = memory_after((1, "A" * 12, True))
    with travel(datetime(2026, 7, 1, tzinfo=UTC), tick=False):
        assert read_memory(request) == Memory()
    assert memory.codes == ("A" * 12,)


def test_forgetting_deletes_the_cookie() -> None:
    response = HttpResponse()
    forget_device(response)

    assert response.cookies[MEMORY_COOKIE].value == ""
    assert response.cookies[MEMORY_COOKIE]["max-age"] == 0
