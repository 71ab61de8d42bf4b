"""Questions of the templates about tracks, and about what was done to them."""

from datetime import date

from django import template
from django.contrib.messages.storage.base import Message

from actions import notices
from actions.models import Progress
from actions.seen import SeenTrack

register = template.Library()


@register.filter
def is_fresh(track: Progress, since: date) -> bool:
    """Whether the track was reported or confirmed on or after that day."""
    return track.is_fresh(since)


@register.filter
def is_overdue(track: Progress, today: date) -> bool:
    """Whether the action should have been finished before that day, and is not."""
    return track.is_overdue(today)


@register.filter
def undone_by(message: Message) -> list[SeenTrack]:
    """The tracks that a message can undo."""
    return notices.undone_by(message)
