"""Published figures as tables to read; exact numbers are never read here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from actions.periods import Quarter
from municipalities.models import Municipality, Region

from .models import FigureRelease, ReleasedFigure

QUARTERS_SHOWN = 5
"""A year, and the same quarter of the year before."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A number as it is shown: "<5" where `is_small`, not at all where None."""

    amount: int | None
    is_small: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A municipality, or the region (no name), with a figure for each quarter.

    None where nothing was published.
    """

    place: str
    figures: tuple[ShownFigure | None, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What one indicator was in the last quarters, the oldest first.

    `highest_small` and `rounded_to` say how numbers are hidden and rounded.
    """

    source: str
    title: str
    note: str
    quarters: tuple[Quarter, ...]
    rows: tuple[FigureRow, ...]
    as_of: date
    highest_small: int
    rounded_to: int
    hides_total: bool
    withheld: str = ""  # in a public edition: what stands instead of its numbers


def read_figures(
    region: Region, *, on: date, municipality: Municipality | None = None
) -> tuple[FigureTable, ...]:
    """The published tables of a region by the end of a day; two queries.

    With a municipality, of the municipalities only that one.
    """
    releases = (
        FigureRelease.objects.in_regions([region.pk])
        .published_by(on)
        .with_figures()
        .order_by("indicator__source", "indicator__title", "year", "quarter_number")
    )
    return tuple(
        _table(list(group)[-QUARTERS_SHOWN:], municipality)
        for _, group in groupby(releases, key=lambda release: release.indicator_id)
    )


def _table(
    releases: list[FigureRelease], municipality: Municipality | None
) -> FigureTable:
    newest = releases[-1]
    figures = [
        {
            str(figure.municipality or ""): figure
            for figure in release.figures.all()
            if municipality is None or figure.municipality in (municipality, None)
        }
        for release in releases
    ]
    places = sorted({place for by_place in figures for place in by_place if place})
    shown = [figure for by_place in figures for figure in by_place.values()]
    rows = [_row(place, figures) for place in [*places, ""]]
    return FigureTable(
        source=newest.indicator.get_source_display(),
        title=newest.indicator.title,
        note=newest.indicator.note,
        quarters=tuple(release.quarter for release in releases),
        rows=tuple(row for row in rows if any(row.figures)),
        as_of=max((figure.as_of for figure in shown), default=newest.quarter.last_day),
        highest_small=newest.threshold - 1,
        rounded_to=newest.rounded_to,
        hides_total=any(figure.amount is None for figure in shown),
    )


def _row(place: str, figures: Iterable[dict[str, ReleasedFigure]]) -> FigureRow:
    found = [by_place.get(place) for by_place in figures]
    return FigureRow(
        place,
        tuple(
            ShownFigure(figure.amount, figure.is_small) if figure else None
            for figure in found
        ),
    )
