"""The suite: real PostgreSQL and Redis, eager Celery, cheap passwords, strict templates."""

from __future__ import annotations

from config.settings.dev import *  # noqa: F403  the suite runs what a checkout runs
from config.settings.dev import DATABASES, TEMPLATES

SECRET_KEY = "tests-only"  # noqa: S105  guards nothing
FIELD_KEYS = ["dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="]
PHONE_HMAC_KEY = "tests-only"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
AXES_ENABLED = False
FRONT_CACHE = False  # each test begins with pages of its own; those of the cache switch it on
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected for the suite: files are looked up when they are asked for.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = 0
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "[[missing: %s]]"  # type: ignore[index]
