"""Two states of a track beside each other, with what differs between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self, cast

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst

from municipalities.word_changes import ADDED, KEPT, REMOVED, Piece, word_changes

from .models import ProgressUpdate


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that both sides have, or only this one."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the state: what was saved, and what was typed."""

    label: str
    saved: tuple[Stretch, ...]
    typed: tuple[Stretch, ...]

    @property
    def differs(self) -> bool:
        return any(part.differs for part in (*self.saved, *self.typed))


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What somebody saved while another was busy, beside what that other wanted."""

    saved: ProgressUpdate
    rows: tuple[Row, ...]

    @classmethod
    def between(
        cls, saved: ProgressUpdate | None, typed: ProgressUpdate | None
    ) -> Self | None:
        """The two beside each other, or nothing where one of them is not known."""
        return cls(saved, compare(saved, typed)) if saved and typed else None


def compare(saved: ProgressUpdate, typed: ProgressUpdate) -> tuple[Row, ...]:
    """The fields that either side fills in."""
    rows = []
    for name in ProgressUpdate.STATE_FIELDS:
        texts = _text(saved, name), _text(typed, name)
        if any(texts):
            pieces = word_changes(*texts)
            left, right = _side(pieces, ADDED), _side(pieces, REMOVED)
            rows.append(Row(_label(name), tuple(left), tuple(right)))
    return tuple(rows)


def _label(name: str) -> str:
    field = cast(models.Field, ProgressUpdate._meta.get_field(name))
    return str(capfirst(field.verbose_name))


def _text(update: ProgressUpdate, name: str) -> str:
    """The value as it is read."""
    match name:
        case "phase":
            text = update.get_phase_display()
        case "light":
            text = update.get_light_display()
        case "as_of":
            text = date_format(update.as_of, "DATE_FORMAT") if update.as_of else ""
        case _:
            text = str(getattr(update, name) or "").strip()
    return text.replace("\r\n", "\n")  # as a browser sends them


def _side(pieces: Iterable[Piece], other: str) -> Iterator[Stretch]:
    """One of the texts: all but what only the other has.

    The space around what differs is no part of that.
    """
    for piece in pieces:
        words = piece.text.strip()
        if piece.kind == other:
            continue
        if piece.kind == KEPT or not words:
            yield Stretch(piece.text, False)
            continue
        before, _, after = piece.text.partition(words)
        parts = (Stretch(before, False), Stretch(words, True), Stretch(after, False))
        yield from (part for part in parts if part.text)
