"""What it costs, who pays, and what municipalities spend; an empty cell is unknown."""

from decimal import Decimal

from reporting.data import BudgetRow, Report

from .table import Cell, Column, Table

LINE = (
    Column("Doelstelling", 12),
    Column("Actie", 8),
    Column("Post", 44),
)


def _line(row: BudgetRow) -> tuple[Cell, ...]:
    return row.objective_number, row.action_code, row.title


def _amounts(row: BudgetRow, *amounts: Decimal | None) -> tuple[Cell, ...]:
    """Amounts of a line, or in the place of each that it is not public."""
    return (row.withheld,) * len(amounts) if row.withheld else amounts


def lines(report: Report) -> Table:
    """The budget lines, and how much of each is certain."""
    columns = (
        *LINE,
        Column("Soort", 20),
        Column("Begroot"),
        Column("Gedekt"),
        Column("Nog niet gedekt"),
        Column("Gratis", 8),
        Column("Link", 40),
    )
    rows = (
        (
            *_line(row),
            row.kind.label,
            *_amounts(row, row.amount, row.covered, row.uncovered),
            {None: "", True: "ja", False: "nee"}[row.is_free],
            row.url,
        )
        for row in report.finances.rows
    )
    return Table.of("Begroting", columns, rows)


def fundings(report: Report) -> Table:
    """From which source each line is paid, and how certain that is."""
    columns = (
        *LINE,
        Column("Bron", 44),
        Column("Stand", 16),
        Column("Betaler", 30),
        Column("Bedrag"),
    )
    rows = (
        (
            *_line(row),
            each.source.label,
            each.state.label,
            each.payer,
            *_amounts(row, each.amount),
        )
        for row in report.finances.rows
        for each in row.fundings
    )
    return Table.of("Dekking", columns, rows)


def shares(report: Report) -> Table:
    """What each municipality has to spend of a line, and spent."""
    columns = (
        *LINE,
        Column("Gemeente", 18),
        Column("Begroot"),
        Column("Verplicht"),
        Column("Gerealiseerd"),
        Column("Prognose"),
    )
    rows = (
        (
            *_line(row),
            share.municipality,
            *_amounts(
                row, share.budgeted, share.committed, share.spent, share.forecast
            ),
        )
        for row in report.finances.rows
        for share in row.shares
    )
    return Table.of("Aandelen", columns, rows)
