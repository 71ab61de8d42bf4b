"""What differs between two texts, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, REMOVED, ADDED = "kept", "removed", "added"
ALIKE = 0.4
"""Texts that have less in common are easier to read whole, one after the other."""
TOO_LONG = 4000
"""Words; comparing more than that takes longer than anybody waits."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that were kept, removed or added."""

    kind: str
    text: str


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts, in reading order.

    What was kept or removed is the old text, what was kept or added the new one.
    """
    before, after = _words(old), _words(new)
    if len(before) + len(after) <= TOO_LONG:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if matcher.ratio() >= ALIKE:
            return _with_text(_pieces(matcher, before, after))
    return whole_change(old, new)


def whole_change(old: str, new: str) -> tuple[Piece, ...]:
    """The one text, and the other in its place."""
    return _with_text([Piece(REMOVED, old), Piece(ADDED, new)])


def is_replacement(pieces: tuple[Piece, ...]) -> bool:
    """Whether one text came in the place of another, with nothing kept."""
    return [piece.kind for piece in pieces] == [REMOVED, ADDED]


def _with_text(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)


def _pieces(
    matcher: SequenceMatcher, before: list[str], after: list[str]
) -> Iterator[Piece]:
    """Changed words that only a space parts are read as one change."""
    removed = added = ""
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        old, new = "".join(before[old_from:old_to]), "".join(after[new_from:new_to])
        if tag == "equal" and not (old.isspace() and removed + added):
            yield from [Piece(REMOVED, removed), Piece(ADDED, added), Piece(KEPT, old)]
            removed = added = ""
        else:
            removed += old
            added += new
    yield from [Piece(REMOVED, removed), Piece(ADDED, added)]


def _words(text: str) -> list[str]:
    """The words of a text, and what is between them; an amount is one word."""
    return re.findall(r"€\s\S+|\s+|\S+", text)
