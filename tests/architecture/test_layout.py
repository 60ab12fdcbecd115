"""Names and files that only a glance at the tree can hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.line import LINE as APPS

ROOT = Path(__file__).resolve().parent.parent.parent
MIRRORED = ("services", "queries", "permissions")
# What a page shows is proved on the page: these reads are asked through it.
PROVED_ON_THEIR_PAGE = {
    "activities/queries/field.py": "tests/activities/test_views_field_activities.py",
    "activities/queries/logs.py": "tests/activities/test_views_log.py",
    "activities/queries/people.py": "tests/activities/test_views_check_in.py",
    "activities/queries/pictures.py": "tests/activities/test_views_log.py",
}


def our_migrations() -> list[Path]:
    return [path for app in APPS for path in sorted((ROOT / app).glob("migrations/[0-9]*.py"))]


def test_migrations_are_named_by_what_they_do() -> None:
    assert [path.name for path in our_migrations() if "_auto_" in path.name] == []
    assert our_migrations()


def test_no_migration_writes_a_set() -> None:
    """It has no order: each process would write the same constraint in other words."""
    assert [path.name for path in our_migrations() if "frozenset" in path.read_text()] == []


def modules_to_mirror() -> list[str]:
    """`communities/services/duties.py`, `communities/queries.py` ... that hold any function."""
    found = []
    for app in APPS:
        for role in MIRRORED:
            found += [
                path.relative_to(ROOT).as_posix()
                for path in [ROOT / app / f"{role}.py", *(ROOT / app / role).glob("*.py")]
                if path.exists() and "def " in path.read_text()
                if path.relative_to(ROOT).as_posix() not in PROVED_ON_THEIR_PAGE
            ]
    return found


@pytest.mark.parametrize("module", modules_to_mirror())
def test_every_file_of_rules_has_a_test_that_reads_it(module: str) -> None:
    """A test file of the app imports it by name, wherever it stands in the app's folder."""
    app = module.split("/", maxsplit=1)[0]
    dotted = module.removesuffix(".py").replace("/", ".")
    tests = [*(ROOT / "tests" / app).glob("test_*.py"), *(ROOT / "tests" / "flows").glob("*.py")]

    package, name = dotted.rsplit(".", 1)
    assert any(
        dotted in text or f"from {package} import {name}" in text
        for text in (path.read_text() for path in tests)
    ), f"No test under tests/{app}/ imports {dotted}."


@pytest.mark.parametrize("name", ["dev", "prod", "test"])
def test_importing_settings_writes_prints_and_starts_nothing(name: str, tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HONGLIN_VAR": str(tmp_path / "var"),
        "SECRET_KEY": "given",
        "FIELD_KEYS": "given",
        "PHONE_HMAC_KEY": "given",
        "ALLOWED_HOSTS": "example.test",
        "DATABASE_URL": "postgres:///nowhere",
    }

    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", f"import config.settings.{name}"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_the_pages_that_prove_a_read_are_tested() -> None:
    assert [page for page in PROVED_ON_THEIR_PAGE.values() if not (ROOT / page).exists()] == []
