"""Dutch notation in the templates."""

from decimal import Decimal

from django import template

from municipalities.euros import euro

register = template.Library()
register.filter(euro)


@register.filter
def left_over(difference: Decimal | None) -> str:
    """What stays of a budget as "€ 250 over", or "€ 250 tekort" when it is negative."""
    if not difference:
        return euro(difference)
    return f"{euro(abs(difference))} {'over' if difference > 0 else 'tekort'}"
