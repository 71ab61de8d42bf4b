"""The items of Mijn acties."""

from secrets import token_hex

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from actions.worklist_items import Card, Item
from municipalities.plain import kept

register = template.Library()

SEEN, KEY, TOKEN = (f"@{token_hex(16)}@" for _ in range(3))
"""What an item that is kept has for what is new each time; nobody can guess it."""


@register.simple_tag(takes_context=True)
def action_item(context: Context, item: Item) -> SafeString:
    """A track on the list. Of the context: `show_owner`, `query`, `closed`."""
    closed = context.get("closed")
    keeps_form = closed is None or item.track.pk != closed.pk
    asked = item.card, context["show_owner"], context["query"], keeps_form
    seen, key, token = str(item.seen), str(item.seen.key), str(context["csrf_token"])
    if item.notice:
        return _render(*asked, seen, key, token, notice=item.notice)
    filled_in = _kept(*asked)
    for hole, value in (SEEN, seen), (KEY, key), (TOKEN, token):
        filled_in = filled_in.replace(hole, value)
    return mark_safe(filled_in)  # escaped by the template; keys and tokens need none


@kept(most=2048)
def _kept(card: Card, show_owner: bool, query: str, keeps_form: bool) -> str:
    return _render(card, show_owner, query, keeps_form, SEEN, KEY, TOKEN)


def _render(
    card: Card,
    show_owner: bool,
    query: str,
    keeps_form: bool,
    seen: str,
    key: str,
    token: str,
    **more: object,
) -> SafeString:
    context = {
        "card": card,
        "show_owner": show_owner,
        "query": query,
        "keeps_form": keeps_form,
        "seen": seen,
        "key": key,
        "csrf_token": token,
    }
    return render_to_string("includes/_action_item.html", {**context, **more})
