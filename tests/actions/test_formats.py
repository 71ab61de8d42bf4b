"""Dutch notation in the templates."""

from decimal import Decimal

from actions.templatetags.formats import euro, left_over


def test_no_line_ends_between_the_sign_and_the_number():
    assert euro(Decimal(2500)) == "€\u00a02.500"
    assert euro(Decimal("1250.50")) == "€\u00a01.250,50"
    assert euro(None) == "–"


def test_what_is_left_over_says_which_way():
    assert left_over(Decimal(250)) == "€\u00a0250 over"
    assert left_over(Decimal(-250)) == "€\u00a0250 tekort"
    assert left_over(Decimal(0)) == "€\u00a00"
