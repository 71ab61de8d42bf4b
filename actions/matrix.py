"""The overview: actions down, municipalities across, one cell for each track."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from municipalities.plain import kept

from .models import Light, Phase, Plan, Progress
from .outline import ActionHead, ObjectiveHead, Place, Rows, Selection, tracks_of
from .prepared import prepared
from .totals import Standing, Totals

WORRYING = "zorg"
"""Orange or red, in a filter."""

NEVER = "geen"
"""Without a phase, in a filter: nothing was reported yet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one track stands; empty when a municipality has no track of the action.

    One that the filters leave out keeps its place, and tells nothing.
    """

    owner: str
    span: int = 1
    track_pk: int | None = None
    phase: Phase | None = None
    light: Light | None = None
    reported_on: date | None = None
    is_fresh: bool = False
    standing: Standing = Standing.SILENT
    is_left_out: bool = False

    @property
    def counts(self) -> bool:
        """Whether it holds a track that was asked for."""
        return self.track_pk is not None and not self.is_left_out

    def seen_by(self, selection: Selection) -> "Cell":
        """The cell as the filters let it be seen."""
        wanted, standing = selection.standing, self.standing
        is_asked = (
            wanted in ("", standing)
            or (wanted == WORRYING and standing in (Standing.ORANGE, Standing.RED))
        ) and selection.phase in ("", self.phase or NEVER)
        return self if is_asked else replace(self, is_left_out=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One action with its cells."""

    action: ActionHead
    cells: tuple[Cell, ...]

    @property
    def totals(self) -> Totals:
        return count(self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """One objective with its actions."""

    objective: ObjectiveHead
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One municipality, with how many of its own tracks stand where."""

    municipality: Place
    totals: Totals


@dataclass(frozen=True, slots=True)
class Sum:
    """One line below the table: how many stand like this, in all and per column."""

    standing: Standing
    whole: int
    per_column: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """The plan's tracks, ready to be shown.

    It is compared by identity: to compare all of its cells takes as long as to make
    them, and the same values give the same one for as long as that is kept.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    totals: Totals
    fresh_since: date

    @property
    def count(self) -> int:
        """How many actions it shows."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def has_sums(self) -> bool:
        """Whether there is something to add up: more than one column."""
        return len(self.columns) > 1

    @property
    def width(self) -> int:
        """How many columns there are, with that of the actions and the sums."""
        return len(self.columns) + 1 + self.has_sums

    @property
    def sums(self) -> tuple[Sum, ...]:
        return tuple(
            Sum(
                standing,
                self.totals.count(standing),
                tuple(column.totals.count(standing) for column in self.columns),
            )
            for standing in Standing
            if standing != Standing.INAPPLICABLE or self.totals.inapplicable
        )


def build_matrix(plan: Plan, selection: Selection, *, today: date) -> Matrix:
    """Read the tracks of a part of a plan.

    The number of queries does not grow with municipalities or actions.
    """
    rows = tuple(_track_rows(*selection.keys))
    return _arrange(selection, rows, plan.fresh_since(today))


# One for each way in which plans are looked at now. For 8 municipalities it takes some
# sixty kilobytes, for all 342 of the country five megabytes.
@kept(most=16)
def _arrange(selection: Selection, states: Rows, fresh_since: date) -> Matrix:
    cells = _cells_by_place(selection, states, fresh_since)
    rows = [
        Row(action, tuple(_cells_of(action, selection.municipalities, cells)))
        for action in selection.actions
    ]
    if selection.chooses_tracks:
        rows = [row for row in rows if any(cell.counts for cell in row.cells)]
    local = [row.cells for row in rows if row.action.is_local]
    columns = (
        zip(*local, strict=True) if local else ((),) * len(selection.municipalities)
    )
    return Matrix(
        columns=tuple(
            Column(municipality, count(column))
            for municipality, column in zip(
                selection.municipalities, columns, strict=True
            )
        ),
        groups=tuple(_grouped(rows)),
        totals=count(cell for row in rows for cell in row.cells),
        fresh_since=fresh_since,
    )


def count(cells: Iterable[Cell]) -> Totals:
    """Count the cells that hold a track."""
    return Totals.of(cell.standing for cell in cells if cell.counts)


def _cells_by_place(
    selection: Selection, states: Rows, fresh_since: date
) -> Mapping[tuple[int, int | None], Cell]:
    width = len(selection.municipalities)
    here = timezone.get_current_timezone()
    names = {place.pk: place.name for place in selection.municipalities}
    cells = {}
    for pk, action, municipality, phase_code, light_code, reported_at in states:
        light = Light(light_code) if light_code else None
        reported_on = reported_at.astimezone(here).date() if reported_at else None
        is_fresh = reported_on is not None and reported_on >= fresh_since
        cells[action, municipality] = Cell(
            owner=names.get(municipality, ""),
            span=1 if municipality else width,
            track_pk=pk,
            phase=Phase(phase_code) if phase_code else None,
            light=light,
            reported_on=reported_on,
            is_fresh=is_fresh,
            standing=Standing.of(light, is_fresh),
        ).seen_by(selection)
    return cells


@prepared
def _track_rows(*keys: Any) -> QuerySet[Progress, tuple[Any, ...]]:
    return (
        tracks_of(*keys)
        .values_list(
            "pk",
            "action_id",
            "municipality_id",
            "state__phase",
            "state__light",
            "state__reported_at",
        )
        .order_by()
    )


def _cells_of(
    action: ActionHead,
    municipalities: tuple[Place, ...],
    cells: Mapping[tuple[int, int | None], Cell],
) -> Iterator[Cell]:
    if not action.is_local:
        cell = cells.get((action.pk, None), Cell("", span=len(municipalities)))
        yield replace(cell, owner=action.lead)
        return
    for municipality in municipalities:
        yield cells.get((action.pk, municipality.pk), Cell(municipality.name))


def _grouped(rows: Iterable[Row]) -> Iterator[Group]:
    for objective, group in groupby(rows, key=lambda row: row.action.objective):
        yield Group(objective, tuple(group))
