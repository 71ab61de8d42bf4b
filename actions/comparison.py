"""Two states of a track beside each other, with what differs between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Self, cast

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst

from .models import ProgressUpdate


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both sides have, or only this one."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the state: what was saved, and what was typed."""

    label: str
    saved: tuple[Piece, ...]
    typed: tuple[Piece, ...]

    @property
    def differs(self) -> bool:
        return any(piece.differs for piece in (*self.saved, *self.typed))


@dataclass(frozen=True, slots=True)
class Conflict:
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
        words = _words(saved, name), _words(typed, name)
        if any(words):
            rows.append(Row(_label(name), *_pieces(*words)))
    return tuple(rows)


def _label(name: str) -> str:
    field = cast(models.Field, ProgressUpdate._meta.get_field(name))
    return str(capfirst(field.verbose_name))


def _words(update: ProgressUpdate, name: str) -> list[str]:
    """The value as it is read, in words that keep the space behind them."""
    match name:
        case "phase":
            text = update.get_phase_display()
        case "light":
            text = update.get_light_display()
        case "as_of":
            text = date_format(update.as_of, "DATE_FORMAT") if update.as_of else ""
        case _:
            text = str(getattr(update, name) or "").strip()
    # A browser sends line breaks as \r\n.
    return re.findall(r"\S+\s*", text.replace("\r\n", "\n"))


def _pieces(
    saved: list[str], typed: list[str]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces; where words were moved or changed, both sides differ."""
    matcher = SequenceMatcher(
        a=[word.strip() for word in saved],
        b=[word.strip() for word in typed],
        autojunk=False,
    )
    left: list[Piece] = []
    right: list[Piece] = []
    for step, i, j, k, m in matcher.get_opcodes():
        left += _stretch("".join(saved[i:j]), step != "equal")
        right += _stretch("".join(typed[k:m]), step != "equal")
    return tuple(left), tuple(right)


def _stretch(text: str, differs: bool) -> Iterator[Piece]:
    """One piece; of what differs, the space behind it is no part."""
    words = text.rstrip() if differs else text
    if words:
        yield Piece(words, differs)
    if space := text[len(words) :]:
        yield Piece(space, False)
