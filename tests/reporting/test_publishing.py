"""Publishing stores what was looked at, once and for all."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.periods import Quarter
from reporting import services
from reporting.checks import check
from reporting.drafting import assemble
from reporting.jobs import AlreadyPublished, ask_publication, publish_at_once
from reporting.models import DecisionRequest, Publication, RenderJob
from reporting.narrative import DecisionRow
from reporting.render import render_pdf
from reporting.services import start_correction
from reporting.snapshot import freeze, restore
from tests.factories import make_round, report, version_of

from .content import make_report, make_row, make_state
from .pdf import open_pdf, squeezed, text_of
from .published import publish_draft


def page_of(draft) -> str:
    return reverse("reporting:publish", args=[draft.pk])


def what_is_seen(desk, draft) -> dict[str, str]:
    """What the button on the page sends."""
    return {"seen": desk.get(page_of(draft)).context["form"]["seen"].value()}


def test_what_was_looked_at_is_published_and_stored(desk, draft, coordinator, settings):
    settings.REPORT_RETENTION_YEARS = 7
    today = timezone.localdate()

    response = desk.post(page_of(draft), what_is_seen(desk, draft))

    assert response.url == RenderJob.objects.get().get_absolute_url()
    stored = Publication.objects.get()
    pdf = bytes(stored.pdf)
    assert stored.published_by == coordinator
    assert stored.as_of == date(2025, 9, 30)
    assert stored.keep_until == date(today.year + 7, 12, 31)
    assert stored.pdf_sha256 == sha256(pdf).hexdigest()
    assert stored.content_sha256 == sha256(stored.content.encode()).hexdigest()
    assert render_pdf(restore(stored.content)) == pdf
    text = squeezed(text_of(open_pdf(pdf)))
    assert squeezed(draft.summary) in text
    assert "Concept" not in text


def test_nothing_is_published_that_changed_since_it_was_looked_at(
    desk, draft, track, officer
):
    seen = what_is_seen(desk, draft)
    report(track, officer, note="Net binnen.")

    response = desk.post(page_of(draft), seen)

    assert response.status_code == 409
    assert "Er is intussen iets veranderd" in response.content.decode()
    assert not Publication.objects.exists()


def test_without_having_looked_nothing_is_published(desk, draft):
    assert desk.post(page_of(draft)).status_code == 409
    assert not Publication.objects.exists()


def test_publishing_twice_publishes_once(desk, draft, coordinator):
    seen = what_is_seen(desk, draft)["seen"]
    publish_at_once(draft, by=coordinator, seen=seen)

    with pytest.raises(AlreadyPublished):
        ask_publication(draft, by=coordinator, seen=seen)
    assert desk.post(page_of(draft), {"seen": seen}).status_code == 404
    assert Publication.objects.count() == 1


def test_a_round_that_is_open_is_not_published(desk, plan, track):
    reporting_round = make_round(plan, 2025, 3)
    draft = services.start_draft(reporting_round, None)

    response = desk.post(page_of(draft), what_is_seen(desk, draft))

    assert response.status_code == 422
    page = response.content.decode()
    assert "De ronde is nog open." in page
    assert "De samenvatting is nog leeg." in page
    assert not Publication.objects.exists()


def test_a_correction_says_why_and_begins_with_what_stood_there(
    desk, draft, coordinator
):
    seen = what_is_seen(desk, draft)["seen"]
    publish_at_once(draft, by=coordinator, seen=seen)
    address = reverse("reporting:correct", args=[draft.pk])

    refused = desk.post(address, {"reason": "  "})
    desk.post(address, {"reason": "Een bedrag klopte niet."})
    again = desk.post(address, {"reason": "Nog iets."})

    assert refused.status_code == 422
    correction = draft.round.reports.get(version=2)
    assert again.url == reverse("reporting:draft", args=[correction.pk])
    assert correction.summary == draft.summary
    content = assemble(correction, today=timezone.localdate())
    assert content.imprint.version == 2
    assert content.imprint.correction_reason == "Een bedrag klopte niet."


def test_why_a_correction_comes_can_be_written_better(desk, draft, coordinator):
    published = publish_draft(draft, by=coordinator)
    correction = start_correction(published, reason="Een bedrag klopte niet.")
    address = reverse("reporting:draft", args=[correction.pk])
    words = {"summary": "Het loopt.", "base_version": version_of(correction)}

    empty = desk.post(address, words | {"correction_reason": " "})
    desk.post(address, words | {"correction_reason": "Het bedrag van 2.1 is 500."})

    assert empty.status_code == 422
    assert "Schrijf op waarom er een correctie komt." in empty.content.decode()
    correction.refresh_from_db()
    assert correction.correction_reason == "Het bedrag van 2.1 is 500."


def test_a_first_version_asks_for_no_reason(desk, draft):
    page = desk.get(reverse("reporting:draft", args=[draft.pk]))

    assert "correction_reason" not in page.context["form"].fields


def test_who_wants_a_correction_goes_on_with_the_one_that_was_begun(
    desk, draft, coordinator
):
    seen = what_is_seen(desk, draft)["seen"]
    publish_at_once(draft, by=coordinator, seen=seen)
    address = reverse("reporting:correct", args=[draft.pk])
    desk.post(address, {"reason": "Een bedrag klopte niet."})
    correction = draft.round.reports.get(version=2)

    response = desk.get(address)

    assert response.url == reverse("reporting:draft", args=[correction.pk])


def test_the_check_names_what_is_missing():
    found = check(make_report(make_row(make_state(), None), is_closed=False))

    assert len(found.blockers) == 2
    assert "Geen opgave: 1 van 2." in found.warnings
    assert "Er wordt geen besluit gevraagd." in found.warnings


def test_the_check_names_a_request_that_comes_too_late():
    asked = DecisionRow(
        quarter=Quarter(2025, 3),
        title="Teken het convenant",
        reason="Nodig.",
        asked_of="de burgemeesters",
        needed_by=date(2025, 10, 31),
        decided_on=None,
        outcome=None,
        follow_up="",
    )
    report = make_report(make_row(make_state(), None), requests=(asked,))
    late = "De uiterste datum is bij de driehoek al voorbij: Teken het convenant."

    def warnings(meets_on: date) -> tuple[str, ...]:
        return check(replace(report, driehoek_on=meets_on)).warnings

    assert late in warnings(date(2025, 11, 1))
    assert late not in warnings(date(2025, 10, 31))


def test_a_published_report_does_not_follow_its_decisions(desk, draft, coordinator):
    asked = DecisionRequest.objects.create(
        round=draft.round,
        title="Teken het convenant",
        reason="Nodig.",
        needed_by=date(2025, 12, 1),
    )
    seen = what_is_seen(desk, draft)["seen"]
    stored = publish_at_once(draft, by=coordinator, seen=seen)
    asked.title = "Iets anders"
    asked.save()

    (row,) = restore(Publication.objects.get(pk=stored.pk).content).requests

    assert row.title == "Teken het convenant"
    assert freeze(restore(stored.content)) == stored.content
