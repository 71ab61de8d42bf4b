"""Adding, downloading and removing evidence on the site and in the admin."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from actions import services
from actions.models import Attachment, HeldFile
from tests.admin_pages import admin_url, errors_on, fields_on
from tests.factories import attach_file, report
from tests.files import DOCM, DOCX, PDF, PNG, upload
from tests.htmx import Part

PHONE = "Bel 06-12345678."


@pytest.fixture
def client(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def form(track):
    """What the form on a track sends."""
    return {
        "key": str(uuid4()),
        "base_version": str(track.version),
        "phase": "running",
        "light": "green",
        "note": "Het loopt.",
    }


def send(client, track, form, **changes):
    return client.post(track.get_absolute_url(), form | changes)


def problems(response, field: str = "uploads") -> list[str]:
    return response.context["form"].errors.get(field, [])


def held_on(response) -> list[str]:
    """The files on a page that need not be chosen again, as they would be sent."""
    return response.context["form"]["held"].value()


def new_form_on(response) -> dict[str, object]:
    """What the form on a page carries unseen."""
    form = response.context["form"]
    return {name: form[name].value() for name in ("key", "base_version")}


# With an update


def test_files_and_links_come_with_an_update(client, track, form):
    response = send(
        client,
        track,
        form,
        uploads=[upload("a.pdf", PDF), upload("b.docx", DOCX)],
        link_1="example.nl/verslag",
        link_1_title="Verslag",
        link_3="https://example.nl/kaart?x=1",
    )

    assert response.status_code == 302
    attachments = track.updates.get().attachments.all()
    assert [(row.title, row.url) for row in attachments] == [
        ("Verslag", "https://example.nl/verslag"),
        ("example.nl/kaart?x=1", "https://example.nl/kaart?x=1"),
        ("a.pdf", ""),
        ("b.docx", ""),
    ]


def test_an_update_needs_no_evidence(client, track, form):
    assert send(client, track, form).status_code == 302
    assert not Attachment.objects.exists()


def test_a_wrong_file_is_named_and_does_not_cost_the_others(client, track, form):
    response = send(
        client,
        track,
        form,
        uploads=[upload("a.pdf"), upload("macro.docx", DOCM), upload("leeg.pdf", b"")],
    )

    assert response.status_code == 422
    assert [problem.split(" ")[0] for problem in problems(response)] == [
        "‘macro.docx’",
        "‘leeg.pdf’",
    ]
    page = response.content.decode()
    assert "Het loopt." in page
    assert "a.pdf (PDF, " in page

    response = send(client, track, form, held=held_on(response))

    assert response.status_code == 302
    assert track.updates.get().attachments.get().title == "a.pdf"


@pytest.mark.parametrize(
    "wrong", [{"phase": ""}, {"note": PHONE}, {"link_1": "geen link"}]
)
def test_files_stay_when_another_field_is_wrong(client, track, form, wrong):
    response = send(client, track, form, uploads=[upload("a.pdf")], **wrong)
    assert response.status_code == 422

    response = send(
        client, track, form, held=held_on(response), uploads=[upload("b.png", PNG)]
    )

    assert response.status_code == 302
    assert [row.title for row in Attachment.objects.all()] == ["a.pdf", "b.png"]


def test_a_file_is_not_added_once_its_box_is_empty(client, track, form):
    files = [upload("a.pdf"), upload("b.docx", DOCX)]
    response = send(client, track, form, uploads=files, phase="")

    send(client, track, form, held=held_on(response)[1:])

    assert Attachment.objects.get().title == "b.docx"


def test_files_stay_when_somebody_else_was_first(client, track, form, coordinator):
    report(track, coordinator)

    response = send(client, track, form, uploads=[upload("a.pdf")])
    assert response.status_code == 409
    assert "a.pdf (PDF, " in response.content.decode()
    send(client, track, form, **new_form_on(response), held=held_on(response))

    assert (
        track.updates.order_by("-sequence").first().attachments.get().title == "a.pdf"
    )


def test_a_file_that_comes_with_what_was_saved_already_is_not_lost(client, track, form):
    send(client, track, form)

    response = send(client, track, form, uploads=[upload("a.pdf")], link_1="a.example")
    assert response.status_code == 409
    assert not Attachment.objects.exists()
    again = new_form_on(response) | {"held": held_on(response), "link_1": "a.example"}
    send(client, track, form, **again)

    newest = track.updates.get(sequence=2)
    assert {row.title for row in newest.attachments.all()} == {"a.pdf", "a.example"}


def test_links_wait_while_somebody_logs_in_and_files_do_not(
    client, officer, track, form
):
    client.logout()
    evidence = {"link_1": "a.example", "uploads": [upload("a.pdf")], "held": ["1"]}
    send(client, track, form, **evidence)
    client.force_login(officer)

    shown = client.get(track.get_absolute_url()).context["form"]

    assert shown["link_1"].value() == "a.example"
    assert not shown["uploads"].value()
    assert "held" not in shown.fields


def test_in_the_list_a_wrong_file_and_a_doubtful_text_are_told_in_place(
    client, track, form
):
    files = [upload("a.pdf"), upload("macro.docx", DOCM)]
    sent = form | {"uploads": files, "note": PHONE}

    response = Part(client).post(track.get_absolute_url(), sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert "<html" not in page
    assert 'hx-encoding="multipart/form-data"' in page
    assert "‘macro.docx’ kan niet." in page
    assert "a.pdf (PDF, " in page
    assert 'name="note-gezien"' in page


def test_a_form_with_files_that_is_sent_twice_counts_once(client, track, form):
    response = send(client, track, form, uploads=[upload("a.pdf")], phase="")
    held = held_on(response)

    first, second = (send(client, track, form, held=held) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert track.updates.get().attachments.get().title == "a.pdf"


def test_a_file_that_is_no_longer_held_must_be_chosen_again(client, track, form):
    response = send(client, track, form, uploads=[upload("a.pdf")], phase="")
    held = held_on(response)
    HeldFile.objects.all().delete()

    response = send(client, track, form, held=held)

    assert response.status_code == 422
    assert problems(response) == [
        "Een bestand dat u koos, is niet meer bewaard. Kies het opnieuw."
    ]
    assert not track.updates.exists()


def test_nobody_takes_a_file_that_somebody_else_sent(
    client, track, other_track, form, officer, other_officer
):
    client.force_login(other_officer)
    theirs = send(client, other_track, form, phase="", uploads=[upload("geheim.pdf")])
    client.force_login(officer)

    response = send(client, track, form, held=held_on(theirs))

    assert response.status_code == 422
    assert "geheim.pdf" not in response.content.decode()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("sizes", "problem"),
    [
        ([1500], "‘0.pdf’ is te groot. Een bestand is hoogstens 1000"),
        ([900, 900, 900], "De bestanden zijn samen te groot. Samen zijn ze hoogstens"),
        ([50] * 11, "Kies hoogstens 10 bestanden."),
    ],
)
def test_too_much_is_refused_in_words(settings, client, track, form, sizes, problem):
    settings.MAX_FILE_BYTES, settings.MAX_FILES_BYTES = 1000, 2000
    files = [
        upload(f"{number}.pdf", PDF + bytes([number]) * (size - len(PDF)))
        for number, size in enumerate(sizes)
    ]

    response = send(client, track, form, uploads=files)

    assert response.status_code == 422
    assert problems(response)[0].replace("\xa0", " ").startswith(problem)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"link_2": "javascript:alert(1)"}, "link_2"),
        ({"link_2": "ftp://example.nl/x"}, "link_2"),
        ({"link_2_title": "Verslag"}, "link_2"),
        ({"link_2": "https://example.nl", "link_2_title": PHONE}, "link_2_title"),
    ],
)
def test_a_link_is_looked_at(client, track, form, values, field):
    response = send(client, track, form, **values)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


# In the timeline


def test_the_timeline_shows_evidence_to_who_may_see_it(
    client, track, officer, coordinator, manager, other_officer, reader
):
    update = report(track, officer)
    attachment = attach_file(update, officer, name="verslag.pdf")
    remove = reverse("actions:remove-attachment", args=[attachment.pk])
    pages = {}
    for person in (officer, coordinator, manager, other_officer, reader):
        client.force_login(person)
        pages[person] = client.get(track.get_absolute_url()).content.decode()

    assert f"PDF, {len(PDF)}" in pages[officer]
    seen = ["verslag.pdf</a>" in page for page in pages.values()]
    assert seen == [True, True, True, False, False]
    assert "verslag.pdf" not in pages[other_officer] + pages[reader]
    assert [remove in page for page in pages.values()] == [True, True, *[False] * 3]


def test_evidence_of_a_withdrawn_update_stays_and_says_so(client, track, officer):
    attach_file(report(track, officer), officer, name="verslag.pdf")
    track.refresh_from_db()
    services.withdraw(track, author=officer, key=uuid4(), base_version=track.version)

    page = client.get(track.get_absolute_url()).content.decode()

    assert "verslag.pdf</a>" in page
    assert page.count("Ingetrokken op") == 1


# Afterwards


def test_evidence_is_added_to_an_update_afterwards(client, track, officer):
    earlier = timezone.now() - timedelta(days=3)
    update = report(track, officer, now=earlier)
    address = reverse("actions:add-evidence", args=[update.pk])
    assert address in client.get(track.get_absolute_url()).content.decode()

    response = client.post(
        address,
        {"key": uuid4(), "uploads": [upload()], "link_1": "https://example.nl"},
        follow=True,
    )

    page = response.content.decode()
    assert response.redirect_chain == [(track.get_absolute_url(), 302)]
    assert "Bijlagen toegevoegd: 2." in page
    assert f"door {officer}" in page
    assert update.attachments.count() == 2


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, "Kies een bestand of vul een link in."),
        ({"uploads": [upload("a.pdf", b"Tekst")]}, "‘a.pdf’ kan niet."),
    ],
)
def test_adding_nothing_or_something_wrong_is_refused(
    client, track, officer, values, problem
):
    update = report(track, officer)

    response = client.post(
        reverse("actions:add-evidence", args=[update.pk]), {"key": uuid4()} | values
    )

    assert response.status_code == 422
    assert problems(response)[0].startswith(problem)


def test_nothing_is_added_to_a_withdrawn_update(client, track, officer):
    update = report(track, officer)
    services.withdraw(track, author=officer, key=uuid4(), base_version=1)

    response = client.get(reverse("actions:add-evidence", args=[update.pk]))

    assert response.status_code == 404


# Downloading


def test_a_file_is_served_as_a_download_and_nothing_else(client, track, officer):
    attachment = attach_file(report(track, officer), officer, name="vérslag “1”.pdf")

    response = client.get(attachment.get_absolute_url())

    assert response.getvalue() == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(PDF))
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''v%C3%A9rslag%20%E2%80%9C1%E2%80%9D.pdf"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert sorted(response.headers["Content-Security-Policy"].split("; ")) == [
        "default-src 'none'",
        "sandbox",
    ]
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))


def test_a_link_and_what_was_removed_are_not_served(
    client, track, officer, coordinator
):
    update = report(track, officer)
    link = services.Link("Verslag", "https://example.nl/")
    services.attach(update, services.Evidence((link,)), by=officer)
    file = attach_file(update, officer)
    services.remove_content(file, by=coordinator, reason="Namen.")

    for attachment in update.attachments.all():
        address = reverse("actions:attachment", args=[attachment.pk])
        assert client.get(address).status_code == 404


# Removing


def test_the_coordinator_removes_what_should_not_be_there(
    client, track, officer, coordinator
):
    attachment = attach_file(report(track, officer), officer, name="Jan Jansen.pdf")
    client.force_login(coordinator)
    address = reverse("actions:remove-attachment", args=[attachment.pk])
    assert "Jan Jansen.pdf" in client.get(address).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": PHONE}).status_code == 422

    page = client.post(address, {"reason": "Er stond een naam in."}, follow=True)

    text = page.content.decode()
    assert "Jan Jansen" not in text
    assert f"door {coordinator}: Er stond een naam in." in text
    assert client.get(address).status_code == 404
    assert client.get(attachment.get_absolute_url()).status_code == 404


def test_an_officer_removes_a_wrong_file_for_a_reason(client, track, officer):
    attachment = attach_file(report(track, officer), officer, name="Jan Jansen.pdf")
    client.force_login(officer)
    assert "Verwijderen<" in client.get(track.get_absolute_url()).content.decode()
    address = reverse("actions:remove-attachment", args=[attachment.pk])

    page = client.post(address, {"reason": "Verkeerd bestand."}, follow=True)

    text = page.content.decode()
    assert "Jan Jansen" not in text
    assert f"door {officer}: Verkeerd bestand." in text


# In the admin


def test_the_admin_shows_evidence_and_takes_it_on_behalf_of_the_owner(
    client, track, officer, coordinator
):
    attach_file(report(track, officer), officer, name="verslag.pdf")
    client.force_login(coordinator)
    page = admin_url("actions_progress_change", track.pk)
    response = client.get(page)
    assert "verslag.pdf</a>" in response.content.decode()
    assert 'enctype="multipart/form-data"' in response.content.decode()
    sent = fields_on(response) | {"phase": "running", "light": "green"}

    response = client.post(
        page,
        sent | {"note": PHONE, "uploads": [upload("nieuw.pdf"), upload("x.pdf", b"x")]},
    )
    assert list(errors_on(response)) == ["uploads", "note"]
    held = response.context["adminform"].form["held"].value()
    assert "nieuw.pdf (PDF, " in response.content.decode()
    client.post(page, sent | {"held": held})

    track.refresh_from_db()
    assert track.state.attachments.get().title == "nieuw.pdf"
