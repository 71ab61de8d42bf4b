"""Tables as CSV, as Dutch spreadsheets open it, in one zip.

CSV has no types: a program that opens it takes what looks like a formula for one. Such
a text gets an apostrophe before it, after OWASP ("CSV Injection"); so it does not read
back as it was typed. ODS and XLSX keep the text as it is.
"""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from reporting.tables import Cell, Table

from .zips import write_zip

TRIGGERS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a formula begins with; the wide signs are taken for the others."""

BLANK = "\u200b\u200c\u200d\u2060\ufeff"
"""Signs that nobody sees, and that a program may skip, as it does with spaces."""


def write_csv(table: Table) -> bytes:
    """One table: UTF-8 with a mark that says so, semicolons, a comma in amounts."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([_guarded(column.name) for column in table.columns])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def name_csv_files(tables: Sequence[Table]) -> list[tuple[str, Table]]:
    """The name of a file for each table, numbered in their order."""
    return [
        (f"{number:02}-{table.key}.csv", table)
        for number, table in enumerate(tables, 1)
    ]


def write_csv_files(tables: Sequence[Table]) -> bytes:
    """A zip with a file for each table."""
    return write_zip((name, write_csv(table)) for name, table in name_csv_files(tables))


def _plain(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case str():
            return _guarded(cell)
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case date():
            return cell.isoformat()
    return cell


def _guarded(text: str) -> str:
    """A text that no program takes for a formula."""
    seen = text.lstrip().lstrip(BLANK).lstrip()
    first = {text[:1], seen[:1]}
    return f"'{text}" if first & TRIGGERS else text
