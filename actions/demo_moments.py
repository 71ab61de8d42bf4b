"""What the demo's story is made of: moments, and what the plan has by that name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import models

from municipalities.models import User

Found = TypeVar("Found")


class DemoRefused(Exception):
    """The demo cannot be loaded here; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens: when, by whom, and what.

    `by` is the name of a person, or of the place that somebody speaks for; `act` is
    called with that person and the clock.
    """

    at: datetime
    by: str
    act: Callable[[User, datetime], object]


def edit(at: datetime, by: str, row: models.Model, **values: object) -> Moment:
    """The moment at which somebody adds a row, or changes it to these values."""

    def act(person: User, now: datetime) -> None:
        enter(row, **values)

    return Moment(at, by, act)


def enter(row: models.Model, **values: object) -> None:
    """Add a row, or change it to these values, as a form would."""
    for field, value in values.items():
        setattr(row, field, value)
    row.full_clean()
    row.save()


def find(kind: str, name: str, known: Mapping[str, Found]) -> Found:
    """What has that name in the plan; raises DemoRefused when nothing has."""
    if name not in known:
        raise DemoRefused(
            f"De demo noemt {kind} ‘{name}’, maar die is niet in het plan te vinden."
        )
    return known[name]


def find_any(kind: str, name: str, known: Mapping[str, Found]) -> Found | None:
    """The same where the file may name nothing."""
    return find(kind, name, known) if name else None
