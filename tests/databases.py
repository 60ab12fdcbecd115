"""The test database: made and migrated once in a run, and copied for every process of xdist.

Migrating takes longer than most folders of tests, copying less than a second. Whichever process comes
first makes the original; the others wait for it, so that they all start from the same.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connections

# Any number that nothing else of ours takes a lock by.
LOCK = 20261125


def make_database(*, verbosity: int, keepdb: bool) -> None:
    """The owner creates and migrates it; both connections then lead to it."""
    owner = connections["owner"]
    owner.creation.create_test_db(
        verbosity=verbosity, autoclobber=True, serialize=False, keepdb=keepdb
    )
    _lead_application_there()
    call_command("grant_app", verbosity=0)


class Copy:
    """One process's own copy of what this run migrated; `process` is the ending of its name."""

    def __init__(self, run: str, process: str) -> None:
        self._run = run
        self._process = process
        self._owner = connections["owner"]
        name = self._owner.settings_dict["TEST"]["NAME"].removesuffix(f"_{process}")
        self._original = f"{name}_shared"
        self._made_original = False

    def make(self, *, verbosity: int) -> None:
        """As `make_database`, with rights and rows of the migrations; a copy left over goes first."""
        owner = self._owner
        with self._alone() as cursor:
            if self._run_of_original(cursor) != self._run:
                owner.settings_dict["TEST"]["NAME"] = self._original
                make_database(verbosity=verbosity, keepdb=False)
                # Written last: an original that was not finished carries no run's name.
                cursor.execute(f'COMMENT ON DATABASE "{self._original}" IS %s', [self._run])
                self._made_original = True
            owner.settings_dict["NAME"] = self._original
            owner.creation.clone_test_db(self._process, verbosity=verbosity, autoclobber=True)
            owner.settings_dict.update(owner.creation.get_test_db_clone_settings(self._process))
        _lead_application_there()

    def drop_original_if_made(self) -> None:
        """At the end of the process that made it; whoever begins only then makes another."""
        if self._made_original:
            with self._alone() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{self._original}"')

    @contextmanager
    def _alone(self) -> Generator[Any, None, None]:
        """A lock of the server's, which ends with the process that holds it."""
        parameters = {**self._owner.get_connection_params(), "dbname": "postgres"}
        with closing(self._owner.get_new_connection(parameters)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = 0")
                cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
                yield cursor

    def _run_of_original(self, cursor: Any) -> str | None:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [self._original],
        )
        found = cursor.fetchone()
        return found[0] if found else None


def _lead_application_there() -> None:
    application = connections["default"]
    application.close()
    application.settings_dict["NAME"] = connections["owner"].settings_dict["NAME"]
