"""What a worker does with a job: hold it, make the PDF, and store it, once.

Each function may be cut off at any moment. What it did not finish, another does: the
claim says who may store, and what is published is stored together with the end of the
job.
"""

import logging
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .data import Report as Content
from .heartbeat import kept_up
from .models import Publication, PublicEdition, RenderJob, Report
from .progress import Abandoned, Progress, followed
from .render import render_pdf
from .services import fingerprint
from .snapshot import SCHEMA_VERSION, restore
from .template_version import template_version

State = RenderJob.State
Failure = RenderJob.Failure

logger = logging.getLogger(__name__)


class WordsChanged(Exception):
    """The draft does not say any more what is to be published of it."""


def make(pk: int) -> None:
    """Make the PDF of a job, unless somebody else does, or nobody wants it."""
    job = _hold(pk)
    if job is None:
        return
    progress = Progress()
    try:
        content = restore(job.content)
        with kept_up(job, progress), followed(progress):
            pdf = render_pdf(content)
        _store(job, content, pdf)
    except Abandoned:
        return
    except WordsChanged:
        _end(job, State.FAILED, failure=Failure.MOVED)
    except Exception:
        logger.exception("The PDF of job %s could not be made", pk)
        _end(job, State.FAILED, failure=Failure.ERROR)


def _hold(pk: int) -> RenderJob | None:
    """The job, under a claim of its own; None when it is not waiting any more."""
    now = timezone.now()
    claim: UUID = uuid4()
    waiting = RenderJob.objects.filter(pk=pk).waiting()
    is_held = waiting.update(
        state=State.RUNNING,
        claim=claim,
        lease_until=now + settings.RENDER_LEASE,
        started_at=now,
        attempts=F("attempts") + 1,
        step=RenderJob.Step.READING,
        page=0,
    )
    return RenderJob.objects.held(claim).get() if is_held else None


@transaction.atomic
def _store(job: RenderJob, content: Content, pdf: bytes) -> None:
    """Publish or keep the PDF, and end the job, in one transaction.

    The report is locked before the job, as everywhere. Raises Abandoned when the job
    is not held any more, and WordsChanged.
    """
    report = None
    if job.report_id:
        reports = Report.objects.select_for_update().order_by("pk")
        report = reports.filter(pk=job.report_id).first()
    held = RenderJob.objects.select_for_update().held(job.claim).only("pk")
    if held.first() is None:
        raise Abandoned
    if job.is_public_edition and report:
        _make_public(report, job, content, pdf)
        _end(job, State.DONE)
        return
    if not job.is_publication:
        _end(job, State.DONE, pdf=pdf)
        return
    if report is None or not _says(report, content):
        raise WordsChanged
    _publish(report, job, content, pdf)
    _end(job, State.DONE)


def _says(report: Report, content: Content) -> bool:
    """Whether the draft still says what the coordinator wrote in this content."""
    reason = content.imprint.correction_reason if content.imprint else ""
    return (report.summary, report.outlook, report.correction_reason) == (
        content.summary,
        content.outlook,
        reason,
    )


def _frozen(job: RenderJob, pdf: bytes) -> dict[str, Any]:
    """What is stored of any document that never changes, by field."""
    return {
        "content": job.content,
        "content_sha256": job.content_sha256,
        "pdf": pdf,
        "pdf_sha256": fingerprint(pdf),
        "schema_version": SCHEMA_VERSION,
        "template_version": template_version(),
    }


def _publish(report: Report, job: RenderJob, content: Content, pdf: bytes) -> None:
    """Store what was looked at, as of the moment that somebody decided so."""
    published_on = timezone.localdate(job.requested_at)
    Publication.objects.create(
        **_frozen(job, pdf),
        report=report,
        as_of=content.as_of,
        plan_version=content.imprint.plan_version if content.imprint else 0,
        published_at=job.requested_at,
        published_by=job.requested_by,
        keep_until=date(published_on.year + settings.REPORT_RETENTION_YEARS, 12, 31),
    )


def _make_public(report: Report, job: RenderJob, content: Content, pdf: bytes) -> None:
    """Store the report without what is not public, beside the whole one."""
    assert content.public
    PublicEdition.objects.create(
        **_frozen(job, pdf),
        report=report,
        number=content.public.number,
        left_out=sum(row.passages for row in content.public.withheld),
        made_at=job.requested_at,
        made_by=job.requested_by,
        keep_until=report.publication.keep_until,
    )


def _end(job: RenderJob, state: RenderJob.State, **values: Any) -> None:
    """End a job that is held; let be one that is not."""
    RenderJob.objects.filter(pk=job.pk).held(job.claim).update(
        state=state,
        claim=None,
        lease_until=None,
        finished_at=timezone.now(),
        **values,
    )
