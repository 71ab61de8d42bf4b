"""The pages of one plan, as a second menu below its title."""

from functools import lru_cache

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from actions.context_processors import NavigationItem
from actions.models import Plan
from municipalities.addresses import address
from municipalities.templatetags.parts import part

register = template.Library()

PAGES = [
    ("Overzicht", "actions:plan"),
    ("Aandacht", "actions:attention"),
    ("Resultaten", "actions:results"),
    ("Mijlpalen", "actions:milestones"),
    ("Financiën", "actions:finances"),
    ("Ontwikkeling", "actions:development"),
    ("Wat is veranderd", "actions:changes"),
    ("Wijzigingen", "actions:amendments"),
    ("Cijfers", "reporting:figures"),
    ("Geschiedenis", "actions:history"),
]
"""What each page is called, and the name of its route; all take the plan."""

SAME_PAGE = {"actions:overview": "actions:plan"}
"""Routes that show one of those pages under an address of their own."""


@register.simple_tag(takes_context=True)
def plan_pages(context: Context, plan: Plan) -> SafeString:
    """The menu, with the page that is shown marked."""
    route = context["request"].resolver_match.view_name
    items, current = _pages(plan.pk, SAME_PAGE.get(route, route))
    return part("includes/_plan_pages.html", items=items, current=current)


@lru_cache(maxsize=1024)
def _pages(
    plan: int, shown: str
) -> tuple[tuple[NavigationItem, ...], NavigationItem | None]:
    items = tuple(
        NavigationItem(label, address(route, plan), route == shown)
        for label, route in PAGES
    )
    return items, next((item for item in items if item.is_current), None)
