"""Proof that numbers can vary, kept while a table is decided on (docs/adr/0032).

One world is kept, and for every secret a move: a few numbers that change with it, to
another world. What is learnt of one statistic leaves nearly all moves as they are. The
others are found again in a small part, and both ways of looking at one are proofs: when
all else stays as it is, a world that is found is a world; when all else is left out,
what is fixed is fixed. Where neither tells, all facts that are linked are asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .knowledge import ANYTHING, HIGHEST, Atom, Fact, Range, Statistic
from .linked_facts import LinkedFacts
from .worlds import World, Worlds

STEPS = 4
"""So many numbers change in a move that is looked for without the solver."""

TRIES = 25
"""So often is such a move tried; by then the solver is as quick."""


@dataclass(frozen=True, slots=True)
class Move:
    """What changes from a world to another, and by how much the sum of each fact."""

    changes: Mapping[Atom, int]
    sums: dict[int, int]


@dataclass(slots=True)
class Proof:
    """A world, the sum of each fact in it, and a move for each secret."""

    world: World
    sums: list[int] = field(default_factory=list)
    moves: dict[Statistic, Move] = field(default_factory=dict)


class Witnesses:
    """Facts, of which the last can be narrowed, and a proof that goes with them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Raises AssertionError when there is no world at all."""
        self.known = LinkedFacts()
        facts = tuple(facts)
        world = Worlds(facts).find() if facts else {}
        if world is None:
            raise AssertionError("what was published contradicts itself")
        self.proof = Proof(world)
        for fact in facts:
            self._add(fact)

    def is_told_of(self, statistic: Statistic) -> bool:
        """Whether anything is known of one of its atoms."""
        return any(atom in self.known for atom in statistic)

    def ask(self, statistic: Statistic) -> None:
        """Begin to ask about a statistic: the last fact is that it is anything."""
        self._add(Fact(statistic, frozenset(), ANYTHING))

    def narrow(self, start: Proof, ranges: tuple[Range, ...]) -> Proof | None:
        """Say what the last fact is; None when there is no world then.

        The proof has the moves of `start` that still lead from its world to another.
        """
        fact = self.known.narrow_last(ranges)
        move = self._mended(start, {}, iter(range(TRIES))) or self._into(start, fact)
        return self._moved(start, move) if move else None

    def settle(self, proof: Proof, ranges: tuple[Range, ...]) -> None:
        """Go on from a proof that was found with the last fact narrowed to this."""
        self.known.narrow_last(ranges)
        self.known.keep_last()
        self.proof = proof

    def prove(self, proof: Proof, secrets: Iterable[Statistic]) -> bool:
        """Whether each secret has a move from this proof's world, also a new one.

        A secret that the last fact is not linked with cannot be told by it.
        """
        left = [secret for secret in secrets if secret not in proof.moves]
        left = [secret for secret in left if not self._step(proof, secret)]
        return all(
            self._search(proof, secret, left) or not self._is_reached(secret)
            for secret in left
        )

    def can_vary(self, statistic: Statistic) -> bool:
        """Whether it can be another number than in the world."""
        return self._step(self.proof, statistic) or self._search(
            self.proof, statistic, []
        )

    def bounds(self, statistic: Statistic) -> Range:
        """Where a statistic lies by what is known of its own atoms."""
        inside = Worlds(self.known.inside(statistic))
        bounds = inside.bounds(statistic)
        if bounds is None:
            raise AssertionError("what was published contradicts itself")
        return bounds

    def _add(self, fact: Fact) -> None:
        """Take in a fact that holds in the world, and after every move."""
        number = len(self.known.facts)
        self.known.add(fact)
        for atom in fact.atoms:
            self.proof.world.setdefault(atom, 0)
        self.proof.sums.append(fact.value(self.proof.world))
        for move in self.proof.moves.values():
            if change := fact.change(move.changes):
                move.sums[number] = change

    def _into(self, start: Proof, fact: Fact) -> Move | None:
        """A move to a world in which the last fact holds; None if there is none."""
        part = self.known.part(fact.plus, start.world)
        for keeps_sums in (True, False):
            near = self.known.when_others_stay(part, start.world, keeps_sums=keeps_sums)
            if move := self._checked(start, Worlds(near).find()):
                return move
        if Worlds(self.known.inside(fact.plus)).find() is None:
            return None
        return self._checked(start, Worlds(self.known.linked(fact.plus)).find())

    def _search(self, proof: Proof, secret: Statistic, also: list[Statistic]) -> bool:
        """Find a move for a secret, and by the way for some of the others."""
        return (
            secret in proof.moves
            or self._in_part(proof, secret, also)
            or self._in_all(proof, secret, also)
        )

    def _in_part(self, proof: Proof, secret: Statistic, also: list[Statistic]) -> bool:
        """Keep a move that changes nothing outside a part, if one is found."""
        part = self.known.part(secret, proof.world)
        near = [each for each in also if each not in proof.moves and each <= part]
        return any(
            self._keep(
                proof,
                secret,
                near,
                self.known.when_others_stay(part, proof.world, keeps_sums=keeps_sums),
            )
            for keeps_sums in (True, False)
        )

    def _in_all(self, proof: Proof, secret: Statistic, also: list[Statistic]) -> bool:
        """Keep a move if there is one; a small part may tell that there is none."""
        inside = Worlds(self.known.inside(secret))
        if not inside.others(secret, proof.world):
            return False
        near = [each for each in also if each not in proof.moves]
        return self._keep(proof, secret, near, self.known.linked(secret))

    def _is_reached(self, secret: Statistic) -> bool:
        reached = self.known.reached(self.known.facts[-1].plus)
        return not reached.isdisjoint(secret)

    def _keep(
        self,
        proof: Proof,
        secret: Statistic,
        also: list[Statistic],
        facts: list[Fact],
    ) -> bool:
        """Keep moves to worlds of these facts in which a secret is another number."""
        others = Worlds(facts).others(secret, proof.world, also)
        for each, other in others.items():
            if move := self._checked(proof, other):
                proof.moves[each] = move
        return secret in proof.moves

    def _step(self, proof: Proof, secret: Statistic) -> bool:
        """Keep a move of a few numbers, one of the secret by one, if that is found."""
        tries = iter(range(TRIES))
        for atom in sorted(secret)[:STEPS]:
            for change in (1, -1):
                move = self._mended(proof, {atom: change}, tries)
                if move and sum(move.changes.get(a, 0) for a in secret):
                    proof.moves[secret] = move
                    return True
        return False

    def _mended(
        self, proof: Proof, changes: dict[Atom, int], tries: Iterator[int]
    ) -> Move | None:
        """These changes, with a few others by which all facts hold again."""
        if next(tries, None) is None:
            return None
        sums = self.known.sums_of(changes)
        number = self._broken(proof, sums)
        if number is None:
            return Move(changes, sums) if _in_reach(proof.world, changes) else None
        if len(changes) == STEPS:
            return None
        fact = self.known.facts[number]
        value = proof.sums[number] + sums.get(number, 0)
        first = min(changes or fact.plus)
        for wanted in _aims(fact, value):
            able = self.known.able(number, first, proof.world, wanted - value)
            for atom, change in able:
                if atom not in changes and (
                    found := self._mended(proof, {**changes, atom: change}, tries)
                ):
                    return found
        return None

    def _broken(self, proof: Proof, sums: Mapping[int, int]) -> int | None:
        """The first fact that does not hold when sums change so."""
        facts, now = self.known.facts, proof.sums
        for number in (*sums, len(now) - 1):
            if not facts[number].allows(now[number] + sums.get(number, 0)):
                return number
        return None

    def _checked(self, proof: Proof, other: World | None) -> Move | None:
        """The move to what the solver found, if all facts hold there."""
        if other is None:
            return None
        world = proof.world
        changes = {a: n - world[a] for a, n in other.items() if n != world[a]}
        sums = self.known.sums_of(changes)
        return Move(changes, sums) if self._broken(proof, sums) is None else None

    def _moved(self, start: Proof, move: Move) -> Proof:
        """The proof with another world, and the moves that still lead to a world."""
        sums = list(start.sums)
        for number, change in move.sums.items():
            sums[number] += change
        world = dict(start.world)
        for atom, change in move.changes.items():
            world[atom] += change
        proof = Proof(world, sums)
        touched = {*move.sums, len(sums) - 1}
        proof.moves = {
            secret: each
            for secret, each in start.moves.items()
            if touched.isdisjoint(each.sums)
            or (
                self._broken(proof, each.sums) is None
                and _in_reach(world, each.changes)
            )
        }
        return proof


def _aims(fact: Fact, value: int) -> Iterator[int]:
    """The middle of each range of a fact, which leaves most room, and the nearest."""
    for low, high in fact.ranges:
        yield (low + high) // 2
        yield max(low, min(high, value))


def _in_reach(world: World, changes: Mapping[Atom, int]) -> bool:
    return all(0 <= world[a] + change <= HIGHEST for a, change in changes.items())
