"""How much page 1 tells, so that it stays one page.

It tells as much as there is room for. Where that does not fit, it says less of the
same, how much more there is, and on which page.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

ALL = 1000


@dataclass(frozen=True, slots=True)
class Front:
    """The most of everything: how many of each list, and how long a text may be."""

    requests: int = ALL
    attention: int = ALL
    late: int = 3
    silences: int = 8
    places: int = 70
    cause: int = 200
    remedy: int = 180
    summary: int = 600
    reason: int = 500
    title: int = 200
    """How long the title of the plan, of an action and so on may be, and a name."""
    has_lines: bool = True
    """Whether the summary keeps the lines in which it was typed."""


WHOLE = Front()
BRIEF = Front(requests=4, late=2, silences=4, cause=0, remedy=120, has_lines=False)
BRIEFER = replace(
    BRIEF,
    requests=1,
    attention=1,
    late=1,
    silences=1,
    places=30,
    remedy=60,
    reason=100,
    title=60,
)
BRIEFEST = replace(BRIEFER, summary=250, remedy=30, reason=50, title=30)
"""Fits too where letters are all as wide as can be."""

FRONTS = (WHOLE, BRIEF, BRIEFER, BRIEFEST)


def beyond(each: Collection[object], shown: int) -> int:
    """How many more there are than are shown."""
    return max(0, len(each) - shown)
