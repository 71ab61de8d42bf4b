"""Values that say all about themselves, so that what follows from them can be kept."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache, wraps
from types import NoneType
from typing import Any, TypeVar, cast

from django.utils.safestring import SafeString

F = TypeVar("F", bound=Callable[..., Any])

LEAVES = frozenset([str, int, bool, date, datetime, NoneType])
"""Exactly these types: a SafeString equals the text that was not escaped.

No Decimal, for 1.0 equals 1.00. True equals 1 as well, and a member of an Enum may
equal its text: so a field, and a place in a tuple, is of one type.
"""


def is_plain(value: Any) -> bool:
    """Whether nothing can be seen of a value but what it is compared by.

    That holds for leaves and members of an Enum, and for tuples, frozensets and frozen
    dataclasses of nothing else. Not for a row: the same one may read otherwise later.
    A frozen dataclass without `eq` equals only itself, and is taken at its word.
    """
    kind: Any = type(value)
    if kind in LEAVES or isinstance(value, Enum):
        return True
    if kind in (tuple, frozenset):
        return all(type(each) in LEAVES or is_plain(each) for each in value)
    names = _names_in(kind)
    return names is not None and all(is_plain(getattr(value, name)) for name in names)


@cache
def _names_in(kind: type) -> tuple[str, ...] | None:
    """By which fields a dataclass is compared that cannot change; None for others."""
    if not is_dataclass(kind):
        return None
    asked: Any = kind.__dataclass_params__  # type: ignore[attr-defined]
    if not asked.frozen or not all(field.compare for field in fields(kind)):
        return None
    return tuple(field.name for field in fields(kind)) if asked.eq else ()


def kept(most: int) -> Callable[[F], F]:
    """Let a function of plain values keep its answers, the last `most` that were asked.

    It depends on its arguments alone. Raises TypeError for what is not plain; text that
    was escaped is known by its type, if it is an argument itself.

    Arguments are looked at only when there is no answer yet. What equals those of an
    answer passes: it was plain when that was made, so no answer holds escaped text.
    """

    def keeping(function: F) -> F:
        @wraps(function)
        def answer(*args: Any, **kwargs: Any) -> Any:
            for name, value in (*enumerate(args), *kwargs.items()):
                if not (type(value) is SafeString or is_plain(value)):
                    raise TypeError(
                        f"{name} of {function} is no plain value: {value!r}"
                    )
            return function(*args, **kwargs)

        return cast(F, lru_cache(maxsize=most, typed=True)(answer))

    return keeping
