"""Tables as the sheets of an OpenDocument file (ODF 1.3), which is a zip of XML.

Texts are written as texts, and no cell has a formula. What is the same in every file is
in opendocument/.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape, quoteattr

from reporting.tables import Cell, Table

from .zips import write_zip

PARTS = Path(__file__).with_name("opendocument")

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

CHARACTER = 2.1
"""About how wide a character is, in millimetres."""

SPACES = re.compile("(^ +| +$| {2,})")
"""What XML would take for one space, or for none."""


def write_ods(tables: Sequence[Table]) -> bytes:
    """A sheet for each table, with its head frozen."""
    settings = [_part("sheet-settings.xml", title=table.title) for table in tables]
    widths = {column.width for table in tables for column in table.columns}
    parts = [
        ("mimetype", MEDIA_TYPE),  # first and as it is, says the standard
        (
            "content.xml",
            _part(
                "content.xml",
                column_styles="\n".join(map(_column_style, sorted(widths))),
                sheets="\n".join(map(_sheet, tables)),
            ),
        ),
        ("styles.xml", _part("styles.xml")),
        ("settings.xml", _part("settings.xml", sheets="\n".join(settings))),
        ("META-INF/manifest.xml", _part("manifest.xml")),
    ]
    return write_zip(parts, as_it_is="mimetype")


def _part(file_name: str, **values: str) -> str:
    return Template((PARTS / file_name).read_text("utf-8")).substitute(values)


def _element(name: str, attributes: Mapping[str, str], content: str = "") -> str:
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}>{content}</{name}>"


def _column_style(width: int) -> str:
    measure = {"style:column-width": f"{width * CHARACTER:.1f}mm"}
    return _element(
        "style:style",
        {"style:name": f"breedte-{width}", "style:family": "table-column"},
        _element("style:table-column-properties", measure),
    )


def _sheet(table: Table) -> str:
    columns = (
        _element("table:table-column", {"table:style-name": f"breedte-{each.width}"})
        for each in table.columns
    )
    head = _row([column.name for column in table.columns], text_style="kop")
    return _element(
        "table:table",
        {"table:name": table.title},
        "".join(columns)
        + _element("table:table-header-rows", {}, head)
        + "\n".join(map(_row, table.rows)),
    )


def _row(cells: Sequence[Cell], text_style: str = "tekst") -> str:
    content = "".join(_cell(cell, text_style) for cell in cells)
    return _element("table:table-row", {"table:style-name": "rij"}, content)


def _cell(cell: Cell, text_style: str) -> str:
    """A cell by its type, with its value, or the paragraphs of its text."""
    kind, style, value, paragraphs = "string", text_style, {}, ""
    match cell:
        case None:
            return _element("table:table-cell", {"table:style-name": text_style})
        case str():
            paragraphs = "".join(map(_paragraph, cell.split("\n")))
        case date():
            kind, style = "date", "datum"
            value = {"office:date-value": cell.isoformat()}
        case Decimal():
            kind, style = "currency", "bedrag"
            value = {"office:value": f"{cell:f}", "office:currency": "EUR"}
        case _:
            kind, style, value = "float", "getal", {"office:value": str(cell)}
    typed = {"office:value-type": kind, **value, "table:style-name": style}
    return _element("table:table-cell", typed, paragraphs)


def _paragraph(line: str) -> str:
    return _element("text:p", {}, "".join(map(_spaced, SPACES.split(line))))


def _spaced(part: str) -> str:
    if part.strip(" "):
        return escape(part)
    return _element("text:s", {"text:c": str(len(part))}) if part else ""
