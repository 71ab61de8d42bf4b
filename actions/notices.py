"""What is said after something was saved, with the way to undo it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from .models import Progress
from .seen import SeenTrack


@dataclass(frozen=True, slots=True)
class Notice:
    """A line about what was done.

    `undo` holds the tracks as it left them, or nothing where there is nothing to undo;
    `track` is the one track that it is about, as that was before, so that a list can
    show the notice where the track stood.
    """

    text: str
    level: int = messages.SUCCESS
    undo: tuple[SeenTrack, ...] = ()
    track: Progress | None = None

    @property
    def kind(self) -> str:
        """The kind of alert that shows it."""
        kinds = {
            messages.SUCCESS: "ok",
            messages.WARNING: "warning",
            messages.ERROR: "error",
        }
        return kinds.get(self.level, "info")


def keep_for_next_page(request: HttpRequest, notices: Iterable[Notice]) -> None:
    """Show them on the page that follows, as messages that carry what they undo."""
    for notice in notices:
        tags = " ".join(map(str, notice.undo))
        messages.add_message(request, notice.level, notice.text, extra_tags=tags)


def undone_by(message: Message) -> list[SeenTrack]:
    """The tracks that a kept notice can undo."""
    return [SeenTrack.parse(tag) for tag in (message.extra_tags or "").split()]
