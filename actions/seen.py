"""A track as somebody saw it: what a form about several tracks carries of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID, uuid4

from .models import Progress, ProgressUpdate


@dataclass(frozen=True, slots=True)
class SeenTrack:
    """A track, its version when it was shown, and the key of what is done about it.

    In a form these are one value: "12.3.0f8fad5b-d9cb-469f-a165-70867728950e".
    """

    pk: int
    version: int
    key: UUID

    @classmethod
    def now(cls, track: Progress) -> Self:
        """A track as it is shown, with a new key."""
        return cls(track.pk, track.version, uuid4())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the value of a form; raises ValueError when it is none."""
        pk, version, key = text.split(".")
        if not (pk.isdecimal() and version.isdecimal() and len(pk + version) < 19):
            raise ValueError(f"{text!r} is no track")
        return cls(int(pk), int(version), UUID(key))

    def __str__(self) -> str:
        return f"{self.pk}.{self.version}.{self.key}"


def as_left_by(updates: Iterable[ProgressUpdate]) -> tuple[SeenTrack, ...]:
    """The tracks as these updates left them, with new keys to undo them."""
    return tuple(
        SeenTrack(update.progress_id, update.sequence, uuid4()) for update in updates
    )
