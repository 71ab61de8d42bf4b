"""What was so at a moment is what replaying all until then gives."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.replay import Record, states_at

START = datetime(2025, 1, 1)
moments = st.integers(0, 50).map(lambda days: START + timedelta(days))


@st.composite
def histories(draw):
    """Records of a few things; the clock may go back, the order does not."""
    found = []
    for key in range(draw(st.integers(0, 4))):
        for order, moment in enumerate(draw(st.lists(moments, max_size=8))):
            found.append(Record(key, order, moment, f"{key}.{order}"))
    return draw(st.permutations(found))


def replay(records, moment):
    """The rule, word for word."""
    state: dict[int, str] = {}
    for record in sorted(records, key=lambda record: record.order):
        if record.moment <= moment:
            state[record.key] = record.value
    return state


@given(histories(), st.lists(moments).map(sorted))
def test_the_state_at_any_moment_is_all_until_then_replayed(records, at):
    states = list(states_at(records, at))

    assert states == [replay(records, moment) for moment in at]


@given(histories(), moments, moments)
def test_what_was_so_does_not_depend_on_what_else_is_asked(records, one, other):
    early, late = sorted([one, other])

    assert list(states_at(records, [early, late])) == [
        *states_at(records, [early]),
        *states_at(records, [late]),
    ]
