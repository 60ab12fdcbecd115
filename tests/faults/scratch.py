"""A database to be spoiled: a copy of the suite's, in which a rule of the tables may be taken out."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2
from django.db import connections

Alter = Callable[[str], None]


@contextmanager
def scratch_database() -> Generator[Alter, None, None]:
    """Everything inside goes to the copy; what is yielded changes its tables as their owner."""
    settings = connections["default"].settings_dict
    plain = settings["NAME"]
    name = f"{plain}_scratch"
    connections.close_all()
    # A copy is only made of a database that nobody else is in: what earlier tests of this worker left.
    _as_owner(
        "postgres",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{plain}'",
    )
    _as_owner("postgres", f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _as_owner("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{plain}"')
    settings["NAME"] = name
    try:
        yield lambda statement: _as_owner(name, statement)
    finally:
        connections.close_all()
        settings["NAME"] = plain
        _as_owner("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def _as_owner(database: str, statement: str) -> None:
    owner: Any = connections["owner"]
    parameters = {**owner.get_connection_params(), "dbname": database}
    for ours in ("cursor_factory", "context"):
        parameters.pop(ours, None)
    with closing(psycopg2.connect(**parameters)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
