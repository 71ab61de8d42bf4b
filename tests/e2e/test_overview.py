"""The coordinator's morning: what is off course, what lies behind it, what changed."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import violations

CELL = re.compile("^Winterswijk, actie 1.3: rood, in uitvoering, bijgewerkt ")


def test_the_coordinator_filters_opens_a_cell_by_keyboard_and_asks_what_changed(
    page, log_in, complaints
):
    log_in("coordinator")
    page.goto("/overzicht/")

    page.get_by_text("Filteren").click()
    page.get_by_label("Stoplicht").focus()
    page.get_by_label("Stoplicht").select_option("loopt vast")
    expect(page.get_by_role("status")).to_contain_text("van 20 acties")
    expect(page).to_have_url(re.compile("stoplicht=red"))
    expect(page.get_by_label("Stoplicht")).to_be_focused()
    expect(page.get_by_role("link", name=re.compile("^Aalten, actie"))).to_have_count(0)

    cell = page.get_by_role("link", name=CELL)
    cell.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="1.3 Interne meldroute vaststellen")
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    expect(panel).to_contain_text("Loopt vast")
    expect(panel.get_by_role("list")).to_contain_text("2025")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(cell).to_be_focused()

    page.get_by_role("link", name="Wat is er veranderd?").click()
    expect(
        page.get_by_role("heading", name="Wat is veranderd", level=1)
    ).to_be_visible()
    page.get_by_role("link", name="slechter", exact=True).click()
    row = page.get_by_role("row", name=re.compile("1.3 Interne meldroute"))
    expect(row).to_contain_text("Winterswijk")
    expect(row).to_contain_text("Loopt vast")
    assert complaints == []


def test_going_back_restores_the_filters(page, log_in):
    log_in("coordinator")
    page.goto("/overzicht/")
    page.get_by_text("Filteren").click()
    page.get_by_label("Gemeente", exact=True).select_option("Aalten")
    expect(page.get_by_role("heading", name="Aalten per actie")).to_be_visible()

    page.get_by_role("link", name=re.compile("1.1 Aandachts")).click()
    page.wait_for_url("**/acties/**")
    page.go_back()

    expect(page.get_by_role("heading", name="Aalten per actie")).to_be_visible()


def test_a_click_opens_and_the_button_closes_the_panel_on_a_phone(phone, log_in):
    page = log_in("coordinator")
    page.goto("/overzicht/")
    page.get_by_role("list").get_by_role("link", name="Winterswijk").click()
    cell = page.get_by_role("link", name=CELL)

    cell.click()

    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    assert violations(page) == []
    panel.get_by_role("button", name="Sluiten").click()
    expect(panel).to_be_hidden()
    expect(cell).to_be_focused()


def test_without_a_connection_the_cell_leads_to_the_page(page, log_in):
    log_in("coordinator")
    page.goto("/overzicht/")
    page.route("**/stand/", lambda route: route.abort())

    page.get_by_role("link", name=CELL).click()

    page.wait_for_url(re.compile(r"/voortgang/\d+/$"))


def test_without_javascript_everything_is_a_page(other_browser):
    page: Page = other_browser("coordinator", java_script_enabled=False)
    page.goto("/overzicht/")
    page.get_by_text("Filteren").click()
    page.get_by_label("Stoplicht").select_option("loopt vast")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("status")).to_contain_text("van 20 acties")

    page.get_by_role("link", name=CELL).click()

    expect(page.get_by_role("heading", name="Eerdere berichten")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Winterswijk")
