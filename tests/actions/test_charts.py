"""The geometry of stacked bars: parts fill their bar, whatever there is to show."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.charts import Kind, Stack, draw_bars

KINDS = tuple(Kind(key, key.upper(), f"soort {key}", "#fff", "#000") for key in "abc")
counts = st.dictionaries(st.sampled_from("abc"), st.integers(0, 5000))


@given(counts)
def test_parts_fill_the_bar_without_gaps_and_add_up(found):
    (bar,) = draw_bars("x", KINDS, [Stack("Q1", found)]).bars

    assert bar.total == sum(found.values())
    assert sum(part.count for part in bar.parts) == bar.total
    if bar.parts:
        assert bar.parts[0].start == 0
        assert bar.parts[-1].start + bar.parts[-1].share == pytest.approx(100)
    for part, after in pairwise(bar.parts):
        assert part.start + part.share == pytest.approx(after.start)


@given(st.lists(counts))
def test_the_table_says_what_the_picture_shows(found):
    chart = draw_bars("x", KINDS, [Stack("Q1", stack) for stack in found])

    for bar, row in chart.table:
        shown = {part.kind: part.count for part in bar.parts}
        assert row == tuple(shown.get(kind, 0) for kind in chart.shown_kinds)


@given(st.lists(counts))
def test_every_texture_has_an_id_of_its_own(found):
    chart = draw_bars("x", KINDS, [Stack("Q1", stack) for stack in found])

    ids = [part.texture_id for bar in chart.bars for part in bar.parts]

    assert len(ids) == len(set(ids))


def test_a_bar_says_in_words_what_it_shows():
    full, empty = draw_bars(
        "x", KINDS, [Stack("Q1", {"a": 2, "c": 1}), Stack("Q2", {})]
    ).bars

    assert full.description == "Q1, van 3: 2 soort a, 1 soort c."
    assert empty.description == "Q2, van 0: niets."


def test_what_does_not_fit_is_left_out_on_a_phone_first():
    (bar,) = draw_bars("x", KINDS, [Stack("Q1", {"a": 90, "b": 8, "c": 2})]).bars
    large, small, tiny = bar.parts

    assert large.has_room_for_code_on_phone
    assert (small.has_room_on_phone, small.has_room_for_code_on_phone) == (True, False)
    assert not tiny.has_room
