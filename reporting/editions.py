"""Which editions there are to read, for the page that lists them."""

from dataclasses import dataclass
from datetime import date

from actions.models import ReportingRound
from municipalities.models import Municipality, User

from .assemble import build_summary, report_day
from .data import Summary
from .permissions import (
    readable_participations,
    readable_rounds,
    reads_regional_edition,
)


@dataclass(frozen=True, slots=True)
class RoundEditions:
    """The editions of one round that a person may read."""

    round: ReportingRound
    has_regional: bool
    municipalities: tuple[Municipality, ...]
    day: date  # as of which they say how it stands


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The newest editions with how it stands, and those of before."""

    latest: RoundEditions
    summary: Summary
    earlier: tuple[RoundEditions, ...]


def read_reports_page(user: User, *, today: date) -> ReportsPage | None:
    """What a person may read, the newest first; None when there is nothing yet."""
    editions = editions_for(user, today=today)
    if not editions:
        return None
    latest, *earlier = editions
    own = None if latest.has_regional else latest.municipalities[0]
    summary = build_summary(latest.round, as_of=latest.day, municipality=own)
    return ReportsPage(latest, summary, tuple(earlier))


def editions_for(user: User, *, today: date) -> list[RoundEditions]:
    """The rounds a person may read about; two queries, and one for each plan.

    The municipalities are those that took part on the day of the report: of others
    there is no edition.
    """
    rounds = list(readable_rounds(user))
    participations = {
        plan: list(readable_participations(user, plan))
        for plan in {reporting_round.plan for reporting_round in rounds}
    }
    editions = [
        RoundEditions(
            reporting_round,
            reads_regional_edition(user, reporting_round.plan),
            tuple(
                participation.municipality
                for participation in participations[reporting_round.plan]
                if participation.is_in_force(report_day(reporting_round, today))
            ),
            report_day(reporting_round, today),
        )
        for reporting_round in rounds
    ]
    return [
        edition
        for edition in editions
        if edition.has_regional or edition.municipalities
    ]
