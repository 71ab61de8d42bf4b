"""The geometry of a timeline: what lies where between a first and a last day.

Pure: days go in, percentages of the width come out, so that it fits any width.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from .periods import Quarter

MARGIN = timedelta(45)
"""What is left free before the first and after the last day."""

TOGETHER = 7.0
"""Marks of one kind that are nearer than this, in percent, are one with a number."""


class MarkKind(Enum):
    """What a mark says: its name in the stylesheet, and in words."""

    REACHED = "reached", "gehaald"
    LATE = "late", "te laat"
    OPEN = "open", "nog niet gehaald"

    @property
    def key(self) -> str:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the left edge to the right one."""

    first: date
    last: date

    @classmethod
    def around(cls, days: Iterable[date]) -> "Span":
        """So that all of these lie within it; raises ValueError without any."""
        found = list(days)
        return cls(min(found) - MARGIN, max(found) + MARGIN)

    def place(self, day: date) -> float:
        """Where a day lies, in percent of the width."""
        return round(100 * (day - self.first).days / (self.last - self.first).days, 2)

    @property
    def quarters(self) -> Iterator["Tick"]:
        """Where quarters begin; a year has its name there."""
        quarter = Quarter.of(self.first).next
        while quarter.first_day < self.last:
            name = str(quarter.year) if quarter.number == 1 else ""
            yield Tick(self.place(quarter.first_day), name)
            quarter = quarter.next


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a quarter."""

    place: float
    year: str


@dataclass(frozen=True, slots=True)
class Point:
    """Somebody's day on a line: when it was reached, or when it is due now."""

    day: date
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Mark:
    """One point, or several of a kind that lie together."""

    place: float
    kind: MarkKind
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the timeline: where it was planned, and where everybody is."""

    planned: float | None
    marks: tuple[Mark, ...]

    @property
    def moved_to(self) -> float | None:
        """How far what is not there yet was moved beyond the plan, if at all."""
        later = [
            mark.place
            for mark in self.marks
            if mark.kind is not MarkKind.REACHED
            and self.planned is not None
            and mark.place > self.planned
        ]
        return max(later, default=None)


def draw_line(span: Span, planned: date | None, points: Sequence[Point]) -> Line:
    """Lay the plan's day and everybody's points on a span."""
    return Line(
        planned=span.place(planned) if planned else None,
        marks=tuple(mark for kind in MarkKind for mark in _marks(span, points, kind)),
    )


def _marks(span: Span, points: Sequence[Point], kind: MarkKind) -> list[Mark]:
    """Of one kind, from left to right; what lies together stands where it begins."""
    marks: list[Mark] = []
    for place in sorted(
        span.place(point.day) for point in points if point.kind is kind
    ):
        if marks and place - marks[-1].place < TOGETHER:
            marks[-1] = Mark(marks[-1].place, kind, marks[-1].count + 1)
        else:
            marks.append(Mark(place, kind, 1))
    return marks
