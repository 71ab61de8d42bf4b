"""Evidence and the guard on free text, in a real browser and on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.test_accessibility import violations
from tests.e2e.worklist import open_form
from tests.files import DOCM, DOCX, PDF, PNG

QUESTION = "Ik heb gekeken: dit zijn geen gegevens van een slachtoffer."


def chosen(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def open_track(page: Page, code: str) -> str:
    """Open the form of an action in the list; returns the address of its page."""
    page.goto("/mijn-acties/")
    form = open_form(page, code).locator("form[data-draft]")
    return form.get_attribute("action").split("?")[0]


def newest_update(page: Page) -> Locator:
    return page.locator(".timeline > li").first


@pytest.mark.parametrize("width", [1280, 360])
def test_an_officer_adds_evidence_and_gets_it_back(page, log_in, complaints, width):
    page.set_viewport_size({"width": width, "height": 740})
    log_in("officer")
    address = open_track(page, "3.1")
    page.get_by_label("Toelichting").fill(f"Gastles gegeven, zie verslag {width}.")
    page.get_by_text("Bijlagen toevoegen", exact=True).click()

    page.get_by_label("Bestanden").set_input_files(
        [chosen("verslag gastles.pdf", PDF), chosen("rooster.docx", DOCX)]
    )
    page.get_by_label("Link", exact=True).fill("school.example/nieuws")
    page.get_by_label("Titel van de link").fill("Bericht van de school")
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 3.1")
    page.goto(address)
    update = newest_update(page)
    expect(
        update.get_by_role("link", name="Bericht van de school", exact=True)
    ).to_be_visible()
    with page.expect_download() as download:
        update.get_by_role("link", name="verslag gastles.pdf", exact=True).click()
    assert download.value.suggested_filename == "verslag gastles.pdf"
    assert download.value.path().read_bytes() == PDF
    assert complaints == []


def test_evidence_is_not_for_another_municipality(page, log_in, browser, base_url):
    log_in("officer")
    address = open_track(page, "1.3")
    page.goto(address)
    link = page.get_by_role("link", name="meldroute-aalten.pdf", exact=True)
    file = link.get_attribute("href")
    assert (
        page.request.get(file).headers["content-disposition"].startswith("attachment")
    )

    page.context.clear_cookies()
    log_in("officer_behind")

    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.3")
    expect(page.get_by_text("meldroute-aalten.pdf")).to_have_count(0)
    assert page.request.get(file).status == 404


def test_a_wrong_file_is_refused_and_the_others_need_not_be_chosen_again(page, log_in):
    log_in("officer")
    address = open_track(page, "4.1")
    page.get_by_text("Bijlagen toevoegen", exact=True).click()
    page.get_by_label("Bestanden").set_input_files(
        [chosen("plattegrond.png", PNG), chosen("macro.docx", DOCM)]
    )
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("alert")).to_contain_text("‘macro.docx’ kan niet.")
    expect(page.get_by_label("plattegrond.png")).to_be_checked()
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 4.1")
    page.goto(address)
    added = newest_update(page).get_by_role("link", name=re.compile("^plattegrond"))
    expect(added).to_have_text("plattegrond.png")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_question_about_a_text_is_answered_once(page, log_in, width):
    page.set_viewport_size({"width": width, "height": 740})
    log_in("officer")
    address = open_track(page, "1.1")
    note = page.get_by_label("Toelichting")
    note.fill("Het meldpunt is bereikbaar op 0543-123456.")
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("alert")).to_contain_text(
        "een telefoonnummer (05••-••••••)"
    )
    expect(note).to_have_value("Het meldpunt is bereikbaar op 0543-123456.")
    assert violations(page) == []
    page.get_by_label(QUESTION).check()
    note.fill("Het meldpunt is bereikbaar op 0543-123456, of op meld@aalten.example.")
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("alert")).to_contain_text("een e-mailadres")
    expect(page.get_by_label(QUESTION)).not_to_be_checked()
    page.get_by_label(QUESTION).check()
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 1.1")
    page.goto(address)
    expect(newest_update(page)).to_contain_text("meld@aalten.example")


def test_a_bsn_cannot_be_saved(page, log_in):
    log_in("officer")
    open_track(page, "1.2")
    page.get_by_label("Toelichting").fill("Het gaat om 1112.22.333.")
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("alert")).to_contain_text("burgerservicenummer")
    expect(page.get_by_label(QUESTION)).to_have_count(0)
    expect(page.get_by_label("Toelichting")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_coordinator_removes_evidence_that_should_not_be_there(
    page, log_in, complaints, width
):
    page.set_viewport_size({"width": width, "height": 740})
    log_in("officer")
    address = open_track(page, "1.3")
    page.goto(address)
    page.get_by_role("link", name="Bijlagen toevoegen aan het laatste bericht").click()
    assert violations(page) == []
    name = f"lijst-{width}.pdf"
    page.get_by_label("Bestanden").set_input_files(
        [chosen(name, PDF + str(width).encode())]
    )
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("status")).to_contain_text("Bijlagen toegevoegd: 1.")
    page.context.clear_cookies()
    log_in("coordinator")

    page.goto(address)
    page.get_by_role("link", name=f"Verwijderen van {name}").click()
    assert violations(page) == []
    page.get_by_label("Waarom verwijdert u deze bijlage?").fill("Er stond een naam in.")
    page.get_by_role("button", name="Verwijderen").click()

    expect(page.get_by_role("status")).to_contain_text("Verwijderd.")
    expect(page.get_by_text("Er stond een naam in.").first).to_be_visible()
    expect(page.get_by_text(name)).to_have_count(0)
    assert violations(page) == []
    assert complaints == []


def test_the_admin_asks_about_a_text_as_well(page, log_in):
    log_in("coordinator")
    page.goto("/beheer/actions/action/")
    page.get_by_role("link", name="2.1", exact=True).click()
    page.get_by_label("Reden van wijziging").fill("Gevraagd door j.bos@example.nl.")
    page.get_by_label("Besloten door").fill("Gezamenlijke driehoek")
    page.get_by_label("Korte titel").fill("Samen trainen")
    page.get_by_role("button", name="Opslaan", exact=True).click()

    expect(page.locator(".errorlist")).to_contain_text("een e-mailadres")
    page.get_by_label(QUESTION).check()
    page.get_by_role("button", name="Opslaan", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("Samen trainen")


def test_files_are_not_kept_on_the_device(page, log_in, complaints):
    log_in("officer")
    address = open_track(page, "2.2")
    page.get_by_text("Bijlagen toevoegen", exact=True).click()
    page.get_by_label("Bestanden").set_input_files([chosen("a.pdf", PDF)])
    page.get_by_label("Link", exact=True).fill("https://school.example/nieuws")
    page.get_by_label("Toelichting").fill("Bewaard op dit apparaat.")

    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)

    expect(page.get_by_label("Toelichting")).to_have_value("Bewaard op dit apparaat.")
    expect(page.get_by_label("Link", exact=True)).to_be_visible()
    expect(page.get_by_label("Bestanden")).to_have_value("")
    assert complaints == []
