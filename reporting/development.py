"""How far the tracks of a plan were at the end of each quarter."""

from dataclasses import dataclass
from datetime import date

from actions.development import NOT_REPORTED, QuarterEnd
from actions.development import read_quarters as replay_quarters
from actions.models import Phase, Plan
from actions.periods import Quarter

MOST = 8
"""How many quarters fit in a picture: two years."""


@dataclass(frozen=True, slots=True)
class CountInPhase:
    """How many tracks were in a phase; None: not reported yet."""

    phase: Phase | None
    tracks: int


@dataclass(frozen=True, slots=True)
class QuarterCount:
    """How many tracks were in each phase on the last day of a quarter.

    Of a quarter that was going on it is the day of the report. All phases are there,
    and last what was not reported.
    """

    quarter: Quarter
    day: date
    counts: tuple[CountInPhase, ...]

    @property
    def end(self) -> QuarterEnd:
        """As what pictures are drawn from."""
        return QuarterEnd(
            self.quarter,
            self.day,
            {each.phase or NOT_REPORTED: each.tracks for each in self.counts},
        )


def read_quarters(
    plan: Plan, quarter: Quarter, *, as_of: date
) -> tuple[QuarterCount, ...]:
    """The last quarters until that of a report; three queries."""
    last = min(as_of, quarter.last_day)
    return tuple(
        QuarterCount(
            end.quarter,
            end.day,
            tuple(
                CountInPhase(phase, end.phases.get(phase or NOT_REPORTED, 0))
                for phase in (*Phase, None)
            ),
        )
        for end in replay_quarters(plan, today=last)[-MOST:]
        if set(end.phases) - {NOT_REPORTED}  # what came later says nothing of then
    )
