"""Every app goes to zero and back on an empty database, keys included."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from accounts import migration_steps
from tests.architecture.line import WITH_TABLES as OURS
from tests.architecture.test_places import PLACED, constraints_of


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_all_apps_migrate_to_zero_and_forward_again() -> None:
    before = {model._meta.db_table: constraints_of(model._meta.db_table) for model in PLACED}
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.app_label in OURS}

    try:
        # One plan, in this order: five commands would build the state of the whole history five times.
        MigrationExecutor(connections["owner"]).migrate([(app, None) for app in OURS])
        with connections["owner"].cursor() as cursor:
            left = set(connections["owner"].introspection.table_names(cursor)) & tables
        applied = {
            app for app, _name in MigrationRecorder(connections["owner"]).applied_migrations()
        }
    finally:
        call_command("migrate", database="owner", verbosity=0)
        call_command("grant_app", verbosity=0)
        connections["owner"].close()

    assert left == set()
    assert applied.isdisjoint(OURS)
    assert {
        model._meta.db_table: constraints_of(model._meta.db_table) for model in PLACED
    } == before
    assert connection.vendor == "postgresql"


STEPS = ("CreateModel", "AddField", "AddConstraint", "AddIndex", "AddTrigger", "RemoveTrigger")


@pytest.mark.parametrize("app", OURS)
def test_no_step_renders_all_models_anew(app: str) -> None:
    """What `makemigrations` writes is taken from `accounts.migration_steps` instead (its docstring)."""
    slow = re.compile(rf"(?<!migration_steps\.)\b(?:migrations)\.(?:{'|'.join(STEPS)})\(")
    folder = settings.BASE_DIR / app / "migrations"

    found = [
        f"{path.name}: {match[0]}"
        for path in folder.glob("0*.py")
        for match in slow.finditer(path.read_text())
    ]

    assert not found


def test_a_step_leaves_the_rendered_classes_and_tells_the_state() -> None:
    state = ProjectState()
    migrations.CreateModel("Place", [("id", models.BigAutoField(primary_key=True))]).state_forwards(
        "accounts", state
    )
    rendered = state.apps.get_model("accounts", "Place")
    rule = models.CheckConstraint(condition=models.Q(id__gt=0), name="positive")

    migration_steps.AddConstraint("place", rule).state_forwards("accounts", state)
    migration_steps.CreateModel(
        "Door",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("place", models.ForeignKey("accounts.Place", on_delete=models.CASCADE)),
        ],
    ).state_forwards("accounts", state)

    assert state.models["accounts", "place"].options["constraints"] == [rule]
    assert state.apps.get_model("accounts", "Place") is rendered
    door = state.apps.get_model("accounts", "Door")
    assert door._meta.get_field("place").related_model is rendered
    migration_steps.AddField("door", "room", models.TextField(default="")).state_forwards(
        "accounts", state
    )
    migration_steps.AddField(
        "door", "next", models.ForeignKey("accounts.Door", on_delete=models.CASCADE, null=True)
    ).state_forwards("accounts", state)
    migration_steps.AddField(
        "place", "gate", models.ForeignKey("accounts.Door", on_delete=models.CASCADE, null=True)
    ).state_forwards("accounts", state)
    # The columns came to the classes that stand, and both ends of a key know it.
    assert state.apps.get_model("accounts", "Door") is door
    assert [field.name for field in door._meta.local_fields] == ["id", "place", "room", "next"]
    assert rendered._meta.get_field("gate").related_model is door
    assert {one.name for one in door._meta.related_objects} == {"door", "place"}


def test_a_step_on_the_way_back_renders_what_its_copy_of_the_registry_can_find() -> None:
    """Going back Django works on copies of the state, whose registries know different classes."""
    state = ProjectState()
    for name in ("Place", "Gate"):
        migrations.CreateModel(
            name, [("id", models.BigAutoField(primary_key=True))]
        ).state_forwards("accounts", state)
    assert state.apps.get_model("accounts", "Place")
    copy = state.clone()

    migration_steps.AddField(
        "place", "gate", models.ForeignKey("accounts.Gate", on_delete=models.CASCADE)
    ).state_forwards("accounts", copy)

    place = copy.apps.get_model("accounts", "Place")
    assert place._meta.apps is copy.apps
    assert place._meta.get_field("gate").related_model is copy.apps.get_model("accounts", "Gate")
    assert "gate" not in {
        one.name for one in state.apps.get_model("accounts", "Place")._meta.local_fields
    }


def test_a_column_may_get_other_words_and_nothing_else_by_the_same_step() -> None:
    state = ProjectState()
    migrations.CreateModel(
        "Rules",
        [("id", models.BigAutoField(primary_key=True)), ("days", models.IntegerField("旧"))],
    ).state_forwards("accounts", state)
    rendered = state.apps.get_model("accounts", "Rules")

    migration_steps.RewordField(
        "rules", "days", models.IntegerField("新", help_text="第一条")
    ).state_forwards("accounts", state)

    assert state.models["accounts", "rules"].fields["days"].help_text == "第一条"
    assert state.apps.get_model("accounts", "Rules") is rendered
    with pytest.raises(ValueError, match="more than the words"):
        migration_steps.RewordField("rules", "days", models.TextField("新")).state_forwards(
            "accounts", state
        )
