"""Parts of pages that are the same whenever their values are."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from municipalities.addresses import address
from municipalities.plain import kept

register = template.Library()
register.simple_tag(address)


@register.simple_tag
def part(template_name: str, **values: Any) -> SafeString:
    """What `include … only` gives, for a template that depends on its values alone.

    It may not ask for the time, the person, the request or the database. A page has
    hundreds of such parts in a handful of forms, so each is rendered once for as long
    as the server keeps it. Raises TypeError for a value that is not plain.
    """
    return _rendered(template_name, **values)


@kept(most=8192)
def _rendered(template_name: str, **values: Any) -> SafeString:
    return render_to_string(template_name, values)
