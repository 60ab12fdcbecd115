"""Bad answers to every form and every POST: refused in words or taken, never a 500 (issue 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.architecture.access_matrix import ANONYMOUS, NOT_THIS_METHOD, OK, OWN, ROWS, Grounds
from tests.architecture.grounds import client_as
from tests.fuzz.routes import FIELDS_OF_POSTS, LEFT_ALONE, MORE_FIELDS, WRITERS
from tests.fuzz.values import dice_for, dose, echoes, mangled
from tests.people import Cast

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.expects_log_errors,
    pytest.mark.usefixtures("only_refusals_are_logged"),
]

INPUTS = dose(400, 5000)
ADMIN_FORMS = (
    "admin:communities_building_add", "admin:communities_resident_add",
    "admin:communities_roleassignment_add", "admin:activities_space_add", "admin:accounts_person_add",
    "admin:communities_ownership_add",
)  # fmt: skip
# Pages of one act on an object: the keys of its address.
ADMIN_ACTS: dict[str, Callable[[Grounds], list[int]]] = {
    "admin:communities_complex_move": lambda g: [g.complex.pk],
    "admin:communities_complex_merge": lambda g: [g.complex.pk],
    "admin:accounts_person_merge": lambda g: [g.resident.person_id, g.ownership.person_id],
}
Fields = dict[str, list[Any]]


class _Form(HTMLParser):
    """Names and values of the last POST form of <main>, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self._posts = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name, value = told.get("name") or "", told.get("value") or ""
        if tag == "form":
            self._posts = (told.get("method") or "").lower() == "post"
        if not self._posts:
            return
        if tag == "select":
            self._select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self._select and "selected" in told:
            self.fields[self._select].append(value)
        elif tag in {"input", "textarea", "button"} and name and told.get("type") != "file":
            self.fields.setdefault(name, [value])


def fields_on(page: str) -> Fields:
    form = _Form()
    form.feed(page)
    return {name: values for name, values in form.fields.items() if name != "csrfmiddlewaretoken"}


def targets(cast: Cast, grounds: Grounds) -> Iterator[tuple[str, str, Client, Fields]]:
    """Name, address, who is signed in, and answers to begin with; for every road that POSTs."""
    clients = {role: client_as(role, cast) for role in (ANONYMOUS, *WRITERS)}
    for name, row in ROWS.items():
        if name in LEFT_ALONE:
            continue
        address = reverse(name, kwargs=row.about(grounds) if row.about else None)
        for role, client in clients.items():
            answer = row.rule(role, OWN)
            seen = answer if isinstance(answer, frozenset) else {answer}
            if not seen & {OK, NOT_THIS_METHOD}:
                continue
            fields = dict(FIELDS_OF_POSTS.get(name, {}))
            if OK in seen:
                fields |= fields_on(client.get(address).content.decode("utf-8", "replace"))
            fields |= MORE_FIELDS.get(name, {})
            if fields or name in FIELDS_OF_POSTS:
                yield f"{name} as {role}", address, client, fields
    forms: dict[str, list[int]] = {name: [] for name in ADMIN_FORMS}
    for name, keys in (forms | {act: of(grounds) for act, of in ADMIN_ACTS.items()}).items():
        address, client = reverse(name, args=keys), clients["official"]
        yield name, address, client, fields_on(client.get(address).content.decode())


def test_every_post_without_a_page_names_its_fields() -> None:
    """The API takes JSON, which `tests/activities/api/test_schema.py` makes from its description."""
    only_post = {
        name
        for name, row in ROWS.items()
        if row.rule("admin", OWN) == NOT_THIS_METHOD and "_api:" not in name
    }

    assert only_post == FIELDS_OF_POSTS.keys()


@pytest.mark.usefixtures("theme_templates")
def test_no_answer_to_a_form_brings_a_page_down(cast: Cast, grounds: dict[str, Grounds]) -> None:
    dice, wrong, answered = dice_for("forms"), [], 0
    aims = list(targets(cast, grounds[OWN]))
    assert len(aims) > 50

    for number in range(INPUTS):
        name, address, client, fields = aims[number % len(aims)]
        answers = mangled(fields, dice)
        with transaction.atomic():
            client.raise_request_exception = False
            response = client.post(address, answers)
            transaction.set_rollback(True)
        answered += 1
        if response.status_code >= 500:
            wrong.append(f"{name}: {response.status_code} for {shortened(answers)}")
        wrong += [f"{name}: echo of {echo} in {shortened(answers)}" for echo in found(response)]

    assert not wrong, f"{len(wrong)} of {answered}\n" + "\n".join(wrong[:20])


def found(response: Any) -> list[str]:
    return [] if response.streaming else echoes(response.content)


def shortened(answers: Fields) -> str:
    return str({name: [str(one)[:40] for one in values[:2]] for name, values in answers.items()})
