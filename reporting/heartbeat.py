"""A worker that shows that it lives, while its own thread makes a PDF."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from .models import RenderJob
from .progress import Progress

BEATS = 15
"""How often it shows so within a lease; some may be missed."""

logger = logging.getLogger(__name__)


@contextmanager
def kept_up(job: RenderJob, progress: Progress) -> Iterator[None]:
    """Keep up the lease of a job, and how far it is, from a thread beside this one.

    When the job is no longer held, `progress` is told, which stops the making. Without
    a worker there is nobody who would take it over, and no thread.
    """
    if not settings.WORKER:
        yield
        return
    is_over = Event()
    thread = Thread(target=_beat, args=(job, progress, is_over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _beat(job: RenderJob, progress: Progress, is_over: Event) -> None:
    try:
        while not is_over.wait(settings.RENDER_LEASE.total_seconds() / BEATS):
            if not _keep(job, progress):
                progress.is_abandoned = True
                return
    finally:
        connection.close()


def _keep(job: RenderJob, progress: Progress) -> bool:
    """Whether the job is still held; also when the database cannot be asked now."""
    try:
        close_old_connections()
        held = RenderJob.objects.filter(pk=job.pk).held(job.claim)
        return bool(
            held.update(
                lease_until=timezone.now() + settings.RENDER_LEASE,
                step=progress.step,
                page=progress.page,
            )
        )
    except DatabaseError:
        logger.warning("The lease of job %s was not kept up", job.pk, exc_info=True)
        return True
