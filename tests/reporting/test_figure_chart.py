"""The picture of published figures shows what is written, and nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.periods import Quarter
from reporting.figure_chart import draw_figures
from reporting.figures import FigureRow, ShownFigure

from .content import make_figures

SMALL, WITHHELD = ShownFigure(5, True), ShownFigure(None, False)


def draw(*figures):
    quarters = tuple(Quarter(2024 + n // 4, n % 4 + 1) for n in range(len(figures)))
    return draw_figures(
        make_figures(quarters=quarters, rows=(FigureRow("", tuple(figures)),))
    )


def test_picture_tells_each_period_in_words():
    chart = draw(ShownFigure(20, False), SMALL, WITHHELD, None, ShownFigure(0, False))

    assert chart.description == (
        "Meldingen, Hele regio. Q1 2024: 20; Q2 2024: <5; Q3 2024: niet getoond;"
        " Q4 2024: geen opgave; Q1 2025: 0."
    )
    assert [bool(column.height) for column in chart.columns] == [1, 1, 0, 0, 0]


def test_small_number_is_drawn_otherwise_than_the_same_amount():
    small, five = draw(SMALL, ShownFigure(5, False)).columns

    assert small.height == five.height
    assert small.is_small != five.is_small
    assert small.fill != five.fill


@pytest.mark.parametrize("figures", [(), (SMALL,), (SMALL, WITHHELD), (None, WITHHELD)])
def test_without_two_numbers_there_is_no_picture(figures):
    assert draw(*figures) is None


@given(
    st.lists(
        st.one_of(
            st.just(SMALL),
            st.just(WITHHELD),
            st.none(),
            st.integers(0, 9000).map(lambda n: ShownFigure(5 * n, False)),
        ),
        min_size=2,
        max_size=5,
    )
)
def test_bars_stay_in_the_picture_and_what_is_hidden_has_none(figures):
    chart = draw(*figures)

    for figure, column in zip(figures, chart.columns if chart else (), strict=False):
        assert 30 <= column.top <= 108
        if figure is None or figure.amount is None:
            assert column.height == 0
