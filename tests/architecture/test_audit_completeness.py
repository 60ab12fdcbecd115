"""Rows and their history tell the same, whatever road a change took (reliability I-25).

Each step of a broad scenario is compared by itself: what is new, gone or different in every tracked
table against the events that were written meanwhile, and the last event of a row against the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Event

from accounts.audit import acting_as
from accounts.models import Person, User
from activities.choices import ActivityState, SignUpState
from activities.models import Activity, Session, SignUp
from activities.services.planning import Slot, move_session
from activities.tasks import forget_past_guests, sweep_waiting_lists
from communities.models import Building
from tests.activities.photos import uploads
from tests.architecture.test_audit import OURS
from tests.factories.accounts import PersonFactory
from tests.factories.activities import ActivityFactory, SessionFactory, SignUpFactory, SpaceFactory
from tests.factories.communities import BuildingFactory
from tests.ledger_cast import csv_of, run
from tests.people import Cast

pytestmark = pytest.mark.django_db

Rows = dict[Any, tuple[Any, ...]]
TRACKED: list[type[models.Model]] = [
    model
    for name in OURS
    for model in apps.get_app_config(name).get_models(include_auto_created=True)
    if hasattr(model, "pgh_event_models") and not issubclass(model, Event)
]


@dataclass(frozen=True, slots=True)
class Told:
    """One event: what it says was done, the row as it then stood, who acted and why."""

    key: Any
    label: str
    row: tuple[Any, ...]
    actor: int | None
    reason: str


def columns(model: type[models.Model]) -> list[str]:
    """What the history keeps of a row."""
    fields = model.pgh_event_models["insert"]._meta.concrete_fields
    return [field.attname for field in fields if not field.name.startswith("pgh_")]


def rows_of(model: type[models.Model]) -> Rows:
    found = model._default_manager.values_list("pk", *columns(model))
    return {key: tuple(row) for key, *row in found}


def events_since(model: type[models.Model], last: int) -> list[Told]:
    events = model.pgh_event_models["insert"].objects.filter(pgh_id__gt=last).order_by("pgh_id")
    names = ("pgh_obj_id", "pgh_label", "pgh_context", *columns(model))
    return [
        Told(key, label, tuple(row), (said or {}).get("actor"), (said or {}).get("reason", ""))
        for key, label, said, *row in events.values_list(*names)
    ]


def last_event(model: type[models.Model]) -> int:
    found = model.pgh_event_models["insert"].objects.aggregate(last=models.Max("pgh_id"))["last"]
    return int(found or 0)


def disagreements(before: Rows, after: Rows, events: Iterable[Told]) -> list[str]:
    """Where rows and events tell different things; empty where the trail is complete."""
    told: dict[Any, list[Told]] = {}
    for event in events:
        told.setdefault(event.key, []).append(event)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    wrong = [f"{key} changed in silence" for key in changed - told.keys()]
    for key, story in told.items():
        labels = [event.label for event in story]
        if (labels[0] == "insert") != (key not in before):
            wrong.append(f"{key} began with {labels[0]}")
        if (labels[-1] == "delete") != (key not in after):
            wrong.append(f"{key} ended with {labels[-1]}")
        if key in after and story[-1].row != after[key]:
            wrong.append(f"{key} stands otherwise than its last event")
        if "insert" in labels[1:] or "delete" in labels[:-1]:
            wrong.append(f"{key}: {labels}")
    return wrong


@dataclass(slots=True)
class Trail:
    """Runs steps and gathers, for each, what of rows and history does not agree."""

    wrong: list[str]
    deltas: dict[str, int]

    def step(self, name: str, act: Callable[[], Any], *, actor: User | None, reason: str) -> None:
        before = {model: (rows_of(model), last_event(model)) for model in TRACKED}

        act()

        met = 0
        for model, (rows, last) in before.items():
            events = events_since(model, last)
            met += len(events)
            self.wrong += [
                f"{name}: {model.__name__} {what}"
                for what in disagreements(rows, rows_of(model), events)
            ]
            self.wrong += [
                f"{name}: {model.__name__} {event.label} by {event.actor} for {event.reason!r}"
                for event in events
                if (event.actor, event.reason) != (actor.pk if actor else None, reason)
            ]
        self.deltas[name] = met


def test_rows_and_history_tell_the_same_by_every_road(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    trail, now = Trail([], {}), timezone.now()
    manager, official = client_of(cast.manager), client_of(cast.official)
    space = SpaceFactory(complex=cast.complex)
    waiting = SignUpFactory(session=SessionFactory(capacity=1), state=SignUpState.WAITING)
    guest = SignUpFactory(session=SessionFactory(starts_at=now - timedelta(days=91)))
    held = SessionFactory(complex=cast.complex, starts_at=now - timedelta(hours=2))
    draft = ActivityFactory(complex=cast.complex, state=ActivityState.SUBMITTED, published_at=None)
    session = SessionFactory(complex=cast.complex, capacity=5)
    tomorrow = timezone.localdate(now) + timedelta(days=1)

    plan = {
        "title": "健康义诊", "kind": "CLINIC", "complex": cast.complex.pk, "day": str(tomorrow),
        "starts": "14:30", "ends": "16:30", "place_text": "红色港湾", "capacity": "3",
        "sign_up_mode": "REQUIRED", "max_party_size": "5",
    }  # fmt: skip
    trail.step(
        "page of the field",
        lambda: manager.post("/field/activities/new/", plan),
        actor=cast.manager,
        reason="POST field",
    )
    trail.step(
        "visitor's page",
        lambda: Client().post(
            f"/activities/{session.activity_id}/signup/",
            {"people": "2", "name": "王阿姨", "phone": "13812345678"},
        ),
        actor=None,
        reason="POST activities",
    )
    signed_up = SignUp.objects.get(person__name="王阿姨")
    trail.step(
        "photos",
        lambda: manager.post(
            "/field/log/",
            {"session": held.pk, "people": "9", "request_key": "k", "photos": uploads(2)},
        ),
        actor=cast.manager,
        reason="POST field",
    )
    trail.step(
        "admin's form",
        lambda: official.post(
            reverse("admin:communities_building_add"),
            {"complex": cast.complex.pk, "name": "88栋", "floor_count": "18"},
        ),
        actor=cast.official,
        reason="POST admin",
    )
    trail.step(
        "admin's action",
        lambda: official.post(
            reverse("admin:activities_activity_changelist"),
            {"action": "approve_activities", "_selected_action": [draft.pk], "reason": ""},
        ),
        actor=cast.official,
        reason="POST admin",
    )
    trail.step(
        "admin's deletion",
        lambda: official.post(
            reverse(
                "admin:communities_building_delete", args=[Building.objects.get(name="88栋").pk]
            ),
            {"post": "yes"},
        ),
        actor=cast.official,
        reason="POST admin",
    )
    ledger = csv_of(
        ["社区", "小区名称", "总户数"], ["甲一社区", "东园", 321], ["甲一社区", "新来的小区", 99]
    )
    with acting_as(cast.official, reason="import"):
        trail.step(
            "ledger",
            lambda: run("complexes", ledger, cast.official, "台账.csv"),
            actor=cast.official,
            reason="import",
        )
        trail.step(
            "service",
            lambda: move_session(
                session_id=session.pk,
                slot=Slot(starts_at=now + timedelta(days=3), space=space, capacity=5),
                actor=cast.official,
                now=now,
            ),
            actor=cast.official,
            reason="import",
        )
        trail.step("bulk", lambda: _in_bulk(cast), actor=cast.official, reason="import")
        trail.step("raw SQL", lambda: _by_raw_sql(signed_up), actor=cast.official, reason="import")
    for name, task in (
        ("activities.tasks.sweep_waiting_lists", sweep_waiting_lists),
        ("activities.tasks.forget_past_guests", forget_past_guests),
    ):
        trail.step(name, task.delay, actor=None, reason=name)

    assert not trail.wrong, "\n".join(trail.wrong)
    assert [name for name, met in trail.deltas.items() if not met] == [], "every step wrote"
    waiting.refresh_from_db()
    guest.person.refresh_from_db()
    assert (waiting.state, guest.person.has_phone) == (SignUpState.CONFIRMED, False)


def _in_bulk(cast: Cast) -> None:
    buildings = BuildingFactory.build_batch(3, complex=cast.complex)
    for building in buildings:
        building.community, building.sub_district = cast.community, cast.street
    made = Building.objects.bulk_create(buildings)
    Building.objects.filter(pk__in=[one.pk for one in made]).update(floor_count=7)
    made[0].name = "改名"
    Building.objects.bulk_update(made[:1], ["name"])
    Building.objects.filter(pk=made[2].pk).delete()


def _by_raw_sql(sign_up: SignUp) -> None:
    passing = PersonFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE activities_signup SET note = '改' WHERE id = %s", [sign_up.pk])
        cursor.execute("DELETE FROM accounts_person WHERE id = %s", [passing.pk])


def test_a_missing_event_is_noticed() -> None:
    """The negative controls of the comparison."""
    before, after = {1: ("东园",), 2: ("西园",)}, {1: ("南园",), 3: ("北园",)}
    story = [
        Told(1, "update", ("南园",), 7, "test"),
        Told(2, "delete", ("西园",), 7, "test"),
        Told(3, "insert", ("北园",), 7, "test"),
    ]

    assert disagreements(before, after, story) == []
    for left_out in range(3):
        assert disagreements(before, after, story[:left_out] + story[left_out + 1 :])
    assert disagreements(before, after, [*story[:2], Told(3, "insert", ("南园",), 7, "test")])
    assert disagreements(before, after, [*story, Told(9, "update", ("南园",), 7, "test")])


def test_the_scenario_looks_at_every_tracked_table() -> None:
    assert {Person, Activity, Session, SignUp, Building} < set(TRACKED)
