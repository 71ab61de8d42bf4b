"""Taking what is hidden out of every text in which it stands."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from reporting.data import Report

from .grounds import Ground
from .kinds import Kind
from .money import erase_amounts
from .passages import Passage, plain, public_names
from .texts import Written

SHORTEST_PART = 12
"""A shorter text is left out where it is the whole of a text. "Ja" as a part of another
text says nothing, and would make that unreadable. Names count at any length."""


class Eraser:
    """Says what stands in the public edition in the place of a text."""

    def __init__(
        self,
        report: Report,
        grounds: Mapping[Passage, Ground],
        amounts: Mapping[Decimal, Ground],
    ) -> None:
        self._public = public_names(report)
        self._amounts = amounts
        self._whole: dict[str, Ground] = {}
        self._parts: dict[str, Ground] = {}
        for passage, ground in grounds.items():
            if passage.kind in (Kind.MONEY, Kind.FIGURES):
                continue
            text = plain(passage.text)
            self._whole.setdefault(text, ground)
            if passage.kind == Kind.NAME or len(text) >= SHORTEST_PART:
                self._parts.setdefault(text, ground)
        self._pattern = _any_of(self._parts)

    def change(self, written: Written, text: str) -> str:
        """A text of the report; the name of a municipality stays."""
        if written.kind == Kind.NAME and plain(text) in self._public:
            return text
        ground = self._whole.get(plain(text))
        return ground.words if ground else self.erase(text)

    def erase(self, text: str) -> str:
        """A text without the parts that are hidden."""
        if same := self._whole.get(plain(text)):
            return same.words
        if self._pattern:
            text = self._pattern.sub(lambda found: self._words(found[0]), text)
        return erase_amounts(text, self._amounts)

    def _words(self, found: str) -> str:
        return self._parts[plain(found)].words


def _any_of(parts: Iterable[str]) -> re.Pattern[str] | None:
    """What finds each of these, the longest first, and no part of a word."""
    patterns = [
        r"\s+".join(map(re.escape, part.split()))
        for part in sorted(parts, key=len, reverse=True)
    ]
    if not patterns:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
