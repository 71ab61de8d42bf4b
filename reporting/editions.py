"""Which editions there are to make of a round, and how far each is."""

from dataclasses import dataclass
from datetime import date

from actions.models import Participation, ReportingRound
from municipalities.models import Municipality, User

from .assemble import report_day
from .models import Report
from .permissions import workable_rounds


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, and the newest version of it, if there is one."""

    municipality: Municipality | None  # None: the region
    report: Report | None

    @property
    def name(self) -> str:
        return str(self.municipality or "De regio")


@dataclass(frozen=True, slots=True)
class RoundEditions:
    """The editions of one round."""

    round: ReportingRound
    editions: tuple[Edition, ...]
    day: date  # as of which they say how it stands


def editions_for(user: User, *, today: date) -> list[RoundEditions]:
    """What a coordinator makes, the newest round first; three queries.

    The municipalities are those that took part on the day of the report: of others
    there is no edition.
    """
    rounds = list(workable_rounds(user))
    plans = {reporting_round.plan_id for reporting_round in rounds}
    participations = list(
        Participation.objects.filter(plan__in=plans)
        .select_related("municipality")
        .order_by("municipality__name")
    )
    newest = {
        (report.round_id, report.municipality_id): report
        for report in Report.objects.filter(round__in=rounds)
        .with_names()
        .order_by("version")
    }
    return [
        _editions(each, participations, newest, report_day(each, today))
        for each in rounds
    ]


def _editions(
    reporting_round: ReportingRound,
    participations: list[Participation],
    newest: dict[tuple[int, int | None], Report],
    day: date,
) -> RoundEditions:
    places = [
        participation.municipality
        for participation in participations
        if participation.plan_id == reporting_round.plan_id
        and participation.is_in_force(day)
    ]
    return RoundEditions(
        reporting_round,
        tuple(
            Edition(
                place, newest.get((reporting_round.pk, place.pk if place else None))
            )
            for place in (None, *places)
        ),
        day,
    )
