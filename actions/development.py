"""How far the tracks of a plan were at the end of each quarter, and how they go now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from .as_of import end_of
from .chart_colours import LIGHT_FILLS, PHASE_FILLS, SILENT_FILL, STOPPED_FILL
from .charts import BarChart, Kind, Stack, draw_bars
from .matrix import Matrix
from .models import Action, Light, Participation, Phase, Plan, ProgressUpdate, Scope
from .periods import Quarter
from .replay import Record, states_at
from .timelines import Parts
from .totals import Standing, Totals

TrackKey = tuple[int, int | None]
"""An action and a municipality; none for the one track of the region."""

PHASE_TEXTURES = {
    Phase.PREPARING: "dots",
    Phase.RUNNING: "lines",
    Phase.EMBEDDED: "cross",
    Phase.POSTPONED: "lines",
    Phase.DROPPED: "cross",
    Phase.NOT_APPLICABLE: "dots",
}
"""Each its own among those of about the same fill."""

NOT_REPORTED = ""
"""Without a phase: nothing was reported yet, or all of it was withdrawn."""

PHASES = (
    *(
        Kind(
            phase.value,
            phase.code,
            phase.label,
            *PHASE_FILLS.get(phase, STOPPED_FILL),
            PHASE_TEXTURES.get(phase, ""),
        )
        for phase in Phase
    ),
    Kind(NOT_REPORTED, "–", "nog niet gemeld", *SILENT_FILL, "bars"),
)

LIGHTS = (
    Kind(Standing.GREEN, Light.GREEN.code, "op schema", *LIGHT_FILLS[Light.GREEN]),
    Kind(
        Standing.ORANGE,
        Light.ORANGE.code,
        "aandacht nodig",
        *LIGHT_FILLS[Light.ORANGE],
        "lines",
    ),
    Kind(
        Standing.RED,
        Light.RED.code,
        "loopt vast",
        *LIGHT_FILLS[Light.RED],
        "cross",
    ),
    Kind(Standing.SILENT, "–", "geen opgave", *SILENT_FILL, "bars"),
    Kind(Standing.INAPPLICABLE, "NVT", "vervallen of n.v.t.", *STOPPED_FILL, "dots"),
)


@dataclass(frozen=True, slots=True)
class QuarterEnd:
    """How many tracks there were in each phase on the last day of a quarter.

    Of the quarter that is going on it is the day that is looked at.
    """

    quarter: Quarter
    day: date
    phases: Mapping[str, int]

    @property
    def is_over(self) -> bool:
        return self.day == self.quarter.last_day


def phase_chart(ends: Iterable[QuarterEnd]) -> BarChart:
    """Tracks by phase, a bar for each quarter."""
    stacks = (
        Stack(
            str(end.quarter),
            end.phases,
            note="" if end.is_over else f"tot en met {end.day.day}-{end.day.month}",
        )
        for end in ends
    )
    return draw_bars("fasen", PHASES, stacks)


def light_chart(matrix: Matrix) -> BarChart:
    """Tracks by light, a bar for each objective."""
    stacks = []
    for group in matrix.groups:
        totals = Totals.of(each for row in group.rows for each in row.standings)
        found = {standing.value: totals.count(standing) for standing in Standing}
        label = f"Doelstelling {group.objective.number}"
        stacks.append(Stack(label, found, note=group.objective.title))
    return draw_bars("stoplichten", LIGHTS, stacks)


def read_quarters(plan: Plan, *, today: date) -> tuple[QuarterEnd, ...]:
    """Replay what was recorded, from the quarter of the first report until a day.

    Three queries, whatever the number of quarters: the updates, and the versions of
    the actions and of who takes part, from which follows which tracks there were.
    """
    updates = list(_updates(plan))
    if not updates:
        return ()
    first = min(update.moment for update in updates)
    days = list(_last_days(timezone.localdate(first), today))
    moments = [end_of(day) for day in days]
    told = states_at(updates, moments)
    actions = states_at(_actions(plan), moments)
    places = states_at(_participations(plan), moments)
    return tuple(
        QuarterEnd(
            Quarter.of(day),
            day,
            Counter(
                phases.get(track, NOT_REPORTED)
                for track in _tracks(running.values(), taking_part.values(), day)
            ),
        )
        for day, phases, running, taking_part in zip(
            days, told, actions, places, strict=True
        )
    )


def _last_days(first: date, last: date) -> Iterator[date]:
    """The last day of each quarter, and of the one that is going on the last of all."""
    quarter = Quarter.of(first)
    while quarter.last_day < last:
        yield quarter.last_day
        quarter = quarter.next
    yield last


@dataclass(frozen=True, slots=True)
class _Running:
    """An action as it was: of whom it was, unless it was gone or retired."""

    pk: int
    is_local: bool


@dataclass(frozen=True, slots=True)
class _TakingPart:
    """From when to when a municipality takes part, unless that was undone."""

    municipality: int
    starts_on: date | None
    ends_on: date | None

    def is_in_force(self, day: date) -> bool:
        return (self.starts_on or day) <= day <= (self.ends_on or day)


def _tracks(
    running: Iterable[_Running | None],
    taking_part: Iterable[_TakingPart | None],
    day: date,
) -> Iterator[TrackKey]:
    """The tracks that actions and participations give."""
    places = [
        place.municipality for place in taking_part if place and place.is_in_force(day)
    ]
    for action in running:
        if action and action.is_local:
            yield from ((action.pk, place) for place in places)
        elif action:
            yield action.pk, None


def _updates(plan: Plan) -> Iterator[Record[TrackKey, str]]:
    rows = ProgressUpdate.objects.of_plan(plan).order_by()
    for action, municipality, sequence, moment, phase in rows.values_list(
        "progress__action",
        "progress__municipality",
        "sequence",
        "recorded_at",
        "phase",
    ):
        yield Record((action, municipality), sequence, moment, phase)


def _actions(plan: Plan) -> Iterator[Record[int, _Running | None]]:
    ever = Parts(Plan, plan.pk).keys(Action)
    rows = Action.history.filter(id__in=ever).order_by()
    for pk, order, moment, kind, scope, retired_on in rows.values_list(
        "id", "history_id", "history_date", "history_type", "scope", "retired_on"
    ):
        is_gone = kind == "-" or retired_on is not None
        value = None if is_gone else _Running(pk, scope == Scope.LOCAL)
        yield Record(pk, order, moment, value)


def _participations(plan: Plan) -> Iterator[Record[int, _TakingPart | None]]:
    rows = Participation.history.filter(plan=plan.pk).order_by()
    for pk, order, moment, kind, *place in rows.values_list(
        "id",
        "history_id",
        "history_date",
        "history_type",
        "municipality",
        "starts_on",
        "ends_on",
    ):
        yield Record(pk, order, moment, None if kind == "-" else _TakingPart(*place))
