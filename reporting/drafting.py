"""The content of an edition: how it stands, with the words and decisions of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from actions.as_of import end_of
from actions.late import last_day_to_be_late
from actions.models import Amendment, ReportingRound

from .assemble import build_report, report_day
from .data import Report as Content
from .models import DecisionRequest, Publication, Report
from .narrative import AmendmentRow, DecisionRow, Imprint, SinceLast
from .since import compare
from .snapshot import restore


def assemble(
    report: Report, *, today: date, published_on: date | None = None
) -> Content:
    """What an edition says, as it stands today: a draft, unless a day is given.

    Raises NotTakingPart when its municipality does not take part in the plan.
    """
    reporting_round = report.round
    day = report_day(reporting_round, today)
    content = build_report(
        reporting_round,
        as_of=day,
        municipality=report.municipality,
        seen_until=max(day, min(today, last_day_to_be_late(reporting_round, today))),
    )
    published = _last_published(report)
    last = restore(published.content) if published else None
    return replace(
        content,
        summary=report.summary,
        outlook=report.outlook,
        requests=_rows(
            DecisionRequest.objects.asked_in(report).select_related("round")
        ),
        earlier_requests=_rows(_to_tell(report, published)),
        since=_since(last, content, reporting_round) if last else None,
        imprint=Imprint(
            version=report.version,
            correction_reason=report.correction_reason,
            plan_version=reporting_round.plan.amendments.count(),
            published_on=published_on,
        ),
    )


def _last_published(report: Report) -> Publication | None:
    """The last of the same edition over an earlier round, with its content."""
    earlier = Report.objects.before(report).published()[:1]
    return Publication.objects.filter(report__in=list(earlier)).defer("pdf").first()


def _since(
    last: Content, content: Content, reporting_round: ReportingRound
) -> SinceLast:
    amendments = (
        Amendment.objects.of_plan(reporting_round.plan)
        .filter(
            recorded_at__gt=end_of(last.as_of), recorded_at__lte=end_of(content.as_of)
        )
        .order_by("recorded_at", "pk")
        .prefetch_related("lines")
    )
    rows = tuple(
        AmendmentRow(
            decided_by=amendment.decided_by,
            valid_from=amendment.valid_from,
            reason=amendment.reason,
            subjects=tuple(
                dict.fromkeys(line.subject for line in amendment.lines.all())
            ),
        )
        for amendment in amendments
    )
    return compare(last, content, rows)


def _to_tell(
    report: Report, published: Publication | None
) -> Iterator[DecisionRequest]:
    """Earlier requests that are open, or of which more is known than was published.

    What counts is when it was written down: a decision of months ago that nobody had
    entered is news.
    """
    requests = list(DecisionRequest.objects.asked_before(report))
    told = (
        {row.pk: row.decision for row in _as_known(requests, published.published_at)}
        if published
        else {}
    )
    for request in requests:
        if request.is_open or told.get(request.pk) != request.decision:
            yield request


def _as_known(
    requests: Iterable[DecisionRequest], moment: datetime
) -> Iterable[DecisionRequest]:
    """Requests as they were at a moment."""
    keys = [request.pk for request in requests]
    return DecisionRequest.history.as_of(moment).filter(id__in=keys)


def _rows(requests: Iterable[DecisionRequest]) -> tuple[DecisionRow, ...]:
    outcomes = DecisionRequest.Outcome
    return tuple(
        DecisionRow(
            quarter=request.round.quarter,
            title=request.title,
            reason=request.reason,
            asked_of=request.asked_of,
            needed_by=request.needed_by,
            decided_on=request.decided_on,
            outcome=outcomes(request.outcome) if request.outcome else None,
            follow_up=request.follow_up,
        )
        for request in requests
    )
