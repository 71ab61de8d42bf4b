"""People look back: at the state of a day, and at what happened since."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [1280, 360])
def test_a_reader_chooses_a_day_looks_around_and_comes_back(
    page, log_in, complaints, width
):
    page.set_viewport_size({"width": width, "height": 800})
    log_in("reader")
    page.goto("/overzicht/")
    banner = page.get_by_role("region", name="Peildatum")
    expect(banner).not_to_be_visible()

    page.get_by_text("Bekijk een eerdere dag").click()
    page.get_by_label("Peildatum").fill("2025-06-30")
    page.get_by_role("button", name="Toon").click()

    expect(page).to_have_url(re.compile(r"/overzicht/\?peildatum=2025-06-30$"))
    expect(banner).to_contain_text("U ziet de stand van 30 juni 2025.")
    expect(
        page.get_by_text("82 van 83 gemeld of bevestigd sinds 2 juni 2025")
    ).to_be_visible()

    page.get_by_role("link", name="1.3 Interne meldroute vaststellen").click()

    expect(page).to_have_url(re.compile(r"/acties/3/\?peildatum=2025-06-30$"))
    winterswijk = page.get_by_role("listitem").filter(
        has=page.get_by_role("link", name="Winterswijk", exact=True)
    )
    expect(winterswijk).to_contain_text("Aandacht nodig")
    expect(page.get_by_role("link", name="Bijwerken")).to_have_count(0)

    page.get_by_role("link", name="Naar vandaag").click()

    expect(page).to_have_url(re.compile(r"/acties/3/(\?)?$"))
    expect(banner).not_to_be_visible()
    expect(winterswijk).to_contain_text("Loopt vast")
    assert complaints == []


def test_the_history_tells_of_an_edit_in_the_admin_with_its_reason(
    page, log_in, complaints
):
    log_in("coordinator")
    page.goto("/beheer/actions/action/12/change/")
    title = page.get_by_label("Korte titel").input_value()
    page.get_by_label("Korte titel").fill("Een andere titel")
    page.get_by_label("Reden van wijziging").fill("Dat zei de driehoek.")
    page.get_by_label("Besloten door").fill("Gezamenlijke driehoek")
    page.get_by_role("button", name="Opslaan", exact=True).click()

    page.goto("/acties/12/")
    page.get_by_role("link", name="Bekijk de hele geschiedenis").click()

    newest = page.locator(".timeline > li").first
    expect(newest).to_contain_text("Marieke Hoitink")
    expect(newest).to_contain_text(re.compile("Korte titel.*Een andere titel", re.S))
    expect(newest.locator("del")).to_have_text(f"weg: {title}")
    expect(newest).to_contain_text("Waarom: Dat zei de driehoek.")

    page.goto("/plannen/1/geschiedenis/")
    page.get_by_label("Wat", exact=True).select_option("Actie")
    page.get_by_label("Wie").select_option("Marieke Hoitink")
    page.get_by_role("button", name="Toon", exact=True).last.click()

    expect(page.locator(".timeline > li").first).to_contain_text("Dat zei de driehoek.")
    assert complaints == []


def test_a_wrong_day_is_said_beside_the_field_and_can_be_put_right(page, log_in):
    log_in("reader")
    page.goto("/acties/3/?peildatum=30-6-25x")

    field = page.get_by_label("Peildatum")
    expect(field).to_have_value("30-6-25x")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Dit is geen datum.")).to_be_visible()

    field.fill("30-6-2025")
    page.get_by_role("button", name="Toon deze dag").click()

    expect(page.get_by_text("U ziet de stand van 30 juni 2025.")).to_be_visible()
