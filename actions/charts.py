"""The geometry of stacked bars: how much of its length each part of a bar takes.

Pure: counts go in, percentages come out, so that a bar fits any width, on the screen
and on paper. What a part stands for is told by its letters and its texture, and not by
its colour alone; a bar says in words what it shows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

ROOM_ON_PHONE = 15.0, 6.0
"""Percents that a part needs on a phone for its letters and number, and its number."""

ROOM = 5.0, 2.5
"""The same where there is more space."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a part of a bar stands for, and what it looks like.

    `texture` is one that templates/includes/_texture.html draws; empty for none.
    """

    key: str
    code: str
    label: str
    fill: str
    ink: str
    texture: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar, in percent along it; its texture has an id of its own."""

    kind: Kind
    count: int
    start: float
    share: float
    texture_id: str

    @property
    def middle(self) -> float:
        return round(self.start + self.share / 2, 2)

    @property
    def has_room(self) -> bool:
        """Whether its number fits in it at all."""
        return self.share >= ROOM[1]

    @property
    def has_room_for_code(self) -> bool:
        return self.share >= ROOM[0]

    @property
    def has_room_on_phone(self) -> bool:
        return self.share >= ROOM_ON_PHONE[1]

    @property
    def has_room_for_code_on_phone(self) -> bool:
        return self.share >= ROOM_ON_PHONE[0]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar whose parts add up to all that there is; without anything it has none."""

    label: str
    note: str
    counts: tuple[int, ...]
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def description(self) -> str:
        """The bar in words, for who cannot see it."""
        told = ", ".join(f"{part.count} {part.kind.label}" for part in self.parts)
        return f"{self.label}, van {self.total}: {told or 'niets'}."


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars below each other, of parts of the same kinds."""

    name: str
    kinds: tuple[Kind, ...]
    bars: tuple[Bar, ...]

    @property
    def shown_kinds(self) -> tuple[Kind, ...]:
        """The kinds that occur in some bar, for the legend and the table."""
        found = {part.kind for bar in self.bars for part in bar.parts}
        return tuple(kind for kind in self.kinds if kind in found)

    @property
    def table(self) -> tuple[tuple[Bar, tuple[int, ...]], ...]:
        """Each bar with its counts of the kinds that are shown."""
        shown = [self.kinds.index(kind) for kind in self.shown_kinds]
        return tuple(
            (bar, tuple(bar.counts[place] for place in shown)) for bar in self.bars
        )


@dataclass(frozen=True, slots=True)
class Stack:
    """What a bar is to show: how many there are of each kind, by its key."""

    label: str
    counts: Mapping[str, int]
    note: str = ""


def draw_bars(name: str, kinds: Sequence[Kind], stacks: Iterable[Stack]) -> BarChart:
    """Divide a bar for each stack. `name` is unique on the page: ids begin with it."""
    bars = (
        _bar(f"{name}-{number}", kinds, stack) for number, stack in enumerate(stacks, 1)
    )
    return BarChart(name, tuple(kinds), tuple(bars))


def _bar(name: str, kinds: Sequence[Kind], stack: Stack) -> Bar:
    counts = tuple(stack.counts.get(kind.key, 0) for kind in kinds)
    return Bar(stack.label, stack.note, counts, tuple(_parts(name, kinds, counts)))


def _parts(name: str, kinds: Iterable[Kind], counts: Sequence[int]) -> Iterator[Part]:
    total, before = sum(counts), 0
    for kind, count in zip(kinds, counts, strict=True):
        if count:
            # Both ends are rounded, not the length: so there are no gaps.
            start = round(100 * before / total, 2)
            end = round(100 * (before + count) / total, 2)
            share = round(end - start, 2)
            yield Part(kind, count, start, share, f"{name}-{kind.key}")
            before += count
