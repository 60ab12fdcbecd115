"""What every test stands on: the database as the application's role, a silent log, clean stores."""

from __future__ import annotations

import gc
import logging
from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connections
from django.template import engines
from pytest_django import DjangoDbBlocker, Settings

from tests.databases import Copy, make_database

# How long an example of a property takes says what else the machine does, not what is wrong.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

pytest_plugins = [
    "tests.people",
    "tests.architecture.grounds",
    "tests.rendered_and_requested",
    "tests.sharing_out",
]


# Objects made since; at Python's 700 a tenth of a run goes into looking for garbage.
COLLECT_EVERY = 200_000


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is imported by now stays to the end: the collector need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Generator[None, None, None]:
    """The owner creates and migrates; the tests then work as `honglin_app`, as the product does."""
    owner, application = connections["owner"], connections["default"]
    verbosity = max(request.config.option.verbose - 1, 0)
    plain_name = owner.settings_dict["NAME"]
    worker = getattr(request.config, "workerinput", None)
    copy = None
    with django_db_blocker.unblock():
        if worker and not django_db_keepdb:
            copy = Copy(run=worker["testrunuid"], process=worker["workerid"])
            copy.make(verbosity=verbosity)
        else:
            keepdb = django_db_keepdb and not django_db_createdb
            make_database(verbosity=verbosity, keepdb=keepdb)
        _empty_tables_as_owner()
        owner.close()
    name = owner.settings_dict["NAME"]

    yield

    with django_db_blocker.unblock():
        application.close()
        _end_other_connections(name)
        owner.creation.destroy_test_db(plain_name, verbosity=0, keepdb=django_db_keepdb)
        if copy:
            copy.drop_original_if_made()


def _owner_connection() -> Any:
    """A connection of its own: a test may not reach the alias `owner`, its clean-up must."""
    owner = connections["owner"]
    return closing(owner.get_new_connection(owner.get_connection_params()))


def _empty_tables_as_owner() -> None:
    """A transactional test ends with TRUNCATE, to which the application's role has no right."""

    def execute_sql_flush(_operations: Any, statements: Iterable[str]) -> None:
        with _owner_connection() as connection, connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    # On the class: beside a running event loop (Playwright's) the alias has a second connection.
    operations: Any = type(connections["default"].ops)
    operations.execute_sql_flush = execute_sql_flush


def _end_other_connections(database: str) -> None:
    """What threads and servers of the tests left open; a role may end no other role's connections."""
    for alias in ("owner", "default"):
        wrapper = connections[alias]
        parameters = {**wrapper.get_connection_params(), "dbname": "postgres"}
        opened = closing(wrapper.get_new_connection(parameters))
        with opened as connection, connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()",
                [database],
            )


class _ErrorsInLog(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def errors_in_log(request: pytest.FixtureRequest) -> Generator[list[logging.LogRecord], None, None]:
    """An ERROR in the log fails the test; one marked `expects_log_errors` must look at them."""
    handler = _ErrorsInLog()
    root = logging.getLogger()
    root.addHandler(handler)

    yield handler.records

    root.removeHandler(handler)
    if handler.records and request.node.get_closest_marker("expects_log_errors") is None:
        said = "\n".join(f"{record.name}: {record.getMessage()}" for record in handler.records)
        pytest.fail(f"An ERROR was logged:\n{said}")


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Settings) -> Path:
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture
def theme_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """The admin's theme reads variables that may be missing; its pages are let off the strict engine."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
