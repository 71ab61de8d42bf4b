"""The milestones of a plan on a line of time, with where everybody stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from municipalities.models import User

from .models import Milestone, MilestoneStatus, Plan
from .timeline_chart import Line, MarkKind, Point, Span, draw_line


@dataclass(frozen=True, slots=True)
class Lane:
    """A milestone with where everybody stands; without any day it has no line."""

    milestone: Milestone
    statuses: tuple[Any, ...]
    line: Line | None

    @property
    def reached(self) -> int:
        """How many have reached it."""
        return sum(status.completed_on is not None for status in self.statuses)

    @property
    def description(self) -> str:
        """The line in words, for who cannot see it."""
        counts = [
            (kind.label, sum(kind_of(status) is kind for status in self.statuses))
            for kind in MarkKind
        ]
        told = ", ".join(f"{count} {label}" for label, count in counts if count)
        planned = self.milestone.due or "zonder datum"
        return f"{self.milestone}: volgens het plan {planned}; {told or 'geen stand'}."


@dataclass(frozen=True, slots=True)
class MilestoneTimeline:
    """All milestones of a plan, on one span of days."""

    lanes: tuple[Lane, ...]
    span: Span | None
    today: date

    @property
    def today_at(self) -> float | None:
        """Where the day that is looked at lies, in percent of the width."""
        return self.span.place(self.today) if self.span else None


def read_timeline(plan: Plan, user: User, *, today: date) -> MilestoneTimeline:
    """Read the milestones with one query, whatever their number."""
    statuses = (
        MilestoneStatus.objects.of_plan(plan)
        .with_postponements()
        .with_note_access(user)
        .with_edit_access(user)
    )
    groups = [
        (milestone, tuple(group))
        for milestone, group in groupby(statuses, key=attrgetter("milestone"))
    ]
    days = [day for _, group in groups for day in _days(group)]
    span = Span.around([*days, today]) if days else None
    lanes = (
        Lane(milestone, group, _line(span, milestone, group))
        for milestone, group in groups
    )
    return MilestoneTimeline(tuple(lanes), span, today)


def kind_of(status: MilestoneStatus) -> MarkKind:
    """What the mark of somebody's stand says."""
    if status.completed_on:
        return MarkKind.REACHED
    return MarkKind.LATE if status.is_late else MarkKind.OPEN


def _days(statuses: Sequence[MilestoneStatus]) -> Iterator[date]:
    for status in statuses:
        days = [status.milestone.due_on, status.due.ends_on, status.completed_on]
        yield from filter(None, days)


def _line(
    span: Span | None, milestone: Milestone, statuses: Sequence[MilestoneStatus]
) -> Line | None:
    if span is None or not any(_days(statuses)):
        return None
    points = [
        Point(day, kind_of(status))
        for status in statuses
        if (day := status.completed_on or status.due.ends_on)
    ]
    return draw_line(span, milestone.due_on, points)
