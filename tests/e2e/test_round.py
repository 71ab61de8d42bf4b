"""A round, from its opening to a member of the driehoek who reads the report.

It closes the round that the other journeys report in, so it has a server of its own.
"""

from datetime import date, timedelta

from playwright.sync_api import expect

from .reports import publish, tell
from .rounds import close_round, open_round
from .worklist import expect_count, open_form

SUMMARY = "Aalten meldt dat de training voor de balie is uitgesteld."
CAUSE = "De trainer is ziek."
TODAY = date.today()


def test_a_round_goes_from_its_opening_to_the_driehoek(enter):
    coordinator, officer = enter("coordinator"), enter("officer")
    close_round(coordinator, 3, on="2025-10-20")
    open_round(
        coordinator,
        TODAY.year,
        (TODAY.month + 2) // 3,
        opens_on=TODAY.isoformat(),
        closes_on=(TODAY + timedelta(days=14)).isoformat(),
    )
    quarter = f"Q{(TODAY.month + 2) // 3} {TODAY.year}"

    officer.goto("/mijn-acties/")
    line = open_form(officer, "2.4")
    line.get_by_role("radio", name="Aandacht nodig").check()
    line.get_by_label("Hoe komt dit?").fill(CAUSE)
    line.get_by_label("Wat betekent dit voor het doel?").fill(
        "De balie weet te weinig."
    )
    line.get_by_label("Wat doet u eraan, of wat is nodig?").fill(
        "In januari komt hulp."
    )
    line.get_by_role("button", name="Opslaan").click()
    expect_count(officer, "Bijgewerkt", 1)
    officer.get_by_role("button", name="Alles in deze groep bevestigen").last.click()
    expect_count(officer, "Niet bevestigd", 0)
    card = officer.get_by_role("region", name=f"Aanlevering {quarter}")
    card.get_by_role("link", name="Indienen").click()
    officer.get_by_role("button", name="Indienen").click()
    expect(officer.get_by_text("Ingediend op").first).to_be_visible()

    coordinator.goto("/beheer/actions/submission/?state__exact=submitted")
    coordinator.get_by_role("row", name="Aalten").get_by_role("checkbox").check()
    coordinator.locator("select[name=action]").select_option("accept")
    coordinator.get_by_role("button", name="Uitvoeren").click()
    expect(coordinator.locator(".messagelist")).to_contain_text("Akkoord: 1.")
    close_round(coordinator, 4, on=TODAY.isoformat())

    coordinator.goto("/rapportages/maken/")
    editions = coordinator.get_by_role("region", name=f"Edities over {quarter}")
    editions.get_by_role("button", name="Concept maken").first.click()
    coordinator.get_by_label("Samenvatting").fill(SUMMARY)
    coordinator.get_by_role("button", name="Opslaan").click()
    coordinator.get_by_role("link", name="Nakijken en publiceren").click()
    publish(coordinator, f"Regio Achterhoek, {quarter}")
    tell(coordinator, "Caroline Vermaat")

    driehoek = enter("driehoek")
    report = f"Regio Achterhoek, {quarter}"
    driehoek.get_by_role("link", name=report, exact=True).click()
    driehoek.get_by_role("link", name="Rapportage lezen").click()
    expect(driehoek.get_by_text(SUMMARY)).to_be_visible()
    expect(driehoek.get_by_text(CAUSE).first).to_be_visible()
    expect(driehoek.get_by_text("Montferland: 9 van 9")).to_be_visible()
