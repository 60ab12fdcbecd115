from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, connections, transaction
from pghistory.models import Event
from psycopg2.errors import InsufficientPrivilege

pytestmark = pytest.mark.django_db


def _refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        return isinstance(error.__cause__, InsufficientPrivilege)
    return False


def _event_tables() -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Event) and model._meta.managed and not model._meta.proxy
    ]


def test_suite_works_as_a_role_without_power() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (connection.settings_dict["USER"], False, False, False)
    assert connection.settings_dict["USER"] != connections["owner"].settings_dict["USER"]


def test_history_can_neither_be_changed_nor_deleted() -> None:
    tables = _event_tables()

    assert tables
    for table in tables:
        assert _refused(f'UPDATE "{table}" SET pgh_label = pgh_label')
        assert _refused(f'DELETE FROM "{table}"')
        assert _refused(f'TRUNCATE "{table}"')
        assert not _refused(f'SELECT * FROM "{table}" LIMIT 1')


def test_application_cannot_change_the_schema() -> None:
    assert _refused("CREATE TABLE planted (id int)")
    assert _refused("ALTER TABLE django_session ADD COLUMN planted int")
