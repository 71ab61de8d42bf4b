"""What of a plan can be looked at: its actions, who helps with them, who takes part."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import QuerySet

from municipalities.models import Municipality
from municipalities.querysets import RegionQuerySet

from .models import Action, ActionLine, Participation, PartnerRole, Plan, Progress
from .prepared import prepared
from .querysets import ActionQuerySet, ProgressQuerySet


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
        actions = tuple(_running_actions(plan.pk))
        partners: dict[int, str] = {}
        helped: dict[int, set[int]] = defaultdict(set)
        for pk, name, objective, action in _partner_roles(plan.pk):
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


@prepared
def _running_actions(plan: int) -> ActionQuerySet:
    return Action.objects.of_plan(plan).running()


@prepared
def _partner_roles(plan: int) -> QuerySet[PartnerRole, tuple[Any, ...]]:
    roles = PartnerRole.objects.of_plan(plan).order_by("partner__name")
    return roles.values_list("partner", "partner__name", "objective", "action")


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
        return tracks_of(*self.keys)

    @property
    def keys(self) -> tuple[tuple[int, ...], tuple[int, ...], int | None]:
        """Of its actions, its municipalities, and the one that was chosen."""
        return (
            tuple(action.pk for action in self.actions),
            tuple(municipality.pk for municipality in self.municipalities),
            self.municipality.pk if self.municipality else None,
        )

    @property
    def chooses_tracks(self) -> bool:
        """Whether tracks are left out of the actions that are chosen."""
        return bool(self.municipality or self.standing or self.phase)


def tracks_of(
    actions: tuple[int, ...], municipalities: tuple[int, ...], chosen: int | None
) -> ProgressQuerySet:
    """The tracks of a selection, by its keys."""
    tracks = Progress.objects.of_actions(actions)
    if chosen:
        return tracks.of_municipality(chosen)
    return tracks.of_municipalities(municipalities)


def taking_part(plan: Plan, today: date) -> tuple[Municipality, ...]:
    """The municipalities that take part on a day, by name."""
    return tuple(_taking_part(plan.pk, today))


@prepared
def _taking_part(plan: int, today: date) -> RegionQuerySet:
    participations = Participation.objects.filter(plan=plan).on(today)
    return Municipality.objects.filter(participations__in=participations).order_by(
        "name"
    )
