"""The end of a plan: it is closed, and its open actions go on in its successor."""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import (
    Action,
    ActionLine,
    BudgetLine,
    Objective,
    Plan,
    PlanPart,
)
from actions.models.state import FINISHED_PHASES
from municipalities.models import User

from .amendments import Decision, amending
from .tracks import create_missing_tracks, number_near

Part = TypeVar("Part", bound=PlanPart)

PERIODS = [("starts_on", "ends_on"), ("due_from", "due_on")]
"""Fields that say from when to when; a copy has none that are past."""


@transaction.atomic
def carry_over(
    plan: Plan,
    successor: Plan | None,
    *,
    actions: Iterable[Action],
    budget_lines: Iterable[BudgetLine] = (),
    decision: Decision,
    by: User,
    despite_open_rounds: bool = False,
    now: datetime | None = None,
) -> list[PlanPart]:
    """Close a plan and copy these of its actions into its successor.

    With an action go its line and objective where the successor has none of that title,
    the milestones that were not reached, and what partners do; and of the budget only
    `budget_lines`. Dates that are past are left empty. Nothing of the progress is
    copied: `Action.continues` leads to it. Returns the rows that were added. What was
    carried over before is not carried twice.

    Raises ValidationError when the plans do not fit or a round is open, and what
    `amending` raises.
    """
    pks = [each.pk for each in (plan, successor) if each]
    list(Plan.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    _refuse_what_does_not_fit(plan, successor, despite_open_rounds)
    with ExitStack() as plans:
        plans.enter_context(amending(plan, decision, by=by, now=now))
        carrier = None
        if successor:
            plans.enter_context(amending(successor, decision, by=by, now=now))
            carrier = _Carrier(plan, successor, decision.valid_from)
            carrier.carry(actions, budget_lines)
        if plan.status != Plan.Status.CLOSED:
            plan.status = Plan.Status.CLOSED
            plan.successor = successor
            plan.save()
    return carrier.added if carrier else []


def _refuse_what_does_not_fit(
    plan: Plan, successor: Plan | None, despite_open_rounds: bool
) -> None:
    plan.refresh_from_db()
    if plan.status == Plan.Status.DRAFT:
        raise ValidationError("Dit plan is nog niet vastgesteld; u kunt het wijzigen.")
    if plan.status == Plan.Status.CLOSED and plan.successor != successor:
        raise ValidationError("Dit plan is al afgesloten.")
    if successor:
        successor.refresh_from_db()
        if successor == plan or successor.region_id != plan.region_id:
            raise ValidationError("Kies een ander plan van dezelfde regio.")
        if successor.status == Plan.Status.CLOSED:
            raise ValidationError(f"{successor} is al afgesloten.")
        if Plan.objects.filter(successor=successor).exclude(pk=plan.pk).exists():
            raise ValidationError(f"{successor} volgt al een ander plan op.")
    if not despite_open_rounds and plan.rounds.filter(closed_on=None).exists():
        raise ValidationError("Er loopt nog een rapportageronde. Sluit die eerst.")


class _Carrier:
    """One run from a plan to its successor; `added` grows on the way."""

    def __init__(self, plan: Plan, successor: Plan, day: date) -> None:
        self.plan = plan
        self.successor = successor
        self.day = day
        self.added: list[PlanPart] = []

    def carry(self, actions: Iterable[Action], lines: Iterable[BudgetLine]) -> None:
        """Copy actions with all that goes with them, and budget lines."""
        self._carry_participations()
        chosen = [action.pk for action in actions]
        open_actions = Action.objects.of_plan(self.plan).unfinished(FINISHED_PHASES)
        new = {
            action: self._carry_action(action)
            for action in open_actions.filter(pk__in=chosen, continued_by=None)
        }
        for action, copy in new.items():
            waits_for = [new[other] for other in action.waits_for.all() if other in new]
            copy.waits_for.set(waits_for)
        for line in lines:
            self._carry_budget_line(line)
        create_missing_tracks(self.successor)

    def _carry_participations(self) -> None:
        """A successor in which nobody takes part yet gets who takes part now."""
        if not self.successor.participations.exists():
            for row in self.plan.participations.on(self.day):
                self._copy(row, plan=self.successor, starts_on=None, ends_on=None)

    def _carry_action(self, old: Action) -> Action:
        objective = self._objective(old.objective)
        action = self._copy(
            old,
            objective=objective,
            number=old.number,
            scope_is_assumed=old.scope_is_assumed,
            lead_is_assumed=old.lead_is_assumed,
            continues=old,
        )
        for role in old.partner_roles.all():
            self._copy(role, action=action)
        for milestone in old.milestones.unreached():
            self._copy(milestone, objective=objective, action=action)
        return action

    def _objective(self, old: Objective) -> Objective:
        """That of the same title in the successor, or a copy with what is in it."""
        of_successor = Objective.objects.of_plan(self.successor)
        objective = of_successor.titled(old.title).first()
        if objective is None:
            line = self._line(old.action_line)
            objective = self._copy(old, action_line=line, number=old.number)
            for result in old.results.all():
                self._copy(result, objective=objective, number=result.number)
            for role in old.partner_roles.all():
                self._copy(role, objective=objective)
        known = objective.milestones.values_list("title", flat=True)
        unreached = old.milestones.unreached().filter(action=None)
        for milestone in unreached.exclude(title__in=list(known)):
            self._copy(milestone, objective=objective)
        return objective

    def _line(self, old: ActionLine) -> ActionLine:
        found = self.successor.action_lines.titled(old.title).first()
        return found or self._copy(old, plan=self.successor, number=old.number)

    def _carry_budget_line(self, old: BudgetLine) -> None:
        """Copy a line, with who pays, to where its action or objective went."""
        place = self._place_of(old)
        if None in place.values() or BudgetLine.objects.filter(
            **place, title=old.title
        ):
            return
        line = self._copy(old, **place)
        for funding in old.fundings.all():
            self._copy(funding, budget_line=line)

    def _place_of(self, old: BudgetLine) -> dict[str, PlanPart | None]:
        """Where a budget line belongs in the successor; None: that was not carried."""
        if old.objective is None:
            return {"plan": self.successor}
        of_successor = Objective.objects.of_plan(self.successor)
        if old.action is None:
            return {"objective": of_successor.titled(old.objective.title).first()}
        action = Action.objects.of_plan(self.successor).filter(continues=old.action)
        return {
            "action": action.first(),
            "objective": of_successor.filter(actions__continues=old.action).first(),
        }

    def _copy(self, old: Part, **changes: Any) -> Part:
        """Add a row that says the same, but for dates that are past."""
        values = {name: getattr(old, name) for name in old.substance}
        for first, last in PERIODS:
            if last in values and (day := values[last]) and day < self.day:
                values |= {first: None, last: None}
        row = type(old)(**values | changes)
        if "number" in changes:
            row.number = number_near(row)  # type: ignore[attr-defined, arg-type]
        row.full_clean()
        row.save()
        self.added.append(row)
        return row
