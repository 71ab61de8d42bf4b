"""A reader who searches: is there another assignment of numbers with the same tables?

Shares nothing with the product but the facts. Numbers are narrowed to what each fact
leaves, until that tells no more; then one number is split in two and both halves are
tried, first the one that mends a fact that is not true yet. So it ends with an
assignment, or when there is none.
"""

from collections.abc import Iterable, Sequence
from itertools import count
from random import Random

from reporting.suppression.knowledge import Atom, Fact, Statistic

World = dict[Atom, int]
Bounds = dict[Atom, tuple[int, int]]

MOST = 99_999
PATIENCE = 100


class TooLong(Exception):
    """A search that takes more steps than it may."""


class Searcher:
    """A reader who knows these facts."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = list(facts)
        self.facts_of: dict[Atom, list[int]] = {}
        for number, fact in enumerate(self.facts):
            for atom in fact.atoms:
                self.facts_of.setdefault(atom, []).append(number)
        anything = dict.fromkeys(self.facts_of, (0, MOST))
        self.bounds = self._narrowed(anything, range(len(self.facts)))

    def other_world(self, world: World, hidden: Statistic) -> World | None:
        """One where a hidden number is another than in this world; None if none is.

        By turns with a higher and a lower number, each time in another order and with
        more patience: in an unlucky order a search takes ages, in most it is quick.
        """
        value = sum(world[atom] for atom in hidden)
        ways = [
            Searcher([*self.facts, Fact(hidden, frozenset(), (other,))])
            for other in ((value + 1, 10**7), (0, value - 1))
        ]
        for attempt in count():
            for way in list(ways):
                try:
                    found = way._search(world, Random(attempt), PATIENCE * 2**attempt)
                except TooLong:
                    continue
                if found:
                    return found
                ways.remove(way)
            if not ways:
                break
        return None

    def _search(self, world: World, order: Random, patience: int) -> World | None:
        """The first assignment within bounds, from numbers near those of a world."""
        waiting = [self.bounds]
        while waiting:
            patience -= 1
            if patience < 0:
                raise TooLong
            bounds = waiting.pop()
            if bounds is None:
                continue
            guess = {
                a: min(max(world[a], low), high) for a, (low, high) in bounds.items()
            }
            untrue = [fact for fact in self.facts if _short(fact, guess)]
            if not untrue:
                return guess
            fact = min(untrue, key=lambda fact: (len(fact.atoms), order.random()))
            for atom, half in _halves(fact, guess, bounds, order):
                narrowed = self._narrowed({**bounds, atom: half}, self.facts_of[atom])
                waiting.append(narrowed)
        return None

    def _narrowed(self, bounds: Bounds, numbers: Iterable[int]) -> Bounds | None:
        """What all facts leave of the bounds; None where that is nothing.

        `numbers` are the facts that may tell more than before.
        """
        bounds = dict(bounds)
        waiting = dict.fromkeys(numbers)
        while waiting:
            number = next(iter(waiting))
            del waiting[number]
            changed = _narrow(self.facts[number], bounds)
            if changed is None:
                return None
            for atom in changed:
                waiting.update(dict.fromkeys(self.facts_of[atom]))
        return bounds


def _narrow(fact: Fact, bounds: Bounds) -> list[Atom] | None:
    """Narrow bounds to what a fact leaves: which atoms changed, or None if nothing."""
    # What each adds to the sum, at the least and at the most.
    adds = {atom: bounds[atom] for atom in fact.plus}
    adds |= {atom: (-bounds[atom][1], -bounds[atom][0]) for atom in fact.minus}
    lowest = sum(low for low, _ in adds.values())
    highest = sum(high for _, high in adds.values())
    possible = [r for r in fact.ranges if r[0] <= highest and r[1] >= lowest]
    if not possible:
        return None
    changed = []
    for atom, (low, high) in adds.items():
        new_low = max(low, possible[0][0] - highest + high)
        new_high = min(high, possible[-1][1] - lowest + low)
        if new_low > new_high:
            return None
        if (new_low, new_high) != (low, high):
            is_plus = atom in fact.plus
            bounds[atom] = (new_low, new_high) if is_plus else (-new_high, -new_low)
            changed.append(atom)
    return changed


def _halves(
    fact: Fact, guess: World, bounds: Bounds, order: Random
) -> list[tuple[Atom, tuple[int, int]]]:
    """A number of a fact in two, last the half that mends the fact, or helps to."""
    short = _short(fact, guess)
    free = sorted(atom for atom in fact.atoms if bounds[atom][0] < bounds[atom][1])
    order.shuffle(free)
    for atom in free:
        low, high = bounds[atom]
        now = guess[atom]
        goes_up = (short > 0) == (atom in fact.plus)
        if goes_up and now < high:
            return [(atom, (low, now)), (atom, (now + 1, high))]
        if not goes_up and now > low:
            return [(atom, (now, high)), (atom, (low, now - 1))]
    # None helps to reach the nearest range: it may be another.
    middles = [(atom, *bounds[atom], sum(bounds[atom]) // 2) for atom in free[:1]]
    return [
        (atom, half)
        for atom, low, high, middle in middles
        for half in ((low, middle), (middle + 1, high))
    ]


def _short(fact: Fact, guess: World) -> int:
    """How much the sum falls short of the nearest range; less than 0: it is over."""
    value = sum(guess[a] for a in fact.plus) - sum(guess[a] for a in fact.minus)
    return min(
        (max(low, min(high, value)) - value for low, high in fact.ranges), key=abs
    )
