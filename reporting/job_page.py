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

    @property
    def stand(self) -> str:
        """Changes with what is announced; the page that is laid out is not."""
        return f"{self.job.state}-{self.job.step}-{self.ahead}-{int(self.is_slow)}"

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
    return JobPage(
        job=job,
        steps=tuple(_steps(job)),
        since=job.finished_at
        or (job.started_at if job.state == State.RUNNING else None)
        or job.requested_at,
        ahead=ahead,
        is_slow=is_late and not RenderJob.objects.running().exists(),
    )


def _steps(job: RenderJob) -> list[StepShown]:
    steps = []
    for step in RenderJob.Step:
        if job.state == State.DONE or (job.state == State.RUNNING and step < job.step):
            state = "done"
        elif job.state == State.RUNNING and step == job.step:
            state = "busy"
        else:
            state = "open"
        is_laying_out = state == "busy" and step == RenderJob.Step.LAYING_OUT
        steps.append(StepShown(step.label, state, job.page if is_laying_out else 0))
    return steps
