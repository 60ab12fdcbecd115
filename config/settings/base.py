"""Settings shared by every process. Importing them starts and writes nothing."""

from __future__ import annotations

import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.env import BASE_DIR, HONGLIN_VAR, env
from config.schedule import BEAT_SCHEDULE
from config.settings.api import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401  settings too
from config.settings.unfold import UNFOLD  # noqa: F401  a setting too

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")

# Phones at rest: Fernet keys (the first encrypts, all decrypt) and the key of the lookup HMAC.
FIELD_KEYS = env.list("FIELD_KEYS", default=[])
PHONE_HMAC_KEY = env.str("PHONE_HMAC_KEY", default="")

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",  # without its own default site: config.admin_site is it
    "unfold.contrib.import_export",
    "unfold.contrib.filters",
    "config.apps.HongLinAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "import_export",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_structlog",
    "rest_framework",
    "drf_spectacular",
    "portal",
    "activities",
    "property_alliance",
    "party_building",
    "communities",
    "core",
    "accounts",
]

MIDDLEWARE = [
    "core.front.FrontCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "core.middleware.LanguageByCookie",
    "core.middleware.RefuseOversizedRequests",
    "core.middleware.RefuseMalformedRequests",
    "core.middleware.SwitchDisplayMode",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.AuditActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.ContentSecurityPolicyByArea",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.frame",
            ],
            "builtins": ["core.templatetags.icons"],
        },
    }
]

# Two roles: the application's, and the owner's (migrations and test databases only).
DATABASE_URL = env.str("DATABASE_URL", default="postgres:///honglin")
DATABASES = {
    "default": env.db_url_config(DATABASE_URL),
    "owner": env.db_url_config(env.str("DATABASE_OWNER_URL", default=DATABASE_URL)),
}
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    _database.setdefault("OPTIONS", {}).setdefault(
        "options", "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000"
    )
    _database["OPTIONS"].setdefault("connect_timeout", 5)

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "core.cache.FailOpenRedisCache",
        # One variable, two spellings of a socket: Celery's and redis-py's.
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://").replace("virtual_host=", "db="),
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 0.5},
        "KEY_PREFIX": "honglin",
    }
}

# Public pages are kept for anonymous readers and renewed by every change (core.front).
FRONT_CACHE = True

# Celery: Redis is only a bell; what must happen stands in PostgreSQL (docs/architecture.md).
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.5}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
CELERY_TIMEZONE = "Asia/Shanghai"

# How long a deliverer may hold a message before another takes it up (reliability 4.1).
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", default=120)

# Audit: an own copy of the context in every event row, so that the application only inserts.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:start"
ACCOUNT_ADAPTER = "communities.adapters.DutyAccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.StaffLoginForm",
    "reauthenticate": "accounts.forms.StaffReauthenticateForm",
    "change_password": "accounts.forms.StaffChangePasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True  # no tick to be asked for; the adapter decides
MFA_FORMS = {
    "authenticate": "accounts.forms.StaffCodeForm",
    "reauthenticate": "accounts.forms.StaffCodeReauthenticateForm",
    "activate_totp": "accounts.forms.StaffActivateForm",
}
# axes counts failures of an account; allauth only those of an address.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/900s/ip"}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 12 * 60 * 60
ACCOUNT_USER_DISPLAY = "accounts.adapters.display_name"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "红邻 HongLin"
# Off-limits in production, optional in the demo.
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=True)

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nobody is kept out for long by another
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_CLIENT_IP_CALLABLE = "accounts.adapters.client_ip"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", default=0)

# Desk and admin 12 hours; the field's 14 days are set at sign-in (accounts.adapters).
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# unfold runs Alpine, which needs eval and inline styles; only /admin/ gets them.
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "script-src": [SELF, "'unsafe-eval'", "'unsafe-inline'"],
        "style-src": [SELF, "'unsafe-inline'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
FIRST_DAY_OF_WEEK = 1

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(HONGLIN_VAR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(HONGLIN_VAR / "media"))
# Ledgers between preview and confirmation (core.held_files); shared where web runs on several machines.
IMPORT_ROOT = env.str("IMPORT_ROOT", default=str(HONGLIN_VAR / "imports"))
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
# Where a Chinese font may lie for the poster's picture (activities.posters); the first that fits is used.
FONT_FOLDERS = env.list(
    "FONT_FOLDERS",
    default=[
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
    ],
)
# A file 20 MB, a request 100 MB, nine photos of a log (reliability I-32, architecture 5).
UPLOAD_MAX_FILE_BYTES = 20 * 1024 * 1024
UPLOAD_MAX_REQUEST_BYTES = 100 * 1024 * 1024
UPLOAD_MAX_PIXELS = 64_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"django_structlog": {"level": "WARNING"}, "axes": {"level": "WARNING"}},
}

# Households (shops included) from and to which a micro-grid is as usual; others are only pointed at.
# Reported of 锦江区, Chengdu; no law names a figure, so another place may set its own.
MICRO_GRID_HOUSEHOLDS = (30, 100)

DEMO_DATA_BANNER = env.bool("DEMO_DATA_BANNER", default=False)
# Stands once the demo data has been removed for good; the launcher looks for it too.
WITHOUT_DEMO_DATA = HONGLIN_VAR / "without-demo-data"
