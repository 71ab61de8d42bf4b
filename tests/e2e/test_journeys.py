"""The three users do what they come for; each journey stands on its own.

All share one demo, so each has an action to itself.
"""

import re
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from .reports import reload_until

NOTE = "Bij de balie ligt nu een kaart met de tien belangrijkste signalen."
CAUSE = "De leverancier levert de kaarten pas in januari."
CONSEQUENCE = "Het duurt een kwartaal langer."
REMEDY = "De kaarten komen uit een andere gemeente."


def pdf_text(page: Page, address: str) -> str:
    answer = page.request.get(address)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.body()))
    return letters("".join(part.extract_text() for part in reader.pages))


def letters(text: str) -> str:
    """The text without what a line break adds to it: spaces and hyphens."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def test_an_officer_updates_an_action_on_a_phone_in_a_minute(phone, log_in, complaints):
    page = log_in("officer")
    expect(page.get_by_role("heading", name="Mijn acties", level=1)).to_be_visible()

    page.get_by_role("link", name="Bijwerken van 2.4").click()
    page.get_by_role("radio", name="In uitvoering").check()
    page.get_by_role("radio", name="Op schema").check()
    page.get_by_label("Toelichting").fill(NOTE)
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 2.4")
    expect(page).to_have_url(re.compile("/mijn-acties/$"))
    assert complaints == []


def test_orange_asks_for_an_explanation_and_keeps_what_was_typed(page, log_in):
    log_in("officer")
    page.get_by_role("link", name="Bijwerken van 2.2").click()

    page.get_by_role("radio", name="Aandacht nodig").check()
    page.get_by_label("Toelichting").fill("Twee partners doen nog niet mee.")
    page.get_by_label("Hoe komt dit?").fill(CAUSE)
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("alert")).to_contain_text("Er klopt iets nog niet")
    expect(page.get_by_label("Hoe komt dit?")).to_have_value(CAUSE)
    expect(page.get_by_label("Toelichting")).to_have_value(
        "Twee partners doen nog niet mee."
    )
    remedy = page.get_by_label("Wat doet u eraan")
    expect(remedy).to_have_attribute("aria-invalid", "true")

    page.get_by_label("Wat betekent dit voor het doel?").fill(CONSEQUENCE)
    remedy.fill(REMEDY)
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text("aandacht nodig")


def test_one_click_confirms_that_nothing_changed(page, log_in):
    log_in("officer_behind")
    button = page.get_by_role("button", name="Niets veranderd").first
    expect(button).to_be_visible()

    button.click()

    expect(page.get_by_role("status")).to_contain_text("Bevestigd")
    expect(page).to_have_url(re.compile("/mijn-acties/$"))


def test_the_coordinator_corrects_the_plan_and_the_page_shows_it(
    page, log_in, complaints
):
    log_in("coordinator")
    expect(page.get_by_role("table")).to_contain_text("Winterswijk")

    page.get_by_role("link", name="Beheer").click()
    page.get_by_role("link", name="Acties", exact=True).click()
    page.get_by_role("link", name="1.2", exact=True).click()
    page.get_by_label("Korte titel").fill("Bekend zijn bij alle collega’s")
    page.get_by_label("Reden van wijziging").fill("Duidelijker verwoord.")
    page.get_by_label("Besloten door").fill("Gezamenlijke driehoek")
    page.get_by_role("button", name="Opslaan", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("Bekend zijn")
    page.goto("/overzicht/")
    expect(page.get_by_role("table")).to_contain_text("Bekend zijn bij alle collega’s")
    assert complaints == []


def test_the_coordinator_reads_what_an_officer_reported_late_in_the_report(
    page, log_in, other_browser
):
    officer = other_browser("officer")
    officer.get_by_role("link", name="Bijwerken van 4.1").click()
    officer.get_by_role("radio", name="Aandacht nodig").check()
    officer.get_by_label("Toelichting").fill(NOTE)
    officer.get_by_label("Hoe komt dit?").fill(CAUSE)
    officer.get_by_label("Wat betekent dit voor het doel?").fill(CONSEQUENCE)
    officer.get_by_label("Wat doet u eraan").fill(REMEDY)
    officer.get_by_role("button", name="Opslaan").click()
    expect(officer.get_by_role("status")).to_contain_text("Opgeslagen: 4.1")

    log_in("coordinator")
    page.goto("/rapportages/maken/")

    report = page.get_by_role("link", name="Stand (PDF) van De regio, Q3 2025")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        expect(report).to_be_visible()
    report.click()
    made = page.get_by_role("link", name="PDF openen")
    reload_until(page, made)
    text = pdf_text(page, made.get_attribute("href"))
    for words in ("Nagekomen op", NOTE, CAUSE, CONSEQUENCE, REMEDY):
        assert letters(words) in text


def test_the_coordinator_amends_the_plan_and_the_register_tells_it(
    page, log_in, complaints
):
    log_in("coordinator")
    page.goto("/beheer/actions/action/")
    page.get_by_role("link", name="2.4", exact=True).click()
    page.get_by_label("Eindigt op").fill("30-06-2026")
    page.get_by_label("Besloten door").fill("de gezamenlijke driehoek")
    page.get_by_label("Geldig vanaf").fill("01-11-2025")
    page.get_by_role("button", name="Opslaan", exact=True).click()

    expect(page.get_by_text("Schrijf op waarom u dit wijzigt")).to_be_visible()
    expect(page.get_by_label("Eindigt op")).to_have_value("30-06-2026")
    expect(page.get_by_label("Besloten door")).to_have_value("de gezamenlijke driehoek")

    page.get_by_label("Reden van wijziging").fill("De kaarten komen later.")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("2.4")

    page.goto("/overzicht/")
    page.get_by_role("link", name="Wijzigingen").click()
    newest = page.get_by_role("article").first
    expect(newest).to_contain_text(
        "Besloten door de gezamenlijke driehoek, geldig vanaf 1 november 2025"
    )
    expect(newest).to_contain_text("De kaarten komen later.")
    expect(newest.get_by_role("insertion")).to_contain_text("30-6-2026")

    newest.get_by_role("link", name="Actie 2.4").click()
    expect(page.get_by_role("link", name="1 wijziging")).to_be_visible()
    assert complaints == []
