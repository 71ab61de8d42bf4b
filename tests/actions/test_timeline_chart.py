"""The geometry of a timeline: whatever the days, all is drawn, and in its place."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actions.timeline_chart import TOGETHER, MarkKind, Point, Span, draw_line

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
points = st.lists(st.builds(Point, days, st.sampled_from(MarkKind)))


@given(st.lists(days, min_size=1))
def test_every_day_lies_within_its_span_in_the_order_of_time(found):
    span = Span.around(found)

    places = [span.place(day) for day in sorted(found)]

    assert places == sorted(places)
    assert all(0 < place < 100 for place in places)


def test_there_is_no_span_without_days():
    with pytest.raises(ValueError, match="empty"):
        Span.around([])


@given(points)
def test_every_point_counts_in_one_mark_of_its_kind(found):
    assume(found)
    span = Span.around(point.day for point in found)

    line = draw_line(span, None, found)

    for kind in MarkKind:
        of_kind = [mark for mark in line.marks if mark.kind is kind]
        assert sum(mark.count for mark in of_kind) == sum(
            point.kind is kind for point in found
        )
        assert all(
            after.place - mark.place >= TOGETHER for mark, after in pairwise(of_kind)
        )


def test_quarters_are_ticks_and_a_year_has_its_name():
    span = Span(date(2024, 11, 15), date(2025, 8, 1))

    assert [tick.year for tick in span.quarters] == ["2025", "", ""]


def test_what_is_not_there_yet_tells_how_far_it_moved():
    span = Span(date(2025, 1, 1), date(2025, 12, 31))
    planned, later = date(2025, 3, 31), date(2025, 9, 30)

    moved = draw_line(span, planned, [Point(later, MarkKind.LATE)])
    reached = draw_line(span, planned, [Point(later, MarkKind.REACHED)])

    assert moved.moved_to == span.place(later)
    assert reached.moved_to is None
