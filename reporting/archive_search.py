"""Looking for words in what published reports say, which is kept as JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from .data import Report


def pattern_of(word: str) -> str:
    """A pattern that finds a word in a text, not in a code or the name of a field.

    A text is what stands between quotes and is no code; after it comes the end of a
    value, where after the name of a field comes a colon.
    """
    literal = re.escape(json.dumps(word, ensure_ascii=False)[1:-1])
    within = r'(?:[^"\\]|\\.)*'
    return rf'"(?!(?:{_codes()})"){within}{literal}{within}"[],}}]'


@cache
def _codes() -> str:
    """All codes that a report may hold, such as `running`, as alternatives."""
    codes = {value for kind in _enumerations(Report) for value in _values(kind)}
    return "|".join(re.escape(code) for code in sorted(codes) if code)


def _values(kind: type[Enum]) -> Iterator[str]:
    for member in kind:
        if isinstance(member.value, str):
            yield member.value


def _enumerations(kind: Any) -> Iterator[type[Enum]]:
    """Those in a type, or in the fields of a dataclass, however deep."""
    yield from (found for each in get_args(kind) for found in _enumerations(each))
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield kind
    elif is_dataclass(kind):
        for field in get_type_hints(kind).values():
            yield from _enumerations(field)
