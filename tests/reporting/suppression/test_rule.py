"""How numbers are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.suppression.rule import Rule, UnusableRule

RULES = [Rule(5, 5), Rule(3, 5), Rule(5, 1), Rule(10, 10), Rule(8, 5)]


@pytest.mark.parametrize(
    ("value", "amount", "is_small"),
    [
        (0, 0, False),
        (1, 5, True),
        (4, 5, True),
        (5, 5, False),
        (7, 5, False),
        (8, 10, False),
        (12, 10, False),
        (13, 15, False),
    ],
)
def test_number_is_shown_as_zero_small_or_rounded(value, amount, is_small):
    outcome = Rule(threshold=5, base=5).of(value)

    assert (outcome.amount, outcome.is_small) == (amount, is_small)


@given(st.sampled_from(RULES), st.integers(0, 200), st.integers(0, 200))
def test_outcomes_part_the_numbers_among_them(rule, lowest, size):
    outcomes = list(rule.outcomes(lowest, lowest + size))

    for value in range(lowest, lowest + size + 1):
        assert [outcome for outcome in outcomes if value in outcome] == [rule.of(value)]


@pytest.mark.parametrize(("threshold", "base"), [(2, 5), (5, 0), (6, 5)])
def test_rule_that_would_not_hide_is_refused(threshold, base):
    with pytest.raises(UnusableRule, match=r"threshold|base"):
        Rule(threshold, base)
