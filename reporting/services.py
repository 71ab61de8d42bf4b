"""Making and correcting drafts, each in one transaction."""

from hashlib import sha256

from django.db import transaction

from actions.models import ReportingRound
from municipalities.models import Municipality

from .models import DecisionRequest, Publication, Report


def fingerprint(content: str | bytes | memoryview) -> str:
    """The SHA-256 of a content, as text."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


@transaction.atomic
def start_draft(
    reporting_round: ReportingRound, municipality: Municipality | None
) -> Report:
    """A draft of an edition; the newest version of it, if there is one already."""
    ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)
    wanted = Report(round=reporting_round, municipality=municipality)
    newest = Report.objects.of_edition(wanted).first()
    if newest:
        return newest
    wanted.save()
    return wanted


@transaction.atomic
def start_correction(published: Report, *, reason: str) -> Report:
    """A draft of a next version, with the words of the last; that, if it is there."""
    ReportingRound.objects.select_for_update().get(pk=published.round_id)
    newest = Report.objects.of_edition(published).select_related("publication")[0]
    if not newest.is_published:
        return newest
    correction = Report(
        round=published.round,
        municipality=published.municipality,
        version=newest.version + 1,
        correction_reason=reason,
        summary=newest.summary,
        outlook=newest.outlook,
    )
    correction.save()
    return correction


@transaction.atomic
def discard(report: Report) -> None:
    """Throw a draft away; what its edition asks is what was published, if anything."""
    published = Publication.objects.filter(
        report__in=Report.objects.of_edition(report).published()
    )
    moment = published.values_list("published_at", flat=True).first()
    was_asked = {}
    if moment:
        rows = DecisionRequest.history.as_of(moment).filter(
            round=report.round_id, municipality=report.municipality_id
        )
        was_asked = {row.pk: row for row in rows}
    for request in DecisionRequest.objects.asked_in(report):
        if request.pk not in was_asked:
            request.delete()
    for row in was_asked.values():
        _ask_again(row)
    report.delete()


def _ask_again(published: DecisionRequest) -> None:
    """Ask it in the words that were published; what was decided since, stays."""
    newest = DecisionRequest.history.filter(id=published.pk).latest().instance
    for field in DecisionRequest.ASKED:
        setattr(newest, field, getattr(published, field))
    newest.save()
