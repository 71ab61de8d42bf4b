"""Read the file that a plan is loaded from, and say all that is wrong with it."""

from collections.abc import Iterator
from pathlib import Path

from .file_entries import read_entry
from .plan_entries import PlanFile
from .plan_yaml import read_bytes, read_source

NAMED_LISTS = ("gemeenten", "functies", "partners")
"""The lists at the top of the file, to which the rest of it refers by name."""


def open_plan(file: Path) -> PlanFile:
    """Read a plan from a file; raises PlanFileError with all that is wrong with it."""
    return read_plan(read_bytes(file))


def read_plan(content: bytes) -> PlanFile:
    """Read the content of a plan file; raises PlanFileError as `open_plan` does."""
    source = read_source(content)
    return read_entry(source, PlanFile, names=_names(source.values))


def _names(values: object) -> dict[str, list[str]]:
    """The names in the lists that the file refers to, as far as they can be read."""
    top = values if isinstance(values, dict) else {}
    return {key: list(_names_in(top.get(key))) for key in NAMED_LISTS}


def _names_in(entries: object) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else []:
        name = entry.get("naam") if isinstance(entry, dict) else None
        if isinstance(name, str):
            yield name
