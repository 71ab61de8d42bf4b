"""Amounts in euros, as people here read them."""

from decimal import Decimal

from django.utils.formats import number_format


def euro(amount: Decimal | None) -> str:
    """An amount as € 20.000, with cents only where there are any; – when unknown."""
    if amount is None:
        return "–"
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"€ {number_format(amount, decimals, force_grouping=True)}"
