"""Sums of amounts of which not all may be known; a sum tells what it leaves out."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PartialSum:
    """A sum of amounts of which not all may be known: `known` of `parts` are."""

    amount: Decimal
    known: int
    parts: int

    @property
    def is_unknown(self) -> bool:
        return self.known == 0

    @property
    def is_complete(self) -> bool:
        return 0 < self.known == self.parts


def add_up(amounts: Iterable[Decimal | None]) -> PartialSum:
    """Add up what is known, and count what is not."""
    amounts = tuple(amounts)
    known = [amount for amount in amounts if amount is not None]
    return PartialSum(sum(known, Decimal(0)), len(known), len(amounts))


def join_sums(sums: Iterable[PartialSum]) -> PartialSum:
    """Add up sums, and what they leave out."""
    sums = tuple(sums)
    return PartialSum(
        sum((part.amount for part in sums), Decimal(0)),
        sum(part.known for part in sums),
        sum(part.parts for part in sums),
    )
