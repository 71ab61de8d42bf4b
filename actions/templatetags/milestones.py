"""Milestones in the templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django import template

from actions.models import Milestone, MilestoneStatus

register = template.Library()


@dataclass(frozen=True, slots=True)
class MilestoneGroup:
    """A milestone with where everybody stands."""

    milestone: Milestone
    statuses: tuple[MilestoneStatus, ...]

    @property
    def reached(self) -> int:
        """How many have reached it."""
        return sum(status.completed_on is not None for status in self.statuses)


@register.filter
def by_milestone(statuses: Iterable[MilestoneStatus]) -> list[MilestoneGroup]:
    """Statuses, in the order of the plan, under their milestones."""
    return [
        MilestoneGroup(milestone, tuple(group))
        for milestone, group in groupby(statuses, key=attrgetter("milestone"))
    ]
