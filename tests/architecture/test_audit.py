"""The audit trail is complete and names who acted (reliability I-25, I-26)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pghistory.models import Event

from accounts.audit import acting_as
from accounts.models import Person, User
from accounts.services import register_person
from core import outbox as registry
from core.models import CallTask
from core.outbox import Rendered
from core.tasks import deliver_due_messages
from tests.architecture.line import LINE
from tests.factories.accounts import PersonFactory
from tests.factories.core import OutboxMessageFactory

pytestmark = pytest.mark.django_db

OURS = (*LINE, "demo")
NOT_TRACKED = {
    "core.OutboxMessage": "its own state, times and tries are its history",
    "core.InboxMessage": "written once by the outbox and never changed",
    "core.Heartbeat": "a pulse, twice a minute",
    "core.IdempotentAnswer": "written once beside what it answers, and gone a day later",
    "accounts.User_groups": "never written: rights come from RoleAssignment, which is tracked",
    "accounts.User_user_permissions": "never written: rights come from RoleAssignment",
    "meetings.Ballot": "never changed (a trigger); a secret one may leave no trace of when",
    "meetings.BallotMark": "as its ballot",
    "communities.PlaceSlug": "kept by triggers from places that are tracked",
}
HISTORY = Person.pgh_event_models["insert"]


def _models() -> list[type[models.Model]]:
    return [
        model
        for name in OURS
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
        if not issubclass(model, Event)
    ]


def _events(person_id: int) -> list[str]:
    rows = HISTORY.objects.filter(pgh_obj_id=person_id).order_by("pgh_id")
    return list(rows.values_list("pgh_label", flat=True))


def test_every_table_is_tracked_or_excused() -> None:
    untracked = {
        model._meta.label
        for model in _models()
        if set(getattr(model, "pgh_event_models", {})) != {"insert", "update", "delete"}
    }

    assert untracked == set(NOT_TRACKED)


def test_no_secret_is_copied_into_history() -> None:
    kept = {
        (event._meta.label, field.name)
        for model in _models()
        for event in getattr(model, "pgh_event_models", {}).values()
        for field in event._meta.get_fields()
    }

    assert {name for _model, name in kept} & {
        "password", "last_login", "phone_cipher", "digest",
    } == set()  # fmt: skip


def _by_the_orm(person: Person) -> None:
    person.name = "改名"
    person.save()
    Person.objects.filter(pk=person.pk).delete()


def _in_bulk(person: Person) -> None:
    person.name = "改名"
    Person.objects.bulk_update([person], ["name"])
    Person.objects.filter(pk__in=[person.pk]).delete()


def _by_queryset(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(name="改名")
    Person.objects.filter(pk=person.pk)._raw_delete("default")


def _by_raw_sql(person: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_person SET name = '改名' WHERE id = %s", [person.pk])
        cursor.execute("DELETE FROM accounts_person WHERE id = %s", [person.pk])


@pytest.mark.parametrize("change", [_by_the_orm, _in_bulk, _by_queryset, _by_raw_sql])
def test_every_way_of_changing_a_row_leaves_one_event(
    change: Callable[[Person], None], steward: User
) -> None:
    with acting_as(steward, reason="test"):
        person = Person.objects.bulk_create([Person(name="王芳")])[0]
        change(person)

    assert _events(person.pk) == ["insert", "update", "delete"]
    contexts = HISTORY.objects.filter(pgh_obj_id=person.pk).values_list("pgh_context", flat=True)
    assert [(said["actor"], said["reason"]) for said in contexts] == [(steward.pk, "test")] * 3


def test_a_raw_insert_leaves_one_event() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_person (name, pinyin_key, phone_cipher, phone_digest, phone_tail,"
            " created_at, is_demo) VALUES ('王芳', '', '', '', '', now(), false) RETURNING id"
        )
        person_id = cursor.fetchone()[0]

    assert _events(person_id) == ["insert"]


def test_writing_what_stands_there_already_is_no_event() -> None:
    person = PersonFactory()

    Person.objects.filter(pk=person.pk).update(name=person.name)

    assert _events(person.pk) == ["insert"]


def test_nobody_empties_a_table_past_the_triggers() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_person CASCADE")


def write_a_person(request: HttpRequest, ticket: str) -> HttpResponse:
    return HttpResponse(str(register_person(name="王芳").pk))


urlpatterns = [path("people/new/<str:ticket>/", write_a_person)]


@pytest.mark.urls(__name__)
def test_a_request_that_writes_names_who_sent_it(
    client_of: Callable[[User], Client], steward: User
) -> None:
    signed_in = client_of(steward).post("/people/new/a-secret-code/").content
    visitor = Client().post("/people/new/a-secret-code/").content

    contexts = [
        HISTORY.objects.get(pgh_obj_id=int(person_id)).pgh_context
        for person_id in (signed_in, visitor)
    ]
    assert [context["actor"] for context in contexts] == [steward.pk, None]
    assert {context["reason"] for context in contexts} == {"POST people"}  # and no code
    assert all(context["request_id"] for context in contexts)


def test_a_task_writes_as_the_system_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_renderers", {"test": lambda _message: Rendered("标题", "正文")})
    OutboxMessageFactory(channel="CALL_LIST")

    deliver_due_messages.delay()

    event = CallTask.pgh_event_models["insert"].objects.get()
    assert (event.pgh_context["actor"], event.pgh_context["reason"]) == (
        None,
        "core.tasks.deliver_due_messages",
    )
