"""The overview: actions down, municipalities across, one cell for each track."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby
from typing import Self

from django.db.models import QuerySet
from django.utils import timezone

from municipalities.models import Municipality

from .models import Action, Light, Objective, Phase, Plan, Progress


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one track stands; empty when a municipality has no track of the action."""

    owner: str
    span: int = 1
    track_pk: int | None = None
    phase: Phase | None = None
    light: Light | None = None
    is_fresh: bool = False

    @classmethod
    def of(cls, track: Progress, fresh_since: date) -> Self:
        """The cell of a track that was read already."""
        return cls(
            owner=str(track.owner),
            track_pk=track.pk,
            phase=track.phase,
            light=track.light,
            is_fresh=track.is_fresh(fresh_since),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One action with its cells."""

    action: Action
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One objective with its actions."""

    objective: Objective
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many tracks stand where; a joint or regional action counts once.

    Only what was reported or confirmed this round counts by light; the rest is
    `silent` (geen opgave). `lights`, `inapplicable` and `silent` add up to `tracks`.
    """

    tracks: int
    lights: dict[Light, int]
    inapplicable: int
    silent: int

    @property
    def fresh(self) -> int:
        """Tracks that were reported on or confirmed this round."""
        return self.tracks - self.silent


@dataclass(frozen=True, slots=True)
class Matrix:
    """The plan's tracks, ready to be shown."""

    municipalities: tuple[Municipality, ...]
    groups: tuple[Group, ...]
    totals: Totals
    fresh_since: date


def build_matrix(
    plan: Plan, *, today: date, objective: Objective | None = None
) -> Matrix:
    """Read the tracks of a plan, or of one of its objectives.

    The number of queries does not grow with municipalities or actions.
    """
    fresh_since = plan.fresh_since(today)
    municipalities = tuple(
        Municipality.objects.filter(
            participations__in=plan.participations.on(today)
        ).order_by("name")
    )
    actions = Action.objects.of_plan(plan).running()
    tracks = Progress.objects.of_plan(plan)
    if objective:
        actions = actions.filter(objective=objective)
        tracks = tracks.filter(action__objective=objective)
    cells = _read_cells(tracks, len(municipalities), fresh_since)
    rows = [
        Row(action, tuple(_cells_of(action, municipalities, cells)))
        for action in actions
    ]
    shown = [cell for row in rows for cell in row.cells if cell.track_pk]
    return Matrix(
        municipalities, tuple(_grouped(rows)), count_totals(shown), fresh_since
    )


def count_totals(cells: Sequence[Cell]) -> Totals:
    """Count the cells that hold a track."""
    lights = Counter(cell.light for cell in cells if cell.is_fresh)
    return Totals(
        tracks=len(cells),
        lights={light: lights[light] for light in Light},
        inapplicable=lights[None],
        silent=len(cells) - lights.total(),
    )


def _read_cells(
    tracks: QuerySet[Progress], width: int, fresh_since: date
) -> dict[tuple[int, int | None], Cell]:
    since = timezone.make_aware(datetime.combine(fresh_since, time.min))
    rows = tracks.values_list(
        "pk",
        "action_id",
        "municipality_id",
        "municipality__name",
        "state__phase",
        "state__light",
        "state__reported_at",
    )
    return {
        (action, municipality): Cell(
            owner=name or "",
            span=1 if municipality else width,
            track_pk=pk,
            phase=Phase(phase) if phase else None,
            light=Light(light) if light else None,
            is_fresh=reported_at is not None and reported_at >= since,
        )
        for pk, action, municipality, name, phase, light, reported_at in rows
    }


def _cells_of(
    action: Action,
    municipalities: tuple[Municipality, ...],
    cells: dict[tuple[int, int | None], Cell],
) -> Iterator[Cell]:
    if not action.is_local:
        cell = cells.get((action.pk, None), Cell("", span=len(municipalities)))
        yield replace(cell, owner=str(action.lead))
        return
    for municipality in municipalities:
        yield cells.get((action.pk, municipality.pk), Cell(municipality.name))


def _grouped(rows: Iterable[Row]) -> Iterator[Group]:
    for objective, group in groupby(rows, key=lambda row: row.action.objective):
        yield Group(objective, tuple(group))
