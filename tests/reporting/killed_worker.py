"""A process that kills workers: what tests/reporting/test_killed_worker.py runs.

It works on the database of DATABASE_URL, a copy of its own. Django is imported once;
each worker is a fork of this process that runs the real command, and that SIGKILLs
itself where a power cut might: before or after one of its statements to the database,
or at a step of the layout. What happened is printed as JSON.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from reporting import jobs, making  # noqa: E402
from reporting.data import Report as Content  # noqa: E402
from reporting.drafting import assemble  # noqa: E402
from reporting.models import Publication, RenderJob  # noqa: E402
from reporting.progress import Progress  # noqa: E402
from reporting.render import render_pdf  # noqa: E402
from reporting.services import fingerprint, start_draft  # noqa: E402
from reporting.snapshot import freeze  # noqa: E402
from tests.factories import (  # noqa: E402
    make_member,
    make_municipality,
    make_plan,
    make_round,
)

Told = dict[str, Any]
CROWD = 8  # jobs that some workers share


def main() -> None:
    place = make_municipality()
    plan = make_plan(place)
    by = make_member("coordinator", place.region)
    years = iter(range(1900, 2100))

    def ask() -> RenderJob:
        draft = start_draft(make_round(plan, next(years), 1), None)
        draft.summary = "Het loopt."
        draft.save()
        today = timezone.localdate()
        text = freeze(assemble(draft, today=today, published_on=today))
        return jobs.ask_publication(draft, by=by, seen=fingerprint(text))

    making.render_pdf = lambda content: os.urandom(16)  # takes no time
    statements = count_statements(ask)
    told = {
        "at a statement": [
            after_death(ask, killed_at(number, is_after))
            for number in range(1, statements + 1)
            for is_after in (False, True)
        ],
        "in the layout": after_death(ask, killed_in_the_layout()),
        "asked to stop": after_death(ask, asked_to_stop()),
        "side by side": side_by_side(ask),
    }
    json.dump(told, sys.stdout)


@contextmanager
def killed_at(number: int, is_after: bool) -> Iterator[None]:
    """Let this process die before, or after, a statement of that number."""
    done = 0

    def execute(run: Callable, *arguments: Any) -> Any:
        nonlocal done
        done += 1
        if done == number and not is_after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = run(*arguments)
        if done == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(execute):
        yield


@contextmanager
def killed_in_the_layout() -> Iterator[None]:
    """Let this process make a real PDF, and die when it comes to the second page."""
    tell, making.render_pdf = Progress.tell, render_pdf

    def tell_or_die(progress: Progress, message: str) -> None:
        if "Page 2" in message:
            os.kill(os.getpid(), signal.SIGKILL)
        tell(progress, message)

    Progress.tell = tell_or_die
    yield


@contextmanager
def asked_to_stop() -> Iterator[None]:
    """Let this process be asked to stop while it makes a PDF."""
    render = making.render_pdf

    def render_when_asked_to_stop(content: Content) -> bytes:
        os.kill(os.getpid(), signal.SIGTERM)
        return render(content)

    making.render_pdf = render_when_asked_to_stop
    yield


def count_statements(ask: Callable[[], RenderJob]) -> int:
    """How many statements a worker takes to publish, when it is left alone."""
    ask()
    seen = 0

    def execute(run: Callable, *arguments: Any) -> Any:
        nonlocal seen
        seen += 1
        return run(*arguments)

    with connection.execute_wrapper(execute):
        call_command("run_worker", batch=True)
    return seen


def after_death(ask: Callable[[], RenderJob], death: Any) -> Told:
    """How a worker ended, and what is there once its lease is over and another came."""
    job = ask()
    status = end_of(start_worker(death))
    found = Publication.objects.filter(report=job.report).count()
    RenderJob.objects.filter(state="running").update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )
    last = end_of(start_worker(nullcontext()))
    return {"signal": os.WTERMSIG(status), "before": found, "last": last, **tell(job)}


def side_by_side(ask: Callable[[], RenderJob]) -> list[Told]:
    """What is there after three workers shared some jobs."""
    asked = [ask() for _ in range(CROWD)]
    for worker in [start_worker(nullcontext()) for _ in range(3)]:
        end_of(worker)
    return [tell(job) for job in asked]


def tell(job: RenderJob) -> Told:
    """What is there of a job."""
    found = Publication.objects.filter(report=job.report)
    return {
        "state": RenderJob.objects.get(pk=job.pk).state,
        "attempts": RenderJob.objects.get(pk=job.pk).attempts,
        "publications": found.count(),
        "is_right": all(
            one.content_sha256 == fingerprint(one.content) == job.content_sha256
            and one.pdf_sha256 == fingerprint(one.pdf)
            for one in found
        ),
    }


def start_worker(within: Any) -> int:
    """A process of its own that does all there is to do."""
    connection.close()  # for each process its own
    pid = os.fork()
    if pid:
        return pid
    try:
        with within:
            call_command("run_worker", batch=True)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def end_of(pid: int) -> int:
    return os.waitpid(pid, 0)[1]


if __name__ == "__main__":
    main()
