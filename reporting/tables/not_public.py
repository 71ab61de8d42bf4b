"""What was left out of a public edition, and on which ground."""

from reporting.data import Report

from .table import Column, Table


def not_public(report: Report) -> Table:
    """A row for each kind and ground; none where nothing was left out."""
    columns = (
        Column("Wat", 30),
        Column("Aantal", 8),
        Column("Grond", 34),
        Column("Belang", 50),
        Column("Waarom", 50),
    )
    rows = (
        (
            row.kind.label,
            row.passages,
            f"Woo, {row.ground.article}",
            row.ground.label,
            row.explanation,
        )
        for row in (report.public.withheld if report.public else ())
    )
    return Table.of("Niet openbaar", columns, rows)
