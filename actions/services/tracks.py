"""The tracks of a plan, and the numbers of what is in it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from actions.models import (
    Action,
    ActionLine,
    Milestone,
    MilestoneStatus,
    Objective,
    Plan,
    Progress,
    Result,
)

Numbered = ActionLine | Objective | Result | Action


@transaction.atomic
def create_missing_tracks(plan: Plan) -> int:
    """Give every action and milestone of a plan the tracks and statuses it lacks.

    An action per municipality gets a track for each participating municipality; a
    regional or joint action gets one. Returns how many tracks were made.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    municipalities = list(
        plan.participations.on(timezone.localdate()).values_list(
            "municipality", flat=True
        )
    )
    known = set(Progress.objects.of_plan(plan).values_list("action", "municipality"))
    missing = [
        Progress(action_id=action.pk, municipality_id=municipality)
        for action in Action.objects.of_plan(plan).running()
        for municipality in (municipalities if action.is_local else [None])
        if (action.pk, municipality) not in known
    ]
    Progress.objects.bulk_create(missing)
    _create_missing_milestone_statuses(plan, municipalities)
    return len(missing)


def _create_missing_milestone_statuses(plan: Plan, municipalities: list[int]) -> None:
    known = set(
        MilestoneStatus.objects.of_plan(plan).values_list("milestone", "municipality")
    )
    milestones = Milestone.objects.filter(objective__action_line__plan=plan)
    for milestone in milestones:
        for municipality in municipalities if milestone.is_per_municipality else [None]:
            if (milestone.pk, municipality) not in known:
                MilestoneStatus.objects.create(
                    milestone=milestone, municipality_id=municipality
                )


@transaction.atomic
def rebuild_tracks(action: Action) -> None:
    """Make the tracks of an action fit its scope after that was changed.

    Raises ValidationError when there is progress already: that belongs to the scope
    under which it was reported.
    """
    refuse_when_reported(action)
    action.tracks.all().delete()
    create_missing_tracks(action.objective.action_line.plan)


def refuse_when_reported(action: Action) -> None:
    """Raise ValidationError when somebody has reported on an action."""
    if action.tracks.exclude(version=0).exists():
        raise ValidationError(
            "Er is al voortgang gemeld. Laat deze actie vervallen en maak een nieuwe."
        )


def next_number(item: Numbered) -> int:
    """The number that a new part of the plan gets: the highest so far plus one.

    Call it in the transaction that saves the part; it locks the plan, so that two
    people who add at once do not get the same number.
    """
    Plan.objects.select_for_update().get(pk=item.whole().pk)
    return (_siblings(item).aggregate(highest=Max("number"))["highest"] or 0) + 1


def number_near(item: Numbered) -> int:
    """The number that a new part already has, where that is free; else the next."""
    is_taken = _siblings(item).filter(number=item.number).exists()
    return next_number(item) if is_taken else item.number


def _siblings(item: Numbered) -> QuerySet[Any]:
    """The parts among which a number occurs once."""
    match item:
        case ActionLine():
            return ActionLine.objects.filter(plan=item.plan)
        case Objective():
            return Objective.objects.filter(action_line__plan=item.action_line.plan)
        case Result() | Action():
            return type(item).objects.filter(objective=item.objective)
