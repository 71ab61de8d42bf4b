"""Facts and the numbers that they link, looked at in small parts."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice

from .knowledge import HIGHEST, Atom, Fact, Range, Statistic, value_of

FEW = 8
"""A sum of so many numbers is in a part whole."""

BREADTH = 4
"""Of a longer sum, a part has so many that can go up, and so many that can go down."""

Part = frozenset[Atom]
"""Some numbers that are looked at together."""


class LinkedFacts:
    """Facts in the order in which they became known, numbered from 0."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.facts_of: dict[Atom, list[tuple[int, int]]] = {}
        self._sorted: list[list[Atom]] = []
        self._limits: dict[Atom, Range] = {}

    def __contains__(self, atom: Atom) -> bool:
        return atom in self.facts_of

    def add(self, fact: Fact) -> None:
        for atom in fact.atoms:
            sign = 1 if atom in fact.plus else -1
            self.facts_of.setdefault(atom, []).append((len(self.facts), sign))
        self.facts.append(fact)
        self._sorted.append(sorted(fact.atoms))
        self._limit(fact)

    def narrow_last(self, ranges: tuple[Range, ...]) -> Fact:
        """Say more exactly in which ranges the sum of the last one lies."""
        last = self.facts[-1]
        self.facts[-1] = Fact(last.plus, last.minus, ranges)
        return self.facts[-1]

    def keep_last(self) -> None:
        """From now on, the last one limits its atom."""
        self._limit(self.facts[-1])

    def limits(self, atom: Atom) -> Range:
        """Between what an atom lies by what is known of itself alone."""
        return self._limits.get(atom, (0, HIGHEST))

    def sums_of(self, changes: Mapping[Atom, int]) -> dict[int, int]:
        """By how much the sum of each fact changes with these atoms, by its number."""
        sums: dict[int, int] = {}
        for atom, change in changes.items():
            for number, sign in self.facts_of[atom]:
                sums[number] = sums.get(number, 0) + sign * change
        return {number: change for number, change in sums.items() if change}

    def able(
        self, number: int, first: Atom, world: Mapping[Atom, int], change: int
    ) -> Iterator[tuple[Atom, int]]:
        """Atoms that can change the sum of a fact so, and how they change then."""
        fact = self.facts[number]
        for sign, side in ((1, fact.plus), (-1, fact.minus)):
            if side:
                atoms = self._sorted[number] if not fact.minus else sorted(side)
                able = self._able(atoms, first, world, sign * change)
                yield from ((atom, sign * change) for atom in islice(able, BREADTH))

    def inside(self, atoms: Collection[Atom]) -> list[Fact]:
        """The facts about nothing but these atoms and those in short sums with them."""
        part = self._with_short_sums(atoms)
        return [f for n in self._about(part) if (f := self.facts[n]).atoms <= part]

    def linked(self, atoms: Collection[Atom]) -> list[Fact]:
        """The facts that tell of these atoms, directly or through others."""
        return [self.facts[n] for n in self._about(self.reached(atoms))]

    def reached(self, atoms: Collection[Atom]) -> set[Atom]:
        """The atoms that these are linked to, and themselves."""
        reached, newest, seen = set(atoms), set(atoms), set[int]()
        while newest:
            facts = set(self._about(newest)) - seen
            seen |= facts
            newest = {a for n in facts for a in self._sorted[n]} - reached
            reached |= newest
        return reached

    def part(self, statistic: Statistic, world: Mapping[Atom, int]) -> Part:
        """Numbers of a statistic, and others that can change to let them change."""
        first = min(statistic)
        seeds: Collection[Atom] = statistic
        if len(statistic) > FEW:
            seeds = self._movable(sorted(statistic), first, world)
        seeds = self._with_short_sums(seeds)
        part = set(seeds)
        for number in self._about(seeds):
            if len(self._sorted[number]) > FEW:
                part.update(self._movable(self._sorted[number], first, world))
        return frozenset(self._with_short_sums(part))

    def when_others_stay(
        self, part: Part, world: Mapping[Atom, int], *, keeps_sums: bool
    ) -> list[Fact]:
        """What is known of a part when all other numbers are as in this world.

        With `keeps_sums` the sums that reach outside it stay too, but for the last
        fact's; then nothing of what is outside notices what changes inside.
        """
        return [
            self._within(number, part, world, keeps_sums=keeps_sums)
            for number in self._about(part)
        ]

    def _within(
        self, number: int, part: Part, world: Mapping[Atom, int], *, keeps_sums: bool
    ) -> Fact:
        fact = self.facts[number]
        if part.issuperset(fact.plus) and part.issuperset(fact.minus):
            return fact
        plus, minus = part & fact.plus, part & fact.minus
        if keeps_sums and number < len(self.facts) - 1:
            stays = value_of(plus, world) - value_of(minus, world)
            return Fact(plus, minus, ((stays, stays),))
        outside = value_of(fact.plus - plus, world) - value_of(
            fact.minus - minus, world
        )
        ranges = tuple((low - outside, high - outside) for low, high in fact.ranges)
        return Fact(plus, minus, ranges)

    def _about(self, atoms: Iterable[Atom]) -> list[int]:
        """The numbers of the facts about any of these."""
        return sorted({n for atom in atoms for n, _ in self.facts_of.get(atom, ())})

    def _with_short_sums(self, atoms: Collection[Atom]) -> set[Atom]:
        short = (self._sorted[n] for n in self._about(atoms))
        return {*atoms, *(a for each in short if len(each) <= FEW for a in each)}

    def _movable(
        self, atoms: list[Atom], first: Atom, world: Mapping[Atom, int]
    ) -> list[Atom]:
        up = self._able(atoms, first, world, 1)
        down = self._able(atoms, first, world, -1)
        return [*islice(up, BREADTH), *islice(down, BREADTH)]

    def _able(
        self, atoms: list[Atom], first: Atom, world: Mapping[Atom, int], change: int
    ) -> Iterator[Atom]:
        """Those that can change so by what is known of themselves, from one on."""
        place = bisect_left(atoms, first)
        for atom in chain(islice(atoms, place, None), islice(atoms, place)):
            low, high = self.limits(atom)
            if low <= world[atom] + change <= high:
                yield atom

    def _limit(self, fact: Fact) -> None:
        if len(fact.plus) == 1 and not fact.minus:
            (atom,) = fact.plus
            low, high = self.limits(atom)
            low = max(low, fact.ranges[0][0])
            self._limits[atom] = low, min(high, fact.ranges[-1][1])
