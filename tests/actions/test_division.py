"""An amount that is divided adds up to the cent, whoever divides it by whatever."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.division import NothingToDivideBy, NotInCents, divide

AMOUNTS = st.decimals(0, 10**9, places=2)
KEYS = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=3),
    st.one_of(st.integers(0, 10**6), st.decimals(0, 10**4, places=2)),
    min_size=1,
    max_size=40,
).filter(lambda keys: any(keys.values()))


@given(AMOUNTS, KEYS)
def test_the_parts_add_up_to_the_cent(amount, keys):
    parts = divide(amount, keys)

    assert set(parts) == set(keys)
    assert sum(parts.values()) == amount
    assert all(part == part.quantize(Decimal("0.01")) for part in parts.values())


@given(AMOUNTS, KEYS)
def test_nobody_is_a_cent_or_more_off(amount, keys):
    total = sum(map(Fraction, keys.values()))

    for place, part in divide(amount, keys).items():
        exact = Fraction(amount) * Fraction(keys[place]) / total
        assert abs(Fraction(part) - exact) < Fraction(1, 100)


@given(AMOUNTS, KEYS)
def test_who_has_the_larger_key_never_gets_less(amount, keys):
    parts = divide(amount, keys)

    ordered = sorted(keys, key=keys.__getitem__)
    for lower, higher in pairwise(ordered):
        if keys[lower] < keys[higher]:
            assert parts[lower] <= parts[higher]
        else:
            assert abs(parts[lower] - parts[higher]) <= Decimal("0.01")


@given(AMOUNTS, KEYS, st.randoms())
def test_the_order_of_the_keys_makes_no_difference(amount, keys, random):
    mixed = list(keys.items())
    random.shuffle(mixed)

    assert divide(amount, dict(mixed)) == divide(amount, keys)


@given(AMOUNTS, KEYS)
def test_a_key_of_zero_gives_nothing(amount, keys):
    parts = divide(amount, {**keys, "Z": 0})

    assert parts["Z"] == 0


@given(AMOUNTS, KEYS, st.integers(2, 100))
def test_keys_count_by_their_proportion_only(amount, keys, times):
    larger = {place: key * times for place, key in keys.items()}

    assert divide(amount, larger) == divide(amount, keys)


@pytest.mark.parametrize("keys", [{}, {"A": 0, "B": 0}, {"A": 3, "B": -1}])
def test_without_a_key_above_zero_there_is_nothing_to_divide_by(keys):
    with pytest.raises(NothingToDivideBy):
        divide(Decimal(100), keys)


@pytest.mark.parametrize("amount", [Decimal(-1), Decimal("0.001")])
def test_only_euros_and_cents_are_divided(amount):
    with pytest.raises(NotInCents):
        divide(amount, {"A": 1})


def test_the_cents_that_are_left_go_to_whom_rounding_took_most():
    parts = divide(Decimal(100), {"Aalten": 1, "Berkelland": 1, "Bronckhorst": 1})
    keys = {"Aalten": 26, "Berkelland": 45, "Winterswijk": 29}
    by_key = divide(Decimal("0.10"), keys)

    assert list(parts.values()) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]
    assert list(by_key.values()) == [
        Decimal("0.03"),
        Decimal("0.04"),
        Decimal("0.03"),
    ]
