"""Where the actions stand: the matrix, and each track with its words."""

from collections.abc import Iterator

from actions.models import Phase
from reporting.data import ActionRow, Report, State, Track
from reporting.development import QuarterCount

from .table import Cell, Column, Table
from .words import (
    REGION,
    SILENT,
    WITHHELD,
    in_a_cell,
    in_words,
    light_of,
    yes_or_nothing,
)

ACTION = (
    Column("Actielijn", 9),
    Column("Doelstelling", 12),
    Column("Actie", 8),
    Column("Titel", 44),
    Column("Uitvoering", 13),
    Column("Prioriteit", 9),
)
STANDING = (
    Column("Gemeente", 18),
    Column("Trekker", 26),
    Column("Stoplicht", 12),
    Column("Fase", 18),
    Column("Over tijd", 9),
    Column("Gemeld op", 12),
    Column("Stand per", 12),
    Column("Toelichting", 50),
    Column("Oorzaak", 40),
    Column("Gevolg voor het doel", 40),
    Column("Maatregel", 40),
    Column("Wacht op", 24),
    Column("Laatst bekend", 30),
    Column("Laatst bekend op", 12),
    Column("Nagekomen", 30),
    Column("Nagekomen op", 12),
)


def matrix(report: Report) -> Table:
    """Actions down, municipalities across, and before those what is done together."""
    places = report.municipalities
    columns = (
        *ACTION,
        Column("Regionaal of gezamenlijk", 22),
        *(Column(place.name, 22) for place in places),
    )
    rows = ((*names, *_across(row, len(places))) for names, row in _rows(report))
    return Table.of("Matrix", columns, rows)


def standings(report: Report) -> Table:
    """A row for each track."""
    rows = (
        (*names, *_standing(track))
        for names, row in _rows(report)
        for track in row.tracks
        if track
    )
    return Table.of("Stand en toelichting", (*ACTION, *STANDING), rows)


def _rows(report: Report) -> Iterator[tuple[tuple[Cell, ...], ActionRow]]:
    """Every action, and the cells that name it."""
    for line in report.lines:
        for objective in line.objectives:
            for row in objective.rows:
                names = (
                    line.number,
                    objective.number,
                    row.action.code,
                    row.action.title,
                    row.action.scope.label,
                    yes_or_nothing(row.action.is_priority),
                )
                yield names, row


def _across(row: ActionRow, places: int) -> tuple[str, ...]:
    cells = tuple(map(in_a_cell, row.tracks))
    return ("", *cells) if row.action.is_local else (*cells, *[""] * places)


def _standing(track: Track) -> tuple[Cell, ...]:
    state, known, late = track.state, track.last_known, track.late
    return (
        track.place.name if track.place else REGION,
        track.owner,
        light_of(state),
        state.phase.label if state else SILENT,
        yes_or_nothing(track.is_overdue),
        state.reported_on if state else None,
        state.as_of if state else None,
        *_words(state),
        _in_short(known) if not state else "",
        known.reported_on if known and not state else None,
        _in_short(late),
        late.reported_on if late else None,
    )


def _words(state: State | None) -> tuple[str, ...]:
    if state is None:
        return (SILENT, "", "", "", "")
    if state.is_withheld:
        return (WITHHELD, "", "", "", "")
    return (
        state.note,
        state.cause,
        state.consequence,
        state.remedy,
        state.waits_for,
    )


def _in_short(state: State | None) -> str:
    if state is None:
        return ""
    words = in_words(state.light, state.phase)
    return f"{words}: {state.note}" if state.note else words


def development(report: Report) -> Table:
    """How many tracks were in each phase at the end of each quarter."""
    columns = (
        Column("Kwartaal", 10),
        Column("Stand op", 12),
        *(Column(phase.label, 12) for phase in Phase),
        Column("nog niet gemeld", 12),
    )
    return Table.of("Ontwikkeling", columns, map(_quarter, report.quarters))


def _quarter(found: QuarterCount) -> tuple[Cell, ...]:
    return str(found.quarter), found.day, *(each.tracks for each in found.counts)
