"""Making, publishing and correcting reports, each in one transaction."""

from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from actions.models import ReportingRound
from municipalities.models import Municipality, User

from .drafting import assemble
from .models import DecisionRequest, Publication, Report
from .render import render_pdf
from .snapshot import SCHEMA_VERSION, freeze
from .template_version import template_version


class ContentMoved(Exception):
    """What would be published is not what was looked at."""


class AlreadyPublished(Exception):
    """Somebody published it before."""


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
    """Throw a draft away; with the first version, what it was going to ask too."""
    if report.version == 1:
        for request in DecisionRequest.objects.asked_in(report):
            request.delete()
    report.delete()


def publish(
    report: Report, *, by: User, seen: str, now: datetime | None = None
) -> Publication:
    """Publish what was looked at, of which `seen` is the fingerprint.

    The PDF is made before the transaction, which takes seconds; in it, everything is
    read once more. Raises ContentMoved when something changed since it was looked at,
    and AlreadyPublished.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    content = assemble(report, today=today, published_on=today)
    text = freeze(content)
    if fingerprint(text) != seen:
        raise ContentMoved
    pdf = render_pdf(content)
    with transaction.atomic():
        held = Report.objects.select_for_update().get(pk=report.pk)
        if Publication.objects.filter(report=held).exists():
            raise AlreadyPublished
        if freeze(assemble(held, today=today, published_on=today)) != text:
            raise ContentMoved
        return Publication.objects.create(
            report=held,
            as_of=content.as_of,
            content=text,
            content_sha256=seen,
            pdf=pdf,
            pdf_sha256=fingerprint(pdf),
            schema_version=SCHEMA_VERSION,
            template_version=template_version(),
            plan_version=content.imprint.plan_version if content.imprint else 0,
            published_at=now,
            published_by=by,
            keep_until=date(today.year + settings.REPORT_RETENTION_YEARS, 12, 31),
        )
