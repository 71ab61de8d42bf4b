"""The decisions in the demo that changed its plan, entered as the admin does."""

from datetime import datetime
from decimal import Decimal

from municipalities.models import User

from . import services
from .demo_file import AmendmentEntry, NewFundingEntry
from .demo_moments import enter, find, find_any
from .models import Action, BudgetLine, BudgetShare, Funding, Plan


def amend(plan: Plan, entry: AmendmentEntry, by: User, now: datetime) -> None:
    """What somebody does who enters this decision."""
    actions = {action.code: action for action in Action.objects.of_plan(plan)}
    lines = {line.title: line for line in BudgetLine.objects.of_plan(plan)}
    decision = services.Decision(entry.reason, entry.decided_by, entry.valid_from)
    with services.amending(plan, decision, by=by, now=now):
        for code, change in entry.actions.items():
            enter(find("actie", code, actions), **change.values_given())
        for title, funding in entry.fundings.items():
            _add_funding(find("begrotingspost", title, lines), funding, plan)
        for title, amount in entry.budgeted.items():
            _share_out(find("begrotingspost", title, lines), amount, plan)


def _add_funding(line: BudgetLine, entry: NewFundingEntry, plan: Plan) -> None:
    partners = {partner.name: partner for partner in plan.region.partners.all()}
    enter(
        Funding(budget_line=line),
        source=entry.source,
        payer=find_any("partner", entry.payer, partners),
        amount=entry.amount,
        state=entry.state,
    )


def _share_out(line: BudgetLine, amount: Decimal, plan: Plan) -> None:
    """Give every municipality the same share of a line."""
    for participation in plan.participations.all():
        share = BudgetShare(budget_line=line, municipality=participation.municipality)
        enter(share, budgeted=amount)
