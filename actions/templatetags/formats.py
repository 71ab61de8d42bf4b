"""Dutch notation in the templates."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def euro(amount: Decimal | None) -> str:
    """An amount as € 20.000, with cents only where there are any; – when unknown."""
    if amount is None:
        return "–"
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"€ {number_format(amount, decimals, force_grouping=True)}"


@register.filter
def left_over(difference: Decimal | None) -> str:
    """What stays of a budget as "€ 250 over", or "€ 250 tekort" when it is negative."""
    if not difference:
        return euro(difference)
    return f"{euro(abs(difference))} {'over' if difference > 0 else 'tekort'}"
