"""The signs of light and phase.

What they look like stands in their templates. A page has hundreds of a handful of
signs, so each is rendered once for as long as the server runs.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from actions.models import Light, Phase

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=64)
def light(value: Light | str | None, compact: bool = False) -> str:
    """The traffic light; without a value it says that there is no report."""
    return render_to_string(
        "includes/_light.html", {"light": value, "compact": compact}
    )


@register.simple_tag
@lru_cache(maxsize=64)
def phase(value: Phase | str | None, compact: bool = False) -> str:
    """The phase, as letters and a word; nothing without a value."""
    return render_to_string(
        "includes/_phase.html", {"phase": value, "compact": compact}
    )
