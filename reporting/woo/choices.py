"""What a coordinator chose: of each kind, and of single passages otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .grounds import Ground
from .kinds import Kind
from .passages import Passage

Subject = tuple[Kind, str]
"""A kind, and the key of a passage of it; no key is the kind as a whole."""


@dataclass(frozen=True, slots=True)
class Choice:
    """On which ground something is left out (None: it is public), and why."""

    ground: Ground | None
    explanation: str = ""


PUBLIC = Choice(None)


@dataclass(frozen=True, slots=True)
class Choices:
    """All that was chosen for a report; what is not there is public."""

    by_subject: Mapping[Subject, Choice]

    def of_kind(self, kind: Kind) -> Choice:
        """What was chosen for a kind as a whole."""
        return self.by_subject.get((kind, ""), PUBLIC)

    def exception(self, passage: Passage) -> Choice | None:
        """What was chosen for this passage in particular, if anything was."""
        return self.by_subject.get((passage.kind, passage.key))

    def of(self, passage: Passage) -> Choice:
        """What holds for a passage."""
        return self.exception(passage) or self.of_kind(passage.kind)

    def for_report(self, passages: Iterable[Passage]) -> "Choices":
        """What of it is about a report with these passages."""
        there = {(passage.kind, passage.key) for passage in passages}
        return Choices(
            {
                (kind, key): choice
                for (kind, key), choice in self.by_subject.items()
                if not key or (kind, key) in there
            }
        )


NOTHING_CHOSEN = Choices({})
