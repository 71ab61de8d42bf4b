"""What the page about a PDF that is being made tells."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .models import RenderJob

State = RenderJob.State
SLOW = timedelta(minutes=2)
"""After waiting that long while nothing is made, something may be wrong."""


@dataclass(frozen=True, slots=True)
class StepShown:
    """One of the steps, and how far it is: done, busy or open."""

    name: str
    state: str
    page: int  # of the pages that are laid out; 0 says nothing


@dataclass(frozen=True, slots=True)
class JobPage:
    """A job as it is shown."""

    job: RenderJob
    steps: tuple[StepShown, ...]
    since: datetime
    ahead: int  # in the queue
    is_slow: bool
    is_interrupted: bool  # its worker has not been heard for too long

    @property
    def stand(self) -> str:
        """Changes with what is announced; the page that is laid out is not."""
        signs = f"{int(self.is_slow)}{int(self.is_interrupted)}"
        return f"{self.job.state}-{self.job.step}-{self.ahead}-{signs}"

    @property
    def mark(self) -> str:
        """Changes with all that is shown."""
        return f"{self.stand}.{self.job.page}"

    @property
    def leads_to_draft(self) -> bool:
        """Whether there is a draft to go back to."""
        is_published = self.job.is_publication and self.job.state == State.DONE
        is_of_draft = self.job.report_id and not self.job.is_public_edition
        return bool(is_of_draft) and not is_published

    def says_more_than(self, mark: str) -> bool:
        """Whether something is to be announced since what was shown."""
        return mark.partition(".")[0] != self.stand


def show(job: RenderJob, *, now: datetime) -> JobPage:
    """What there is to tell of a job; two queries while it waits, else none."""
    is_waiting = job.state == State.WAITING
    ahead = RenderJob.objects.ahead_of(job).count() if is_waiting else 0
    is_late = is_waiting and job.requested_at < now - SLOW
    is_running = job.state == State.RUNNING
    is_interrupted = is_running and job.lease_until < now  # type: ignore[operator]
    return JobPage(
        job=job,
        steps=tuple(_steps(job, is_at_work=is_running and not is_interrupted)),
        since=job.finished_at
        or (job.started_at if is_running else None)
        or job.requested_at,
        ahead=ahead,
        is_slow=is_late and not RenderJob.objects.at_work(now).exists(),
        is_interrupted=is_interrupted,
    )


def _steps(job: RenderJob, *, is_at_work: bool) -> list[StepShown]:
    """The steps; what a worker did that was interrupted is to be done again."""
    steps = []
    for step in RenderJob.Step:
        if job.state == State.DONE or (is_at_work and step < job.step):
            state = "done"
        elif is_at_work and step == job.step:
            state = "busy"
        else:
            state = "open"
        is_laying_out = state == "busy" and step == RenderJob.Step.LAYING_OUT
        steps.append(StepShown(step.label, state, job.page if is_laying_out else 0))
    return steps
