"""The bars of a report: how wide each part is, and what it says in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from actions.chart_colours import (
    LIGHT_FILLS,
    PHASE_FILLS,
    SILENT_FILL,
    STOPPED_FILL,
)

from .data import Totals

SILENT = "geen opgave"
LENGTH = 174
"""How long a bar is, in millimetres: the width of the text."""

LABEL_ROOM = 13, 5
"""What a part needs to hold its letters and number, and its number alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar, in millimetres along it."""

    code: str
    label: str
    tracks: int
    start: float
    length: float
    fill: str
    ink: str

    @property
    def middle(self) -> float:
        return round(self.start + self.length / 2, 2)

    @property
    def text(self) -> str:
        """What fits in it: letters and number, the number alone, or nothing."""
        for room, text in zip(
            LABEL_ROOM, (f"{self.code} {self.tracks}", str(self.tracks)), strict=True
        ):
            if self.length >= room:
                return text.strip()
        return ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar whose parts add up to all tracks."""

    title: str
    tracks: int
    parts: tuple[Part, ...]

    @property
    def description(self) -> str:
        """The bar in words, for who cannot see it."""
        shares = ", ".join(f"{part.tracks} {part.label}" for part in self.parts)
        return f"{self.title}, van {self.tracks}: {shares or 'niets'}."


def light_bar(totals: Totals) -> Bar:
    """How the tracks go."""
    counted = [
        (count.light.code, count.light.label, count.tracks, LIGHT_FILLS[count.light])
        for count in totals.lights
    ]
    return _bar(
        "Stoplicht",
        totals,
        [*counted, ("", "zonder stoplicht", totals.without_light, STOPPED_FILL)],
    )


def phase_bar(totals: Totals) -> Bar:
    """How far the tracks are."""
    return _bar(
        "Fase",
        totals,
        [
            (
                count.phase.code,
                count.phase.label,
                count.tracks,
                PHASE_FILLS.get(count.phase, STOPPED_FILL),
            )
            for count in totals.phases
        ],
    )


def _bar(
    title: str, totals: Totals, counted: Iterable[tuple[str, str, int, tuple[str, str]]]
) -> Bar:
    parts: list[Part] = []
    start = 0.0
    for code, label, tracks, (fill, ink) in [
        *counted,
        ("–", SILENT, totals.silent, SILENT_FILL),
    ]:
        if tracks:
            length = LENGTH * tracks / totals.tracks
            at = round(start, 2), round(length, 2)
            parts.append(Part(code, label, tracks, *at, fill, ink))
            start += length
    return Bar(title, totals.tracks, tuple(parts))
