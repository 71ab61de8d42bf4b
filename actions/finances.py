"""The money of a plan on one page: by objective, budget line, source and municipality.

Nothing is guessed. What is not known stays unknown, and every sum tells how many parts
it could not add up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Self

from municipalities.models import Municipality

from .coverage import Coverage, SourceTotal, total_sources, without_source
from .models import BudgetLine, BudgetShare, Funding, Objective, Plan
from .outline import taking_part
from .shares import ShareTotals, difference_of, total_shares
from .sums import PartialSum, add_up


@dataclass(frozen=True, slots=True)
class ShareFigures:
    """A municipality's share of a line; no share where it has none."""

    municipality: Municipality
    share: BudgetShare | None

    @property
    def difference(self) -> Decimal | None:
        return difference_of(self.share) if self.share else None


@dataclass(frozen=True, slots=True)
class LineFinances:
    """A budget line, who pays it, and what municipalities made of their shares.

    `shares` holds everybody who takes part or has figures, once anybody has a share.
    """

    line: BudgetLine
    fundings: tuple[Funding, ...]
    coverage: Coverage
    shares: tuple[ShareFigures, ...]
    totals: ShareTotals

    @classmethod
    def of(cls, line: BudgetLine, municipalities: Iterable[Municipality]) -> Self:
        """Of a line with its fundings and shares, and the municipalities by name."""
        fundings = tuple(line.fundings.all())
        held = {share.municipality: share for share in line.shares.all()}
        places = {*municipalities, *(m for m, s in held.items() if s.has_figures)}
        shares = tuple(
            ShareFigures(place, held.get(place))
            for place in sorted(places, key=lambda place: place.name)
        )
        return cls(
            line=line,
            fundings=fundings,
            coverage=Coverage.of(line.amount, fundings),
            shares=shares if held else (),
            totals=total_shares(row.share for row in shares if held),
        )

    @property
    def is_divided(self) -> bool:
        """Whether it was budgeted over the municipalities."""
        return self.totals.budgeted.known > 0

    @property
    def without_source(self) -> Decimal | None:
        """What no source was named for; None where that cannot be known."""
        return without_source(self.line.amount, self.fundings)


@dataclass(frozen=True, slots=True)
class Sums:
    """What some budget lines add up to, of those that are about money.

    `without_shares` counts lines of which no municipality has a share: of those nothing
    is known of what was committed or spent.
    """

    budgeted: PartialSum
    covered: PartialSum
    uncovered: PartialSum
    totals: ShareTotals
    without_shares: int

    @classmethod
    def of(cls, lines: Iterable[LineFinances]) -> Self:
        money = [row for row in lines if row.line.is_money]
        return cls(
            budgeted=add_up(row.line.amount for row in money),
            covered=add_up(row.coverage.covered for row in money),
            uncovered=add_up(row.coverage.uncovered for row in money),
            totals=ShareTotals.joined(row.totals for row in money),
            without_shares=sum(not row.shares for row in money),
        )


@dataclass(frozen=True, slots=True)
class ObjectiveFinances:
    """The budget lines of an objective, or of the plan as a whole (None)."""

    objective: Objective | None
    lines: tuple[LineFinances, ...]
    sums: Sums

    @property
    def adds_up(self) -> bool:
        """Whether there is more than one line to add up."""
        return self.sums.budgeted.parts > 1


@dataclass(frozen=True, slots=True)
class FilledIn:
    """Of how many of its shares a municipality filled in its own figures."""

    municipality: Municipality
    shares: int
    committed: int
    spent: int
    forecast: int

    @classmethod
    def of(cls, municipality: Municipality, shares: Iterable[BudgetShare]) -> Self:
        totals = total_shares(shares)
        return cls(
            municipality=municipality,
            shares=totals.budgeted.parts,
            committed=totals.committed.known,
            spent=totals.spent.known,
            forecast=totals.forecast.known,
        )

    @property
    def is_complete(self) -> bool:
        return self.committed == self.spent == self.forecast == self.shares

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in, of all that could be."""
        return self.shares > 0 and not (self.committed or self.spent or self.forecast)


@dataclass(frozen=True)
class PlanFinances:
    """All of it."""

    objectives: tuple[ObjectiveFinances, ...]
    municipalities: tuple[Municipality, ...]

    @classmethod
    def read(cls, plan: Plan, today: date) -> Self:
        """Read it in a fixed number of queries; `today` decides who takes part."""
        municipalities = taking_part(plan, today)
        lines = BudgetLine.objects.of_plan(plan).with_money()
        by_objective: dict[Objective | None, list[LineFinances]] = {}
        for line in lines:
            row = LineFinances.of(line, municipalities)
            by_objective.setdefault(line.objective, []).append(row)
        ordered = sorted(
            by_objective.items(),
            # The plan as a whole comes last, wherever a database puts empty.
            key=lambda item: (item[0] is None, item[0].number if item[0] else 0),
        )
        return cls(
            tuple(
                ObjectiveFinances(objective, tuple(rows), Sums.of(rows))
                for objective, rows in ordered
            ),
            municipalities,
        )

    @cached_property
    def lines(self) -> tuple[LineFinances, ...]:
        return tuple(row for part in self.objectives for row in part.lines)

    @cached_property
    def money(self) -> tuple[LineFinances, ...]:
        """The lines that are about money, known or not."""
        return tuple(row for row in self.lines if row.line.is_money)

    @cached_property
    def divisible(self) -> tuple[LineFinances, ...]:
        """The lines with an amount to divide, or with shares."""
        return tuple(
            row for row in self.money if row.line.amount is not None or row.shares
        )

    @property
    def without_amount(self) -> int:
        """How many lines have no amount to divide yet."""
        return len(self.money) - len(self.divisible)

    @cached_property
    def sums(self) -> Sums:
        return Sums.of(self.lines)

    @cached_property
    def sources(self) -> tuple[SourceTotal, ...]:
        return total_sources(paid for row in self.lines for paid in row.fundings)

    @cached_property
    def without_source(self) -> PartialSum:
        """What no source was named for; a line with only sources is no part of it."""
        return add_up(
            row.without_source
            for row in self.money
            if row.without_source or not row.fundings
        )

    @cached_property
    def filled_in(self) -> tuple[FilledIn, ...]:
        """Per municipality that takes part, how far its own figures are there."""
        held: dict[Municipality, list[BudgetShare]] = {}
        for line in self.money:
            for row in line.shares:
                if row.share:
                    held.setdefault(row.municipality, []).append(row.share)
        return tuple(
            FilledIn.of(place, held.get(place, [])) for place in self.municipalities
        )

    @property
    def incomplete(self) -> int:
        """How many municipalities have shares that they did not fill in."""
        return sum(not filled.is_complete for filled in self.filled_in)
