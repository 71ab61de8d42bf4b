"""The matrix is cut where the page ends."""

import pytest

from reporting.columns import WIDEST, split_matrix
from reporting.data import LineSection, Place

from .content import make_line, make_row, make_shared_row, make_state

STATE = make_state()


def line_of(size: int) -> tuple[LineSection, list[Place]]:
    """A line with a local and a joint action, for that many municipalities."""
    places = [Place(f"Gemeente {n}", f"GM{n:04}") for n in range(size)]
    row = make_row(*[STATE] * size, places=tuple(places))
    return make_line(row, make_shared_row(STATE)), places


@pytest.mark.parametrize(
    ("size", "widths"),
    [(1, [1]), (8, [8]), (12, [12]), (13, [7, 6]), (40, [10, 10, 10, 10])],
)
def test_the_columns_are_cut_into_about_equal_tables(size, widths):
    line, places = line_of(size)

    blocks = list(split_matrix(line, places))

    assert [len(block.places) for block in blocks] == widths
    assert max(widths) <= WIDEST
    assert [place for block in blocks for place in block.places] == places


def test_a_cell_stands_under_its_own_municipality():
    line, places = line_of(30)

    for block in split_matrix(line, places):
        local = block.groups[0].rows[0]
        assert tuple(track.place for track in local.tracks) == block.places


def test_a_joint_action_is_in_the_first_table_only():
    line, places = line_of(30)

    rows = [len(block.groups[0].rows) for block in split_matrix(line, places)]

    assert rows == [2, 1, 1]


def test_what_is_joint_only_makes_one_table_whatever_the_number_of_places():
    _, places = line_of(30)

    blocks = list(split_matrix(make_line(make_shared_row(STATE)), places))

    assert len(blocks) == 1


def test_a_line_without_municipalities_still_shows_what_is_joint():
    (block,) = split_matrix(make_line(make_shared_row(STATE)), [])

    assert block.places == ()
    assert len(block.groups[0].rows) == 1


def test_a_line_without_actions_has_no_table():
    assert list(split_matrix(make_line(objectives=()), [])) == []
