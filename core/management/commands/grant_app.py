"""Gives the application's role what it needs after each migrate, and nothing else.

It reads and writes every table, but of the audit it may only add and read: a signed-in thief
with the application's own connection can't rewrite history. Default privileges can't tell the
two kinds apart, so this runs after each migrate.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connections, transaction
from pghistory.models import Context, Event
from psycopg2 import sql


class Command(BaseCommand):
    help = "Grants the application's database role its rights; run it after each migrate."

    def handle(self, *args: Any, **options: Any) -> None:
        role = connections["default"].settings_dict["USER"]
        owner = connections["owner"]
        if role == owner.settings_dict["USER"]:
            self.stdout.write("The application connects as the owner: nothing to grant.")
            return
        with transaction.atomic(using="owner"), owner.cursor() as cursor:
            present = set(owner.introspection.table_names(cursor))
            for statement in statements(role, audit_tables() & present):
                cursor.execute(statement)
        if options["verbosity"]:
            self.stdout.write(f"Granted {role} its rights.")


def audit_tables() -> set[str]:
    """The tables to which history is only ever added."""
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and issubclass(model, (Event, Context))
    }


def statements(role: str, append_only: set[str]) -> list[sql.Composed]:
    """In order: everything for every table, then the audit's tables down to adding and reading."""
    to = sql.Identifier(role)
    rights = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(to),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(
            to
        ),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(to),
    ]
    for name in sorted(append_only):
        table = sql.Identifier(name)
        rights += [
            sql.SQL("REVOKE ALL ON TABLE {} FROM {}").format(table, to),
            sql.SQL("GRANT SELECT, INSERT ON TABLE {} TO {}").format(table, to),
        ]
    return rights
