"""What somebody types is not lost: whatever happens to the line, session or page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from .conftest import fill_in_log_in

TYPED = "Dit wil ik niet nog een keer typen."


@pytest.fixture
def typing(page: Page, log_in: Callable[[str], Page]) -> Callable[[str, str], Page]:
    """Somebody who opened the form of an action in the list, and typed a note."""

    def open_and_type(person: str, code: str) -> Page:
        log_in(person)
        page.get_by_role("link", name=f"Bijwerken van {code}").click()
        page.get_by_label("Toelichting").fill(TYPED)
        return page

    return open_and_type


def reopen(page: Page, code: str) -> None:
    page.get_by_role("link", name=f"Bijwerken van {code}").click()
    expect(page.get_by_label("Toelichting")).to_be_visible()


def drafts(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage)")


def test_a_lost_connection_says_so_and_the_text_can_be_sent_again(page, typing):
    typing("bronckhorst", "1.1")
    page.context.set_offline(True)

    page.get_by_role("button", name="Opslaan").click()

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Er is geen verbinding.")
    expect(alert).to_be_focused()
    expect(page.get_by_label("Toelichting")).to_have_value(TYPED)

    page.context.set_offline(False)
    page.get_by_role("button", name="Probeer opnieuw").click()

    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 1.1")
    assert drafts(page) == []


def test_what_was_saved_without_an_answer_is_not_saved_twice(page, typing):
    typing("bronckhorst", "1.3")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/voortgang/*/", lose_the_answer, times=1)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is geen verbinding.")
    page.get_by_role("button", name="Probeer opnieuw").click()

    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 1.3")
    page.get_by_role("link", name=re.compile("^1.3")).click()
    expect(page.locator(".timeline li", has_text=TYPED)).to_have_count(1)


def test_a_confirmation_without_connection_says_so(page, log_in):
    log_in("coordinator")
    page.goto("/mijn-acties/")
    page.context.set_offline(True)

    page.get_by_role("button", name="Niets veranderd bij 6.4").click()

    expect(page.get_by_role("alert")).to_contain_text("Er is niets opgeslagen.")


def test_an_error_of_the_server_says_so_and_keeps_the_text(page, typing):
    typing("bronckhorst", "2.2")
    page.route("**/voortgang/*/", lambda route: route.fulfill(status=500), times=1)

    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("alert")).to_contain_text("Opslaan is niet gelukt.")
    expect(page.get_by_label("Toelichting")).to_have_value(TYPED)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_was_typed_survives_the_end_of_the_session(other_browser, has_scripts):
    code = "2.4" if has_scripts else "5.3"
    page = other_browser("bronckhorst", java_script_enabled=has_scripts)
    page.get_by_role("link", name=f"Bijwerken van {code}").click()
    page.get_by_label("Toelichting").fill(TYPED)
    page.get_by_role("radio", name="Voorbereiding").check()
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url("**/account/login/**")
    fill_in_log_in(page, "bronckhorst")

    expect(page.get_by_text("Wat u invulde staat er nog")).to_be_visible()
    expect(page.get_by_label("Toelichting")).to_have_value(TYPED)
    expect(page.get_by_role("radio", name="Voorbereiding")).to_be_checked()

    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("status")).to_contain_text(f"Opgeslagen: {code}")
    if has_scripts:
        assert drafts(page) == []


def test_leaving_asks_first_and_the_text_is_back_on_return(page, typing):
    typing("winterswijk", "1.1")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.once("dialog", answer)
    page.goto("/overzicht/")
    page.goto("/mijn-acties/")
    reopen(page, "1.1")

    assert asked == ["beforeunload"]
    expect(page.get_by_role("status")).to_contain_text("Teruggezet")
    expect(page.get_by_label("Toelichting")).to_have_value(TYPED)

    page.get_by_role("button", name="Weggooien").click()

    expect(page.get_by_label("Toelichting")).to_have_value("")
    assert drafts(page) == []
    page.goto("/overzicht/")  # asks nothing: there is nothing to lose
    expect(page).to_have_url(re.compile("/overzicht/$"))


def test_a_draft_that_is_put_back_can_be_saved_on_its_own_page(page, typing):
    typing("winterswijk", "2.2")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/mijn-acties/")

    page.get_by_role("link", name=re.compile("^2.2")).click()

    expect(page.get_by_label("Toelichting")).to_have_value(TYPED)
    page.get_by_label("Hoe komt dit?").fill("Te weinig mensen.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page).to_have_url(re.compile("/mijn-acties/$"))
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen: 2.2")
    assert drafts(page) == []


def test_a_draft_does_not_overwrite_what_somebody_saved_meanwhile(
    page, typing, other_browser
):
    typing("doetinchem", "2.4")
    other = other_browser("doetinchem_deputy")
    reopen(other, "2.4")
    other.get_by_label("Toelichting").fill("De plaatsvervanger was eerst.")
    other.get_by_role("button", name="Opslaan").click()
    expect(other.get_by_role("status")).to_contain_text("Opgeslagen")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    reopen(page, "2.4")
    expect(page.get_by_text("Intussen is deze actie bijgewerkt.")).to_be_visible()
    page.get_by_role("button", name="Opslaan").click()

    expect(page.get_by_role("alert")).to_contain_text("Iemand anders was u voor")
    expect(page.get_by_text(TYPED).first).to_be_visible()


def test_logging_out_takes_the_drafts_along(page, typing):
    typing("winterswijk", "2.4")
    assert len(drafts(page)) == 1
    page.on("dialog", lambda dialog: dialog.accept())

    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Uitloggen").click()

    page.wait_for_url("**/account/login/")
    assert drafts(page) == []


def test_a_draft_of_another_person_or_of_long_ago_goes(page, log_in):
    log_in("winterswijk")
    user = page.evaluate("document.body.dataset.user")
    page.evaluate(
        """user => {
            const draft = (days) => JSON.stringify(
                {at: Date.now() - days * 24 * 60 * 60 * 1000, fields: {}}
            );
            localStorage.setItem("concept/999999/1", draft(0));
            localStorage.setItem(`concept/${user}/998`, draft(4));
            localStorage.setItem(`concept/${user}/999`, draft(2));
        }""",
        user,
    )

    page.reload()

    assert drafts(page) == [f"concept/{user}/999"]
