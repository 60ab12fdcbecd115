from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import environ
from cryptography.fernet import Fernet

from demo import instance


def test_keys_are_made_once_and_kept() -> None:
    first = instance.keys({})

    assert instance.keys(first) == first
    assert instance.keys({}) != first
    Fernet(first["FIELD_KEYS"])


def test_file_is_private_and_read_as_it_was_written(tmp_path: Path) -> None:
    values = {"DATABASE_URL": "postgres://someone:p%40ss#word@host:5432/honglin", "EMPTY": ""}

    instance.write(tmp_path, values)
    instance.write(tmp_path, values)

    assert stat.S_IMODE((tmp_path / "instance.env").stat().st_mode) == 0o600
    assert instance.read(tmp_path) == values


def test_settings_read_the_same_as_the_launcher(tmp_path: Path) -> None:
    values = {"DATABASE_URL": "postgres://someone:p%40ss#'\"word@host:5432/honglin"}
    instance.write(tmp_path, values)

    reader: Any = type("Reader", (environ.Env,), {"ENVIRON": {}})
    reader.read_env(tmp_path / "instance.env")

    read = reader.ENVIRON
    assert read == values


def test_missing_file_is_an_empty_one(tmp_path: Path) -> None:
    assert instance.read(tmp_path) == {}
