"""Questions about a track that need a day, for the templates."""

from datetime import date

from django import template

from actions.models import Progress

register = template.Library()


@register.filter
def is_fresh(track: Progress, since: date) -> bool:
    """Whether the track was reported or confirmed on or after that day."""
    return track.is_fresh(since)


@register.filter
def is_overdue(track: Progress, today: date) -> bool:
    """Whether the action should have been finished before that day, and is not."""
    return track.is_overdue(today)
