"""Mijn acties as a list to work through. Each test has a track of its own."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.worklist import count, expect_count, item

LIST = re.compile(r"/mijn-acties/(\?.*)?$")


class Hands:
    """Counts what a person does with mouse or keyboard, typing excluded."""

    def __init__(self) -> None:
        self.interactions = 0

    def __call__(self, act: Callable[[], None]) -> None:
        act()
        self.interactions += 1


@pytest.fixture
def hands() -> Hands:
    return Hands()


def test_an_update_takes_four_interactions(page, log_in, complaints, hands):
    log_in("regional_lead")
    before = count(page, "Niet bevestigd")

    hands(page.get_by_role("link", name="Bijwerken van 2.3").click)
    hands(page.get_by_role("radio", name="Afgerond").check)
    hands(page.get_by_role("radio", name="Op schema").check)
    page.get_by_label("Toelichting").fill("De regisseur heeft alles verspreid.")
    hands(page.get_by_role("button", name="Opslaan").click)

    expect(page.get_by_role("status").first).to_contain_text("2.3")
    expect(page.get_by_role("status").first).to_be_focused()
    expect(item(page, "2.3")).to_contain_text("De regisseur heeft alles verspreid.")
    assert hands.interactions <= 4
    expect_count(page, "Niet bevestigd", before - 1)
    expect_count(page, "Bijgewerkt", 1)
    assert complaints == []


def test_a_confirmation_takes_one_and_is_undone_by_one(page, log_in, hands, complaints):
    log_in("officer_behind")
    before = count(page, "Bijgewerkt")
    line = item(page, "2.2")

    hands(line.get_by_role("button", name="Niets veranderd").click)

    expect(page.get_by_role("status")).to_contain_text("Bevestigd: bij 2.2")
    assert hands.interactions == 1
    expect_count(page, "Bijgewerkt", before + 1)

    page.get_by_role("button", name="Ongedaan maken").click()

    expect(page.get_by_role("status")).to_contain_text("Ongedaan gemaakt bij 2.2")
    expect(line.get_by_role("button", name="Niets veranderd")).to_be_visible()
    expect_count(page, "Bijgewerkt", before)
    assert complaints == []


def test_several_are_confirmed_and_undone_in_one_click(page, log_in, complaints):
    log_in("coordinator")
    page.goto("/mijn-acties/")
    before = count(page, "Niet bevestigd")
    page.get_by_label("Niets veranderd bij 6.1: aanvinken").check()
    page.get_by_label("Niets veranderd bij 6.2: aanvinken").check()

    page.get_by_role("button", name="Bevestig aangevinkte").click()

    expect(page.get_by_role("status")).to_contain_text("bij 2 acties is niets")
    expect_count(page, "Niet bevestigd", before - 2)

    page.get_by_role("button", name="Ongedaan maken").click()

    expect(page.get_by_role("status")).to_contain_text("Ongedaan gemaakt bij 2")
    expect_count(page, "Niet bevestigd", before)

    page.get_by_role("button", name="Alles in deze groep bevestigen").click()

    expect(page.get_by_role("status")).to_contain_text("Bevestigd")
    expect_count(page, "Niet bevestigd", 0)

    page.get_by_role("button", name="Ongedaan maken").click()

    expect(page.get_by_role("status")).to_contain_text("Ongedaan gemaakt")
    assert complaints == []


def test_without_scripts_the_same_is_done_on_pages(other_browser):
    page = other_browser("coordinator", java_script_enabled=False)
    page.goto("/mijn-acties/?stoplicht=green")
    before = count(page, "Niet bevestigd")
    page.get_by_role("button", name="Bevestig aangevinkte").click()
    expect(page.get_by_role("alert")).to_contain_text("Vink eerst")

    page.get_by_label("Niets veranderd bij 6.1: aanvinken").check()
    page.get_by_label("Niets veranderd bij 6.2: aanvinken").check()
    page.get_by_role("button", name="Bevestig aangevinkte").click()
    expect(page.get_by_role("status")).to_contain_text("bij 2 acties is niets")
    expect_count(page, "Niet bevestigd", before - 2)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("status")).to_contain_text("Ongedaan gemaakt bij 2")

    page.get_by_role("button", name="Niets veranderd bij 3.2").click()
    expect(page.get_by_role("status")).to_contain_text("Bevestigd: bij 3.2")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("status")).to_contain_text("Ongedaan gemaakt bij 3.2")

    page.get_by_role("link", name="Bijwerken van 3.2").click()
    page.get_by_role("radio", name="Aandacht nodig").check()
    page.get_by_label("Hoe komt dit?").fill("Er is geen subsidie.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Er klopt iets nog niet")
    expect(page.get_by_label("Hoe komt dit?")).to_have_value("Er is geen subsidie.")
    page.get_by_role("radio", name="Op schema").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 3.2")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect_count(page, "Niet bevestigd", before)


def test_red_asks_in_the_list_what_is_done_about_it(page, log_in):
    log_in("bronckhorst")
    page.get_by_role("link", name="Bijwerken van 4.1").click()
    line = item(page, "4.1")
    line.get_by_role("radio", name="Loopt vast").check()
    line.get_by_role("button", name="Opslaan").click()

    expect(line.get_by_role("alert")).to_be_focused()
    expect(line.get_by_role("alert")).to_contain_text("Schrijf op hoe dit komt.")

    line.get_by_role("link", name="Schrijf op hoe dit komt.").click()
    expect(page.get_by_label("Hoe komt dit?")).to_be_focused()
    page.keyboard.type("De voorzitter is ziek.")
    line.get_by_label("Wat betekent dit voor het doel?").fill("Geen overleg.")
    line.get_by_label("Wat doet u eraan").fill("Een ander zit voor.")
    line.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text("loopt vast")


def test_filters_stand_in_the_address_and_stay_while_working(page, log_in):
    log_in("berkelland")
    page.get_by_text("Filteren").click()
    page.get_by_label("Fase").select_option(label="afgerond")
    page.get_by_label("Stoplicht").select_option(label="op schema")
    page.get_by_role("button", name="Toon").click()

    expect(page).to_have_url(re.compile("fase=done&stoplicht=green"))
    expect(item(page, "1.2")).to_be_visible()
    expect(item(page, "3.1")).to_have_count(0)

    page.get_by_role("link", name="Bijwerken van 2.4").click()
    page.get_by_role("radio", name="Structureel geborgd").check()
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 2.4")
    expect(item(page, "2.4")).to_have_count(0)
    expect(page).to_have_url(re.compile("fase=done"))

    page.get_by_label("Doelstelling").select_option(index=3)
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("status")).to_contain_text("Geen acties gevonden")
    page.get_by_role("link", name="Filters wissen").click()
    expect(item(page, "2.4")).to_be_visible()


def test_what_is_open_elsewhere_stays_open_while_another_is_saved(page, log_in):
    log_in("doetinchem")
    for code in ("1.3", "4.1"):
        page.get_by_role("link", name=f"Bijwerken van {code}").click()
        expect(item(page, code).get_by_label("Toelichting")).to_be_visible()
    item(page, "1.3").get_by_label("Toelichting").fill("Hier ben ik nog mee bezig.")

    item(page, "4.1").get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status").first).to_contain_text("Opgeslagen: 4.1")
    expect(item(page, "4.1").get_by_label("Toelichting")).to_have_count(0)
    expect(item(page, "1.3").get_by_label("Toelichting")).to_have_value(
        "Hier ben ik nog mee bezig."
    )

    item(page, "1.3").get_by_role("button", name="Sluiten").click()

    expect(page.get_by_role("link", name="Bijwerken van 1.3")).to_be_focused()


def test_a_double_click_saves_once(page, log_in):
    log_in("winterswijk")
    page.get_by_role("link", name="Bijwerken van 5.3").click()
    page.get_by_label("Toelichting").fill("Twee keer geklikt.")

    page.get_by_role("button", name="Opslaan").dblclick()

    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 5.3")
    item(page, "5.3").get_by_role("link", name=re.compile("^5.3")).click()
    expect(page.locator(".timeline li", has_text="Twee keer geklikt.")).to_have_count(1)


def test_the_keyboard_alone_goes_from_the_log_in_to_a_saved_update(page, base_url):
    """Tab, arrows and Enter; nothing is clicked."""
    page.goto("/account/login/")

    def tab_to(role: str, name: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            wanted = page.get_by_role(role, name=name).first
            if wanted.evaluate("element => element === document.activeElement"):
                return
        pytest.fail(f"Tab does not reach {role} {name}")

    tab_to("textbox", "E-mailadres")
    page.keyboard.type("samira.elidrissi@doetinchem.example")
    tab_to("textbox", "Wachtwoord")
    page.keyboard.type("Achterhoek-demo-2025")
    page.keyboard.press("Enter")
    page.wait_for_url(LIST)
    tab_to("link", "Bijwerken van 5.1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="5.1 bijwerken")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    tab_to("textbox", "Toelichting")
    page.keyboard.type("Zonder muis.")
    tab_to("button", "Opslaan")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_be_focused()
    expect(item(page, "5.1")).to_contain_text("Zonder muis.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_focused()


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_phone_every_target_is_large_enough_for_a_thumb(page, log_in, width):
    page.set_viewport_size({"width": width, "height": 740})
    log_in("coordinator")
    page.goto("/mijn-acties/")
    page.get_by_role("link", name="Bijwerken van 3.2").click()
    expect(page.get_by_label("Toelichting")).to_be_visible()

    targets = page.locator(
        "main :is(button, summary, .tick, .jump a, .nl-button, .choices label)"
    ).filter(visible=True)
    small = [
        f"{box['width']:.0f}x{box['height']:.0f} {target.inner_text()}"
        for target in targets.all()
        if (box := target.bounding_box()) and min(box["width"], box["height"]) < 44
    ]

    assert targets.count() > 20
    assert small == []
    bar = page.get_by_role("button", name="Sluiten")
    expect(bar).to_be_in_viewport()
