"""The pages of one plan, as a second menu below its title."""

from django import template
from django.template.context import Context

from actions.context_processors import NavigationItem
from actions.models import Plan
from municipalities.addresses import address

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


@register.inclusion_tag("includes/_plan_pages.html", takes_context=True)
def plan_pages(context: Context, plan: Plan) -> dict[str, object]:
    """The menu, with the page that is shown marked."""
    match = context["request"].resolver_match
    shown = SAME_PAGE.get(match.view_name, match.view_name)
    items = [
        NavigationItem(label, address(route, plan.pk), route == shown)
        for label, route in PAGES
    ]
    current = next((item for item in items if item.is_current), None)
    return {"items": items, "current": current}
