"""Prepared queries about a plan, for a person and on the day that is looked at."""

from collections.abc import Callable, Hashable
from typing import Any, ParamSpec, TypeVar

from django.db.models import QuerySet

from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.prepared import Prepared

from .as_of import is_looking_back, today

P = ParamSpec("P")
Row = TypeVar("Row")


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    """Let the SQL of a question be kept for who may do the same, on the same day.

    Querysets ask of a person who it is and which rights it has, and of time which day
    is looked at.
    """
    return Prepared(build, _facts)


def _facts(*args: Any, **kwargs: Any) -> Hashable:
    asked = (
        (each.pk, access_of(each)) if isinstance(each, User) else each
        for each in (*args, *kwargs.values())
    )
    return (today(), is_looking_back(), *asked)
