"""Two people on one row of the plan, in two browsers: nobody overwrites the other."""

from playwright.sync_api import Page, expect


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan", exact=True).click()


def test_two_who_change_one_objective_and_a_row_of_it_both_see_what_the_other_did(
    page, log_in, other_browser, complaints
):
    log_in("coordinator")
    other = other_browser("coordinator")
    for one in (page, other):
        one.goto("/beheer/actions/objective/6/change/")

    other.locator("#id_title").fill("Genoeg hulp en opvang")
    other.locator("#id_results-0-description").fill("Zorgcoördinatie is geborgd.")
    other.get_by_label("Reden van wijziging").fill("Korter.")
    other.get_by_label("Besloten door").fill("Driehoek")
    save(other)
    expect(other.locator(".messagelist")).to_contain_text("Genoeg hulp en opvang")

    page.locator("#id_title").fill("Hulp en opvang voor iedereen")
    page.locator("#id_results-0-description").fill("De zorgcoördinatie is geregeld.")
    page.locator("#id_results-1-description").fill("De sectoren zijn in kaart.")
    page.get_by_label("Reden van wijziging").fill("Besluit van de driehoek.")
    page.get_by_label("Besloten door").fill("Driehoek")
    save(page)

    conflicts = page.get_by_role("alert")
    expect(conflicts).to_have_count(2)
    expect(conflicts.nth(0)).to_contain_text("Genoeg hulp en opvang")
    expect(conflicts.nth(0)).to_contain_text("Hulp en opvang voor iedereen")
    expect(conflicts.nth(0)).to_contain_text("Marieke Hoitink")
    expect(conflicts.nth(1)).to_contain_text("De zorgcoördinatie is geregeld.")
    expect(page.get_by_label("Reden van wijziging")).to_have_value(
        "Besluit van de driehoek."
    )

    conflicts.nth(0).get_by_label("Opslaan wat u hebt ingevuld").check()
    conflicts.nth(1).get_by_label("Houden wat er al is opgeslagen").check()
    save(page)

    expect(page.locator(".messagelist")).to_contain_text("Hulp en opvang voor iedereen")
    page.goto("/doelstellingen/6/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Hulp en opvang voor iedereen"
    )
    results = page.locator("[aria-labelledby=resultaten]")
    expect(results).to_contain_text("Zorgcoördinatie is geborgd.")
    expect(results).to_contain_text("De sectoren zijn in kaart.")
    assert complaints == []
