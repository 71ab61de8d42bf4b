"""Reads the settings from the environment, strictly.

A problem stops the start and names the variable. It never repeats the value: that may
hold a password, and ends up in a log.
"""

import os
from collections.abc import Callable
from email.utils import parseaddr
from typing import Any

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from environ import Env

from reporting.suppression.rule import Rule, UnusableRule

SWITCH = {
    **dict.fromkeys(["on", "true", "yes", "1"], True),
    **dict.fromkeys(["off", "false", "no", "0"], False),
}
LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]
ENGINES = ["django.db.backends.sqlite3", "django.db.backends.postgresql"]
SECRET_LENGTH = 50
SECRET_VARIETY = 5


class Wrong(ImproperlyConfigured):
    """A variable that is missing, or that does not say what it should."""

    def __init__(self, name: str, expected: str, *, fault: str = "wrong") -> None:
        super().__init__(
            f"Environment variable {name} is {fault}: expected {expected}."
        )


def text(name: str, default: str = "", *, expected: str = "a text") -> str:
    """A variable that says something."""
    value = os.environ.get(name, default).strip()
    if not value:
        raise Wrong(name, expected, fault="missing")
    return value


def switch(name: str, *, default: bool) -> bool:
    """On or off."""
    value = os.environ.get(name, "on" if default else "off").strip().lower()
    if value not in SWITCH:
        raise Wrong(name, "on or off")
    return SWITCH[value]


def number(name: str, *, default: int, least: int = 0) -> int:
    """A whole number, zero or more unless `least` is more."""
    value = os.environ.get(name, str(default)).strip()
    if not value.isdecimal() or int(value) < least:
        raise Wrong(name, f"a number, {least} or more")
    return int(value)


def small_numbers(
    threshold: str, base: str, *, default_threshold: int, default_base: int
) -> Rule:
    """How small numbers are hidden: under which number, and rounded to what."""
    try:
        return Rule(
            number(threshold, default=default_threshold),
            number(base, default=default_base),
        )
    except UnusableRule as error:
        raise Wrong(f"{threshold} or {base}", str(error)) from None


def level(name: str, *, default: str) -> str:
    """How bad something must be to be logged."""
    value = os.environ.get(name, default).strip().upper()
    if value not in LEVELS:
        raise Wrong(name, f"one of {', '.join(LEVELS)}")
    return value


def secret(name: str, *, is_strong: bool) -> str:
    """A key; a strong one cannot be guessed."""
    value = text(name, expected=f"{SECRET_LENGTH} random characters or more")
    if is_strong and (len(value) < SECRET_LENGTH or len(set(value)) < SECRET_VARIETY):
        raise Wrong(name, f"{SECRET_LENGTH} random characters or more")
    return value


def hosts(name: str, *, default: str) -> list[str]:
    """Names of hosts, parted by commas."""
    names = [host.strip() for host in os.environ.get(name, default).split(",")]
    names = [host for host in names if host]
    if not names or any("/" in host for host in names):
        raise Wrong(name, "names of hosts without https://, parted by commas")
    return names


def address(name: str, *, default: str) -> str:
    """The sender of mail, with or without a name before the address."""
    expected = "an e-mail address"
    value = text(name, default, expected=expected)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        raise Wrong(name, expected) from None
    return value


def database(name: str, *, default: str) -> dict[str, Any]:
    """The settings of a database, from its address."""
    expected = "sqlite:///path or postgres://user:password@host:5432/name"
    config = _parse(Env.db_url_config, name, default, expected)
    if config.get("ENGINE") not in ENGINES or not config["NAME"]:
        raise Wrong(name, expected)
    return config


def mail(name: str, *, default: str) -> dict[str, Any]:
    """The settings of the mail, from the address of the server."""
    expected = "smtp+tls://user:password@host:587 or consolemail://"
    config = _parse(Env.email_url_config, name, default, expected)
    if (
        config["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
        and not (config["EMAIL_HOST"])
    ):
        raise Wrong(name, expected)
    return config


def _parse(
    parse: Callable[[str], dict[str, Any]], name: str, default: str, expected: str
) -> dict[str, Any]:
    value = text(name, default, expected=expected)
    try:
        return parse(value)
    except (ValueError, ImproperlyConfigured):
        hint = "; other characters than letters and digits in a password as %2F"
        raise Wrong(name, f"{expected}{hint}") from None
