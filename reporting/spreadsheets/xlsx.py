"""Tables as the sheets of an Excel file, in which texts are texts, not formulas."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reporting.tables import Cell, Table

MOMENT = datetime(1980, 1, 1)
"""When the file says that it was made, so that the same tables give the same bytes."""

ALIGNED = {"valign": "top", "text_wrap": True}
FORMATS = {
    str: ALIGNED,
    int: ALIGNED | {"num_format": "0", "align": "left"},
    Decimal: ALIGNED | {"num_format": "€ #,##0.00"},
    date: ALIGNED | {"num_format": "d-m-yyyy", "align": "left"},
}
HEAD = {
    "bold": True,
    "font_color": "#ffffff",
    "bg_color": "#0b3f66",
    "valign": "top",
    "text_wrap": True,
}
WHOLE_SHEET = "A1:XFD1048576"


class NotWritten(Exception):
    """A cell does not fit in the file."""


def write_xlsx(tables: Sequence[Table]) -> bytes:
    """A sheet for each table, with its head frozen. Raises NotWritten."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": MOMENT})
        head = book.add_format(HEAD)
        formats = {kind: book.add_format(look) for kind, look in FORMATS.items()}
        for table in tables:
            _fill(book.add_worksheet(table.title), table, head, formats)
    return content.getvalue()


def _fill(
    sheet: Worksheet, table: Table, head: Format, formats: dict[type, Format]
) -> None:
    last_column = len(table.columns) - 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), last_column)
    sheet.ignore_errors({"number_stored_as_text": WHOLE_SHEET})  # "1.1" is an action
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        _write(sheet, 0, place, column.name, head)
    for number, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            if cell is not None:
                _write(sheet, number, place, cell, formats[type(cell)])


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, look: Format) -> None:
    """By type; never by what a text looks like."""
    match cell:
        case str():
            result = sheet.write_string(row, place, cell, look)
        case date():
            result = sheet.write_datetime(row, place, cell, look)
        case _:
            result = sheet.write_number(row, place, cell, look)
    if result:
        raise NotWritten(f"{sheet.name}: {cell!r}")
