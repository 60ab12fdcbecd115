"""Every app goes to zero and back on an empty database, keys included."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

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
