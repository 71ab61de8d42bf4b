"""The figures of partners, as they were published."""

from reporting.data import Report
from reporting.figures import ShownFigure

from .table import Cell, Column, Table
from .words import REGION, SILENT


def figures(report: Report) -> Table:
    """A row for each number; a hidden one is a text that says so."""
    columns = (
        Column("Bron", 22),
        Column("Wat is geteld", 40),
        Column("Gemeente", 18),
        Column("Kwartaal", 10),
        Column("Aantal", 14),
        Column("Geteld tot en met", 14),
        Column("Afgerond op", 10),
        Column("Opmerking", 50),
    )
    numbers = (
        (
            table.source,
            table.title,
            row.place or REGION,
            str(quarter),
            _shown(figure),
            table.as_of,
            table.rounded_to,
            table.note,
        )
        for table in report.figures
        for row in table.rows
        for quarter, figure in zip(table.quarters, row.figures, strict=True)
    )
    withheld = (
        (table.source, table.title, "", "", table.withheld, None, None, "")
        for table in report.figures
        if table.withheld
    )
    return Table.of("Cijfers", columns, (*numbers, *withheld))


def _shown(figure: ShownFigure | None) -> Cell:
    if figure is None:
        return SILENT
    if figure.amount is None:
        return "niet getoond"
    return f"<{figure.amount}" if figure.is_small else figure.amount
