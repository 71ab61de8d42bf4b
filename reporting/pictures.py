"""The pictures of a report, drawn from its content by what draws those of the pages."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from actions.budget_chart import BarChart as MoneyChart
from actions.budget_chart import budget_per_source
from actions.chart_colours import PHASE_FILLS, SILENT_FILL, STOPPED_FILL
from actions.charts import BarChart, Kind, Stack, draw_bars
from actions.coverage import without_source
from actions.development import LIGHTS, phase_chart
from actions.models import Phase
from actions.sums import add_up
from actions.timeline_chart import Line, MarkKind, Point, Span, draw_line
from actions.totals import Standing

from .data import (
    ActionRow,
    Finances,
    LineSection,
    MilestoneRow,
    MilestoneStanding,
    Report,
    Track,
)
from .results import Outcome, ResultRow

NOT_JUDGED = ""
"""Instead of an outcome: nobody judged yet."""


def lights_by_objective(report: Report) -> BarChart:
    """How the tracks of each objective go."""
    stacks = (
        Stack(f"Doelstelling {each.number}", _lights(each.rows), each.title)
        for line in report.lines
        for each in line.objectives
    )
    return draw_bars("stoplichten", LIGHTS, stacks)


def lights_by_action(line: LineSection) -> BarChart:
    """How the tracks of each action in a line go."""
    stacks = (
        Stack(row.action.code, _lights([row]), row.action.title)
        for objective in line.objectives
        for row in objective.rows
    )
    return draw_bars(f"acties-{line.number}", LIGHTS, stacks)


def _lights(rows: Iterable[ActionRow]) -> Counter[str]:
    return Counter(
        _standing(track).value for row in rows for track in row.tracks if track
    )


def _standing(track: Track) -> Standing:
    if track.state is None:
        return Standing.SILENT
    light = track.state.light
    return Standing(light.value) if light else Standing.INAPPLICABLE


OUTCOMES = (
    Kind(Outcome.REACHED, "B", Outcome.REACHED.label, *PHASE_FILLS[Phase.EMBEDDED]),
    Kind(Outcome.PARTLY, "D", Outcome.PARTLY.label, *PHASE_FILLS[Phase.RUNNING]),
    Kind(Outcome.NOT, "N", Outcome.NOT.label, *STOPPED_FILL),
    Kind(NOT_JUDGED, "–", "geen oordeel", *SILENT_FILL),
)


def results_reached(report: Report) -> BarChart:
    """How often each result was reached."""
    stacks = (
        Stack(row.code, Counter(_judged(row)), row.description)
        for row in report.results
    )
    return draw_bars("resultaten", OUTCOMES, stacks)


def _judged(row: ResultRow) -> Iterator[str]:
    for standing in row.standings:
        yield standing.outcome.value if standing.outcome else NOT_JUDGED


def phases_by_quarter(report: Report) -> BarChart:
    """How far the tracks were at the end of each quarter."""
    return phase_chart(count.end for count in report.quarters)


def money_by_source(finances: Finances) -> MoneyChart:
    """What every source pays, and what no source is named for."""
    rows = [
        (row, without_source(row.amount, row.fundings))
        for row in finances.rows
        if row.is_money and not row.withheld
    ]
    without = add_up(amount for row, amount in rows if amount or not row.fundings)
    return budget_per_source(finances.sources, without)


@dataclass(frozen=True, slots=True)
class Lane:
    """A milestone on the line of time, and the same in words."""

    row: MilestoneRow
    line: Line
    description: str


@dataclass(frozen=True, slots=True)
class MilestonePicture:
    """The milestones that have a day, on one span of days."""

    span: Span
    today_at: float
    lanes: tuple[Lane, ...]


def milestones_in_time(report: Report) -> MilestonePicture | None:
    """Where the milestones lie in time, and who has reached them; None without days."""
    days = [day for row in report.milestones for day in _days(row)]
    if not days:
        return None
    span = Span.around([*days, report.as_of])
    lanes = (
        Lane(row, draw_line(span, row.due.ends_on, list(_points(row))), _told(row))
        for row in report.milestones
        if any(_days(row))
    )
    return MilestonePicture(span, span.place(report.as_of), tuple(lanes))


def _days(row: MilestoneRow) -> Iterator[date]:
    if row.due.ends_on:
        yield row.due.ends_on
    for point in _points(row):
        yield point.day


def _points(row: MilestoneRow) -> Iterator[Point]:
    for standing in row.standings:
        if day := standing.completed_on or standing.due.ends_on:
            yield Point(day, _kind(standing))


def _kind(standing: MilestoneStanding) -> MarkKind:
    if standing.completed_on:
        return MarkKind.REACHED
    return MarkKind.LATE if standing.is_late else MarkKind.OPEN


def _told(row: MilestoneRow) -> str:
    counts = Counter(map(_kind, row.standings))
    told = ", ".join(
        f"{counts[kind]} {kind.label}" for kind in MarkKind if counts[kind]
    )
    return f"{row.title}: volgens het plan {row.due or 'zonder datum'}; {told}."
