"""What a municipality keeps up to date about itself, from its own page.

It opens a new round and changes who works where, so it has a server of its own.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .rounds import close_round, open_round

Enter = Callable[[str], Page]


def test_a_role_is_handed_over_in_one_form(enter: Enter):
    page = enter("coordinator")
    page.goto("/plannen/1/gemeenten/GM0197/")
    page.get_by_role("link", name=re.compile("Overdragen")).click()

    page.get_by_label("Laatste dag").fill("2030-06-30")
    page.get_by_label("Iemand die nog geen account heeft").check()
    page.get_by_label("Naam", exact=True).fill("Nienke Nieuw")
    page.get_by_role("button", name="Overdragen").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul het e-mailadres in.")
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Nienke Nieuw")

    page.get_by_label("E-mailadres").fill("nienke.nieuw@aalten.example")
    page.get_by_label("Reden").fill("Nieuwe functie.")
    page.get_by_role("button", name="Overdragen").click()

    people = page.get_by_role("region", name="Mensen")
    leaving = people.get_by_role("row").filter(has_text="Anna Demir")
    expect(leaving).to_contain_text("30 juni 2030")
    coming = people.get_by_role("row").filter(has_text="Nienke Nieuw")
    expect(coming).to_contain_text("1 juli 2030")


def test_a_milestone_is_postponed_with_a_reason_and_that_is_counted(enter: Enter):
    page = enter("winterswijk")
    page.get_by_role("link", name="Mijn gemeente").click()
    page.get_by_role("link", name=re.compile("Bijwerken van Elke Achterhoekse")).click()
    postpone = page.get_by_role("region", name="Komt de mijlpaal later?")

    postpone.get_by_label("Nieuwe datum").fill("2030-03-31")
    postpone.get_by_role("button", name="Uitstellen").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(postpone.get_by_label("Nieuwe datum")).to_have_value("2030-03-31")

    postpone.get_by_label(re.compile("Reden|Toelichting")).fill("Het college is laat.")
    postpone.get_by_role("button", name="Uitstellen").click()

    shown = page.get_by_role("main")
    expect(shown).to_contain_text("31-3-2030 (3 keer uitgesteld)")
    expect(page.get_by_role("region", name="Geschiedenis")).to_contain_text(
        "Waarom: Het college is laat."
    )


def test_an_officer_keeps_the_own_figures(enter: Enter):
    page = enter("officer")
    page.get_by_role("link", name="Mijn gemeente").click()
    page.get_by_role("link", name="Bedragen bijwerken").click()
    row = page.get_by_role("row").filter(has_text="Fairwork")
    spent = row.get_by_label(re.compile("Gerealiseerd"))

    spent.fill("twaalf")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul een bedrag in")
    expect(spent).to_have_value("twaalf")

    spent.fill("1.190,50")
    page.get_by_role("button", name="Opslaan").click()
    figures = page.get_by_role("region", name="Eigen bedragen")
    expect(figures).to_contain_text("€ 1.190,50")


def test_two_who_fill_in_one_share_both_see_what_the_other_did(enter: Enter):
    pages = [enter("doetinchem"), enter("doetinchem_deputy")]
    for page in pages:
        page.goto("/plannen/1/gemeenten/GM0222/bedragen/")
    first, second = (
        page.get_by_role("row")
        .filter(has_text="Fairwork")
        .get_by_label(re.compile("Prognose"))
        for page in pages
    )

    first.fill("2.400")
    pages[0].get_by_role("button", name="Opslaan").click()
    expect(pages[0].get_by_role("region", name="Eigen bedragen")).to_contain_text(
        "€ 2.400"
    )
    second.fill("2.500")
    pages[1].get_by_role("button", name="Opslaan").click()

    conflict = pages[1].get_by_role("alert").filter(has_text="2.400")
    expect(conflict).to_contain_text("Pim Bosman")
    expect(second).to_have_value(re.compile(r"2\.500"))
    pages[1].get_by_label("Houden wat er al is opgeslagen").check()
    pages[1].get_by_role("button", name="Opslaan").click()
    expect(pages[1].get_by_role("region", name="Eigen bedragen")).to_contain_text(
        "€ 2.400"
    )


def test_it_is_handed_in_after_the_manager_saw_it(enter: Enter):
    coordinator, officer = enter("coordinator"), enter("doetinchem")
    close_round(coordinator, 3, on="2025-10-20")
    open_round(coordinator, 2025, 4, opens_on="2025-12-01", closes_on="2026-01-10")

    officer.goto("/mijn-acties/")
    line = officer.get_by_role("listitem").filter(has_text="2.4 Informatiemateriaal")
    line.get_by_role("button", name="Niets veranderd").first.click()
    card = officer.get_by_role("region", name="Aanlevering Q4 2025")
    expect(card).to_contain_text("1 van 9 gemeld of bevestigd")
    expect(card).to_contain_text("Uw leidinggevende ziet het eerst.")

    manager = enter("manager")
    manager.get_by_role("link", name="Intern akkoord geven").click()
    manager.get_by_text("Eerst nog iets nodig").click()
    manager.get_by_label("Wat is er eerst nodig?").fill("Noem ook de training.")
    manager.get_by_role("button", name="Geef terug").click()

    officer.reload()
    expect(card).to_contain_text("Noem ook de training.")
    manager.get_by_role("button", name="Akkoord").click()

    officer.reload()
    card.get_by_role("link", name="Indienen").click()
    officer.get_by_label("Wilt u er iets bij zeggen?").fill("De training is gepland.")
    officer.get_by_role("button", name="Indienen").click()
    expect(officer.get_by_text("Ingediend op").first).to_be_visible()

    coordinator.goto(officer.url)
    words = coordinator.get_by_role("region", name="Bij het indienen")
    expect(words).to_contain_text("De training is gepland.")
    coordinator.get_by_label("Opmerking van de coördinator").fill("Waar is dat?")
    coordinator.get_by_role("button", name="Opslaan").click()

    officer.reload()
    officer.get_by_label("Reactie op de opmerking").fill("In het gemeentehuis.")
    officer.get_by_role("button", name="Opslaan").click()
    expect(officer.get_by_role("region", name="Reactie van Doetinchem")).to_be_visible()
