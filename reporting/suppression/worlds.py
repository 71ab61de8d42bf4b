"""Which numbers are possible, given facts: integer feasibility by HiGHS.

HiGHS counts in floating point, and is not taken at its word: a world that it finds is
held against the facts in whole numbers. So "this number can vary" always rests on two
worlds that were checked; where HiGHS should err, more is withheld.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

import highspy
import numpy as np
import numpy.typing as npt

from .knowledge import HIGHEST, Atom, Fact, Range, Statistic, value_of

World: TypeAlias = dict[Atom, int]
"""A possible value of every atom."""

Numbers: TypeAlias = npt.NDArray[Any]

Row: TypeAlias = tuple[float, float, dict[int, int]]
"""From, to, and the weight of each column."""

WHOLE = 1e-6
"""How near a whole number counts as that number; it is checked afterwards."""


class QuietHighs(highspy.Highs):
    """A solver that prints nothing.

    Making one enables callbacks, which prints a banner unless it was silenced before.
    """

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()


class Worlds:
    """Every way in which the atoms of facts can be that agrees with those."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        facts = sorted(facts, key=lambda fact: len(fact.atoms))
        atoms = frozenset[Atom]().union(*(fact.atoms for fact in facts))
        self.column = {atom: number for number, atom in enumerate(sorted(atoms))}
        self.lower = [0] * len(atoms)
        self.upper = [HIGHEST] * len(atoms)
        self.rows: list[Row] = []
        for fact in facts:
            self._add(fact)
        self.solver = self._solver()
        self.is_whole = False

    def find(self, weights: Mapping[Atom, int] | None = None) -> World | None:
        """The world in which the weighted sum is smallest; None if there is no world.

        Where numbers need not be whole, the best are soon found, and often are whole by
        themselves. Once they are not, that is asked of the solver from then on.
        """
        costs = np.zeros(len(self.lower))
        for atom, weight in (weights or {}).items():
            costs[self.column[atom]] = weight
        self.solver.changeColsCost(len(costs), np.arange(len(costs)), costs)
        found = self._solve()
        if found is not None and not self.is_whole and not _are_whole(found):
            self._ask_for_whole()
            found = self._solve()
        if found is None:
            return None
        values = np.rint(found).astype(np.int64)
        if not self._is_possible(values):
            return None
        return dict(zip(self.column, values[: len(self.column)].tolist(), strict=True))

    def bounds(self, statistic: Statistic) -> Range | None:
        """The smallest and greatest number a statistic can be; None without a world."""
        smallest = self.find(dict.fromkeys(statistic, 1))
        greatest = self.find(dict.fromkeys(statistic, -1))
        if smallest is None or greatest is None:
            return None
        return value_of(statistic, smallest), value_of(statistic, greatest)

    def others(
        self,
        statistic: Statistic,
        world: Mapping[Atom, int],
        also: Iterable[Statistic] = (),
    ) -> dict[Statistic, World]:
        """Worlds in which a statistic is another number than in this one, if there are.

        And, by the way, for those of the others that are another number in the same.
        Atoms that no fact here is about are the same in each.
        """
        wanted = {s: [a for a in s if a in self.column] for s in (statistic, *also)}
        found: dict[Statistic, World] = {}
        for sign in (1, -1):
            if statistic not in found and (
                other := self.find(dict.fromkeys(wanted[statistic], sign))
            ):
                for each, atoms in wanted.items():
                    if value_of(atoms, other) != value_of(atoms, world):
                        found.setdefault(each, other)
        return found

    def _add(self, fact: Fact) -> None:
        """Write a fact as bounds of a column, or as rows."""
        ranges = self._within_reach(fact)
        if len(fact.atoms) == 1 and not fact.minus:
            column = self.column[next(iter(fact.plus))]
            self.lower[column] = max(self.lower[column], ranges[0][0])
            self.upper[column] = min(self.upper[column], ranges[-1][1])
            if len(ranges) == 1:
                return
        terms = {self.column[atom]: 1 for atom in fact.plus}
        terms |= {self.column[atom]: -1 for atom in fact.minus}
        if len(ranges) == 1:
            self.rows.append((*ranges[0], terms))
        else:
            self._add_choice(terms, ranges)

    def _within_reach(self, fact: Fact) -> list[Range]:
        """The ranges, cut to what the bounds of the atoms allow."""
        plus = [self.column[atom] for atom in fact.plus]
        minus = [self.column[atom] for atom in fact.minus]
        lowest = sum(self.lower[c] for c in plus) - sum(self.upper[c] for c in minus)
        highest = sum(self.upper[c] for c in plus) - sum(self.lower[c] for c in minus)
        cut = [(max(low, lowest), min(high, highest)) for low, high in fact.ranges]
        possible = [(low, high) for low, high in cut if low <= high]
        return possible or [fact.ranges[0]]  # no world: let the solver find that

    def _add_choice(self, terms: dict[int, int], ranges: Sequence[Range]) -> None:
        """A column of 0 or 1 for each range, of which one is 1 and sets the bounds."""
        first = len(self.lower)
        choices = range(first, first + len(ranges))
        self.lower += [0] * len(ranges)
        self.upper += [1] * len(ranges)
        lows = {choice: -low for choice, (low, _) in zip(choices, ranges, strict=True)}
        highs = {
            choice: -high for choice, (_, high) in zip(choices, ranges, strict=True)
        }
        self.rows.append((1, 1, dict.fromkeys(choices, 1)))
        self.rows.append((0, highspy.kHighsInf, terms | lows))
        self.rows.append((-highspy.kHighsInf, 0, terms | highs))

    def _is_possible(self, values: Numbers) -> bool:
        """Whether columns with these whole values keep to all bounds and rows."""
        in_bounds = (self.lower <= values) & (values <= self.upper)
        return bool(in_bounds.all()) and all(
            low <= sum(weight * values[c] for c, weight in terms.items()) <= high
            for low, high, terms in self.rows
        )

    def _solve(self) -> Numbers | None:
        """What the solver finds, a number for each column; None if it finds nothing."""
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self.solver.getSolution().col_value)

    def _ask_for_whole(self) -> None:
        for column in range(len(self.lower)):
            self.solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        self.is_whole = True

    def _solver(self) -> highspy.Highs:
        model = highspy.HighsLp()
        model.num_col_ = len(self.lower)
        model.num_row_ = len(self.rows)
        model.col_cost_ = np.zeros(len(self.lower))
        model.col_lower_ = np.array(self.lower, dtype=float)
        model.col_upper_ = np.array(self.upper, dtype=float)
        model.row_lower_ = np.array([low for low, _, _ in self.rows], dtype=float)
        model.row_upper_ = np.array([high for _, high, _ in self.rows], dtype=float)
        terms = [terms for _, _, terms in self.rows]
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.array([0, *accumulate(map(len, terms))])
        matrix.index_ = np.array([c for row in terms for c in row], dtype=int)
        matrix.value_ = np.array(
            [v for row in terms for v in row.values()], dtype=float
        )
        solver = QuietHighs()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(model)
        return solver


def _are_whole(numbers: Numbers) -> bool:
    return bool((np.abs(numbers - np.rint(numbers)) < WHOLE).all())
