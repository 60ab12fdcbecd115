from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from core import checks

KEY = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="


def _ids(found: list[Any]) -> list[str]:
    assert all(message.hint for message in found)
    return [message.id for message in found]


@pytest.mark.parametrize(
    ("keys", "ids"),
    [([], ["core.E001"]), (["short"], ["core.E002"]), ([KEY, "x"], ["core.E002"]), ([KEY], [])],
)
def test_phone_keys_must_be_there_and_fit(
    settings: Settings, keys: list[str], ids: list[str]
) -> None:
    settings.FIELD_KEYS = keys

    assert _ids(checks.field_keys(None)) == ids


@pytest.mark.parametrize(("key", "ids"), [("", ["core.E003"]), ("secret", [])])
def test_the_lookup_key_must_not_be_empty(settings: Settings, key: str, ids: list[str]) -> None:
    settings.PHONE_HMAC_KEY = key

    assert _ids(checks.phone_hmac_key(None)) == ids


@pytest.mark.parametrize(
    ("debug", "hosts", "ids"),
    [
        (True, ["127.0.0.1", "localhost"], []),
        (True, ["127.0.0.1", "honglin.example"], ["core.E004"]),
        (True, ["*"], ["core.E004"]),
        (False, ["honglin.example"], []),
    ],
)
def test_debug_serves_this_machine_only(
    settings: Settings, debug: bool, hosts: list[str], ids: list[str]
) -> None:
    settings.DEBUG = debug
    settings.ALLOWED_HOSTS = hosts

    assert _ids(checks.debug_is_local(None)) == ids


@pytest.mark.parametrize(("required", "ids"), [(False, ["core.W001"]), (True, [])])
def test_a_deployment_without_second_factor_is_warned_of(
    settings: Settings, required: bool, ids: list[str]
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = required

    assert _ids(checks.second_factor(None)) == ids


def test_a_deployment_with_one_database_role_is_warned_of(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _ids(checks.two_database_roles(None)) == []

    monkeypatch.setitem(settings.DATABASES["owner"], "USER", settings.DATABASES["default"]["USER"])
    assert _ids(checks.two_database_roles(None)) == ["core.W002"]
