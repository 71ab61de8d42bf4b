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
    Knowledge,
    Range,
    Statistic,
    value_of,
)
from .rule import Outcome, Rule
from .witnesses import Proof, Witnesses


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
    witnesses = Witnesses(known.facts)
    refuse_what_is_known(known, table, rule, witnesses)
    for statistic, later in undecided(known, table):
        deciding = Deciding(known, statistic, later, rule, witnesses)
        decision = deciding.decide()
        disclosed = decision.disclose(statistic, value_of(statistic, values), rule)
        deciding.settle(disclosed)
        known = known.learn(disclosed)
    return known


def refuse_what_is_known(
    known: Knowledge, table: Table, rule: Rule, witnesses: Witnesses | None = None
) -> None:
    """Raise TellsSmallNumber when a new total can be computed, and is small."""
    witnesses = witnesses or Witnesses(known.facts)
    shown = known.shown()
    for statistic, _ in undecided(known, table):
        if all(frozenset({atom}) in shown for atom in statistic):
            value = value_of(statistic, witnesses.proof.world)
            if rule.of(value).is_small and not witnesses.can_vary(statistic):
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
    """Which outcomes of a statistic to withhold, by what is known and nothing else."""
    return Deciding(known, statistic, later, rule, Witnesses(known.facts)).decide()


class Deciding:
    """Which outcomes of one statistic to withhold, by what is known and nothing else.

    Withheld is what would tell a hidden number; and then more, the nearest outcome
    first, until "it is one of those that are withheld" tells none either. `later` are
    totals that the same table is still to show: they may not become known as small.

    The witnesses only spare searching: they prove the same whatever they are.
    """

    def __init__(
        self,
        known: Knowledge,
        statistic: Statistic,
        later: Iterable[Statistic],
        rule: Rule,
        witnesses: Witnesses,
    ) -> None:
        self.known = known
        self.statistic = statistic
        self.rule = rule
        self.witnesses = witnesses
        self.hidden = known.hidden
        seen = statistic.union(*(each.statistic for each in known.disclosed))
        # With a number in it that nothing is known of yet, a total cannot be known.
        self.later = [total for total in later if total <= seen]
        self.proofs: dict[tuple[Range, ...], Proof] = {}

    def decide(self) -> Decision:
        is_new = not self.witnesses.is_told_of(self.statistic)
        self.witnesses.ask(self.statistic)
        if is_new and all(self.statistic.isdisjoint(total) for total in self.later):
            return Decision(())
        bounds = self._bounds()
        if bounds is None:
            return Decision(None)
        safe = self._safety(list(self.rule.outcomes(*bounds)))
        unsafe = {outcome for outcome, is_safe in safe.items() if not is_safe}
        if not unsafe:
            return Decision(())
        withheld = unsafe
        for outcome in _nearest_first(list(safe), unsafe):
            if self._keeps_secrets(self.witnesses.proof, _ranges(withheld), hides=True):
                return Decision(tuple(sorted(withheld, key=lambda o: o.lowest)))
            withheld = {*withheld, outcome}
        return Decision(None)

    def settle(self, disclosed: Disclosed) -> None:
        """Let the witnesses go on from what was published."""
        ranges = disclosed.ranges
        if ranges not in self.proofs:
            self._keeps_secrets(self.witnesses.proof, ranges, hides=disclosed.is_hidden)
        self.witnesses.settle(self.proofs[ranges], ranges)

    def _bounds(self) -> Range | None:
        """The smallest and greatest number to look at; None when there is no greatest.

        A new number tells nothing by itself; only, if it is small, what a later total
        is, and if it corrects another, that it differs from that. Greater ones are all
        safe.
        """
        known, limits = self.known, self.witnesses.known.limits
        seen = frozenset().union(*(each.statistic for each in known.disclosed))
        if not self.statistic <= seen:
            old = [
                limits(each.old)[1]
                for each in known.corrections
                if each.new in self.statistic
            ]
            known_old = [highest for highest in old if highest < HIGHEST]
            return 0, max([*known_old, self.rule.threshold - 1])
        if any(limits(atom)[1] == HIGHEST for atom in self.statistic):
            return None
        return self.witnesses.bounds(self.statistic)

    def _safety(self, outcomes: list[Outcome]) -> dict[Outcome, bool]:
        """Whether each outcome that is possible keeps all secrets, in their order.

        Each is looked at from its neighbour, so that little has to change.
        """
        start = self.witnesses.proof
        now = start.sums[-1]
        above = [outcome for outcome in outcomes if outcome.highest >= now]
        below = [outcome for outcome in outcomes if outcome.highest < now]
        safe: dict[Outcome, bool] = {}
        for way in (above, below[::-1]):
            proof = start
            for outcome in way:
                ranges = ((outcome.lowest, outcome.highest),)
                is_safe = self._keeps_secrets(proof, ranges, hides=outcome.is_small)
                if is_safe is not None:
                    safe[outcome] = is_safe
                    proof = self.proofs[ranges]
        return {outcome: safe[outcome] for outcome in outcomes if outcome in safe}

    def _keeps_secrets(
        self, start: Proof, ranges: tuple[Range, ...], *, hides: bool
    ) -> bool | None:
        """Whether no hidden number is told when the statistic is in these ranges.

        None when it cannot be.
        """
        proof = self.witnesses.narrow(start, ranges)
        if proof is None:
            return None
        self.proofs[ranges] = proof
        small = [total for total in self.later if self._is_small(total, proof)]
        own = [self.statistic] if hides else []
        return self.witnesses.prove(proof, [*self.hidden, *own, *small])

    def _is_small(self, total: Statistic, proof: Proof) -> bool:
        return self.rule.of(value_of(total, proof.world)).is_small


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
