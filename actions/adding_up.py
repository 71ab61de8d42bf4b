"""The rule that what is budgeted for municipalities is the whole line, or nothing."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError

from municipalities.euros import euro

from .models import BudgetLine, BudgetShare, Plan

Uneven = Mapping[BudgetLine, tuple[Decimal, Decimal | None]]
"""Lines of which the shares do not add up: what they come to, and the amount."""


class SharesDoNotAddUp(ValidationError):
    """The shares of a line are budgeted, and are together not its amount."""

    def __init__(self, line: BudgetLine, allotted: Decimal) -> None:
        together = f"De aandelen in ‘{line}’ zijn samen {euro(allotted)}."
        if line.amount is None:
            super().__init__(f"{together} De post zelf heeft geen bedrag.")
            return
        super().__init__(
            f"{together} Dat is {over_or_under(allotted - line.amount)}: de post is"
            f" {euro(line.amount)}."
        )


def over_or_under(over: Decimal) -> str:
    """How much is too much (above zero) or too little: "€ 0,50 te weinig"."""
    return f"{euro(abs(over))} te {'veel' if over > 0 else 'weinig'}"


def uneven_lines(plan: Plan) -> Uneven:
    """The lines of a plan that were divided, and of which the parts are not the whole.

    They are added up here: SQLite would do it in floating point.
    """
    budgeted = BudgetShare.objects.of_plan(plan).exclude(budgeted=None)
    allotted: dict[BudgetLine, Decimal] = {}
    for share in budgeted.select_related("budget_line"):
        line = share.budget_line
        allotted[line] = allotted.get(line, Decimal(0)) + (share.budgeted or 0)
    return {
        line: (amount, line.amount)
        for line, amount in allotted.items()
        if amount != line.amount
    }


def refuse_uneven_lines(plan: Plan, before: Uneven) -> None:
    """Raise SharesDoNotAddUp for a line that does not add up, and was not so before.

    What came into the database wrong may wait; it does not hold up other changes.
    """
    for line, (allotted, amount) in uneven_lines(plan).items():
        if before.get(line) != (allotted, amount):
            raise SharesDoNotAddUp(line, allotted)
