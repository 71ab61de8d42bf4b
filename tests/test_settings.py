"""A missing or wrong setting stops the start and is named, without being repeated."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READ = "import achterhoek.settings"
SET_UP = "import django; django.setup()"
KEY = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP"
GOOD = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "monitor.example",
    "DATABASE_URL": "sqlite://:memory:",
    "DEBUG": "off",
    "HTTPS": "off",
    "EMAIL_URL": "dummymail://",
    "DEFAULT_FROM_EMAIL": "monitor@example.org",
    "SITE_NAME": "Monitor",
    "LOG_LEVEL": "WARNING",
    "PROXIES": "0",
}


def start(code: str = READ, **settings: str | None) -> subprocess.CompletedProcess:
    """Start the product in a process of its own, and run some code in it."""
    return run("-c", code, **settings)


def run(*arguments: str, **settings: str | None) -> subprocess.CompletedProcess:
    """Run Python in a process of its own, with these settings."""
    environment = {
        name: value
        for name, value in {**os.environ, **GOOD, **settings}.items()
        if value is not None
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "achterhoek.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_product_starts_with_good_settings():
    assert start(SET_UP).returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "   "),
        ("SECRET_KEY", "a-short-one"),
        ("SECRET_KEY", "a" * 60),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", " , "),
        ("ALLOWED_HOSTS", "https://monitor.example"),
        ("RENDER_LEASE_SECONDS", "9"),
        ("WORKER", "misschien"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "zzz"),
        ("DATABASE_URL", "foo://x"),
        ("DATABASE_URL", "mysql://u:geheim@h/x"),
        ("DATABASE_URL", "postgres://u:geheim@h"),
        ("DATABASE_URL", "postgres://u:geh/eim@h:5432/x"),
        ("DEBUG", ""),
        ("DEBUG", "misschien"),
        ("HTTPS", "onn"),
        ("EMAIL_URL", ""),
        ("EMAIL_URL", "zzz"),
        ("EMAIL_URL", "foo://x"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp+tls://u:geh/eim@h:587"),
        ("DEFAULT_FROM_EMAIL", ""),
        ("DEFAULT_FROM_EMAIL", "niemand"),
        ("SITE_NAME", ""),
        ("LOG_LEVEL", "veel"),
        ("PROXIES", "-1"),
        ("PROXIES", "een"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(name, value):
    started = start(**{name: value})

    *_, last = started.stderr.strip().splitlines()
    assert started.returncode != 0
    assert re.search(f"Environment variable {name} is (wrong|missing)", last)
    assert "geh" not in started.stderr


def test_a_command_names_a_missing_setting_on_one_line():
    started = run("manage.py", "check", SECRET_KEY=None)

    assert started.returncode == 1
    assert started.stderr == (
        "Environment variable SECRET_KEY is missing:"
        " expected 50 random characters or more.\n"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMALL_NUMBER_THRESHOLD", "2"),
        ("SMALL_NUMBER_THRESHOLD", "6"),
        ("ROUNDING_BASE", "0"),
    ],
)
def test_numbers_that_would_hide_nothing_stop_the_start(name, value):
    started = start(**{name: value})

    assert started.returncode != 0
    assert "SMALL_NUMBER_THRESHOLD or ROUNDING_BASE is wrong" in started.stderr


def test_a_short_key_will_do_on_a_developers_machine():
    assert start(SECRET_KEY="kort", DEBUG="on").returncode == 0


def test_a_key_may_begin_with_a_dollar_sign():
    key = f"${KEY}"

    started = start(
        "from django.conf import settings; print(settings.SECRET_KEY)", SECRET_KEY=key
    )

    assert started.stdout.strip() == key
