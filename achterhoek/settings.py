"""The one settings file: what differs per machine is an environment variable.

`.env.example` lists them all. A missing or wrong one stops the start and is named.
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from environ import Env

from achterhoek import environment

BASE_DIR = Path(__file__).resolve().parent.parent

Env.read_env(BASE_DIR / ".env")

# Core

DEBUG = environment.switch("DEBUG", default=False)
SECRET_KEY = environment.secret("SECRET_KEY", is_strong=not DEBUG)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", default="localhost,127.0.0.1")
SITE_NAME = environment.text("SITE_NAME", "Uitvoeringsplan-monitor Achterhoek")
HTTPS = environment.switch("HTTPS", default=not DEBUG)

ROOT_URLCONF = "achterhoek.urls"
WSGI_APPLICATION = "achterhoek.wsgi.application"
ASGI_APPLICATION = "achterhoek.asgi.application"

INSTALLED_APPS = [
    "municipalities",
    "actions",
    "reporting",
    "achterhoek.apps.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks_db",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "achterhoek.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "municipalities.middleware.log_in_on_a_whole_page",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "actions.middleware.SayThatPlanIsClosed",
]

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
                "actions.context_processors.site",
            ],
            "builtins": ["municipalities.templatetags.parts"],
        },
    },
]
FORM_RENDERER = "municipalities.form_renderer.FormRenderer"

# Database

DATABASES = {
    "default": environment.database(
        "DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers and one writer side by side; a writer waits for its turn instead of
    # failing halfway through a transaction that began as a read.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# Kept from one request to the next: to open one takes longer than most queries.
DATABASES["default"]["CONN_MAX_AGE"] = 60  # seconds
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes, for attempts to log in are counted in it. Room enough that
# nobody pushes the count of an address out with other addresses.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Accounts and log-in

AUTH_USER_MODEL = "municipalities.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "municipalities.passwords.UnlikeThePerson",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "municipalities.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "municipalities.passwords.NotCommon"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "municipalities.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "municipalities.passwords.ChangeForm",
    "set_password": "municipalities.passwords.SetForm",
    "reset_password_from_key": "municipalities.passwords.ResetForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# Accounts are made by an administrator, for an address that the organisation knows.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Beside the limits to logging in that allauth has of itself.
ACCOUNT_RATE_LIMITS = {"check_report": "30/m/ip"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Attempts to log in are counted by address: that of the client, not of our own proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PROXIES", default=int(HTTPS))
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day, in seconds

# Language, time

LANGUAGE_CODE = "nl"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["achterhoek.formats"]

# Static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / environment.text("STATIC_ROOT", "var/static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {  # in MEDIA_ROOT, for the application alone
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# Files that people send: evidence. They are served by a view, never by their address.

MEDIA_ROOT = BASE_DIR / environment.text("MEDIA_ROOT", "var/media")
FILE_UPLOAD_HANDLERS = [
    "achterhoek.upload_cap.UploadCap",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MAX_FILE_BYTES = environment.number("MAX_FILE_MB", default=10) * 1024**2
MAX_FILES_BYTES = (
    environment.number("MAX_FILES_MB", default=25) * 1024**2
)  # in one form

# Reports

REPORT_RETENTION_YEARS = environment.number("REPORT_RETENTION_YEARS", default=10)

# PDFs are made by a worker (manage.py run_worker), or without one in the request. A
# worker of which nothing is heard for as long as the lease is taken for dead.

WORKER = environment.switch("WORKER", default=True)
RENDER_LEASE = timedelta(
    seconds=environment.number("RENDER_LEASE_SECONDS", default=30, least=10)
)
TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks_db.DatabaseBackend"
            if WORKER
            else "django_tasks.backends.immediate.ImmediateBackend"
        )
    }
}

# Figures about few people: hidden under the threshold, and others rounded

SMALL_NUMBERS = environment.small_numbers(
    "SMALL_NUMBER_THRESHOLD", "ROUNDING_BASE", default_threshold=5, default_base=5
)

# Mail

vars().update(environment.mail("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = environment.address(
    "DEFAULT_FROM_EMAIL", default="noreply@localhost"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Log: everything to stderr, where gunicorn and systemd pick it up

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "achterhoek.log.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
    },
    "root": {
        "handlers": ["stderr"],
        "level": environment.level("LOG_LEVEL", default="WARNING"),
    },
    "loggers": {
        # In the place of Django's own: that one is silent unless DEBUG.
        "django": {"handlers": [], "propagate": True},
        # How far a PDF is, for reporting/progress.py alone.
        "weasyprint.progress": {"level": "INFO", "handlers": [], "propagate": False},
    },
}

# Security. HTTPS is off only for a demo or development on one's own machine.

SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# History

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
