"""Real servers: refuses to start without its secrets; everything else is a system check."""

from __future__ import annotations

from config.env import env
from config.settings.base import *  # noqa: F403  the one place where names pass through unlisted

SECRET_KEY = env.str("SECRET_KEY")
FIELD_KEYS = env.list("FIELD_KEYS")
PHONE_HMAC_KEY = env.str("PHONE_HMAC_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASE_URL = env.str("DATABASE_URL")
DEBUG = False

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
STAFF_SECOND_FACTOR_REQUIRED = True
