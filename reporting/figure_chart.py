"""A picture of how a published number developed, drawn from what is shown of it alone.

A small number has a bar as high as the threshold, whatever it is; what is withheld or
not known has none. So nothing can be measured that is not written beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from actions.chart_colours import PHASE_FILLS, SILENT_FILL
from actions.models import Phase
from actions.periods import Quarter

from .figures import FigureRow, FigureTable, ShownFigure

WIDTH, HEIGHT = 320, 130
TOP, BOTTOM = 30, 108
"""Between these lines the bars stand."""

BAR_WIDTH = 36
REGION = "Hele regio"


@dataclass(frozen=True, slots=True)
class Column:
    """One period: what is written above it and below, and its bar if it has one."""

    words: tuple[str, ...]
    period: str
    middle: float
    height: float
    fill: str
    is_small: bool

    @property
    def left(self) -> float:
        return self.middle - BAR_WIDTH / 2

    @property
    def top(self) -> float:
        return round(BOTTOM - self.height, 2)

    @property
    def lines(self) -> tuple[tuple[float, str], ...]:
        """The words above the bar, each at its height."""
        last = self.top - 5
        return tuple(
            (round(last - 12 * back, 2), word)
            for back, word in zip(
                range(len(self.words) - 1, -1, -1), self.words, strict=True
            )
        )


@dataclass(frozen=True, slots=True)
class FigureChart:
    """The periods of one place beside each other, and the same in a sentence."""

    place: str
    columns: tuple[Column, ...]
    description: str


def draw_figures(table: FigureTable) -> FigureChart | None:
    """The development of the region, or of the only place; None with one period.

    Without a number to draw there is no picture either.
    """
    row = table.rows[-1] if table.rows else None
    if row is None or sum(map(_has_bar, row.figures)) < 2:
        return None
    highest = max(figure.amount or 0 for figure in row.figures if figure)
    return FigureChart(
        place=row.place or REGION,
        columns=tuple(_columns(table, row, highest)),
        description=_told(table, row),
    )


def _has_bar(figure: ShownFigure | None) -> bool:
    return figure is not None and figure.amount is not None


def _columns(table: FigureTable, row: FigureRow, highest: int) -> Iterator[Column]:
    step = WIDTH / len(row.figures)
    for place, (quarter, figure) in enumerate(_periods(table, row)):
        amount = (figure.amount if figure else None) or 0
        is_small = bool(figure and figure.is_small)
        yield Column(
            words=_written(figure),
            period=str(quarter),
            middle=round(step * (place + 0.5), 2),
            height=round((BOTTOM - TOP) * amount / highest, 2) if highest else 0,
            fill=(SILENT_FILL if is_small else PHASE_FILLS[Phase.DONE])[0],
            is_small=is_small,
        )


def _periods(
    table: FigureTable, row: FigureRow
) -> Iterator[tuple[Quarter, ShownFigure | None]]:
    return zip(table.quarters, row.figures, strict=True)


def _written(figure: ShownFigure | None) -> tuple[str, ...]:
    if figure is None:
        return ("geen", "opgave")
    if figure.amount is None:
        return ("niet", "getoond")
    return (f"{'<' if figure.is_small else ''}{figure.amount}",)


def _told(table: FigureTable, row: FigureRow) -> str:
    told = "; ".join(
        f"{quarter}: {' '.join(_written(figure))}"
        for quarter, figure in _periods(table, row)
    )
    return f"{table.title}, {row.place or REGION}. {told}."
