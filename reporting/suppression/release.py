"""What is shown of a new table, so that no hidden number of any table can be found.

What to withhold is decided from what everybody knows already, never from the number
itself; so a reader who knows this rule, and takes every decision again, learns from it
nothing but what is shown (docs/adr/0024).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .knowledge import (
    ANYTHING,
    HIGHEST,
    Atom,
    Correction,
    Disclosed,
    Fact,
    Knowledge,
    Range,
    Statistic,
    value_of,
)
from .rule import Outcome, Rule
from .worlds import World, Worlds


class TellsSmallNumber(Exception):
    """What was published before tells a small number that a table would hide."""

    def __init__(self, statistic: Statistic) -> None:
        super().__init__(f"known already: {sorted(statistic)}")
        self.statistic = statistic


@dataclass(frozen=True, slots=True)
class Table:
    """Cells, and totals of cells of this and earlier tables; the most wanted first."""

    cells: tuple[Atom, ...]
    totals: tuple[Statistic, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def statistics(self) -> tuple[Statistic, ...]:
        """All that it shows, in the order in which it is decided on."""
        cells = (frozenset({cell}) for cell in self.cells)
        return tuple(dict.fromkeys((*cells, *self.totals)))


@dataclass(frozen=True, slots=True)
class Decision:
    """Which outcomes of a statistic are withheld: these, or (None) all."""

    withheld: tuple[Outcome, ...] | None

    def disclose(self, statistic: Statistic, value: int, rule: Rule) -> Disclosed:
        """The statistic as it is published when it is this number."""
        if self.withheld is None:
            return Disclosed(statistic, None, ANYTHING)
        outcome = rule.of(value)
        if outcome in self.withheld:
            return Disclosed(statistic, None, _ranges(self.withheld))
        return Disclosed(statistic, outcome, ((outcome.lowest, outcome.highest),))


def release(
    known: Knowledge, table: Table, values: Mapping[Atom, int], rule: Rule
) -> Knowledge:
    """What is known once a table is published; what it shows is part of that.

    Raises TellsSmallNumber when the table would show as "<5" a total that can be
    computed already, and RuntimeError when a total holds a number that is no cell.
    """
    known = known.announce(table.corrections)
    refuse_what_is_known(known, table, rule)
    for statistic, later in undecided(known, table):
        decision = decide(known, statistic, later, rule)
        value = value_of(statistic, values)
        known = known.learn(decision.disclose(statistic, value, rule))
    return known


def refuse_what_is_known(known: Knowledge, table: Table, rule: Rule) -> None:
    """Raise TellsSmallNumber when a new total can be computed, and is small."""
    shown = known.shown()
    for statistic, _ in undecided(known, table):
        if all(frozenset({atom}) in shown for atom in statistic):
            worlds = Worlds(known.about(statistic).facts)
            if not _keeps_secrets(worlds, [], [statistic], rule):
                raise TellsSmallNumber(statistic)


def undecided(
    known: Knowledge, table: Table
) -> Iterator[tuple[Statistic, tuple[Statistic, ...]]]:
    """What a table shows that was not published yet, each with those that come later.

    Raises RuntimeError when a total holds a number that is no cell.
    """
    shown = known.shown()
    singles = {*shown, *(frozenset({cell}) for cell in table.cells)}
    new = [statistic for statistic in table.statistics if statistic not in shown]
    for place, statistic in enumerate(new):
        if missing := [a for a in statistic if frozenset({a}) not in singles]:
            raise RuntimeError(f"{sorted(missing)} should be cells too")
        yield statistic, tuple(s for s in new[place + 1 :] if len(s) > 1)


def decide(
    known: Knowledge, statistic: Statistic, later: Iterable[Statistic], rule: Rule
) -> Decision:
    """Which outcomes of a statistic to withhold, by what is known and nothing else.

    Withheld is what would tell a hidden number; and then more, the nearest outcome
    first, until "it is one of those that are withheld" tells none either. `later` are
    totals that the same table is still to show: they may not become known as small.
    """
    part = known.about(statistic)
    watched = _within_sight(known, part, statistic, later)
    if not part.facts and not watched:
        return Decision(())
    bounds = _bounds(part, statistic, rule)
    if bounds is None:
        return Decision(None)
    facts = known.about(statistic.union(*watched)).facts
    outcomes = list(rule.outcomes(*bounds))
    safe = _safety(facts, part.hidden, statistic, watched, outcomes, rule)
    unsafe = {outcome for outcome, is_safe in safe.items() if not is_safe}
    if not unsafe:
        return Decision(())
    withheld = unsafe
    for outcome in _nearest_first(list(safe), unsafe):
        fact = Fact(statistic, frozenset(), _ranges(withheld))
        worlds = Worlds([*facts, fact], statistic)
        if _keeps_secrets(worlds, [*part.hidden, statistic], watched, rule):
            return Decision(tuple(sorted(withheld, key=lambda o: o.lowest)))
        withheld = {*withheld, outcome}
    return Decision(None)


def _within_sight(
    known: Knowledge,
    part: Knowledge,
    statistic: Statistic,
    later: Iterable[Statistic],
) -> list[Statistic]:
    """The later totals that could be known once this statistic is.

    With a number in it that nothing is known of yet, a total cannot.
    """
    seen = statistic.union(*(each.statistic for each in known.disclosed))
    linked = statistic.union(*(fact.atoms for fact in part.facts))
    return [total for total in later if total <= seen and total & linked]


def _bounds(part: Knowledge, statistic: Statistic, rule: Rule) -> Range | None:
    """The smallest and greatest number to look at; None when there is no greatest.

    A new number tells nothing by itself; only, if it is small, what a later total is,
    and if it corrects another, that it differs from that. Greater ones are all safe.
    """
    seen = frozenset().union(*(each.statistic for each in part.disclosed))
    if not statistic <= seen:
        old = [
            part.highest(each.old) for each in part.corrections if each.new in statistic
        ]
        known_old = [highest for highest in old if highest < HIGHEST]
        return 0, max([*known_old, rule.threshold - 1])
    if any(part.highest(atom) == HIGHEST for atom in statistic):
        return None
    bounds = Worlds(part.facts).bounds(statistic)
    if bounds is None:
        raise AssertionError("what was published contradicts itself")
    return bounds


def _safety(
    facts: list[Fact],
    hidden: list[Statistic],
    statistic: Statistic,
    later: list[Statistic],
    outcomes: Iterable[Outcome],
    rule: Rule,
) -> dict[Outcome, bool]:
    """Whether each outcome that is possible keeps all secrets."""
    worlds = Worlds(facts, statistic)
    safe = {}
    for outcome in outcomes:
        worlds.narrow(outcome.lowest, outcome.highest)
        secrets = [*hidden, statistic] if outcome.is_small else hidden
        is_safe = _keeps_secrets(worlds, secrets, later, rule)
        if is_safe is not None:
            safe[outcome] = is_safe
    return safe


def _keeps_secrets(
    worlds: Worlds, hidden: list[Statistic], later: list[Statistic], rule: Rule
) -> bool | None:
    """Whether hidden numbers can all be another, and later totals need not be small.

    None when there is no world.
    """
    world = worlds.find()
    if world is None:
        return None
    small = [total for total in later if _is_small(total, world, rule)]
    return worlds.all_vary([*hidden, *small], world)


def _is_small(statistic: Statistic, world: World, rule: Rule) -> bool:
    return rule.of(value_of(statistic, world)).is_small


def _nearest_first(outcomes: list[Outcome], centres: set[Outcome]) -> list[Outcome]:
    """The other outcomes by how far they are from these, the lower ones first."""
    places = [place for place, outcome in enumerate(outcomes) if outcome in centres]
    others = [place for place in range(len(outcomes)) if place not in places]
    others.sort(key=lambda place: (min(abs(place - p) for p in places), place))
    return [outcomes[place] for place in others]


def _ranges(outcomes: Iterable[Outcome]) -> tuple[Range, ...]:
    """The numbers of these outcomes, with neighbours joined."""
    joined: list[Range] = []
    for outcome in sorted(outcomes, key=lambda outcome: outcome.lowest):
        if joined and joined[-1][1] + 1 == outcome.lowest:
            joined[-1] = (joined[-1][0], outcome.highest)
        else:
            joined.append((outcome.lowest, outcome.highest))
    return tuple(joined)
