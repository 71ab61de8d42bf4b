"""Readers who know the rule and have every published table, and try to find a number.

None uses the solver of the product. One has all the time: it takes every assignment of
numbers, and looks which of them give the same tables. The other searches, for each
hidden number, an assignment that gives the same tables with another number there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from reporting.suppression.knowledge import Atom, Fact, Knowledge, Statistic
from reporting.suppression.release import (
    Table,
    TellsSmallNumber,
    decide,
    refuse_what_is_known,
    undecided,
)
from reporting.suppression.rule import Rule

World = dict[Atom, int]


def every_world(atoms: Sequence[Atom], numbers: Sequence[int]) -> list[World]:
    """Every way to give each atom one of these numbers."""
    return [
        dict(zip(atoms, values, strict=True))
        for values in product(numbers, repeat=len(atoms))
    ]


def groups_that_look_alike(
    worlds: Iterable[World], tables: Sequence[Table], rule: Rule
) -> Iterator[tuple[Knowledge, list[World]]]:
    """Publish the tables in every world, and put together those that look the same.

    A decision is taken once for all worlds that look the same up to there: it is the
    same for each, as a test of `release` holds.
    """
    groups = [(Knowledge(), list(worlds))]
    for table in tables:
        groups = [
            alike
            for known, group in groups
            for alike in _publish(table, known, group, rule)
        ]
    return (alike for alike in groups if alike[1])


def _publish(
    table: Table, known: Knowledge, group: list[World], rule: Rule
) -> Iterable[tuple[Knowledge, list[World]]]:
    known = known.announce(table.corrections)
    group = [w for w in group if all(w[c.old] != w[c.new] for c in table.corrections)]
    try:
        refuse_what_is_known(known, table, rule)
    except TellsSmallNumber:
        return [(known, group)]
    groups = {known: group}
    for statistic, later in undecided(known, table):
        after: dict[Knowledge, list[World]] = {}
        for known_by_then, alike in groups.items():
            decision = decide(known_by_then, statistic, later, rule)
            for world in alike:
                shown = decision.disclose(statistic, number(statistic, world), rule)
                after.setdefault(known_by_then.learn(shown), []).append(world)
        groups = after
    return groups.items()


def number(statistic: Statistic, world: Mapping[Atom, int]) -> int:
    return sum(world[atom] for atom in statistic)


def found_out(known: Knowledge, alike: Sequence[World]) -> list[Statistic]:
    """The hidden numbers that are the same in all worlds that look alike."""
    return [
        hidden
        for hidden in known.hidden
        if len({number(hidden, world) for world in alike}) == 1
    ]


def other_world(
    facts: Sequence[Fact], world: World, hidden: Statistic, *, changes: int = 9
) -> World | None:
    """A world that agrees with the facts, with another number for what is hidden.

    Gives an atom of it another number, and mends each fact that is then untrue by
    another number for one more atom, with as few changes as it takes; None if it fails.
    """
    value = number(hidden, world)
    other = Fact(hidden, frozenset(), ((0, value - 1), (value + 1, 10**6)))
    rules = sorted([*facts, other], key=lambda fact: len(fact.atoms))
    for most in range(1, changes + 1):
        if found := _mended(rules, world, frozenset(), most):
            return found
    return None


def _mended(
    facts: Sequence[Fact], world: World, changed: frozenset[Atom], most: int
) -> World | None:
    untrue = next((fact for fact in facts if not fact.holds(world)), None)
    if untrue is None:
        return world
    if most == 0:
        return None
    for atom in sorted(untrue.atoms - changed):
        for value in _mending(untrue, world, atom, facts):
            found = _mended(facts, {**world, atom: value}, changed | {atom}, most - 1)
            if found:
                return found
    return None


def _mending(
    untrue: Fact, world: World, atom: Atom, facts: Sequence[Fact]
) -> Iterator[int]:
    """Numbers for an atom, as its own cell allows, that mend the fact or help to."""
    own = [r for fact in facts if fact.atoms == {atom} for r in fact.ranges]
    sign = 1 if atom in untrue.plus else -1
    sum_now = number(untrue.plus, world) - number(untrue.minus, world)
    for low, high in untrue.ranges:
        wanted = world[atom] + sign * (max(low, min(high, sum_now)) - sum_now)
        for own_low, own_high in own:
            value = max(own_low, min(own_high, wanted))
            if value >= 0 and value != world[atom]:
                yield value
