"""What is due, what was reached, and what could go wrong."""

from reporting.data import MilestoneStanding, Report

from .table import Column, Table
from .words import REGION


def milestones(report: Report) -> Table:
    """A row for everybody who has to reach a milestone."""
    columns = (
        Column("Doelstelling", 12),
        Column("Actie", 8),
        Column("Mijlpaal", 44),
        Column("Gepland in het plan", 22),
        Column("Gemeente", 18),
        Column("Stand", 14),
        Column("Gehaald op", 12),
        Column("Uiterlijk nu", 22),
        Column("Keren uitgesteld", 10),
        Column("Toelichting", 50),
    )
    rows = (
        (
            row.objective_number,
            row.action_code,
            row.title,
            str(row.due),
            standing.place or REGION,
            _state(standing),
            standing.completed_on,
            str(standing.due),
            standing.postponements,
            standing.note,
        )
        for row in report.milestones
        for standing in row.standings
    )
    return Table.of("Mijlpalen", columns, rows)


def _state(standing: MilestoneStanding) -> str:
    if standing.completed_on:
        return "gehaald"
    return "te laat" if standing.is_late else "nog niet"


def results(report: Report) -> Table:
    """A row for everybody for whom a result was to be reached."""
    columns = (
        Column("Resultaat", 10),
        Column("Wat er moet zijn bereikt", 70),
        Column("Gemeente", 18),
        Column("Oordeel", 16),
    )
    rows = (
        (
            row.code,
            row.description,
            standing.place or REGION,
            standing.outcome.label if standing.outcome else "nog geen oordeel",
        )
        for row in report.results
        for standing in row.standings
    )
    return Table.of("Resultaten", columns, rows)


def risks(report: Report) -> Table:
    """The risks, the greatest first."""
    columns = (
        Column("Doelstelling", 12),
        Column("Actie", 8),
        Column("Risico", 44),
        Column("Kans (1-3)", 9),
        Column("Impact (1-3)", 9),
        Column("Gewicht", 9),
        Column("Maatregel", 50),
        Column("Eigenaar", 26),
    )
    rows = (
        (
            risk.objective_number,
            risk.action_code,
            risk.title,
            risk.chance,
            risk.impact,
            risk.score,
            risk.remedy,
            risk.owner,
        )
        for risk in report.risks
    )
    return Table.of("Risico’s", columns, rows)
