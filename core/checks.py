"""What an operator must hear before the first request: wrong or missing settings, with a way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}


@register()
def field_keys(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.FIELD_KEYS:
        return [
            Error(
                "FIELD_KEYS is empty: no phone can be stored.",
                hint="Set one or more Fernet keys, comma-separated; the first encrypts.",
                id="core.E001",
            )
        ]
    if not all(_is_key(key) for key in settings.FIELD_KEYS):
        return [
            Error(
                "FIELD_KEYS holds something that is no Fernet key.",
                hint="A key is 32 bytes as URL-safe base64: `Fernet.generate_key()` makes one.",
                id="core.E002",
            )
        ]
    return []


def _is_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


@register()
def phone_hmac_key(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.PHONE_HMAC_KEY:
        return []
    return [
        Error(
            "PHONE_HMAC_KEY is empty: equal phones could be found by anybody with the table.",
            hint="Set a long random text once; a later change orphans every stored phone.",
            id="core.E003",
        )
    ]


@register()
def debug_is_local(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    foreign = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if not settings.DEBUG or not foreign:
        return []
    return [
        Error(
            f"DEBUG is on while other machines are served: {', '.join(foreign)}.",
            hint="Unset DEBUG, or serve only 127.0.0.1 and localhost.",
            id="core.E004",
        )
    ]


@register(Tags.security, deploy=True)
def second_factor(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.STAFF_SECOND_FACTOR_REQUIRED:
        return []
    return [
        checks.Warning(
            "Staff may sign in without a second factor.",
            hint="Set STAFF_SECOND_FACTOR_REQUIRED; only the demo may do without.",
            id="core.W001",
        )
    ]


@register(Tags.security, deploy=True)
def two_database_roles(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    owner, application = settings.DATABASES["owner"], settings.DATABASES["default"]
    if owner.get("USER") != application.get("USER"):
        return []
    return [
        checks.Warning(
            "The application works as the owner of its tables: the audit trail can be rewritten.",
            hint="Give DATABASE_OWNER_URL another role, then run `manage.py grant_app`.",
            id="core.W002",
        )
    ]
