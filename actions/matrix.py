"""The overview: actions down, municipalities across, one cell for each track."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from municipalities.plain import kept

from .models import Light, Phase, Plan, Progress
from .outline import ActionHead, ObjectiveHead, Place, Selection, tracks_of
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

    def seen_by(self, wanted: str, phase: str) -> "Cell":
        """The cell as the filters let it be seen."""
        standing = self.standing
        is_asked = (
            wanted in ("", standing)
            or (wanted == WORRYING and standing in (Standing.ORANGE, Standing.RED))
        ) and phase in ("", self.phase or NEVER)
        return self if is_asked else replace(self, is_left_out=True)


NO_TRACK = Cell("")
"""That of a municipality which does not carry an action out."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One action with its cells, and how each of those counts, if it does.

    It is compared by identity: the same values give the same row, while it is kept.
    """

    action: ActionHead
    cells: tuple[Cell, ...]
    standings: tuple[Standing | None, ...]
    totals: Totals


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


@dataclass(frozen=True, slots=True)
class Matrix:
    """The plan's tracks, ready to be shown."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    totals: Totals
    fresh_since: date

    @property
    def count(self) -> int:
        """How many actions it shows."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(column.municipality for column in self.columns)

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
    fresh_since = plan.fresh_since(today)
    names = tuple((place.pk, place.name) for place in selection.municipalities)
    states = defaultdict(list)
    for action, municipality, *state in _track_rows(*selection.keys):
        states[action].append((municipality, tuple(state)))
    asked = selection.standing, selection.phase
    rows = [
        _row(action, names, tuple(states[action.pk]), *asked, fresh_since)
        for action in selection.actions
    ]
    if selection.chooses_tracks:
        rows = [row for row in rows if any(row.standings)]
    local = [row.standings for row in rows if row.action.is_local]
    columns = zip(*local, strict=True) if local else ((),) * len(names)
    return Matrix(
        columns=tuple(
            Column(municipality, Totals.of(column))
            for municipality, column in zip(
                selection.municipalities, columns, strict=True
            )
        ),
        groups=tuple(_grouped(rows)),
        totals=Totals.of(standing for row in rows for standing in row.standings),
        fresh_since=fresh_since,
    )


# Of a plan some twenty are looked at, and with filters others. One of 8 municipalities
# takes three kilobytes, one of all 342 of the country a hundred.
@kept(most=256)
def _row(
    action: ActionHead,
    names: tuple[tuple[int, str], ...],
    states: tuple[tuple[Any, ...], ...],
    standing: str,
    phase: str,
    fresh_since: date,
) -> Row:
    """An action with what was read of its tracks, as the filters let it be seen."""
    found = {
        municipality: _cell(state, fresh_since).seen_by(standing, phase)
        for municipality, state in states
    }
    if action.is_local:
        cells = [replace(found.get(pk, NO_TRACK), owner=owner) for pk, owner in names]
    else:
        cell = found.get(None, NO_TRACK)
        cells = [replace(cell, owner=action.lead, span=len(names))]
    standings = tuple(cell.standing if cell.counts else None for cell in cells)
    return Row(action, tuple(cells), standings, Totals.of(standings))


def _cell(state: tuple[Any, ...], fresh_since: date) -> Cell:
    pk, phase_code, light_code, reported_at = state
    light = Light(light_code) if light_code else None
    reported_on = timezone.localdate(reported_at) if reported_at else None
    is_fresh = reported_on is not None and reported_on >= fresh_since
    return Cell(
        owner="",
        track_pk=pk,
        phase=Phase(phase_code) if phase_code else None,
        light=light,
        reported_on=reported_on,
        is_fresh=is_fresh,
        standing=Standing.of(light, is_fresh),
    )


@prepared
def _track_rows(*keys: Any) -> QuerySet[Progress, tuple[Any, ...]]:
    return (
        tracks_of(*keys)
        .values_list(
            "action_id",
            "municipality_id",
            "pk",
            "state__phase",
            "state__light",
            "state__reported_at",
        )
        .order_by()
    )


def _grouped(rows: Iterable[Row]) -> Iterator[Group]:
    for objective, group in groupby(rows, key=lambda row: row.action.objective):
        yield Group(objective, tuple(group))
