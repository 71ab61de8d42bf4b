"""The coordinator steers: with the keyboard alone, and page by page."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PASSWORD, PEOPLE

STOPS = 300
"""More than any page has."""


def tab_to(page: Page, target: Locator, *, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until this has the focus."""
    expect(target).to_be_visible()
    for _ in range(STOPS):
        page.keyboard.press(key)
        if target.evaluate("node => node === document.activeElement"):
            return
    pytest.fail(f"The keyboard does not reach {target}")


def follow(page: Page, target: Locator, *, key: str = "Tab") -> None:
    """Go to a link or a button, and press Enter."""
    tab_to(page, target, key=key)
    page.keyboard.press("Enter")


def tab_of(page: Page, name: str) -> Locator:
    """A page in the menu of the plan."""
    menu = page.get_by_role("navigation", name="Dit plan")
    return menu.get_by_role("link", name=name, exact=True)


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name, level=1)


def test_the_coordinator_steers_with_the_keyboard_alone(page, base_url, complaints):
    page.goto("/account/login/")
    tab_to(page, page.get_by_label("E-mailadres"))
    page.keyboard.type(PEOPLE["coordinator"])
    tab_to(page, page.get_by_label("Wachtwoord", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/overzicht/"))

    fold = page.locator("summary", has_text="Filteren")
    follow(page, fold)
    tab_to(page, page.get_by_label("Stoplicht"))
    page.keyboard.type("loopt")
    expect(page.get_by_role("status")).to_contain_text("van 20 acties")
    expect(page.get_by_label("Stoplicht")).to_be_focused()

    cell = page.get_by_role("link", name=re.compile("^Winterswijk, actie 1.3: rood"))
    follow(page, cell)
    panel = page.get_by_role("dialog", name="1.3 Interne meldroute vaststellen")
    expect(panel).to_contain_text("Loopt vast")
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()

    follow(page, tab_of(page, "Aandacht"), key="Shift+Tab")
    expect(heading(page, "Aandacht")).to_be_visible()
    follow(page, page.get_by_role("link", name=re.compile("^Vacatures")))
    expect(page).to_have_url(re.compile("#vacatures$"))
    expect(page.get_by_role("heading", name="Vacatures")).to_be_in_viewport()

    page.goto(page.url.partition("#")[0])
    follow(page, tab_of(page, "Resultaten"))
    follow(
        page, page.get_by_role("link", name=re.compile("^Montferland resultaat 1.1"))
    )
    expect(heading(page, "Resultaat 1.1")).to_be_visible()
    tab_to(page, page.get_by_role("radio", name="Bereikt", exact=True))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Deels bereikt")).to_be_checked()
    tab_to(page, page.get_by_label("Toelichting"))
    page.keyboard.type("Er is alleen een plaatsvervanger.")
    follow(page, page.get_by_role("button", name="Oordeel opslaan"))

    expect(page.get_by_role("main")).to_contain_text(
        "Opgeslagen: het oordeel over resultaat 1.1."
    )
    judged = page.get_by_role("region", name="Oordelen per ronde").last
    expect(judged).to_contain_text("Er is alleen een plaatsvervanger.")
    assert complaints == []


def test_attention_leads_to_where_one_acts(page, log_in):
    log_in("coordinator")
    page.goto("/plannen/1/aandacht/")

    silent = page.get_by_role("region", name="Wie heeft nog niet gemeld?")
    silent.get_by_text("9 van 9").click()
    silent.get_by_role("link", name=re.compile("^1.2")).click()
    expect(page.get_by_role("main")).to_contain_text("Montferland")
    expect(page).to_have_url(re.compile(r"/voortgang/\d+/#bijwerken$"))

    page.goto("/plannen/1/aandacht/")
    page.get_by_role("link", name="Aanstellen in Montferland").click()
    expect(page).to_have_url(re.compile("/GM1955/aanstellen/$"))


def test_an_officer_sees_who_waits_for_whom_without_words_of_others(page, log_in):
    log_in("officer_behind")
    page.goto("/plannen/1/aandacht/")

    worries = page.get_by_role("region", name="Rood en oranje", exact=True)
    own = worries.get_by_role("row").filter(has_text="Oude IJsselstreek").first
    expect(own).not_to_contain_text("Te lezen na akkoord")
    expect(page.get_by_role("link", name=re.compile("^Aanstellen"))).to_have_count(0)


def test_the_pictures_say_in_words_what_the_tables_say(page, log_in):
    log_in("coordinator")
    page.goto("/plannen/1/ontwikkeling/")

    bar = page.get_by_role("img", name=re.compile(r"^Q3 2025, van 83: 3 niet gestart,"))
    expect(bar).to_be_visible()
    assert bar.bounding_box()["width"] > 900  # all the room beside its name
    done = bar.locator("text", has_text="AF 13")
    expect(done).to_have_css("fill", "rgb(255, 255, 255)")  # on dark blue
    table = page.get_by_role("table", name="Acties per fase")
    row = table.get_by_role("row", name=re.compile("^Q3 2025"))
    expect(row.get_by_role("cell").first).to_have_text("3")
    expect(row.get_by_role("cell").last).to_have_text("83")

    page.goto("/plannen/1/mijlpalen/")
    line = page.get_by_role("img", name=re.compile("interne meldroute.*7 gehaald"))
    expect(line).to_be_visible()
    reached = page.get_by_role("row").filter(has_text="Gehaald op")
    expect(reached.filter(has_text="Q4 2024")).to_have_count(7)


def test_the_pages_of_a_plan_fold_into_one_menu_on_a_phone(phone, log_in):
    page = log_in("coordinator")
    page.goto("/plannen/1/ontwikkeling/")
    menu = page.get_by_role("navigation", name="Dit plan")
    expect(menu.get_by_role("link")).to_have_count(0)

    menu.get_by_text("nu: Ontwikkeling").click()
    menu.get_by_role("link", name="Mijlpalen").click()

    expect(heading(page, "Mijlpalen")).to_be_visible()


def test_results_are_read_on_a_phone_without_scrolling_sideways(phone, log_in):
    page = log_in("reader")
    page.goto("/plannen/1/resultaten/")

    results = page.get_by_role("region", name="Laatste oordeel per resultaat")
    row = results.get_by_role("row").filter(has_text="meldroute voor signalen")
    expect(row.get_by_text("Winterswijk")).to_be_visible()
    assert results.evaluate("box => box.scrollWidth <= box.clientWidth")
