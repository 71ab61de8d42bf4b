"""What everybody can know: what was shown, and what follows from the choice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from .rule import Outcome

Atom: TypeAlias = str
"""Names a number that was counted, in one version: a corrected one is another."""

Statistic: TypeAlias = frozenset[Atom]
"""A number that is published: an atom by itself, or the sum of several."""

Range: TypeAlias = tuple[int, int]
"""A first and a last number."""

HIGHEST = 99_999
"""No number counts more; it keeps what is possible finite."""

ANYTHING: tuple[Range, ...] = ((0, 10**9),)
"""The ranges of who has learnt nothing."""


def value_of(statistic: Iterable[Atom], values: Mapping[Atom, int]) -> int:
    """What a statistic is when the atoms are these."""
    return sum(values[atom] for atom in statistic)


@dataclass(frozen=True, slots=True)
class Fact:
    """The sum of `plus` less that of `minus` lies in one of the ranges."""

    plus: frozenset[Atom]
    minus: frozenset[Atom]
    ranges: tuple[Range, ...]

    @property
    def atoms(self) -> frozenset[Atom]:
        return self.plus | self.minus

    def value(self, values: Mapping[Atom, int]) -> int:
        """What it is about, when the atoms are these."""
        return value_of(self.plus, values) - value_of(self.minus, values)

    def change(self, changes: Mapping[Atom, int]) -> int:
        """By how much it changes when atoms change by these."""
        return sum(
            change * ((atom in self.plus) - (atom in self.minus))
            for atom, change in changes.items()
        )

    def allows(self, value: int) -> bool:
        return any(low <= value <= high for low, high in self.ranges)

    def holds(self, values: Mapping[Atom, int]) -> bool:
        """Whether it is true when the atoms are these."""
        return self.allows(self.value(values))


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A statistic as it was published: its outcome, or None for "niet getoond".

    The ranges are what that tells: a withheld one is one of those that are withheld.
    """

    statistic: Statistic
    outcome: Outcome | None
    ranges: tuple[Range, ...]

    @property
    def is_hidden(self) -> bool:
        """Whether its number is kept from the reader: "<5", or withheld."""
        return self.outcome is None or self.outcome.is_small

    @property
    def fact(self) -> Fact:
        return Fact(self.statistic, frozenset(), self.ranges)


@dataclass(frozen=True, slots=True)
class Correction:
    """A number that replaced another, and so is another one."""

    old: Atom
    new: Atom

    @property
    def fact(self) -> Fact:
        differs = ((-HIGHEST, -1), (1, HIGHEST))
        return Fact(frozenset({self.new}), frozenset({self.old}), differs)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that was published by now; it only grows."""

    disclosed: tuple[Disclosed, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def learn(self, disclosed: Disclosed) -> "Knowledge":
        """What is known once this is published too."""
        return replace(self, disclosed=(*self.disclosed, disclosed))

    def announce(self, corrections: Iterable[Correction]) -> "Knowledge":
        """What is known once it is said that these numbers were corrected."""
        new = tuple(each for each in corrections if each not in self.corrections)
        return replace(self, corrections=(*self.corrections, *new))

    @property
    def facts(self) -> list[Fact]:
        shown = [each.fact for each in self.disclosed]
        return shown + [each.fact for each in self.corrections]

    @property
    def hidden(self) -> list[Statistic]:
        """The statistics of which the number may not be found out."""
        return [each.statistic for each in self.disclosed if each.is_hidden]

    def shown(self) -> dict[Statistic, Disclosed]:
        """What was published, by statistic."""
        return {each.statistic: each for each in self.disclosed}
