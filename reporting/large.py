"""What a region with very many municipalities reads instead of a table for each.

A matrix, an explanation and a list for each municipality would fill hundreds of pages
for all of the country, which nobody reads (docs/adr/0031).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from operator import attrgetter

from actions.models import Light

from .columns import WIDEST
from .data import ActionInfo, Entry, LineSection, MilestoneRow, Place, Report, Track

LARGE = 60
"""From more municipalities on, they are counted and named rather than told of."""

EXPLAINED = 3
"""How many municipalities explain of an action why it is orange or red."""


def is_many(each: Collection[object]) -> bool:
    """Whether there are too many to tell of each."""
    return len(each) > LARGE


@dataclass(frozen=True, slots=True)
class Worries:
    """An action that is orange or red: who explains it here, and who else has that."""

    action: ActionInfo
    explained: tuple[Entry, ...]
    others: tuple[str, ...]


def group_worries(line: LineSection) -> Iterator[Worries]:
    """What is orange or red in a line by action, the red first."""
    for action, found in groupby(line.worries, key=attrgetter("action")):
        worst_first = sorted(found, key=_is_less_than_red)
        others = worst_first[EXPLAINED:]
        yield Worries(
            action,
            tuple(worst_first[:EXPLAINED]),
            tuple(entry.track.owner for entry in others),
        )


def _is_less_than_red(entry: Entry) -> bool:
    return entry.track.state is None or entry.track.state.light != Light.RED


@dataclass(frozen=True, slots=True)
class StandTable:
    """Municipalities down, and some of their actions across."""

    actions: tuple[ActionInfo, ...]
    rows: tuple[tuple[Place, tuple[Track | None, ...]], ...]


def stands_by_municipality(
    report: Report, widest: int = WIDEST
) -> Iterator[StandTable]:
    """Where each municipality stands, in tables that are not too wide for the page."""
    local = [
        row
        for line in report.lines
        for objective in line.objectives
        for row in objective.rows
        if row.action.is_local
    ]
    if not local:
        return
    width = ceil(len(local) / ceil(len(local) / widest))
    for start in range(0, len(local), width):
        columns = local[start : start + width]
        stands = zip(*(row.tracks for row in columns), strict=True)
        yield StandTable(
            tuple(row.action for row in columns),
            tuple(zip(report.municipalities, stands, strict=True)),
        )


@dataclass(frozen=True, slots=True)
class WhoIsWhere:
    """Whom a milestone is late for, and who moved it."""

    late: tuple[str, ...]
    moved: tuple[str, ...]


def name_standings(row: MilestoneRow) -> WhoIsWhere:
    """The names that matter of a milestone."""
    return WhoIsWhere(
        tuple(standing.place for standing in row.late),
        tuple(each.place for each in row.standings if each.postponements),
    )
