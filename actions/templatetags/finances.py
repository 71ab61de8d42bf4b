"""The signs of a source on the page of finances."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.budget_chart import CODES
from actions.models import Funding

register = template.Library()


@register.simple_tag
def chart_key(state: Funding.State) -> SafeString:
    """The letter of a state as in the chart, and the word."""
    return format_html(
        '<span class="chart-key" aria-hidden="true">{}</span> {}',
        CODES[state],
        state.label,
    )
