"""PDFs that a worker makes: asked for, followed, cancelled, tried again, recovered."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult

from actions.plan_guard import opened
from reporting import jobs
from reporting.drafting import assemble
from reporting.making import make
from reporting.models import DecisionRequest, Publication, RenderJob
from reporting.models.render_job import MAX_ATTEMPTS
from reporting.progress import Abandoned, Progress, followed
from reporting.render import lay_out
from reporting.services import fingerprint
from reporting.snapshot import freeze
from tests.htmx import Part

from .content import make_report
from .published import make_draft, make_job

State = RenderJob.State
PAST = timedelta(days=30)
MOMENT = datetime(2025, 10, 1, tzinfo=UTC)


@pytest.fixture
def queue(settings):
    """Tasks go into the queue, as with a worker; here nobody takes them out."""
    settings.WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def seen_of(draft) -> str:
    content = assemble(draft, today=localdate(), published_on=localdate())
    return fingerprint(freeze(content))


@pytest.fixture
def ask(draft, coordinator, queue):
    """Ask to publish the draft."""
    return lambda: jobs.ask_publication(draft, by=coordinator, seen=seen_of(draft))


@pytest.fixture
def quick(monkeypatch):
    """A PDF takes no time."""
    monkeypatch.setattr("reporting.making.render_pdf", lambda content: b"%PDF-1.7")


def again(job: RenderJob) -> RenderJob:
    return RenderJob.objects.get(pk=job.pk)


def run(job: RenderJob, **values) -> None:
    """Let a worker hold a job, under a lease that ends in a minute."""
    now = timezone.now()
    held = {"claim": uuid4(), "lease_until": now + timedelta(minutes=1)}
    RenderJob.objects.filter(pk=job.pk).update(
        **{"state": State.RUNNING, "started_at": now, **held, **values}
    )


# Asking


def test_to_publish_waits_for_a_worker(desk, draft, ask):
    address = reverse("reporting:publish", args=[draft.pk])

    response = desk.post(address, {"seen": seen_of(draft)})

    job = RenderJob.objects.get()
    assert response.url == job.get_absolute_url()
    assert (job.kind, job.state, job.report) == ("publish", "waiting", draft)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [job.pk], "kwargs": {}}
    assert not Publication.objects.exists()


def test_a_double_click_publishes_once(desk, draft, ask):
    job = ask()
    address = reverse("reporting:publish", args=[draft.pk])

    again = desk.post(address, {"seen": seen_of(draft)})

    assert ask() == job
    assert again.url == desk.get(address).url == job.get_absolute_url()
    assert RenderJob.objects.count() == 1


def test_the_database_refuses_a_second_job_for_the_same(draft, coordinator):
    for values in ({"kind": "publish", "report": draft}, {"kind": "look"}):
        make_job(draft.round, by=coordinator, **values)
        with pytest.raises(IntegrityError), transaction.atomic():
            make_job(draft.round, by=coordinator, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "running"},
        {"claim": UUID(int=1)},
        {"state": "done", "pdf": b"%PDF"},
        {"state": "done", "finished_at": MOMENT},
        {"state": "failed", "finished_at": MOMENT},
        {"failure": "error"},
        {"kind": "publish"},
        {"pdf": b"%PDF"},
    ],
    ids=str,
)
def test_the_database_refuses_a_state_that_cannot_be(draft, coordinator, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_job(draft.round, by=coordinator, **values)


def test_a_pdf_to_look_at_waits_for_a_worker(desk, plan, draft, queue):
    address = reverse("reporting:pdf", args=[draft.pk])
    live = reverse("reporting:regional-pdf", args=[plan.pk, "2025-Q3"])

    asked = [desk.get(address).url, desk.get(live).url]

    assert [desk.get(address).url, desk.get(live).url] == asked
    assert RenderJob.objects.count() == 2
    pages = [desk.get(page).content.decode() for page in asked]
    assert all("In de wachtrij" in page for page in pages)
    assert "Terug naar het concept" in pages[0]
    assert "Terug naar het concept" not in pages[1]


def test_what_ended_a_week_ago_is_removed(desk, plan, draft, queue, coordinator):
    old = make_job(draft.round, by=coordinator, requested_at=timezone.now() - PAST)
    jobs.cancel(old)
    RenderJob.objects.update(finished_at=timezone.now() - PAST)

    desk.get(reverse("reporting:pdf", args=[draft.pk]))

    assert not RenderJob.objects.filter(pk=old.pk).exists()


# Making


def test_what_was_looked_at_is_published_whatever_is_reported_meanwhile(
    draft, ask, quick, coordinator
):
    job = ask()
    draft.round.closed_on = localdate() - timedelta(days=1)
    draft.round.save()

    make(job.pk)

    published = Publication.objects.get()
    assert published.content == job.content
    assert published.content_sha256 == job.content_sha256 == fingerprint(job.content)
    assert published.published_at == job.requested_at
    assert published.published_by == coordinator
    assert again(job).state == State.DONE


def test_a_job_is_made_once_however_often_the_queue_says_so(ask, quick):
    job = ask()

    for _ in range(3):
        make(job.pk)

    assert again(job).attempts == 1
    assert Publication.objects.count() == 1


def test_a_draft_does_not_change_while_it_is_published(desk, draft, ask):
    job = ask()
    address = reverse("reporting:draft", args=[draft.pk])
    version = desk.get(address).context["form"]["base_version"].value()

    refused = desk.post(address, {"base_version": version, "summary": "Toch anders."})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Dit concept wordt nu gepubliceerd" in page
    assert "Toch anders." in page
    assert job.get_absolute_url() in page
    draft.refresh_from_db()
    assert draft.summary == "Het gaat goed met de meldroute."


def test_what_a_draft_asks_does_not_change_while_it_is_published(desk, draft, ask):
    asked = DecisionRequest.objects.create(
        round=draft.round, title="Teken", reason="Nodig.", needed_by=date(2025, 12, 1)
    )
    job = ask()
    change = reverse("reporting:request", args=[draft.pk, asked.pk])
    remove = reverse("reporting:remove-request", args=[draft.pk, asked.pk])
    version = desk.get(change).context["form"]["base_version"].value()

    refused = desk.post(change, {"base_version": version, "title": "Toch anders"})
    removed = desk.post(remove, {"base_version": version}, follow=True)

    assert refused.status_code == 422
    for response in (refused, removed):
        assert "Dit concept wordt nu gepubliceerd" in response.content.decode()
    asked.refresh_from_db()
    assert asked.title == "Teken"
    assert again(job).is_active


def test_words_that_changed_around_the_form_are_not_published(draft, ask, quick):
    job = ask()
    draft.summary = "Toch anders."
    draft.save()

    make(job.pk)

    assert (again(job).state, again(job).failure) == (State.FAILED, "moved")
    assert not Publication.objects.exists()


def test_what_goes_wrong_is_told_and_tried_again(
    desk, draft, ask, quick, monkeypatch, caplog
):
    job = ask()
    with monkeypatch.context() as broken:
        broken.setattr("reporting.making.render_pdf", lambda content: 1 / 0)
        make(job.pk)

    page = desk.get(job.get_absolute_url()).content.decode()
    assert "Mislukt" in page
    assert "Er is niets gepubliceerd." in page
    assert "ZeroDivisionError" in caplog.text
    for other in ("reporting:draft", "reporting:workbench"):
        arguments = [draft.pk] if other == "reporting:draft" else []
        assert (
            job.get_absolute_url()
            in desk.get(reverse(other, args=arguments)).content.decode()
        )

    desk.post(reverse("reporting:retry", args=[job.pk]))
    make(job.pk)

    assert again(job).state == State.DONE
    assert Publication.objects.count() == 1


def test_what_changed_is_looked_at_again_before_it_is_tried_again(desk, draft, ask):
    job = ask()
    jobs.cancel(job)
    draft.outlook = "Na de zomer de evaluatie."
    draft.save()

    response = desk.post(reverse("reporting:retry", args=[job.pk]))

    assert response.url == reverse("reporting:publish", args=[draft.pk])
    assert again(job).state == State.CANCELLED


def test_who_left_the_plan_meanwhile_is_told_so(desk, plan, aalten, coordinator, queue):
    draft = make_draft(plan, municipality=aalten)
    job = jobs.ask_publication(draft, by=coordinator, seen=seen_of(draft))
    jobs.cancel(job)
    with opened(plan):
        plan.participations.filter(municipality=aalten).update(
            ends_on=draft.round.opens_on
        )

    response = desk.post(reverse("reporting:retry", args=[job.pk]), follow=True)

    assert response.status_code == 200
    assert "doet niet meer mee aan dit plan" in response.content.decode()
    assert again(job).state == State.CANCELLED


def test_only_what_failed_is_tried_again(desk, ask, quick):
    job = ask()
    address = reverse("reporting:retry", args=[job.pk])

    waiting = desk.post(address)
    make(job.pk)
    published = desk.post(address)

    assert waiting.url == job.get_absolute_url()
    assert published.url == reverse("reporting:report", args=[job.report_id])
    assert Publication.objects.count() == 1


def test_a_pdf_that_is_being_made_already_is_not_tried_again(
    desk, plan, draft, queue, coordinator
):
    def look() -> RenderJob:
        content = assemble(draft, today=localdate())
        return jobs.ask_pdf(content, draft.round, None, by=coordinator, draft=draft)

    cancelled = look()
    jobs.cancel(cancelled)
    asked_again = look()

    response = desk.post(reverse("reporting:retry", args=[cancelled.pk]))

    assert response.url == asked_again.get_absolute_url()
    assert again(cancelled).state == State.CANCELLED
    assert again(asked_again).state == State.WAITING


# Cancelling


def test_what_is_cancelled_is_not_published(desk, ask, quick):
    job = ask()

    desk.post(reverse("reporting:cancel", args=[job.pk]))
    make(job.pk)

    assert again(job).state == State.CANCELLED
    assert not Publication.objects.exists()


def test_what_is_cancelled_while_the_pdf_is_made_is_not_published(ask, monkeypatch):
    job = ask()

    def cancelled(content):
        jobs.cancel(job)
        return b"%PDF-1.7"

    monkeypatch.setattr("reporting.making.render_pdf", cancelled)
    make(job.pk)

    assert again(job).state == State.CANCELLED
    assert not Publication.objects.exists()


def test_too_late_to_cancel_is_said(desk, ask, quick):
    job = ask()
    make(job.pk)

    response = desk.post(reverse("reporting:cancel", args=[job.pk]), follow=True)

    assert "Annuleren kon niet meer" in response.content.decode()
    assert again(job).state == State.DONE


def test_the_making_stops_at_the_next_page_and_tells_how_far_it_is():
    progress = Progress()
    content = make_report()
    with followed(progress):
        lay_out(content)
    assert progress.step == RenderJob.Step.LAYING_OUT
    assert progress.page > 1

    progress.is_abandoned = True
    with pytest.raises(Abandoned), followed(progress):
        lay_out(content)


# Recovering


def test_what_a_dead_worker_left_goes_back_into_the_queue(ask):
    job = ask()
    run(job, attempts=1)
    now = timezone.now()

    too_early, recovered = jobs.recover(now), jobs.recover(now + timedelta(minutes=2))

    assert (too_early, recovered) == (0, 1)
    assert again(job).state == State.WAITING
    assert DBTaskResult.objects.count() == 2


def test_what_never_got_a_place_in_the_queue_gets_one(draft, coordinator, queue):
    job = make_job(draft.round, by=coordinator)

    assert jobs.recover(timezone.now()) == 1
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.pk]


def test_a_job_that_brings_each_worker_down_is_let_go(desk, ask):
    job = ask()
    run(job, attempts=MAX_ATTEMPTS, lease_until=timezone.now() - timedelta(seconds=1))

    assert jobs.recover(timezone.now()) == 0
    assert (again(job).state, again(job).failure) == (State.FAILED, "lost")
    assert "3 keer afgebroken" in desk.get(job.get_absolute_url()).content.decode()


def test_who_lost_the_job_stores_nothing(ask, monkeypatch):
    job = ask()

    def lost(content):
        run(job)  # as another worker would
        return b"%PDF-1.7"

    monkeypatch.setattr("reporting.making.render_pdf", lost)
    make(job.pk)

    assert again(job).state == State.RUNNING
    assert not Publication.objects.exists()


# The page


def test_the_page_looks_for_news_until_the_end(desk, draft, ask):
    earlier = make_job(draft.round, by=ask().requested_by, report=draft)
    RenderJob.objects.filter(pk=earlier.pk).update(
        requested_at=timezone.now() - timedelta(minutes=5)
    )
    job = RenderJob.objects.get(kind="publish")
    address = job.get_absolute_url()
    part = Part(desk, address)

    waiting = desk.get(address)
    mark = waiting.context["shown"].mark
    same = part.get(f"{address}?stand={mark}")
    run(job, step=2, page=12)
    news = part.get(f"{address}?stand={mark}")
    mark = news.context["shown"].mark
    run(job, step=2, page=13)
    page_only = part.get(f"{address}?stand={mark}")
    jobs.cancel(job)
    ended = part.get(f"{address}?stand={mark}")

    assert "Er is er nog één voor." in waiting.content.decode()
    assert same.status_code == 204
    assert "Stap 2 van 3" in news.content.decode()
    assert "bladzijde 12" in news.content.decode()
    assert 'role="status"' not in page_only.content.decode()
    assert "bladzijde 13" in page_only.content.decode()
    assert "Opnieuw proberen" in ended.content.decode()
    assert "hx-get" not in ended.content.decode()


def test_who_waits_long_hears_that_there_may_be_no_worker(desk, ask):
    job = ask()
    RenderJob.objects.update(requested_at=timezone.now() - timedelta(minutes=5))
    address = job.get_absolute_url()
    hint = "wat rapportages maakt, draait misschien niet"

    assert hint in desk.get(address).content.decode()
    run(make_job(job.round, by=job.requested_by))
    assert hint not in desk.get(address).content.decode()


def test_the_page_tells_when_the_worker_is_not_heard_any_more(desk, ask):
    job = ask()
    address = job.get_absolute_url()
    interrupted = "Het begint vanzelf opnieuw zodra het weer draait"

    run(job, step=2, page=12)
    before = desk.get(address)
    run(job, step=2, page=12, lease_until=timezone.now() - timedelta(seconds=1))
    after = desk.get(address)

    assert interrupted not in before.content.decode()
    assert interrupted in after.content.decode()
    assert "bladzijde 12" not in after.content.decode()
    assert "Annuleren" in after.content.decode()
    assert before.context["shown"].stand != after.context["shown"].stand


def test_a_worker_that_is_not_heard_does_not_make_what_waits(desk, ask):
    job = ask()
    RenderJob.objects.update(requested_at=timezone.now() - timedelta(minutes=5))
    other = make_job(job.round, by=job.requested_by)
    run(other, lease_until=timezone.now() - timedelta(minutes=1))

    page = desk.get(job.get_absolute_url()).content.decode()

    assert "wat rapportages maakt, draait misschien niet" in page


def test_a_pdf_to_look_at_is_opened_when_it_is_there(desk, draft, queue, quick):
    address = desk.get(reverse("reporting:pdf", args=[draft.pk])).url
    job = RenderJob.objects.get()
    pdf = reverse("reporting:job-pdf", args=[job.pk])

    too_early = desk.get(pdf)
    make(job.pk)

    assert too_early.url == address
    assert pdf in desk.get(address).content.decode()
    opened = desk.get(pdf)
    assert opened.content == b"%PDF-1.7"
    assert "regio-concept.pdf" in opened["Content-Disposition"]
