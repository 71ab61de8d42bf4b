"""Asking for a PDF, cancelling that, trying again, and finding what got lost."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import ReportingRound
from municipalities.models import Municipality, User

from .data import Report as Content
from .drafting import assemble
from .making import make
from .models import Publication, RenderJob, Report
from .models.render_job import KEPT, MAX_ATTEMPTS
from .public_editions import open_desk
from .services import fingerprint
from .snapshot import freeze
from .tasks import render

State = RenderJob.State


class ContentMoved(Exception):
    """What would be published is not what was looked at."""


class AlreadyPublished(Exception):
    """Somebody published it before."""


class NotEnded(Exception):
    """It cannot be tried again, for it has not ended, or it succeeded."""


def ask_publication(
    report: Report, *, by: User, seen: str, now: datetime | None = None
) -> RenderJob:
    """Let a worker publish what was looked at, of which `seen` is the fingerprint.

    The job that does so already, if there is one. Raises ContentMoved when something
    changed since it was looked at, AlreadyPublished, and NotTakingPart.
    """
    _tidy_up()
    return _enqueue(_prepare_publication(report, by, seen, now or timezone.now()))


def publish_at_once(
    report: Report, *, by: User, seen: str, now: datetime | None = None
) -> Publication:
    """The same in this process, without a worker. Raises DoesNotExist if it failed."""
    make(_prepare_publication(report, by, seen, now or timezone.now()).pk)
    return Publication.objects.get(report=report)


@transaction.atomic
def _prepare_publication(
    report: Report, by: User, seen: str, now: datetime
) -> RenderJob:
    """Freeze what was looked at; the draft is locked, so nobody does so twice."""
    Report.objects.select_for_update().get(pk=report.pk)
    active = RenderJob.objects.publishing(report).active().first()
    if active:
        return active
    return RenderJob.objects.create(
        kind=RenderJob.Kind.PUBLISH,
        round=report.round,
        municipality=report.municipality,
        report=report,
        content=_frozen(report, seen, timezone.localdate(now)),
        content_sha256=seen,
        requested_at=now,
        requested_by=by,
    )


def _frozen(report: Report, seen: str, today: date) -> str:
    """The content of a draft that is locked, if it is what was looked at."""
    if Publication.objects.filter(report=report).exists():
        raise AlreadyPublished
    fresh = Report.objects.with_edition().get(pk=report.pk)
    text = freeze(assemble(fresh, today=today, published_on=today))
    if fingerprint(text) != seen:
        raise ContentMoved
    return text


def ask_pdf(
    content: Content,
    reporting_round: ReportingRound,
    municipality: Municipality | None,
    *,
    by: User,
    draft: Report | None = None,
) -> RenderJob:
    """Let a worker make a PDF to look at; the job that makes the same, if there is."""
    text = freeze(content)
    sha256 = fingerprint(text)
    _tidy_up()
    same = RenderJob.objects.to_look_at(reporting_round, sha256).active()
    if found := same.first():
        return found
    try:
        with transaction.atomic():
            job = RenderJob.objects.create(
                kind=RenderJob.Kind.LOOK,
                round=reporting_round,
                municipality=municipality,
                report=draft,
                content=text,
                content_sha256=sha256,
                requested_at=timezone.now(),
                requested_by=by,
            )
    except IntegrityError:  # somebody asked for it at the same moment
        return same.get()
    return _enqueue(job)


def ask_public_edition(
    report: Report, *, by: User, seen: str, now: datetime | None = None
) -> RenderJob:
    """Let a worker make the public edition that was looked at.

    The job that does so already, if there is one. Raises ContentMoved when somebody
    chose something else since it was looked at.
    """
    _tidy_up()
    return _enqueue(_prepare_public_edition(report, by, seen, now or timezone.now()))


@transaction.atomic
def _prepare_public_edition(
    report: Report, by: User, seen: str, now: datetime
) -> RenderJob:
    """Freeze what was looked at; the report is locked, so nobody does so twice."""
    Report.objects.select_for_update().get(pk=report.pk)
    active = RenderJob.objects.making_public(report).active().first()
    if active:
        return active
    return RenderJob.objects.create(
        kind=RenderJob.Kind.PUBLIC,
        round=report.round,
        municipality=report.municipality,
        report=report,
        content=_frozen_public(report, seen, timezone.localdate(now)),
        content_sha256=seen,
        requested_at=now,
        requested_by=by,
    )


def _frozen_public(report: Report, seen: str, today: date) -> str:
    """The public edition of a report that is locked, if it is what was looked at."""
    text = freeze(open_desk(report).public(today=today))
    if fingerprint(text) != seen:
        raise ContentMoved
    return text


def cancel(job: RenderJob) -> bool:
    """Want it no longer; whether it was in time. A worker finds out by itself."""
    return bool(
        RenderJob.objects.filter(pk=job.pk)
        .active()
        .update(
            state=State.CANCELLED,
            claim=None,
            lease_until=None,
            finished_at=timezone.now(),
        )
    )


def retry(job: RenderJob, *, by: User) -> RenderJob:
    """Try again what failed or was cancelled; the job that makes the same, if there is.

    What is published is still what was looked at. Raises ContentMoved when that has
    changed, AlreadyPublished, NotTakingPart when its municipality left the plan
    meanwhile, and NotEnded.
    """
    try:
        ready = _prepare_retry(job, by, timezone.now())
    except IntegrityError:  # somebody asked to look at the same after that
        same = RenderJob.objects.to_look_at(job.round, job.content_sha256)
        return same.active().get()
    return _enqueue(ready)


@transaction.atomic
def _prepare_retry(job: RenderJob, by: User, now: datetime) -> RenderJob:
    if job.report and job.is_publication:
        Report.objects.select_for_update().get(pk=job.report.pk)
        if RenderJob.objects.publishing(job.report).active().exists():
            raise NotEnded
        _frozen(job.report, job.content_sha256, timezone.localdate(now))
    elif job.report and job.is_public_edition:
        Report.objects.select_for_update().get(pk=job.report.pk)
        if RenderJob.objects.making_public(job.report).active().exists():
            raise NotEnded
        _frozen_public(job.report, job.content_sha256, timezone.localdate(now))
    ended = RenderJob.objects.filter(
        pk=job.pk, state__in=[State.FAILED, State.CANCELLED]
    )
    is_begun = ended.update(
        state=State.WAITING,
        step=RenderJob.Step.READING,
        page=0,
        attempts=0,
        started_at=None,
        finished_at=None,
        failure="",
        requested_at=now,
        requested_by=by,
    )
    if not is_begun:
        raise NotEnded
    return RenderJob.objects.get(pk=job.pk)


def recover(now: datetime) -> int:
    """Put back in the queue what a worker that died left; how many those were.

    To be called when the queue is empty: what still waits then has lost its place,
    with a worker that took it and died before it held the job. One too many in the
    queue does no harm, for a job is held once.
    """
    for job in RenderJob.objects.abandoned(now).only("pk", "claim", "attempts"):
        held = RenderJob.objects.filter(pk=job.pk).held(job.claim).abandoned(now)
        if job.attempts < MAX_ATTEMPTS:
            held.update(state=State.WAITING, claim=None, lease_until=None)
        else:
            held.update(
                state=State.FAILED,
                failure=RenderJob.Failure.LOST,
                claim=None,
                lease_until=None,
                finished_at=now,
            )
    waiting = list(RenderJob.objects.waiting().values_list("pk", flat=True))
    for pk in waiting:
        render.enqueue(pk)
    return len(waiting)


def _tidy_up() -> None:
    """Remove what ended long ago."""
    RenderJob.objects.ended_before(timezone.now() - KEPT).delete()


def _enqueue(job: RenderJob) -> RenderJob:
    """Give a job a place in the queue. Cut off before that, `recover` finds it."""
    if job.state == State.WAITING:
        render.enqueue(job.pk)
        job.refresh_from_db(fields=["state", "finished_at", "pdf", "failure"])
    return job
