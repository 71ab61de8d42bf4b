"""What the values in a plan file may be: each is read from the text that was written.

Everything here raises ValueError, or pydantic's own error, with a message in Dutch that
says what was expected.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import TextChoices
from pydantic import (
    AfterValidator,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from municipalities.privacy import find_bsns

from .periods import Period
from .plan_yaml import Path

NOT_A_TEXT = "verwacht één tekst, geen lijst en geen sleutels"


def from_text(read: Callable[[str], object]) -> PlainValidator:
    """A value that `read` makes of the text; ValueError says what it expects."""

    def validate(value: object) -> object:
        if not isinstance(value, str):
            raise ValueError(NOT_A_TEXT)
        return read(value)

    return PlainValidator(validate)


def one_of(choices: Mapping[str, object]) -> PlainValidator:
    """A text that stands for a value, whatever its capitals."""
    by_text = {text.casefold(): value for text, value in choices.items()}

    def read(text: str) -> object:
        if text.casefold() not in by_text:
            raise ValueError(f"‘{text}’ kan hier niet; kies uit: {', '.join(choices)}")
        return by_text[text.casefold()]

    return from_text(read)


def one_of_labels(choices: type[TextChoices]) -> PlainValidator:
    """A choice of a model field, by what the user sees."""
    return one_of({choice.label: choice for choice in choices})


def known(*lists: str) -> AfterValidator:
    """A name that stands in one of these lists at the top of the file."""

    def check(name: str, info: ValidationInfo) -> str:
        names = [name for key in lists for name in _names(info, key)]
        if name not in names:
            similar = get_close_matches(name, names, n=1)
            hint = f"; bedoelt u ‘{similar[0]}’?" if similar else ""
            raise ValueError(f"‘{name}’ staat niet bij {' of '.join(lists)}{hint}")
        return name

    return AfterValidator(check)


def unlike(other: str) -> AfterValidator:
    """A name that does not stand in another list at the top of the file."""

    def check(name: str, info: ValidationInfo) -> str:
        if name in _names(info, other):
            raise ValueError(f"‘{name}’ staat ook bij {other}")
        return name

    return AfterValidator(check)


def _names(info: ValidationInfo, key: str) -> list[str]:
    names: Mapping[str, list[str]] = info.context or {}
    return names[key]


def problem_at(path: Path, message: str) -> PydanticCustomError:
    """A problem with something inside the value that is checked."""
    return PydanticCustomError("inside", "{message}", {"message": message, "at": path})


def read_number(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise ValueError(f"‘{text}’ is geen nummer; schrijf een heel getal vanaf 1")
    return int(text)


def read_amount(text: str) -> Decimal:
    """An amount in euros, never by way of a binary fraction."""
    if text.startswith("-"):
        raise ValueError(f"‘{text}’: een bedrag kan niet negatief zijn")
    if not re.fullmatch(r"[0-9]{1,10}(\.[0-9]{1,2})?", text):
        raise ValueError(
            f"‘{text}’ is geen bedrag; schrijf 20000 of 20000.00, zonder euroteken en"
            " zonder punt tussen de duizendtallen"
        )
    return Decimal(text)


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"‘{text}’ is geen datum, zoals 2025-09-30") from None


def read_link(text: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        raise ValueError(
            f"‘{text}’ is geen link, zoals https://www.voorbeeld.nl/"
        ) from None
    return text


def read_code(text: str) -> str:
    if not re.fullmatch(r"GM[0-9]{4}", text):
        raise ValueError(
            f"‘{text}’ is geen gemeentecode: GM met vier cijfers, zoals GM0197"
        )
    return text


def without_bsn(text: str) -> str:
    for finding in find_bsns(text):
        raise ValueError(f"er staat {finding.kind} in: {finding.masked}; haal het weg")
    return text


Prose = Annotated[str, AfterValidator(without_bsn)]
"""What people wrote; a field says how long it may be."""

Number = Annotated[int, from_text(read_number)]
Amount = Annotated[Decimal, from_text(read_amount)]
Code = Annotated[str, from_text(read_code)]
Day = Annotated[date, from_text(read_day)]
When = Annotated[Period, from_text(Period.parse)]
Link = Annotated[str, StringConstraints(max_length=200), AfterValidator(read_link)]
Flag = Annotated[bool, one_of({"ja": True, "nee": False})]
