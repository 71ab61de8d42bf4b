"""The overview: actions down, municipalities across, one cell for each track."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from municipalities.models import Municipality

from .models import Action, ActionLine, Light, Objective, Phase, Plan, Progress


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one track stands; empty when a municipality has no track of the action."""

    owner: str
    span: int = 1
    track_pk: int | None = None
    phase: Phase | None = None
    light: Light | None = None
    reported_at: datetime | None = None
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One action with its cells."""

    action: Action
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One objective with its actions; `starts_line` names the line it opens, if any."""

    objective: Objective
    starts_line: ActionLine | None
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
    cells = _read_cells(plan, len(municipalities), fresh_since)
    actions = Action.objects.of_plan(plan).running()
    if objective:
        actions = actions.filter(objective=objective)
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
    plan: Plan, width: int, fresh_since: date
) -> dict[tuple[int, int | None], Cell]:
    tracks = Progress.objects.of_plan(plan).values_list(
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
            reported_at=reported_at,
            is_fresh=reported_at is not None
            and timezone.localdate(reported_at) >= fresh_since,
        )
        for pk, action, municipality, name, phase, light, reported_at in tracks
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


def _grouped(rows: list[Row]) -> Iterator[Group]:
    line = None
    objectives = {row.action.objective_id: row.action.objective for row in rows}
    for objective in objectives.values():
        opens = objective.action_line if objective.action_line != line else None
        line = objective.action_line
        yield Group(
            objective,
            opens,
            tuple(row for row in rows if row.action.objective_id == objective.pk),
        )
