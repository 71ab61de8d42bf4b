"""The environment of the tests, loaded before the settings (`-p` in pyproject.toml)."""

import os

os.environ.update(
    # Static files by their own names, so without collectstatic. pytest-django turns
    # DEBUG itself off again.
    DEBUG="on",
    SECRET_KEY="only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    ALLOWED_HOSTS="localhost,127.0.0.1",
    HTTPS="off",
    EMAIL_URL="memorymail://",
    DEFAULT_FROM_EMAIL="monitor@example.org",
    SITE_NAME="Uitvoeringsplan-monitor",
    LOG_LEVEL="WARNING",
    PROXIES="0",
    WORKER="off",
)
# scripts/with_postgres.py names a PostgreSQL.
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
