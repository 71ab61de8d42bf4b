"""Amounts that are not public, and sums of those that are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from actions.coverage import total_sources
from actions.sums import PartialSum, add_up, join_sums
from reporting.data import BudgetRow, Finances

from .grounds import Ground
from .passages import key_of_line

NOTHING = PartialSum(Decimal(0), 0, 0)

SMALLEST = 100
"""A smaller amount in a text says nothing: 20 is a number like any other."""

AMOUNT = re.compile(
    r"(?P<before>(?:€|\bEUR)\s*)?"
    r"(?<![\d.,])(?P<whole>\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,(?P<cents>\d{1,2}|-))?"
    r"(?![.,]?\d)(?P<after>\s*(?:euro|EUR)\b)?",
    re.IGNORECASE,
)
"""A number as people write amounts."""


def redact_finances(finances: Finances, grounds: Mapping[str, Ground]) -> Finances:
    """The budget without the amounts of some lines, by their keys.

    The sums are of what is left, so that nobody finds an amount by subtracting.
    """
    if not any(key_of_line(row) in grounds for row in finances.rows):
        return finances
    rows = tuple(
        _without_amounts(row, ground)
        if (ground := grounds.get(key_of_line(row)))
        else row
        for row in finances.rows
    )
    public = [row for row in rows if not row.withheld]
    money = [row for row in public if row.is_money]
    return replace(
        finances,
        rows=rows,
        sources=total_sources(each for row in public for each in row.fundings),
        budgeted=add_up(row.amount for row in money),
        covered=add_up(row.covered for row in money),
        uncovered=add_up(row.uncovered for row in money),
        allotted=join_sums(row.allotted for row in money),
        committed=join_sums(row.committed for row in money),
        spent=join_sums(row.spent for row in money),
        forecast=join_sums(row.forecast for row in money),
    )


def _without_amounts(row: BudgetRow, ground: Ground) -> BudgetRow:
    return replace(
        row,
        amount=None,
        covered=None,
        uncovered=None,
        fundings=tuple(replace(each, amount=None) for each in row.fundings),
        shares=tuple(
            replace(each, budgeted=None, committed=None, spent=None, forecast=None)
            for each in row.shares
        ),
        allotted=NOTHING,
        committed=NOTHING,
        spent=NOTHING,
        forecast=NOTHING,
        withheld=ground.words,
    )


def hidden_amounts(
    finances: Finances, grounds: Mapping[str, Ground]
) -> dict[Decimal, Ground]:
    """All amounts of the lines that are hidden, as far as a text would tell them."""
    return {
        amount: ground
        for row in finances.rows
        if (ground := grounds.get(key_of_line(row)))
        for amount in _amounts(row)
        if amount is not None and amount >= SMALLEST
    }


def _amounts(row: BudgetRow) -> Iterator[Decimal | None]:
    yield from (row.amount, row.covered, row.uncovered)
    yield from (each.amount for each in row.fundings)
    for share in row.shares:
        yield from (share.budgeted, share.committed, share.spent, share.forecast)
    for total in (row.allotted, row.committed, row.spent, row.forecast):
        yield total.amount


def erase_amounts(text: str, amounts: Mapping[Decimal, Ground]) -> str:
    """A text without these amounts, as far as it says that they are money.

    With a € or a point in it a number is an amount; 2025 alone is a year.
    """

    def erased(found: re.Match[str]) -> str:
        whole, cents = found["whole"], found["cents"]
        digits = re.sub(r"\D", "", whole)
        is_money = found["before"] or found["after"] or digits != whole
        value = Decimal(f"{digits}.{(cents or '').strip('-') or 0}")
        ground = amounts.get(value) if is_money else None
        return ground.words if ground else found[0]

    return AMOUNT.sub(erased, text) if amounts else text
