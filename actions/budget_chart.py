"""A chart of amounts as bars: where each part begins, and what it says in words.

Lengths are in the units of the drawing, of which the chart is WIDTH wide. The template
draws it and decides nothing; the same amounts stand beside it in a table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from municipalities.euros import euro

from .coverage import SourceTotal
from .models import Funding
from .sums import PartialSum

WIDTH = 400
ROW = 52
"""The height of a bar, with its name above it and the space below."""
BAR_TOP = 20
BAR_HEIGHT = 22
LETTER_ROOM = 20
"""How long a part must be to hold its letter."""

CODES = {
    Funding.State.COVERED: "G",
    Funding.State.REQUESTED: "A",
    Funding.State.TO_INVESTIGATE: "O",
    Funding.State.TO_DECIDE: "B",
    Funding.State.NOT_APPLICABLE: "–",
}
"""The letter for each state of a source; it names its pattern too."""

WITHOUT_SOURCE = "Geen bron genoemd"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount to draw: its letter, its pattern (a name in the CSS), its meaning."""

    code: str
    pattern: str
    label: str
    sum: PartialSum


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar."""

    code: str
    pattern: str
    label: str
    amount: Decimal
    start: float
    length: float

    @property
    def middle(self) -> float:
        return round(self.start + self.length / 2, 2)

    @property
    def has_room(self) -> bool:
        """Whether its letter fits in it."""
        return self.length >= LETTER_ROOM


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its name; `unknown` counts the amounts that it cannot show."""

    label: str
    top: int
    parts: tuple[Part, ...]
    unknown: int

    @property
    def text_line(self) -> int:
        """Where the name stands."""
        return self.top + BAR_TOP - 7

    @property
    def bar_top(self) -> int:
        return self.top + BAR_TOP

    @property
    def bar_bottom(self) -> int:
        return self.bar_top + BAR_HEIGHT

    @property
    def middle(self) -> int:
        return self.bar_top + BAR_HEIGHT // 2

    @property
    def letter_line(self) -> int:
        return self.middle + 4

    @property
    def said(self) -> str:
        """What it comes to, with what it leaves out."""
        amount = sum((part.amount for part in self.parts), Decimal(0))
        if not self.unknown:
            return euro(amount)
        return f"{euro(amount)} + onbekend" if self.parts else "bedrag onbekend"

    @property
    def description(self) -> str:
        """The bar in words, for who cannot see it."""
        amounts = [f"{euro(part.amount)} {part.label}" for part in self.parts]
        if self.unknown == 1:
            amounts.append("1 bedrag onbekend")
        elif self.unknown:
            amounts.append(f"{self.unknown} bedragen onbekend")
        return f"{self.label}: {', '.join(amounts) or euro(Decimal(0))}."


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars below each other, drawn to one scale."""

    title: str
    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def bar_height(self) -> int:
        return BAR_HEIGHT

    @property
    def height(self) -> int:
        return ROW * len(self.bars)

    @property
    def description(self) -> str:
        return " ".join(bar.description for bar in self.bars)


def draw_bars(title: str, rows: Iterable[tuple[str, Sequence[Amount]]]) -> BarChart:
    """Lay out bars; the longest is as wide as the chart, and nothing has no length."""
    named = list(rows)
    longest = max(
        (sum((part.sum.amount for part in parts), Decimal(0)) for _, parts in named),
        default=Decimal(0),
    )
    bars = tuple(
        _bar(label, ROW * number, parts, longest)
        for number, (label, parts) in enumerate(named)
    )
    return BarChart(title, bars)


def _bar(label: str, top: int, given: Sequence[Amount], longest: Decimal) -> Bar:
    parts: list[Part] = []
    start = Decimal(0)
    for part in given:
        if part.sum.amount:
            length = WIDTH * part.sum.amount / longest
            parts.append(
                Part(
                    part.code,
                    part.pattern,
                    part.label,
                    part.sum.amount,
                    round(float(start), 2),
                    round(float(length), 2),
                )
            )
            start += length
    unknown = sum(part.sum.parts - part.sum.known for part in given)
    return Bar(label, top, tuple(parts), unknown)


def budget_per_source(
    sources: Iterable[SourceTotal], without_source: PartialSum
) -> BarChart:
    """What every source pays, by how certain that is, and what no source is named for.

    What is not applicable is no money, and is left out.
    """
    rows: dict[str, list[Amount]] = {}
    for total in sources:
        if total.state != Funding.State.NOT_APPLICABLE:
            rows.setdefault(total.source.short_label, []).append(
                Amount(
                    CODES[total.state],
                    total.state.value,
                    total.state.label,
                    total.amount,
                )
            )
    if without_source.parts:
        rows[WITHOUT_SOURCE] = [
            Amount("?", "without_source", "zonder bron", without_source)
        ]
    return draw_bars("Budget per bron", rows.items())
