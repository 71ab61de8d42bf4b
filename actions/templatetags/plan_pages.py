"""The pages of one plan, as a second menu below its title."""

from django import template
from django.template.context import Context
from django.urls import reverse

from actions.context_processors import NavigationItem
from actions.models import Plan

register = template.Library()

PAGES = [
    ("Overzicht", "actions:plan"),
    ("Wat is veranderd", "actions:changes"),
    ("Wijzigingen", "actions:amendments"),
    ("Cijfers", "reporting:figures"),
    ("Geschiedenis", "actions:history"),
]
"""What each page is called, and the name of its route; all take the plan."""

SAME_PAGE = {"actions:overview": "actions:plan"}
"""Routes that show one of those pages under an address of their own."""


@register.inclusion_tag("includes/_plan_pages.html", takes_context=True)
def plan_pages(context: Context, plan: Plan) -> dict[str, list[NavigationItem]]:
    """The menu, with the page that is shown marked."""
    match = context["request"].resolver_match
    shown = SAME_PAGE.get(match.view_name, match.view_name)
    return {
        "items": [
            NavigationItem(label, reverse(route, args=[plan.pk]), route == shown)
            for label, route in PAGES
        ]
    }
