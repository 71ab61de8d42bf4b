"""One row of everything that a plan is made of, and another value for each."""

from datetime import date

from actions.models import (
    Action,
    ActionLine,
    BudgetLine,
    BudgetShare,
    Funding,
    Milestone,
    Objective,
    Participation,
    Partner,
    PartnerRole,
    Plan,
    PlanPart,
    Result,
)
from municipalities.models import Municipality
from tests.factories import make_result

NEW_VALUES = {
    Plan: {"title": "Iets anders"},
    Participation: {"ends_on": date(2026, 1, 1)},
    ActionLine: {"title": "Iets anders"},
    Objective: {"title": "Iets anders"},
    Result: {"description": "Iets anders"},
    Action: {"title": "Iets anders"},
    Milestone: {"title": "Iets anders"},
    PartnerRole: {"role": "Iets anders"},
    BudgetLine: {"title": "Iets anders"},
    Funding: {"amount": 100},
    BudgetShare: {"budgeted": 100},
}


def adopt_with_all_parts(
    action: Action, municipality: Municipality
) -> dict[type[PlanPart], PlanPart]:
    """Add a row of every kind to the plan of an action, and adopt the plan."""
    objective = action.objective
    plan = objective.action_line.plan
    line = BudgetLine.objects.create(
        objective=objective, title="Post", kind="estimate", amount=100
    )
    partner = Partner.objects.create(region=plan.region, name="RIEC")
    rows = [
        plan,
        plan.participations.get(municipality=municipality),
        objective.action_line,
        objective,
        make_result(objective),
        action,
        Milestone.objects.create(objective=objective, action=action, title="Klaar"),
        PartnerRole.objects.create(partner=partner, action=action),
        line,
        Funding.objects.create(budget_line=line, source="duup", state="covered"),
        BudgetShare.objects.create(
            budget_line=line, municipality=municipality, budgeted=1
        ),
    ]
    PartnerRole.objects.create(partner=partner, objective=objective)
    plan.status = Plan.Status.ADOPTED
    plan.save()
    return {type(row): row for row in rows}
