"""Dividing an amount, so that the parts always add up to it, to the cent."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, TypeVar

Place = TypeVar("Place", bound=Hashable)


class NothingToDivideBy(ValueError):
    """No key is more than zero, or one is less."""


class NotInCents(ValueError):
    """An amount is below zero, or has parts of a cent."""


def divide(
    amount: Decimal, keys: Mapping[Place, Decimal | int]
) -> dict[Place, Decimal]:
    """Divide an amount in euros in proportion to the keys, in whole cents.

    By the largest remainder: everybody gets the exact part rounded down, and the cents
    that are left go to whom most was taken by that. Where that is equal, the place that
    sorts first goes first, so the same keys always give the same division. A key of
    zero gives nothing.

    Raises NothingToDivideBy when no key is more than zero or one is negative, and
    NotInCents when the amount is negative or no whole number of cents.
    """
    cents = amount * 100
    if cents < 0 or cents != cents.to_integral_value():
        raise NotInCents(amount)
    total = sum(map(Fraction, keys.values()), Fraction(0))
    if total <= 0 or min(keys.values()) < 0:
        raise NothingToDivideBy
    exact = {place: int(cents) * Fraction(key) / total for place, key in keys.items()}
    parts = {place: floor(part) for place, part in exact.items()}

    def loses_most(place: Any) -> tuple[Fraction, Any]:
        return parts[place] - exact[place], place

    left = int(cents) - sum(parts.values())
    for place in sorted(exact, key=loses_most)[:left]:
        parts[place] += 1
    return {place: Decimal(part).scaleb(-2) for place, part in parts.items()}
