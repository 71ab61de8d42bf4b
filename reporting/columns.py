"""Cut a matrix with many municipalities into tables that fit the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from .data import ActionRow, LineSection, ObjectiveSection, Place

WIDEST = 12
"""How many columns fit an A4 page beside the names of the actions."""


@dataclass(frozen=True, slots=True)
class Group:
    """An objective with those of its rows that are in a table."""

    objective: ObjectiveSection
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A table: some of the columns, and the rows that have something there."""

    places: tuple[Place, ...]
    groups: tuple[Group, ...]


def split_matrix(
    line: LineSection, places: Sequence[Place], widest: int = WIDEST
) -> Iterator[Block]:
    """Cut the columns into about equal blocks.

    The one cell of a regional or joint action counts once, so it is in the first block
    only.
    """
    blocks = max(1, ceil(len(places) / widest))
    width = max(1, ceil(len(places) / blocks))
    for start in range(0, max(1, len(places)), width):
        columns = slice(start, start + width)
        groups = tuple(
            Group(objective, rows)
            for objective in line.objectives
            if (rows := tuple(_rows(objective, columns)))
        )
        if groups:
            yield Block(tuple(places[columns]), groups)


def _rows(objective: ObjectiveSection, columns: slice) -> Iterator[ActionRow]:
    for row in objective.rows:
        if row.action.is_local:
            yield ActionRow(row.action, row.tracks[columns])
        elif columns.start == 0:
            yield row
