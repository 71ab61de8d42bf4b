"""Worse or better: the one rule, of which the database computes the same."""

import pytest

from actions.direction import direction


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("running", "green"), ("running", "orange"), "slechter"),
        (("running", "red"), ("running", "orange"), "beter"),
        (("preparing", "green"), ("running", "green"), "beter"),
        (("done", "green"), ("running", "green"), "slechter"),
        (("running", "green"), ("postponed", "green"), "slechter"),
        (("preparing", "green"), ("running", "red"), "slechter"),
        (("running", "orange"), ("preparing", "green"), "beter"),
        (("running", "green"), ("dropped", ""), "anders"),
        (("not_applicable", ""), ("running", "green"), "anders"),
        (("running", "green"), ("", ""), "anders"),
        (("", ""), ("running", "red"), "eerste"),
        (("running", "green"), ("running", "green"), "gelijk"),
        (("", ""), ("", ""), "gelijk"),
    ],
)
def test_the_light_goes_before_the_phase(before, after, expected):
    assert direction(before, after) == expected
