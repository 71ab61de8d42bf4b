"""What municipalities budgeted, committed, spent and expect, added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from .models import BudgetShare
from .sums import PartialSum, add_up, join_sums


@dataclass(frozen=True, slots=True)
class ShareTotals:
    """The figures of shares; `difference` is what stays of the budget by forecast.

    It is negative where more is expected than was budgeted, and adds up only the
    shares of which both are known.
    """

    budgeted: PartialSum
    committed: PartialSum
    spent: PartialSum
    forecast: PartialSum
    difference: PartialSum

    @classmethod
    def joined(cls, totals: Iterable[Self]) -> Self:
        """Those of several groups of shares together."""
        rows = list(totals)
        return cls(
            budgeted=join_sums(total.budgeted for total in rows),
            committed=join_sums(total.committed for total in rows),
            spent=join_sums(total.spent for total in rows),
            forecast=join_sums(total.forecast for total in rows),
            difference=join_sums(total.difference for total in rows),
        )


def total_shares(shares: Iterable[BudgetShare | None]) -> ShareTotals:
    """Add up the shares; unknown stays unknown, and None is a share that is missing."""
    rows = list(shares)
    return ShareTotals(
        budgeted=add_up(share.budgeted if share else None for share in rows),
        committed=add_up(share.committed if share else None for share in rows),
        spent=add_up(share.spent if share else None for share in rows),
        forecast=add_up(share.forecast if share else None for share in rows),
        difference=add_up(difference_of(share) if share else None for share in rows),
    )


def difference_of(share: BudgetShare) -> Decimal | None:
    """What stays of a share by its forecast; None where either is not known."""
    if share.budgeted is None or share.forecast is None:
        return None
    return share.budgeted - share.forecast
