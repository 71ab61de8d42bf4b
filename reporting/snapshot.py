"""The content of a report as JSON, whole in itself, and back again without loss.

Pydantic reads the types of the dataclasses (docs/adr/0020), so a field that is added
there is kept here. A change that old snapshots cannot be read with raises the version
of the schema, and `restore` brings old ones up to date.
"""

import json
from functools import cache

from pydantic import TypeAdapter, ValidationError

from .data import Report

SCHEMA_VERSION = 3

READABLE = (1, 2, 3)
"""Older ones lack what came later, which have defaults: `quarters` and `results` came
with 2, `public` and `withheld` with 3."""


class UnreadableSnapshot(ValueError):
    """The text is no snapshot of a version that is known here."""


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def freeze(report: Report) -> str:
    """The content as JSON; the same content gives the same text."""
    return json.dumps(
        {
            "schema_version": SCHEMA_VERSION,
            "report": _adapter().dump_python(report, mode="json"),
        },
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def restore(text: str) -> Report:
    """The content that was frozen. Raises UnreadableSnapshot for anything else."""
    try:
        found = json.loads(text)
        version, report = found["schema_version"], json.dumps(found["report"])
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableSnapshot("no JSON of a snapshot") from error
    if version not in READABLE:
        raise UnreadableSnapshot(f"schema {version}")
    try:
        return _adapter().validate_json(report, strict=True, extra="forbid")
    except ValidationError as error:
        raise UnreadableSnapshot(str(error)) from error
