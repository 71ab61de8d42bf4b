"""Which editions there are to read, for the page that lists them."""

from dataclasses import dataclass

from actions.models import ReportingRound
from municipalities.models import Municipality, User

from .permissions import (
    readable_municipalities,
    readable_rounds,
    reads_regional_edition,
)


@dataclass(frozen=True, slots=True)
class RoundEditions:
    """The editions of one round that a person may read."""

    round: ReportingRound
    has_regional: bool
    municipalities: tuple[Municipality, ...]


def editions_for(user: User) -> list[RoundEditions]:
    """The rounds a person may read about; two queries, and one for each plan."""
    rounds = list(readable_rounds(user))
    municipalities = {
        plan: tuple(readable_municipalities(user, plan))
        for plan in {reporting_round.plan for reporting_round in rounds}
    }
    return [
        RoundEditions(
            reporting_round,
            reads_regional_edition(user, reporting_round.plan),
            municipalities[reporting_round.plan],
        )
        for reporting_round in rounds
    ]
