"""Opening and closing rounds, in the admin."""

from playwright.sync_api import Page, expect


def open_round(
    page: Page, year: int, quarter: int, *, opens_on: str, closes_on: str
) -> None:
    """Ask everybody to report; days as 2025-12-31."""
    page.goto("/beheer/actions/reportinground/add/")
    page.get_by_label("Plan", exact=False).first.select_option(index=1)
    page.get_by_label("Jaar").fill(str(year))
    page.get_by_label("Kwartaal").select_option(str(quarter))
    page.get_by_label("Opent op").fill(opens_on)
    page.get_by_label("Sluit op").fill(closes_on)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()


def close_round(page: Page, pk: int, *, on: str) -> None:
    """What comes in after this day is nagekomen."""
    page.goto(f"/beheer/actions/reportinground/{pk}/change/")
    page.get_by_label("Gesloten op").fill(on)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
