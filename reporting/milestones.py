"""Read how far everybody was with the milestones at the end of a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from actions.as_of import end_of
from actions.models import Milestone, MilestoneStatus, Plan
from actions.periods import Period
from municipalities.models import Municipality

from .data import MilestoneRow, MilestoneStanding


def read_milestones(
    plan: Plan, municipalities: Sequence[Municipality], *, as_of: date
) -> tuple[MilestoneRow, ...]:
    """Read the milestones of a plan with what was recorded until the end of a day."""
    shown = {None, *(municipality.pk for municipality in municipalities)}
    statuses: dict[int, list[MilestoneStatus]] = {}
    for status in MilestoneStatus.objects.of_plan(plan):
        if status.municipality_id in shown:
            statuses.setdefault(status.milestone_id, []).append(status)
    recorded: dict[int, list] = {}
    for record in MilestoneStatus.objects.history_of_plan(plan, end_of(as_of)):
        recorded.setdefault(record.id, []).append(record)
    milestones = Milestone.objects.of_plan(plan).select_related("objective", "action")
    return tuple(
        MilestoneRow(
            objective_number=milestone.objective.number,
            action_code=_code(milestone),
            title=milestone.title,
            due=milestone.due,
            is_per_municipality=milestone.is_per_municipality,
            standings=tuple(
                _standing(milestone, status, recorded.get(status.pk, ()), as_of)
                for status in statuses.get(milestone.pk, ())
            ),
        )
        for milestone in milestones
    )


def _code(milestone: Milestone) -> str:
    # Not `action.code`: that would read the objective of each action anew.
    if milestone.action is None:
        return ""
    return f"{milestone.objective.number}.{milestone.action.number}"


def _standing(
    milestone: Milestone, status: MilestoneStatus, records: Sequence, as_of: date
) -> MilestoneStanding:
    newest = records[-1] if records else None
    due_on = newest.due_on if newest else None
    completed_on = newest.completed_on if newest else None
    due = Period(due_on, due_on) if due_on else milestone.due
    return MilestoneStanding(
        place=status.municipality.name if status.municipality else "",
        due=due,
        completed_on=completed_on,
        is_late=completed_on is None
        and due.ends_on is not None
        and due.ends_on < as_of,
        postponements=len(_postponements(milestone.due_on, due_on, records)),
        note=newest.note if newest else "",
    )


def _postponements(
    planned: date | None, due_on: date | None, records: Iterable
) -> set[date]:
    """The dates after the plan's that stand; those after the newest were undone."""
    dates = {record.due_on for record in records if record.due_on}
    return {
        day
        for day in dates
        if due_on and day <= due_on and (planned is None or day > planned)
    }
