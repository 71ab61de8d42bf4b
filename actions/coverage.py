"""Who pays a budget line: what is certain, what is not, and from which source."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, Self

from .models import Funding
from .sums import PartialSum, add_up


class Paid(Protocol):
    """Where money comes from: a Funding, or a row of a report with the same fields."""

    @property
    def source(self) -> Any: ...

    @property
    def payer(self) -> Any: ...

    @property
    def amount(self) -> Decimal | None: ...

    @property
    def state(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is certain to be paid of an amount, and what is not; None: not known."""

    covered: Decimal | None
    uncovered: Decimal | None

    @classmethod
    def of(cls, budgeted: Decimal | None, fundings: Iterable[Paid]) -> Self:
        """Compare what is budgeted with the sources that are certain.

        What is covered cannot be known when a certain source has no amount, nor when
        nothing is certain while the budgeted amount is unknown too.
        """
        certain = [
            funding.amount
            for funding in fundings
            if funding.state == Funding.State.COVERED
        ]
        known = [amount for amount in certain if amount is not None]
        if len(known) < len(certain) or (budgeted is None and not known):
            return cls(None, None)
        covered = sum(known, Decimal(0))
        if budgeted is None:
            return cls(covered, None)
        return cls(covered, max(budgeted - covered, Decimal(0)))


def without_source(
    budgeted: Decimal | None, fundings: Iterable[Paid]
) -> Decimal | None:
    """What no source was named for; None where that cannot be known."""
    named = [
        funding.amount
        for funding in fundings
        if funding.state != Funding.State.NOT_APPLICABLE
    ]
    known = [amount for amount in named if amount is not None]
    if budgeted is None or len(known) < len(named):
        return None
    return max(budgeted - sum(known, Decimal(0)), Decimal(0))


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """What a source pays in one state of certainty, over all budget lines."""

    source: Funding.Source
    state: Funding.State
    payers: tuple[str, ...]
    amount: PartialSum


def total_sources(fundings: Iterable[Paid]) -> tuple[SourceTotal, ...]:
    """Add up by source and by how certain it is, in the order of both lists."""
    found: dict[tuple[str, str], list[Paid]] = {}
    for funding in fundings:
        found.setdefault((funding.source, funding.state), []).append(funding)
    return tuple(
        SourceTotal(
            source=source,
            state=state,
            payers=tuple(dict.fromkeys(str(f.payer) for f in given if f.payer)),
            amount=add_up(funding.amount for funding in given),
        )
        for source in Funding.Source
        for state in Funding.State
        if (given := found.get((source, state)))
    )
