"""Parts of pages that are the same whenever their values are."""

from datetime import date
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

Plain = str | int | date | None
"""What says all about itself. A row does not: the same row may read otherwise later."""


@register.simple_tag
def part(template_name: str, **values: Plain) -> SafeString:
    """What `include … only` gives, for a template that depends on its values alone.

    It may not ask for the time, the person, the request or the database. A page has
    hundreds of such parts in a handful of forms, so each is rendered once for as long
    as the server keeps it. Raises TypeError for a value that is not plain.
    """
    for name, value in values.items():
        if not isinstance(value, Plain):
            raise TypeError(f"{name} of {template_name} is no plain value: {value!r}")
    return _rendered(template_name, **values)


# By type too: text that was escaped before equals text that was not.
@lru_cache(maxsize=8192, typed=True)
def _rendered(template_name: str, **values: Plain) -> SafeString:
    return render_to_string(template_name, values)
