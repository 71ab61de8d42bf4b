"""Readers who know the rule and have every published table, and try to find a number.

None uses the solver of the product. This one has all the time: every assignment of
numbers is taken, and those that give the same tables are put together. For larger
regions, that of `searcher` looks for one other with the same tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from reporting.suppression.knowledge import Atom, Knowledge, Statistic
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
