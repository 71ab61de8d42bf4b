"""A worker makes a public edition; it stays, and holds no more than it says."""

from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from reporting.frozen_public import protect, release
from reporting.models import PublicEdition, RenderJob
from reporting.public_editions import open_desk
from reporting.services import start_correction
from reporting.snapshot import restore
from reporting.woo.grounds import Ground

from ..pdf import open_pdf, squeezed, text_of
from ..published import (
    make_job,
    make_public_edition,
    publish_draft,
    publish_edition,
)
from .conftest import SECRET

CHOSEN = {"seen": 0, "toelichting-grond": "5.1-2-c"}


@pytest.fixture
def make_page(published) -> str:
    return reverse("reporting:make-public", args=[published.pk])


def seen_on(desk, page: str) -> dict[str, str]:
    """What the button on the page sends."""
    return {"seen": desk.get(page).context["form"]["seen"].value()}


def test_the_whole_way_from_choosing_to_a_pdf_that_is_genuine(
    desk, client, choices_page, make_page, published, coordinator
):
    desk.post(choices_page, CHOSEN)
    assert SECRET not in desk.get(f"{choices_page}voorbeeld/").content.decode()

    response = desk.post(make_page, seen_on(desk, make_page))

    job = RenderJob.objects.get()
    assert response.url == job.get_absolute_url()
    assert "De openbare versie is er." in desk.get(response.url).content.decode()
    edition = PublicEdition.objects.get()
    pdf = bytes(edition.pdf)
    assert edition.made_by == coordinator
    assert edition.left_out == 1
    assert edition.keep_until == published.publication.keep_until
    assert edition.pdf_sha256 == sha256(pdf).hexdigest()
    assert SECRET not in edition.content

    reader = open_pdf(pdf)
    text = squeezed(text_of(reader))
    assert squeezed(SECRET) not in text
    assert squeezed(Ground.PROSECUTION.words) in text
    assert "openbare versie" in reader.metadata.title
    for contents in reader.attachments.values():
        assert not [each for each in contents if SECRET.encode() in each]

    for address in ("public-read", "public-pdf"):
        url = reverse(f"reporting:{address}", args=[edition.pk])
        assert SECRET.encode() not in desk.get(url).content
    name = desk.get(reverse("reporting:public-pdf", args=[edition.pk]))[
        "content-disposition"
    ]
    assert "versie-1-openbaar.pdf" in name
    page = desk.get(published.get_absolute_url()).content.decode()
    assert "Openbare versie 1" in page
    answer = client.post(
        reverse("reporting:genuine"), {"code": edition.pdf_sha256}
    ).content.decode()
    assert "Deze PDF is echt" in answer
    assert "is weggelaten" in answer
    assert "2 rapportages gecontroleerd" in verify(render=True)[0]


def verify(**options: bool) -> tuple[str, str]:
    output, errors = StringIO(), StringIO()
    try:
        call_command("verify_reports", stdout=output, stderr=errors, **options)
    except CommandError as error:
        errors.write(str(error))
    return output.getvalue(), errors.getvalue()


def test_nothing_is_made_before_somebody_chose(desk, make_page):
    response = desk.post(make_page, {"seen": "x"})

    assert response.status_code == 422
    assert "Sla eerst de keuzes op." in response.content.decode()
    assert not RenderJob.objects.exists()


def test_nothing_is_made_that_was_chosen_otherwise_since(
    desk, choices_page, make_page, published
):
    desk.post(choices_page, CHOSEN)
    seen = seen_on(desk, make_page)
    newest = open_desk(published).newest
    desk.post(choices_page, CHOSEN | {"seen": newest, "toelichting-grond": "5.1-2-e"})

    response = desk.post(make_page, seen)

    assert response.status_code == 409
    assert not RenderJob.objects.exists()


def test_of_a_version_that_was_corrected_none_is_made(
    desk, choices_page, make_page, published, coordinator
):
    desk.post(choices_page, CHOSEN)
    publish_draft(start_correction(published, reason="Een fout."), by=coordinator)

    response = desk.post(make_page, {"seen": "x"})

    assert "Maak daarvan de openbare versie." in response.content.decode()


def test_a_correction_asks_for_a_new_public_edition(desk, published, coordinator):
    make_public_edition(published, by=coordinator)
    correction = start_correction(published, reason="Een fout.")
    correction = publish_draft(correction, by=coordinator)

    page = desk.get(correction.get_absolute_url()).content.decode()

    assert "De correctie heeft nog geen openbare versie" in page

    make_public_edition(correction, by=coordinator)

    page = desk.get(correction.get_absolute_url()).content.decode()
    assert "De correctie heeft nog geen openbare versie" not in page


def test_the_next_public_edition_has_the_next_number(desk, published, coordinator):
    first = make_public_edition(published, by=coordinator)

    content = open_desk(published).public(today=first.keep_until)

    assert content.public.number == 2


def test_a_text_that_is_public_and_hidden_at_once_is_pointed_out(
    desk, choices_page, make_page
):
    desk.post(choices_page, CHOSEN)

    page = desk.get(make_page).content.decode()

    assert "1 tekst is als openbaar gekozen, maar niet heel te lezen" in page


def test_another_public_edition_that_tells_what_is_left_out_is_pointed_out(
    desk, plan, choices_page, make_page, aalten, coordinator
):
    municipal = publish_edition(plan, by=coordinator, municipality=aalten)
    make_public_edition(municipal, by=coordinator)
    desk.post(choices_page, CHOSEN)

    page = desk.get(make_page).content.decode()

    assert (
        "Iets dat u hier weglaat, is te lezen in: Gemeente Aalten, Q3 2025, openbare"
        " versie 1." in page
    )


def test_a_job_that_failed_is_tried_again_as_long_as_nothing_was_chosen_since(
    desk, choices_page, make_page, published, coordinator, monkeypatch
):
    desk.post(choices_page, CHOSEN)
    seen = seen_on(desk, make_page)["seen"]
    job = make_job(
        published.round,
        by=coordinator,
        kind="public",
        report=published,
        content_sha256=seen,
        state="failed",
        failure="error",
        finished_at=published.publication.published_at,
    )
    newest = open_desk(published).newest
    desk.post(choices_page, {"seen": newest, "toelichting-grond": "5.1-2-e"})

    response = desk.post(reverse("reporting:retry", args=[job.pk]))

    assert response.url == make_page
    job.refresh_from_db()
    assert job.state == "failed"


def test_what_was_tampered_with_is_found(published, coordinator):
    edition = make_public_edition(published, by=coordinator)
    whole = published.publication
    connection.check_constraints()
    release(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {PublicEdition._meta.db_table} SET content = %s",
            [whole.content],
        )
    protect(connection)

    errors = verify(render=False)[1]

    assert "de inhoud is niet die van de SHA-256" in errors
    assert "zegt niet dat zij een openbare versie is" in errors
    assert "1 van 2 rapportages kloppen niet." in errors
    assert restore(edition.content).public
