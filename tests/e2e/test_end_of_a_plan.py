"""A plan ends, and its open actions go on in the next.

It closes the plan that the other journeys work on, so it has a server of its own.
"""

from playwright.sync_api import expect

ACTION = "2.3 Intervisie voor aandachtsfunctionarissen"


def test_open_actions_go_on_in_the_next_plan_after_a_look_at_what_happens(enter):
    page = enter("coordinator")
    page.goto("/beheer/actions/plan/add/")
    page.get_by_label("Regio").select_option(label="Achterhoek")
    page.get_by_label("Titel").first.fill("Uitvoeringsplan 2026")
    page.get_by_role("button", name="Opslaan", exact=True).click()

    page.goto("/beheer/actions/plan/1/change/")
    page.get_by_role("link", name="Afsluiten en overdragen").click()
    page.get_by_label("Opvolger").select_option(label="Uitvoeringsplan 2026")
    page.get_by_label("1.1 Aandachtsfunctionarissen aanwijzen").uncheck()
    page.get_by_label("Reden").fill("De looptijd is voorbij.")
    page.get_by_label("Besloten door").fill("de gezamenlijke driehoek")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.get_by_text("Sluit de ronde eerst")).to_be_visible()
    page.get_by_label("terwijl deze ronde nog loopt").check()
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()

    preview = page.get_by_role("status")
    expect(preview).to_contain_text(f"Actie {ACTION}")
    expect(preview).not_to_contain_text("1.1 Aandachtsfunctionarissen aanwijzen")
    expect(page.get_by_label("1.1 Aandachtsfunctionarissen")).not_to_be_checked()

    page.get_by_role("button", name="Sluit af en draag over").click()
    expect(page.locator(".messagelist")).to_contain_text("is afgesloten")
    expect(page.locator(".messagelist")).to_contain_text("acties: 19")

    # The new action shows what was before, and the old one leads on.
    page.get_by_role("link", name="Bekijk op de site").click()
    expect(page.get_by_text("vervolg op Uitvoeringsplan Mensenhandel")).to_be_visible()
    page.get_by_role("link", name=ACTION).first.click()
    before = page.get_by_role("region", name="Uit het vorige plan")
    expect(before).to_contain_text("regisseur ondermijning")
    expect(before).to_contain_text("In uitvoering")
    before.get_by_role("link", name=ACTION).click()
    expect(page.get_by_text("Gaat verder in")).to_be_visible()
    expect(page.get_by_role("link", name="Bijwerken")).to_have_count(0)
