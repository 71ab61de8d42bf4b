"""Two people at once, in two browsers: both versions are shown, and one is chosen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import violations
from tests.e2e.worklist import item

THEIRS = "De plaatsvervanger was eerst."
MINE = "De functionaris weet meer."


@pytest.fixture
def conflict(other_browser: Callable[..., Page]) -> Callable[..., Page]:
    """Two officers of Doetinchem work on one action; the second just saved."""

    def make(code: str, **settings: object) -> Page:
        page = other_browser("doetinchem", **settings)
        page.get_by_role("link", name=f"Bijwerken van {code}").click()
        page.get_by_label("Toelichting").fill(MINE)
        save_first(other_browser, code)
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_role("alert")).to_contain_text("Iemand anders was u voor")
        return page

    return make


def save_first(other_browser: Callable[..., Page], code: str, note: str = THEIRS):
    other = other_browser("doetinchem_deputy")
    other.get_by_role("link", name=f"Bijwerken van {code}").click()
    other.get_by_label("Toelichting").fill(note)
    other.get_by_role("button", name="Opslaan").click()
    expect(other.get_by_role("status")).to_contain_text("Opgeslagen")


@pytest.mark.parametrize(("code", "has_scripts"), [("1.1", True), ("1.2", False)])
def test_who_chooses_the_own_version_has_it_saved(conflict, code, has_scripts):
    page = conflict(code, java_script_enabled=has_scripts)
    saved = page.get_by_role("region", name="Opgeslagen door Samira")
    own = page.get_by_role("region", name="Wat u invulde")
    expect(saved).to_contain_text(THEIRS)
    expect(own).to_contain_text(MINE)
    expect(saved.get_by_role("mark").first).to_have_text(re.compile("plaatsvervanger"))

    page.get_by_role("button", name="Mijn versie opslaan").click()

    expect(page.get_by_role("status")).to_contain_text(f"Opgeslagen: {code}")
    expect(item(page, code)).to_contain_text(MINE)


@pytest.mark.parametrize(("code", "has_scripts"), [("2.2", True), ("3.1", False)])
def test_who_lets_the_saved_version_stand_leaves_it_as_it_is(
    conflict, code, has_scripts
):
    page = conflict(code, java_script_enabled=has_scripts)

    page.get_by_role("button", name="De opgeslagen versie laten staan").click()

    expect(page.get_by_role("status")).to_contain_text("blijft staan")
    expect(item(page, code)).to_contain_text(THEIRS)
    expect(item(page, code)).not_to_contain_text(MINE)
    if has_scripts:
        assert page.evaluate("Object.keys(localStorage)") == []


def test_a_third_version_in_between_is_shown_too(conflict, other_browser):
    page = conflict("5.3")
    save_first(other_browser, "5.3", note="Nog een keer, en anders.")

    page.get_by_role("button", name="Mijn versie opslaan").click()

    saved = page.get_by_role("region", name="Opgeslagen door Samira")
    expect(saved).to_contain_text("Nog een keer, en anders.")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
    page.get_by_text("Mijn versie eerst aanpassen").click()
    page.get_by_label("Toelichting").fill("Samen is het dit.")
    page.get_by_role("button", name="Mijn versie opslaan").click()
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 5.3")
    expect(item(page, "5.3")).to_contain_text("Samen is het dit.")


def test_the_coordinator_chooses_in_the_admin_too(page, log_in, other_browser):
    log_in("coordinator")
    page.goto("/beheer/actions/progress/?q=Doetinchem")
    page.get_by_role("link", name="5.1", exact=True).click()
    page.get_by_label("Toelichting").fill(MINE)
    save_first(other_browser, "5.1")

    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("alert")).to_contain_text("Iemand anders was u voor")
    expect(page.get_by_role("region", name="Wat u invulde")).to_contain_text(MINE)

    page.get_by_role("button", name="Mijn versie opslaan").click()

    expect(page.locator(".messagelist")).to_contain_text("Gemeld namens Doetinchem")
