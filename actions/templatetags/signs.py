"""The signs of light and phase. What they look like stands in their templates."""

from django import template
from django.utils.safestring import SafeString

from actions.models import Light, Phase, state
from municipalities.templatetags.parts import part

register = template.Library()


@register.simple_tag
def light(value: Light | str | None, compact: bool = False) -> SafeString:
    """The traffic light; without a value it says that there is no report."""
    return part("includes/_light.html", light=value, compact=compact)


@register.simple_tag
def current_light(
    value: Light | str | None, is_fresh: bool, compact: bool = False
) -> str:
    """The light as far as it counts now; the one rule, for matrix, pages and admin.

    What was not reported or confirmed this round has no light (geen opgave), whatever
    it was before; where nothing is going on, there is no light to show.
    """
    if not is_fresh:
        return light("", compact)
    return light(value, compact) if value else ""


@register.simple_tag
def phase(value: Phase | str | None, compact: bool = False) -> str:
    """The phase, as letters and a word; nothing without a value."""
    return part("includes/_phase.html", phase=value, compact=compact)


@register.simple_tag
def outcome(value: str | None, compact: bool = False) -> str:
    """Whether a result was reached; without a value it says that nobody judged."""
    return part("includes/_outcome.html", outcome=value, compact=compact)


@register.simple_tag
def phases() -> list[Phase]:
    """All phases, in their order."""
    return list(Phase)


@register.filter
def meaning(value: str) -> str:
    """What a phase says, in a sentence."""
    return Phase(value).meaning


@register.simple_tag
def in_words(phase: Phase | str | None, light: Light | str | None) -> str:
    """A state in a few words, such as "in uitvoering, op schema"."""
    return state.in_words(phase or "", light or "")
