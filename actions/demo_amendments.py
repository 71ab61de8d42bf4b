"""The decisions in the demo that changed its plan, entered as the admin does."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from municipalities.models import User

from . import services
from .models import Action, BudgetLine, BudgetShare, Funding, Partner, Plan
from .plan_entries import FUNDING_SOURCES

FIELDS = {
    "omschrijving": "description",
    "begint-op": "starts_on",
    "eindigt-op": "ends_on",
}
STATES = {state.label: state for state in Funding.State}


def amend(plan: Plan, told: dict[str, Any]) -> Callable[[User, datetime], None]:
    """What somebody does who enters this decision."""

    def act(person: User, now: datetime) -> None:
        decision = services.Decision(
            told["reden"], told["besloten-door"], told["geldig-vanaf"]
        )
        with services.amending(plan, decision, by=person, now=now):
            for code, values in told.get("acties", {}).items():
                _change_action(plan, code, values)
            for title, funding in told.get("dekking", {}).items():
                _add_funding(_line(plan, title), funding)
            for title, amount in told.get("begroot-per-gemeente", {}).items():
                _share_out(plan, _line(plan, title), Decimal(amount))

    return act


def _line(plan: Plan, title: str) -> BudgetLine:
    return BudgetLine.objects.of_plan(plan).get(title=title)


def _change_action(plan: Plan, code: str, values: dict[str, Any]) -> None:
    objective, number = code.split(".")
    action = Action.objects.of_plan(plan).get(
        objective__number=objective, number=number
    )
    for key, value in values.items():
        setattr(action, FIELDS[key], value)
    action.full_clean()
    action.save()


def _add_funding(line: BudgetLine, told: dict[str, Any]) -> None:
    funding = Funding(
        budget_line=line,
        source=FUNDING_SOURCES[told["bron"]],
        payer=Partner.objects.get(name=told["betaler"]),
        amount=told["bedrag"],
        state=STATES[told["stand"]],
    )
    funding.full_clean()
    funding.save()


def _share_out(plan: Plan, line: BudgetLine, amount: Decimal) -> None:
    """Give every municipality the same share of a line."""
    for participation in plan.participations.all():
        share = BudgetShare(
            budget_line=line, municipality=participation.municipality, budgeted=amount
        )
        share.full_clean()
        share.save()
