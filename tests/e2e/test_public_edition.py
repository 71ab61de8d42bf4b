"""From a published report to a public edition that tells no more than it should."""

import re

from playwright.sync_api import expect

from .reports import PDF_MS
from .test_accessibility import violations

SECRET = "De eigen meldroute is nog niet vastgesteld."
WITHHELD = "Niet openbaar (Woo, artikel 5.1, tweede lid, onder d)"


def test_a_report_is_made_public_without_what_is_not(
    page, log_in, other_browser, complaints
):
    log_in("coordinator")
    page.goto("/rapportages/2/lezen/")
    expect(page.get_by_text(SECRET).first).to_be_visible()
    page.goto("/rapportages/2/")
    page.get_by_role("link", name="Openbare versie maken").click()

    worries = page.get_by_role("group", name="Oorzaak, gevolg en maatregel")
    worries.get_by_label("Openbaar of niet").select_option(
        label="5.1.2d: inspectie, controle en toezicht"
    )
    worries.get_by_label("Waarom").fill("De controles lopen nog.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen")
    worries.get_by_role("link").click()
    page.get_by_label("Openbaar of niet").first.select_option(label="Openbaar")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Terug naar alle soorten").click()
    expect(worries.get_by_role("link")).to_contain_text("1 apart gekozen")

    page.get_by_role("link", name="Voorbeeld").click()
    expect(page.get_by_text(WITHHELD).first).to_be_visible()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    page.get_by_role("link", name="Terug").click()

    page.get_by_role("link", name="Nakijken en maken").click()
    expect(page.get_by_role("cell", name="De controles lopen nog.")).to_be_visible()
    page.get_by_role("button", name="Openbare versie maken").click()
    stand = page.get_by_role("status")
    expect(stand).to_contain_text("De openbare versie is er.", timeout=PDF_MS)
    found = violations(page)
    page.get_by_role("link", name="Openbare versie bekijken").click()
    expect(page.get_by_role("heading", name="Openbare versie 1")).to_be_visible()
    found += violations(page)

    driehoek = other_browser("driehoek")
    driehoek.goto("/rapportages/2/")
    address = driehoek.get_by_role("link", name=re.compile("^PDF van openbare"))
    pdf = driehoek.request.get(address.get_attribute("href"))
    assert pdf.headers["content-type"] == "application/pdf"
    driehoek.get_by_role("link", name=re.compile("^Lezen")).click()
    expect(driehoek.get_by_role("heading", name="Wat niet openbaar is")).to_be_visible()
    expect(driehoek.get_by_text(SECRET)).to_have_count(0)
    assert found + violations(driehoek) == []
    assert complaints == []
