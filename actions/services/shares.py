"""What is budgeted for each municipality: together the whole line, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.adding_up import SharesDoNotAddUp
from actions.models import BudgetLine, BudgetShare, Plan
from actions.outline import taking_part
from municipalities.history import give_reason
from municipalities.models import Municipality, User

from .amendments import Decision, amending


@dataclass(frozen=True, slots=True)
class Division:
    """How an amount is divided: the way, the name of the key if any, and the parts."""

    way: BudgetLine.Division
    amounts: Mapping[Municipality, Decimal]
    key: str = ""


class TakesNoPart(ValidationError):
    """Something would be budgeted for who does not take part in the plan."""

    def __init__(self, places: Iterable[Municipality]) -> None:
        names = ", ".join(sorted(place.name for place in places))
        super().__init__(f"Deze gemeente doet niet mee aan het plan: {names}.")


class NoAmountToDivide(ValidationError):
    """The line has no amount."""

    def __init__(self) -> None:
        super().__init__("Deze post heeft geen bedrag om te verdelen.")


@transaction.atomic
def divide_line(
    line: BudgetLine,
    division: Division,
    *,
    by: User | None,
    today: date,
    decision: Decision | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> None:
    """Budget an amount over the municipalities that take part in the plan today.

    Who takes part no more gets nothing; what it committed and spent stays. An adopted
    plan changes by the decision, of which the history then has the reason; a draft has
    `reason`.

    Raises, and saves nothing, NoAmountToDivide, TakesNoPart, SharesDoNotAddUp when the
    parts are not the whole, and what `amending` raises.
    """
    plan: Plan = line.whole()
    with amending(plan, decision, by=by, now=now):
        line = BudgetLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
        if line.amount is None:
            raise NoAmountToDivide
        if strangers := set(division.amounts) - set(taking_part(plan, today)):
            raise TakesNoPart(strangers)
        allotted = sum(division.amounts.values(), Decimal(0))
        if allotted != line.amount:
            raise SharesDoNotAddUp(line, allotted)
        _write(line, division, reason)


@transaction.atomic
def take_division_away(
    line: BudgetLine,
    *,
    by: User | None,
    decision: Decision | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> None:
    """Budget nothing for municipalities any more; the line itself stays as it is.

    A share in which nothing was committed, spent or expected goes with it. Decision and
    reason are as those of `divide_line`; raises, and saves nothing, what `amending`
    raises.
    """
    with amending(line.whole(), decision, by=by, now=now):
        line = BudgetLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
        share: Any
        for share in line.shares.with_municipality():
            share.budgeted = None
            give_reason(share, reason)
            if share.has_figures:
                share.save()
            else:
                share.delete()
        line.division = line.division_key = ""
        give_reason(line, reason)
        line.save()


def _write(line: BudgetLine, division: Division, reason: str) -> None:
    held = {share.municipality: share for share in line.shares.with_municipality()}
    for place in {**held, **division.amounts}:
        budgeted = division.amounts.get(place)
        share: Any = held.get(place) or BudgetShare(
            budget_line=line, municipality=place
        )
        if share.pk is None or share.budgeted != budgeted:
            share.budgeted = budgeted
            give_reason(share, reason)
            share.save()
    line.division, line.division_key = division.way, division.key
    give_reason(line, reason)
    line.save()
