"""Which editions there are to make of a round, and how far each is."""

from dataclasses import dataclass
from datetime import date

from actions.models import Participation, ReportingRound
from municipalities.models import Municipality, User

from .assemble import report_day
from .models import RenderJob, Report
from .permissions import workable_rounds


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, and the newest version of it, if there is one."""

    municipality: Municipality | None  # None: the region
    report: Report | None
    job: RenderJob | None  # the newest that publishes it, while it is a draft

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
    """What a coordinator makes, the newest round first; four queries.

    The municipalities are those that took part on the day of the report, and those of
    which a report was made while they did.
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
    jobs = {
        job.report_id: job
        for job in RenderJob.objects.of_drafts().filter(round__in=rounds)
    }
    return [
        _editions(each, participations, newest, jobs, report_day(each, today))
        for each in rounds
    ]


def _editions(
    reporting_round: ReportingRound,
    participations: list[Participation],
    newest: dict[tuple[int, int | None], Report],
    jobs: dict[int | None, RenderJob],
    day: date,
) -> RoundEditions:
    places = dict.fromkeys(  # who left and came back has two participations
        participation.municipality
        for participation in participations
        if participation.plan_id == reporting_round.plan_id
        and (
            participation.is_in_force(day)
            or (reporting_round.pk, participation.municipality_id) in newest
        )
    )
    reports = [
        (place, newest.get((reporting_round.pk, place.pk if place else None)))
        for place in (None, *places)
    ]
    return RoundEditions(
        reporting_round,
        tuple(
            Edition(place, report, jobs.get(report.pk) if report else None)
            for place, report in reports
        ),
        day,
    )
