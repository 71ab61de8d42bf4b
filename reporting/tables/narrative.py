"""What is asked and was decided, what changed, and how the plan was amended."""

from collections.abc import Iterator

from reporting.data import Report
from reporting.narrative import SinceLast

from .table import Cell, Column, Table
from .words import in_words


def decisions(report: Report) -> Table:
    """What is asked now, and what came of what was asked before."""
    columns = (
        Column("Gevraagd in", 12),
        Column("Besluit", 50),
        Column("Waarom", 50),
        Column("Van wie", 20),
        Column("Uiterlijk", 12),
        Column("Uitkomst", 16),
        Column("Besloten op", 12),
        Column("Vervolg", 50),
    )
    rows = (
        (
            str(request.quarter),
            request.title,
            request.reason,
            request.asked_of,
            request.needed_by,
            request.outcome.label if request.outcome else "",
            request.decided_on,
            request.follow_up,
        )
        for request in (*report.requests, *report.earlier_requests)
    )
    return Table.of("Besluiten", columns, rows)


def changes(report: Report) -> Table:
    """What stands otherwise than in the last report."""
    columns = (
        Column("Wat", 20),
        Column("Actie", 8),
        Column("Titel", 44),
        Column("Van wie", 26),
        Column("Vorige keer", 28),
        Column("Nu", 28),
    )
    rows = _changes(report.since) if report.since else ()
    return Table.of("Veranderd", columns, rows)


def _changes(since: SinceLast) -> Iterator[tuple[Cell, ...]]:
    for what, moves in (
        ("slechter", since.worse),
        ("geen nieuw bericht", since.fell_silent),
        ("beter", since.better),
    ):
        for move in moves:
            before = in_words(move.light, move.phase)
            now = in_words(move.light_now, move.phase_now)
            yield what, move.code, move.title, move.owner, before, now
    for late in since.newly_late:
        owners = ", ".join(late.owners)
        yield "nieuw te laat", late.code, late.title, owners, "", "te laat"


def amendments(report: Report) -> Table:
    """How the plan was amended since the last report."""
    columns = (
        Column("Besloten door", 30),
        Column("Geldig vanaf", 12),
        Column("Reden", 60),
        Column("Onderdelen van het plan", 60),
    )
    rows = (
        (each.decided_by, each.valid_from, each.reason, "\n".join(each.subjects))
        for each in (report.since.amendments if report.since else ())
    )
    return Table.of("Wijzigingen", columns, rows)
