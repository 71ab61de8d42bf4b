"""A coordinator divides a budget line over the municipalities.

It changes the plan, so it has a server of its own.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import log_in_on
from .test_accessibility import violations


@pytest.fixture
def coordinator(browser: Browser, own_address: str) -> Iterator[Page]:
    """On a phone."""
    context = browser.new_context(
        base_url=own_address, locale="nl-NL", viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    log_in_on(page, "coordinator")
    yield page
    context.close()


def test_a_line_is_divided_by_key_and_by_hand(coordinator: Page):
    page = coordinator
    page.goto("/plannen/1/financien/")
    page.get_by_role("link", name=re.compile("Verdelen.*Training op maat")).focus()
    page.keyboard.press("Enter")

    page.get_by_role("radio", name=re.compile("Met de hand")).focus()
    page.keyboard.press("Space")
    page.get_by_label("Bedrag, Aalten").fill("2.499,50")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("€ 0,50 te weinig")
    expect(alert).to_be_focused()
    expect(page.get_by_label("Bedrag, Aalten")).to_have_value("2.499,50")
    assert violations(page) == []

    page.get_by_role("radio", name=re.compile("Naar een sleutel")).check()
    page.get_by_label("Welke sleutel is dat?").fill("aantal toezichthouders")
    places = page.get_by_role("textbox", name=re.compile("^Sleutel, "))
    expect(places).to_have_count(8)
    for number in range(8):
        places.nth(number).fill(str(number + 1))
    page.get_by_role("button", name="Bekijk de verdeling").click()
    expect(page.get_by_role("row", name=re.compile("Aalten"))).to_contain_text(
        "€ 555,56"
    )
    assert violations(page) == []

    page.get_by_label("Reden").fill("Naar het aantal toezichthouders.")
    page.get_by_label("Besloten door").fill("De gezamenlijke driehoek")
    page.get_by_label("Geldig vanaf").fill("2025-12-01")
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_text("verdeeld over de gemeenten: naar")).to_contain_text(
        "aantal toezichthouders"
    )
    page.goto("/plannen/1/wijzigingen/")
    entry = page.get_by_role("article").first
    expect(entry).to_contain_text("Naar het aantal toezichthouders.")
    expect(entry.get_by_role("deletion").first).to_contain_text("2.500")
    expect(entry.get_by_role("insertion").first).to_contain_text("555,56")
