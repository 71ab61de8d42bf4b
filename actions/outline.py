"""What of a plan can be looked at: its actions, who helps with them, who takes part."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Self

from municipalities.models import Municipality

from .models import Action, ActionLine, PartnerRole, Plan, Progress
from .querysets import ProgressQuerySet


@dataclass(frozen=True, slots=True)
class Outline:
    """The running actions of a plan in its order, with what they are chosen by."""

    actions: tuple[Action, ...]
    municipalities: tuple[Municipality, ...]
    partners: Mapping[int, str]
    helped: Mapping[int, Set[int]]
    """Of each partner the actions, by key; who helps an objective helps all of it."""

    @classmethod
    def read(cls, plan: Plan, today: date) -> Self:
        """Read it in three queries, whatever the size of the plan."""
        actions = tuple(Action.objects.of_plan(plan).running())
        partners: dict[int, str] = {}
        helped: dict[int, set[int]] = defaultdict(set)
        roles = PartnerRole.objects.of_plan(plan).order_by("partner__name")
        for pk, name, objective, action in roles.values_list(
            "partner", "partner__name", "objective", "action"
        ):
            partners[pk] = name
            helped[pk] |= {
                running.pk
                for running in actions
                if running.pk == action or running.objective_id == objective
            }
        return cls(actions, taking_part(plan, today), partners, helped)

    @property
    def action_lines(self) -> tuple[ActionLine, ...]:
        lines = {action.objective.action_line for action in self.actions}
        return tuple(sorted(lines, key=lambda line: line.number))


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a plan that is looked at; whole, unless filters are on."""

    actions: tuple[Action, ...]
    municipalities: tuple[Municipality, ...]
    municipality: Municipality | None = None
    standing: str = ""
    phase: str = ""

    @property
    def tracks(self) -> ProgressQuerySet:
        """The tracks of these actions, of whoever takes part."""
        tracks = Progress.objects.of_actions(self.actions)
        if self.municipality:
            return tracks.of_municipality(self.municipality)
        return tracks.of_municipalities(self.municipalities)

    @property
    def chooses_tracks(self) -> bool:
        """Whether tracks are left out of the actions that are chosen."""
        return bool(self.municipality or self.standing or self.phase)


def taking_part(plan: Plan, today: date) -> tuple[Municipality, ...]:
    """The municipalities that take part on a day, by name."""
    participations = plan.participations.on(today)
    return tuple(
        Municipality.objects.filter(participations__in=participations).order_by("name")
    )
