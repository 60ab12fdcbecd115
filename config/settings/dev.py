"""A checkout on one machine: `make demo`, `manage.py`, linters. The demo app is installed."""

from __future__ import annotations

from config.env import env
from config.settings.base import *  # noqa: F403  the one place where names pass through unlisted
from config.settings.base import INSTALLED_APPS

# Only ever used by tools that serve nobody; the launcher writes a random key per instance.
SECRET_KEY = env.str("SECRET_KEY", default="development-only-never-served")
FIELD_KEYS = env.list("FIELD_KEYS", default=["ZGV2ZWxvcG1lbnQtb25seS1uZXZlci1zZXJ2ZWQtMDA="])
PHONE_HMAC_KEY = env.str("PHONE_HMAC_KEY", default="development-only-never-served")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=False)

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
