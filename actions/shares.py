"""What a municipality's shares of the budget come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .models import BudgetShare


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of what is known, None if nothing is; and how many amounts are not."""

    amount: Decimal | None
    unknown: int


@dataclass(frozen=True, slots=True)
class ShareTotals:
    """The four figures of all shares."""

    budgeted: Total
    committed: Total
    spent: Total
    forecast: Total


def total_shares(shares: Iterable[BudgetShare]) -> ShareTotals:
    """Add up the shares; unknown stays unknown."""
    rows = list(shares)
    return ShareTotals(
        budgeted=_total(share.budgeted for share in rows),
        committed=_total(share.committed for share in rows),
        spent=_total(share.spent for share in rows),
        forecast=_total(share.forecast for share in rows),
    )


def _total(amounts: Iterable[Decimal | None]) -> Total:
    given = list(amounts)
    known = [amount for amount in given if amount is not None]
    return Total(sum(known, Decimal(0)) if known else None, len(given) - len(known))
