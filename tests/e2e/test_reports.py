"""A report from draft to the driehoek, and whether a PDF of it is genuine."""

import re

from playwright.sync_api import Page, expect

from .reports import publish, reload_until, tell

SUMMARY = "De meldroutes staan, en de training kan beginnen."
REQUEST = "Stel geld beschikbaar voor de training van toezichthouders"
FIRST = "Regio Achterhoek, Q1 2025"
REPORT = "Gemeente Winterswijk, Q2 2025"


def make_draft(page: Page) -> None:
    """Begin the edition of Winterswijk over a quarter that was closed."""
    page.goto("/rapportages/")
    page.get_by_role("link", name="Rapportages maken").click()
    second = page.get_by_role("region", name="Edities over Q2 2025")
    row = second.get_by_role("row", name=re.compile("Winterswijk"))
    row.get_by_role("button", name=re.compile("Concept maken")).click()
    expect(page.get_by_role("heading", name=REPORT, level=1)).to_be_visible()


def test_a_report_goes_from_draft_to_the_driehoek_and_is_known_as_genuine(
    page, log_in, other_browser, new_context, complaints
):
    log_in("coordinator")
    make_draft(page)
    expect(page.get_by_text("onderdelen zijn gemeld of bevestigd")).to_be_visible()

    page.get_by_label("Samenvatting").fill(SUMMARY)
    page.get_by_label("Vooruitblik").fill("Na de zomer volgt de evaluatie.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen")

    page.get_by_role("link", name="Besluit vragen").click()
    page.get_by_label("Gevraagd besluit").fill(REQUEST)
    page.get_by_label("Waarom").fill("Zonder geld geen training.")
    page.get_by_label("Uiterlijk op").fill("2025-09-01")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name=REQUEST)).to_be_visible()

    page.get_by_role("link", name="Voorbeeld").click()
    expect(page.get_by_text("Concept: nog niet vastgesteld.")).to_be_visible()
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    page.get_by_role("link", name="Verder schrijven").click()

    page.get_by_role("link", name="Nakijken en publiceren").click()
    expect(page.get_by_text("Er ontbreekt niets.")).to_be_visible()
    publish(page, REPORT)
    told = tell(page, "Caroline Vermaat")
    expect(told.get_by_text("nog niet")).to_be_visible()
    assert complaints == []

    driehoek = other_browser("driehoek")
    driehoek.get_by_role("link", name=REPORT, exact=True).click()
    driehoek.get_by_role("link", name="Rapportage lezen").click()
    expect(driehoek.get_by_text(SUMMARY)).to_be_visible()
    expect(driehoek.get_by_role("rowheader", name=REQUEST)).to_be_visible()
    expect(driehoek.get_by_text("Concept: nog niet vastgesteld.")).not_to_be_visible()
    page.reload()
    expect(told.get_by_text("nog niet")).to_have_count(0)
    address = driehoek.get_by_role("link", name="PDF").get_attribute("href")
    pdf = driehoek.request.get(address).body()

    outsider = new_context().new_page()
    check(outsider, pdf)
    expect(outsider.get_by_role("status")).to_contain_text("Deze PDF is echt")
    expect(outsider.get_by_text(REPORT)).to_be_visible()

    check(outsider, pdf.replace(b"%%EOF", b"%%eof"))
    expect(outsider.get_by_role("alert")).to_contain_text("Deze PDF is onbekend")


def check(page: Page, pdf: bytes) -> None:
    """Ask whether a PDF is genuine, as anybody can."""
    page.goto("/rapportages/echtheid/")
    file = {"name": "rapportage.pdf", "mimeType": "application/pdf", "buffer": pdf}
    page.get_by_label("PDF-bestand").set_input_files(file)
    page.get_by_role("button", name="Controleren").click()


def test_a_correction_leaves_the_old_version_to_be_read(page, log_in):
    log_in("coordinator")
    page.goto("/rapportages/")
    page.get_by_role("link", name=FIRST, exact=True).click()
    page.get_by_role("link", name="Correctie maken").click()
    page.get_by_role("button", name="Concept maken").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf op waarom")

    page.get_by_label("Waarom komt er een correctie?").fill("Een bedrag klopte niet.")
    page.get_by_role("button", name="Concept maken").click()

    expect(page.get_by_role("heading", name=re.compile("versie 2"))).to_be_visible()
    expect(page.get_by_text("Een bedrag klopte niet.")).to_be_visible()
    page.get_by_text("Concept weggooien").click()
    page.get_by_role("button", name="Weggooien").click()
    expect(page.get_by_role("status")).to_contain_text("Concept weggegooid")


def test_a_member_of_the_driehoek_finds_an_earlier_report(page, log_in):
    log_in("driehoek")

    page.get_by_label("Kwartaal", exact=True).select_option("1e kwartaal 2025")
    page.get_by_role("button", name="Zoeken").click()

    expect(page.get_by_text("1 gevonden.")).to_be_visible()
    expect(page.get_by_role("link", name=FIRST, exact=True)).to_be_visible()


def test_a_pdf_is_made_in_the_background_also_without_javascript(other_browser):
    page = other_browser("coordinator", java_script_enabled=False)
    page.goto("/rapportages/maken/")
    page.get_by_role("link", name="Stand (PDF) van Aalten, Q3 2025").click()
    expect(
        page.get_by_role("heading", name="Stand van Aalten, Q3 2025")
    ).to_be_visible()

    page.get_by_role("button", name="Annuleren").click()
    expect(page.get_by_role("status")).to_contain_text("Geannuleerd")
    page.get_by_role("button", name="Opnieuw proberen").click()

    opened = page.get_by_role("link", name="PDF openen")
    reload_until(page, opened)
    pdf = page.request.get(opened.get_attribute("href"))
    assert pdf.body().startswith(b"%PDF-")
