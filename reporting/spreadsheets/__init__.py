"""The files in which the tables of a report can be taken away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reporting.tables import Table

from .csv_files import write_csv_files
from .ods import write_ods
from .xlsx import write_xlsx


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its extension, what it is to a browser, and who writes it."""

    extension: str
    media_type: str
    write: Callable[[Sequence[Table]], bytes]


KINDS = {
    "ods": Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", write_ods),
    "xlsx": Kind(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
    "csv": Kind("csv.zip", "application/zip", write_csv_files),
}

__all__ = ["KINDS", "Kind"]
