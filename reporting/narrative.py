"""What an edition tells beside how it stands: words, decisions, what changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.models import Light, Phase
from actions.periods import Quarter

from .models import DecisionRequest


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which version of an edition it is, and of which plan.

    `plan_version` counts the amendments of the plan by then; `published_on` is None in
    a draft.
    """

    version: int
    correction_reason: str
    plan_version: int
    published_on: date | None

    @property
    def is_draft(self) -> bool:
        return self.published_on is None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What an edition asked to be decided, and what came of it so far."""

    quarter: Quarter
    title: str
    reason: str
    asked_of: str
    needed_by: date
    decided_on: date | None
    outcome: DecisionRequest.Outcome | None
    follow_up: str


@dataclass(frozen=True, slots=True)
class Move:
    """A track that stands otherwise than in the last report; `now` is where."""

    code: str
    title: str
    owner: str
    phase: Phase
    light: Light | None
    phase_now: Phase | None  # None: nothing was reported now
    light_now: Light | None


@dataclass(frozen=True, slots=True)
class Named:
    """An action or milestone, and of whom something is told."""

    code: str  # empty for a milestone
    title: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """A decision by which the plan changed, and of which parts."""

    decided_by: str
    valid_from: date
    reason: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What changed since the last published report of the same edition."""

    quarter: Quarter
    as_of: date
    worse: tuple[Move, ...]
    better: tuple[Move, ...]
    newly_late: tuple[Named, ...]
    fell_silent: tuple[Move, ...]
    amendments: tuple[AmendmentRow, ...]

    @property
    def better_by_action(self) -> tuple[Named, ...]:
        """What went better, with all owners of an action together."""
        return _by_action(self.better)

    @property
    def worse_by_action(self) -> tuple[Named, ...]:
        """What went worse, in the same way."""
        return _by_action(self.worse)

    @property
    def fell_silent_by_action(self) -> tuple[Named, ...]:
        """What was not reported any more, in the same way."""
        return _by_action(self.fell_silent)

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        return not (
            self.worse
            or self.better
            or self.newly_late
            or self.fell_silent
            or self.amendments
        )


def _by_action(moves: Iterable[Move]) -> tuple[Named, ...]:
    owners: dict[tuple[str, str], list[str]] = {}
    for move in moves:
        owners.setdefault((move.code, move.title), []).append(move.owner)
    return tuple(Named(*named, tuple(names)) for named, names in owners.items())
