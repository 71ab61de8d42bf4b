"""The bars: as wide as what they show, and the same in words."""

import pytest

from actions.models import Light, Phase
from reporting.charts import (
    LENGTH,
    LIGHT_FILLS,
    PHASE_FILLS,
    SILENT_FILL,
    STOPPED_FILL,
    light_bar,
    phase_bar,
)
from reporting.data import Totals
from reporting.tracks import count

from .content import make_state, make_track


def totals_of(*states) -> Totals:
    return count(make_track(state=state) for state in states)


GREEN, RED = make_state(), make_state(Light.RED)
DROPPED = make_state(None, phase=Phase.DROPPED)


def test_a_bar_is_as_long_as_the_text_and_its_parts_touch():
    bar = light_bar(totals_of(GREEN, GREEN, RED, DROPPED, None, None, None))

    ends = [0.0, *(part.start + part.length for part in bar.parts)]
    assert [part.start for part in bar.parts] == pytest.approx(ends[:-1], abs=0.02)
    assert ends[-1] == pytest.approx(LENGTH, abs=0.02)


def test_the_parts_add_up_to_all_tracks():
    totals = totals_of(GREEN, RED, DROPPED, None)

    for bar in (light_bar(totals), phase_bar(totals)):
        assert bar.tracks == sum(part.tracks for part in bar.parts) == 4


def test_a_bar_is_told_in_words():
    totals = totals_of(GREEN, RED, DROPPED, None)

    assert light_bar(totals).description == (
        "Stoplicht, van 4: 1 op schema, 1 loopt vast, 1 zonder stoplicht, 1 geen"
        " opgave."
    )
    assert phase_bar(totals).description == (
        "Fase, van 4: 2 in uitvoering, 1 vervallen, 1 geen opgave."
    )


def test_a_bar_of_nothing_is_empty_and_says_so():
    bar = light_bar(totals_of())

    assert bar.parts == ()
    assert bar.description == "Stoplicht, van 0: niets."


def test_a_part_carries_as_much_text_as_fits_in_it():
    wide, narrow, none = light_bar(
        totals_of(*[GREEN] * 90, *[RED] * 5, *[DROPPED] * 2)
    ).parts

    assert (wide.text, narrow.text, none.text) == ("G 90", "5", "")


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return sum(
        part * value
        for part, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


@pytest.mark.parametrize(
    "fill",
    [*LIGHT_FILLS.values(), *PHASE_FILLS.values(), STOPPED_FILL, SILENT_FILL],
)
def test_text_in_a_bar_has_enough_contrast(fill):
    dark, light = sorted(map(luminance, fill))

    assert (light + 0.05) / (dark + 0.05) >= 4.5
