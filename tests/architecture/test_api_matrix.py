"""Every act of the API as every role on own, sibling and foreign objects (reliability I-20 to I-22)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import ApiScope
from tests.architecture.access_matrix import ANONYMOUS, DENIED, OWN, ROLES, WHOSE, Grounds
from tests.architecture.addresses import ALL_ROUTES
from tests.architecture.api_matrix import ACTS, Act
from tests.architecture.test_access_matrix import written_rows
from tests.factories.accounts import ApiTokenFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db


def program(role: str, cast: Cast, scopes: list[str] | None = None) -> Client:
    if role == ANONYMOUS:
        return Client()
    user = getattr(cast, role)
    token = ApiTokenFactory(user=user, scopes=scopes or list(ApiScope.values))
    return Client(headers={"Authorization": f"Bearer {token.secret}"})


def ask(client: Client, act: Act, grounds: dict[str, Grounds], whose: str) -> Any:
    """Sent and undone, so that the next role meets the same world."""
    here = grounds[whose]
    address = reverse(act.name, kwargs=act.about(here) if act.about else {})
    if act.body is None:
        return client.get(address)
    body = act.body(here) if callable(act.body) else act.body
    with transaction.atomic():
        response = client.post(address, body, content_type="application/json")
        transaction.set_rollback(True)
    return response


def asked(act: Act) -> Iterator[str]:
    yield from WHOSE if act.about else (OWN,)


def test_every_route_of_the_api_stands_in_the_matrix() -> None:
    routes = {route.name for route in ALL_ROUTES if route.path.startswith("api/v1/")}

    assert {act.name for act in ACTS} == routes


def test_every_route_of_the_api_stands_in_its_page_of_the_docs() -> None:
    table = (settings.BASE_DIR / "docs" / "api.md").read_text().split("## Tokens")[0]
    told = {re.sub(r"<\w+>", "<>", address) for address in re.findall(r"`([a-z][^`]*/)`", table)}
    routes = {
        re.sub(r"<[^>]+>", "<>", route.path.removeprefix("api/v1/"))
        for route in ALL_ROUTES
        if route.path.startswith("api/v1/")
    }

    assert told == routes


@pytest.mark.parametrize("role", ROLES)
def test_the_api_answers_each_role_as_the_matrix_says_and_reading_changes_nothing(
    role: str, cast: Cast, grounds: dict[str, Grounds]
) -> None:
    client = program(role, cast)

    wrong = []
    for act in ACTS:
        before = written_rows()
        for whose in asked(act):
            response = ask(client, act, grounds, whose)
            if response.status_code != act.rule(role, whose):
                said = response.content.decode()[:200]
                wrong.append(f"{act} of {whose}: {response.status_code} {said}")
        if act.body is None and written_rows() != before:
            wrong.append(f"{act} wrote while reading")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scope", ApiScope.values)
def test_no_act_passes_without_its_scope(
    scope: str, cast: Cast, grounds: dict[str, Grounds]
) -> None:
    others = [other for other in ApiScope.values if other != scope]
    client = program("admin", cast, others)

    answers = {
        str(act): ask(client, act, grounds, OWN).status_code for act in ACTS if act.scope == scope
    }

    assert answers
    assert set(answers.values()) == {DENIED}, answers
