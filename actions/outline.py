"""What of a plan can be looked at: its actions, who helps with them, who takes part."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import QuerySet

from municipalities.models import Municipality
from municipalities.plain import kept
from municipalities.querysets import RegionQuerySet

from .models import (
    Action,
    ActionLine,
    Objective,
    Participation,
    PartnerRole,
    Plan,
    Progress,
)
from .models.action import Scope
from .prepared import prepared
from .querysets import ProgressQuerySet

Rows = tuple[tuple[Any, ...], ...]
"""What a query read, as plain values."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality that takes part, by its key, code and name."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ObjectiveHead:
    """What an overview tells of an objective, and of the line that it is part of."""

    pk: int
    number: int
    title: str
    url: str
    line_number: int
    line: str


@dataclass(frozen=True, slots=True)
class ActionHead:
    """What an overview tells of an action; `lead` is empty when it is local."""

    pk: int
    code: str
    title: str
    url: str
    is_priority: bool
    is_local: bool
    scope: str
    lead: str
    objective: ObjectiveHead


@dataclass(frozen=True, slots=True)
class Outline:
    """The running actions of a plan in its order, with what they are chosen by."""

    actions: tuple[ActionHead, ...]
    municipalities: tuple[Place, ...]
    partners: Mapping[int, str]
    helped: Mapping[int, Set[int]]
    """Of each partner the actions, by key; who helps an objective helps all of it."""

    @classmethod
    def read(cls, plan: Plan, today: date) -> Self:
        """Read it in three queries, whatever the size of the plan."""
        actions = running_actions(plan)
        partners: dict[int, str] = {}
        helped: dict[int, set[int]] = defaultdict(set)
        for pk, name, objective, action in _partner_roles(plan.pk):
            partners[pk] = name
            helped[pk] |= {
                running.pk
                for running in actions
                if running.pk == action or running.objective.pk == objective
            }
        return cls(actions, places(plan, today), partners, helped)

    @property
    def action_lines(self) -> dict[int, str]:
        """What they are called, by their number."""
        objectives = [action.objective for action in self.actions]
        return dict(sorted((each.line_number, each.line) for each in objectives))


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a plan that is looked at; whole, unless filters are on."""

    actions: tuple[ActionHead, ...]
    municipalities: tuple[Place, ...]
    municipality: Place | None = None
    standing: str = ""
    phase: str = ""

    @property
    def keys(self) -> tuple[tuple[int, ...], tuple[int, ...], int | None]:
        """Of its actions, its municipalities, and the one that was chosen."""
        return (
            tuple(action.pk for action in self.actions),
            tuple(place.pk for place in self.municipalities),
            self.municipality.pk if self.municipality else None,
        )

    @property
    def tracks(self) -> ProgressQuerySet:
        """The tracks of these actions, of whoever takes part."""
        return tracks_of(*self.keys)

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


def places(plan: Plan, today: date) -> tuple[Place, ...]:
    """The same, as far as an overview tells of them."""
    return tuple(Place(*row) for row in _places(plan.pk, today))


def running_actions(plan: Plan) -> tuple[ActionHead, ...]:
    """The actions of a plan that were not retired, in its order."""
    return _heads(tuple(_running_actions(plan.pk)))


@kept(most=64)
def _heads(rows: Rows) -> tuple[ActionHead, ...]:
    return tuple(_head(*row) for row in rows)


def _head(
    pk: int,
    number: int,
    title: str,
    scope: str,
    is_priority: bool,
    lead_municipality: str | None,
    lead_role: str | None,
    objective_pk: int,
    objective_number: int,
    objective_title: str,
    line_number: int,
    line_title: str,
) -> ActionHead:
    """What the models say of these values."""
    line = ActionLine(number=line_number, title=line_title)
    objective = Objective(
        pk=objective_pk, number=objective_number, title=objective_title
    )
    action = Action(pk=pk, number=number, title=title, scope=scope, objective=objective)
    return ActionHead(
        pk=pk,
        code=action.code,
        title=title,
        url=action.get_absolute_url(),
        is_priority=is_priority,
        is_local=action.is_local,
        scope=Scope(scope).label,
        lead=lead_municipality or lead_role or "",
        objective=ObjectiveHead(
            pk=objective_pk,
            number=objective_number,
            title=objective_title,
            url=objective.get_absolute_url(),
            line_number=line_number,
            line=str(line),
        ),
    )


@prepared
def _running_actions(plan: int) -> QuerySet[Action, tuple[Any, ...]]:
    return (
        Action.objects.of_plan(plan)
        .running()
        .values_list(
            *["pk", "number", "title", "scope", "is_priority"],
            *["lead_municipality__name", "lead_role__name"],
            *["objective", "objective__number", "objective__title"],
            *["objective__action_line__number", "objective__action_line__title"],
        )
    )


@prepared
def _partner_roles(plan: int) -> QuerySet[PartnerRole, tuple[Any, ...]]:
    roles = PartnerRole.objects.of_plan(plan).order_by("partner__name")
    return roles.values_list("partner", "partner__name", "objective", "action")


@prepared
def _taking_part(plan: int, today: date) -> RegionQuerySet:
    return _taking_part_in(plan, today)


@prepared
def _places(plan: int, today: date) -> QuerySet[Municipality, tuple[Any, ...]]:
    return _taking_part_in(plan, today).values_list("pk", "code", "name")


def _taking_part_in(plan: int, today: date) -> RegionQuerySet:
    participations = Participation.objects.filter(plan=plan).on(today)
    found = Municipality.objects.filter(participations__in=participations)
    return found.order_by("name")
