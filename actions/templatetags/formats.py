"""Dutch notation in the templates."""

from decimal import Decimal

from django import template

from municipalities import euros

register = template.Library()

NO_BREAK_SPACE = "\u00a0"


@register.filter
def euro(amount: Decimal | None) -> str:
    """An amount as € 20.000, of which the sign never ends a line; – when unknown.

    Only here: what is stored or sent as text has a space as people type it.
    """
    return euros.euro(amount).replace(" ", NO_BREAK_SPACE)


@register.filter
def left_over(difference: Decimal | None) -> str:
    """What stays of a budget as "€ 250 over", or "€ 250 tekort" when it is negative."""
    if not difference:
        return euro(difference)
    return f"{euro(abs(difference))} {'over' if difference > 0 else 'tekort'}"
