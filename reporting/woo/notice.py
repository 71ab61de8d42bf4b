"""What a public edition says of itself: that it is one, and what was left out."""

from dataclasses import dataclass
from datetime import date

from .grounds import Ground
from .kinds import Kind


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many passages of a kind were left out on a ground, and why."""

    kind: Kind
    ground: Ground
    passages: int
    explanation: str


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """That a content is a public edition of a report; the first is number 1.

    It holds nothing from which what was left out could be tested: no hash of the whole
    content, of which somebody could try all amounts.
    """

    number: int
    made_on: date
    withheld: tuple[Withheld, ...]
