"""Read the file that a plan is loaded from, and say all that is wrong with it."""

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .plan_entries import Entry, PlanFile
from .plan_values import NOT_A_TEXT
from .plan_yaml import (
    MAX_BYTES,
    Path,
    PlanFileError,
    Problem,
    Source,
    read_source,
)

MESSAGES = {
    "missing": "ontbreekt",
    "string_type": NOT_A_TEXT,
    "string_too_long": "is te lang: hoogstens {max_length} tekens",
    "tuple_type": "verwacht een lijst: regels die met een streepje beginnen",
    "model_type": "verwacht sleutels met een waarde, zoals ‘titel: ...’",
}
"""What to say for the problems that pydantic names; the other messages are our own."""

NAMED_LISTS = ("gemeenten", "functies", "partners")
"""The lists at the top of the file, to which the rest of it refers by name."""


def open_plan(file: FilePath) -> PlanFile:
    """Read a plan from a file; raises PlanFileError with all that is wrong with it."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PlanFileError([Problem("Dit bestand bestaat niet.")]) from None
    except OSError:
        raise PlanFileError([Problem("Dit bestand is niet te lezen.")]) from None
    return read_plan(content)


def read_plan(content: bytes) -> PlanFile:
    """Read the content of a plan file; raises PlanFileError as `open_plan` does."""
    source = read_source(content)
    plan = None
    try:
        plan = PlanFile.model_validate(source.values, context=_names(source.values))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _add_problem(source, detail)
    if source.problems:
        raise PlanFileError(source.sorted_problems())
    return plan


def _names(values: object) -> dict[str, list[str]]:
    """The names in the lists that the file refers to, as far as they can be read."""
    top = values if isinstance(values, dict) else {}
    return {key: list(_names_in(top.get(key))) for key in NAMED_LISTS}


def _names_in(entries: object) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else []:
        name = entry.get("naam") if isinstance(entry, dict) else None
        if isinstance(name, str):
            yield name


def _add_problem(source: Source, detail: ErrorDetails) -> None:
    context = detail.get("ctx", {})
    path = (*detail["loc"], *context.get("at", ()))
    match detail["type"]:
        case "extra_forbidden":
            message = f"deze sleutel is onbekend; hier kunnen: {_keys_beside(path)}"
        case "value_error":
            message = str(context["error"])
        case kind if kind in MESSAGES:
            message = MESSAGES[kind].format(**context)
        case _:
            message = detail["msg"]
    source.add_problem(path, message)


def _keys_beside(path: Path) -> str:
    """The keys that may stand where the last step of a path stands."""
    entry = PlanFile
    for step in path[:-1]:
        if isinstance(step, str):
            entry = _entry_under(entry, step)
    return ", ".join(field.alias for field in entry.model_fields.values())


def _entry_under(entry: type[Entry], key: str) -> type[Entry]:
    """The kind of entry under a key, alone or in a list."""
    annotation = next(
        field.annotation for field in entry.model_fields.values() if field.alias == key
    )
    return next(iter(get_args(annotation)), annotation)
