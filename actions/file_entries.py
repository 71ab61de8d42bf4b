"""A file as entries with known keys: read it, and say all that is wrong with it.

The keys are Dutch; the attributes have the names of the model fields that they fill.
"""

from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from .plan_values import NOT_A_TEXT, problem_at
from .plan_yaml import Path, PlanFileError, Source

MESSAGES = {
    "missing": "ontbreekt",
    "string_type": NOT_A_TEXT,
    "string_too_long": "is te lang: hoogstens {max_length} tekens",
    "too_short": "hier hoort er minstens een te staan",
    "tuple_type": "verwacht een lijst: regels die met een streepje beginnen",
    "model_type": "verwacht sleutels met een waarde, zoals ‘titel: ...’",
    "dict_type": "verwacht sleutels met een waarde, zoals ‘titel: ...’",
}
"""What to say for the problems that pydantic names; the other messages are our own."""


class Entry(BaseModel):
    """Something in the file; it does not change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def key(cls, attribute: str) -> str:
        """The key in the file that fills an attribute."""
        return cls.model_fields[attribute].alias or attribute


E = TypeVar("E", bound=Entry)


def distinct(*attributes: str) -> AfterValidator:
    """A list in which no two entries have the same values of these attributes."""

    def check(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        seen = set()
        for index, entry in enumerate(entries):
            values = tuple(getattr(entry, attribute) for attribute in attributes)
            if values in seen:
                raise problem_at((index, entry.key(attributes[0])), double(values[0]))
            seen.add(values)
        return entries

    return AfterValidator(check)


def double(value: object) -> str:
    return f"‘{value}’ staat er twee keer"


def read_entry(source: Source, kind: type[E], names: object = None) -> E:
    """Make one entry of all that a file holds; raises PlanFileError with all problems.

    `names` is what values may refer to, in the form that those who check it expect.
    """
    try:
        entry = kind.model_validate(source.values, context=names)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _add_problem(source, kind, detail)
    if source.problems:
        raise PlanFileError(source.sorted_problems())
    return entry


def _add_problem(source: Source, kind: type[Entry], detail: ErrorDetails) -> None:
    context = detail.get("ctx", {})
    path = (*detail["loc"], *context.get("at", ()))
    match detail["type"]:
        case "extra_forbidden":
            keys = ", ".join(_keys_beside(kind, path))
            message = f"deze sleutel is onbekend; hier kunnen: {keys}"
        case "value_error":
            message = str(context["error"])
        case problem if problem in MESSAGES:
            message = MESSAGES[problem].format(**context)
        case _:
            message = detail["msg"]
    source.add_problem(path, message)


def _keys_beside(kind: type[Entry], path: Path) -> list[str]:
    """The keys that may stand where the last step of a path stands."""
    annotation: Any = kind
    for step in path[:-1]:
        annotation = _inside(annotation, step)
    return [annotation.key(attribute) for attribute in annotation.model_fields]


def _inside(annotation: Any, step: str | int) -> Any:
    """What a step leads to: under a key of an entry or a mapping, or in a list."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0]
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    return next(
        field.annotation
        for attribute, field in annotation.model_fields.items()
        if annotation.key(attribute) == step
    )
