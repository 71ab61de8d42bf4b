"""WCAG 2.2 AA on every page, wide and on a phone: axe-core finds nothing."""

import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page, expect

from tests.e2e.worklist import open_form
from tests.test_access import ROWS

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = [
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-x/",
    "/account/password/reset/key/done/",
    "/account/inactive/",
    "/toegankelijkheid/",
    "/rapportages/echtheid/",
    "/bestaat-niet/",
]
PAGES = {
    "officer": [
        "/mijn-acties/",
        "/mijn-acties/?fase=bijna",
        "/overzicht/",
        "/overzicht/?gemeente=GM0197&stoplicht=zorg",
        "/overzicht/?actielijn=9",
        "/overzicht/?stoplicht=red&fase=embedded",
        "/plannen/1/aandacht/",
        "/plannen/1/aandacht/?peildatum=2025-06-30",
        "/plannen/1/resultaten/",
        "/plannen/1/resultaten/?peildatum=2025-09-15",
        "/resultaten/4/GM0197/",
        "/resultaten/4/GM0294/",
        "/resultaten/8/",
        "/plannen/1/mijlpalen/",
        "/plannen/1/mijlpalen/?peildatum=2025-06-30",
        "/plannen/1/ontwikkeling/",
        "/plannen/1/ontwikkeling/?peildatum=2025-06-30",
        "/plannen/1/veranderd/",
        "/plannen/1/veranderd/?volgorde=nieuwste",
        "/plannen/1/veranderd/?sinds=x",
        "/plannen/1/wijzigingen/",
        "/plannen/1/wijzigingen/?vanaf=x",
        "/plannen/1/financien/",
        "/plannen/1/financien/?peildatum=2025-06-30",
        "/plannen/1/cijfers/",
        "/doelstellingen/2/",
        "/doelstellingen/4/",
        "/acties/3/",
        "/plannen/1/gemeenten/GM0197/",
        "/plannen/1/gemeenten/GM0197/bedragen/",
        "/mijlpalen/1/",
        "/aanleveringen/23/",
        "/voortgang/1/",
        "/voortgang/2/",
        "/voortgang/1/bevestigen/",
        "/berichten/84/bijlagen/",
        "/bijlagen/3/verwijderen/",
        "/actielijnen/1/",
        "/plannen/1/geschiedenis/",
        "/plannen/1/geschiedenis/?van=gisteren",
        "/plannen/1/geschiedenis/doelstelling/4/?page=2",
        "/plannen/1/?peildatum=2025-06-30",
        "/acties/3/?peildatum=2025-06-30",
        "/plannen/1/gemeenten/GM0197/?peildatum=2025-06-30",
        "/plannen/1/wijzigingen/?peildatum=2025-09-30",
        "/mijlpalen/1/?peildatum=2025-06-30",
        "/aanleveringen/12/?peildatum=2025-06-30",
        "/plannen/1/geschiedenis/gemeente/1/",
        "/plannen/1/?peildatum=morgen",
        "/plannen/1/?peildatum=2020-01-01",
        "/rapportages/",
        "/account/password/change/",
        "/account/reauthenticate/",
        "/account/logout/",
        "/beheer/",
    ],
    "coordinator": [
        "/plannen/1/aandacht/",
        "/resultaten/8/",
        "/plannen/1/gemeenten/GM1955/",
        "/plannen/1/gemeenten/GM1955/aanstellen/",
        "/plannen/1/gemeenten/GM0197/overdracht/5/",
        "/plannen/1/gemeenten/GM0197/training/5/",
        "/aanleveringen/30/",
        "/plannen/1/financien/",
        "/begrotingsposten/4/verdelen/",
        "/rapportages/maken/",
        "/rapportages/2/corrigeren/",
        "/rapportages/2/versturen/",
        "/rapportages/2/openbaar/",
        "/rapportages/2/openbaar/soort/toelichting/",
        "/rapportages/2/openbaar/voorbeeld/",
        "/rapportages/2/openbaar/maken/",
        "/beheer/reporting/report/",
        "/beheer/reporting/publication/1/change/",
        "/beheer/reporting/decisionrequest/",
        "/beheer/reporting/observation/",
        "/beheer/reporting/observation/vrijgeven/?id=61",
        "/beheer/reporting/figurerelease/",
        "/beheer/",
        "/beheer/actions/action/",
        "/beheer/actions/action/?_facets=True",
        "/beheer/actions/action/add/",
        "/beheer/actions/action/3/change/",
        "/beheer/actions/action/3/history/",
        "/beheer/actions/action/3/delete/",
        "/beheer/actions/action/laat-vervallen/?id=3",
        "/beheer/actions/objective/1/change/",
        "/beheer/actions/progress/",
        "/beheer/actions/progress/5/change/",
        "/beheer/actions/budgetline/1/change/",
        "/beheer/actions/reportinground/1/change/",
        "/beheer/municipalities/user/",
        "/beheer/municipalities/user/2/change/",
    ],
    "officer_behind": ["/mijn-acties/", "/aanleveringen/29/"],
    "regional_lead": ["/mijn-acties/", "/aanleveringen/33/"],
    "manager": ["/plannen/1/gemeenten/GM0222/", "/aanleveringen/26/"],
    "driehoek": [
        "/rapportages/",
        "/rapportages/?zoek=convenant",
        "/rapportages/?kwartaal=2031-Q1",
        "/rapportages/2/",
        "/rapportages/2/lezen/",
        "/rapportages/3/lezen/",
        "/rapportages/echtheid/",
        "/mijn-acties/",
    ],
}
# Files, and the pages of a draft, which is made first: they have a test of their own.
ELSEWHERE = {
    "actions:attachment",
    "reporting:add-request",
    "reporting:draft",
    "reporting:job",
    "reporting:municipal-pdf",
    "reporting:outcome",
    "reporting:pdf",
    "reporting:public-pdf",
    "reporting:public-read",
    "reporting:public-tables",
    "reporting:publish",
    "reporting:regional-pdf",
    "reporting:request",
    "reporting:tables",
}
# Django's tables in a form begin with an empty head. It does no harm, and mending it
# takes a copy of Django's template.
# In a report an image of a light says so in words, beside the same words: an image
# without a text has no place in a PDF/UA file, and the web version is the same.
EXCEPTIONS = [
    ("/beheer/", "empty-table-header"),
    ("/rapportages/", "image-redundant-alt"),
]


def names_of(addresses: Iterable[str]) -> set[str]:
    """The names of the routes to which these addresses lead."""
    found = set()
    for address in addresses:
        with suppress(Resolver404):
            found.add(resolve(urlsplit(address).path).view_name)
    return found


def test_no_page_is_forgotten():
    shown = {row[0].split()[0] for row in ROWS if row[1] == "GET" and "200" in row}

    assert shown - names_of([*PUBLIC, *chain(*PAGES.values())]) == ELSEWHERE


def is_exception(path: str, rule: str) -> bool:
    return any(path.startswith(start) and rule == name for start, name in EXCEPTIONS)


def is_expected(complaint: str) -> bool:
    """Whether the browser says of an error page, or a wrong date in an address, so."""
    return "status of 4" in complaint or "does not conform to" in complaint


def violations(page: Page) -> list[str]:
    """What axe-core finds, and whether the page is wider than the window."""
    path = urlsplit(page.url).path
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        # Of stylesheets that import others, as Django's admin has, axe makes <style>
        # elements, which the content security policy refuses.
        "preload": not path.startswith("/beheer/"),
    }
    results = Axe().run(page, options=options)
    found = [
        f"{page.url}: {violation['id']}: {node['html']}"
        for violation in results.response["violations"]
        if not is_exception(path, violation["id"])
        for node in violation["nodes"]
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > page.viewport_size["width"]:
        found.append(f"{page.url}: {width} pixels wide")
    return found


def check(page: Page, address: str) -> list[str]:
    """What is wrong with the page at an address."""
    page.goto(address)
    return violations(page)


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_pages_before_logging_in_are_accessible(page, complaints, width):
    page.set_viewport_size({"width": width, "height": 800})

    assert [line for address in PUBLIC for line in check(page, address)] == []
    assert [line for line in complaints if not is_expected(line)] == []


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("person", PAGES)
def test_pages_after_logging_in_are_accessible(page, log_in, complaints, person, width):
    page.set_viewport_size({"width": width, "height": 800})
    log_in(person)

    assert [line for address in PAGES[person] for line in check(page, address)] == []
    assert [line for line in complaints if not is_expected(line)] == []


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_forms_that_open_in_the_list_are_accessible(page, log_in, complaints, width):
    page.set_viewport_size({"width": width, "height": 800})
    log_in("officer_behind")
    line = open_form(page, "1.1")
    open_form(page, "5.1")
    assert violations(page) == []

    line.get_by_role("radio", name="Loopt vast").check()
    line.get_by_label("Hoe komt dit?").fill("")
    line.get_by_role("button", name="Opslaan").click()
    expect(line.get_by_role("alert")).to_be_focused()
    assert violations(page) == []

    page.context.set_offline(True)
    line.get_by_role("button", name="Opslaan").click()
    expect(line.get_by_text("Er is geen verbinding.")).to_be_visible()
    page.context.set_offline(False)
    assert violations(page) == []
    assert [
        text for text in complaints if not text.startswith(("Failed", "htmx:"))
    ] == []


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_pages_on_which_a_report_is_made_are_accessible(
    page, log_in, complaints, width
):
    page.set_viewport_size({"width": width, "height": 800})
    log_in("coordinator")
    page.goto("/rapportages/maken/")
    row = page.get_by_role("row").filter(has_text="De regio").first
    row.locator("button, a").filter(has_text=re.compile("Concept|Verder")).click()
    expect(
        page.get_by_role("heading", name="Regio Achterhoek, Q3 2025")
    ).to_be_visible()
    found = violations(page)
    draft = urlsplit(page.url).path.removesuffix("concept/")

    found += [
        line
        for part in ("publiceren/", "besluiten/", "besluiten/2/uitkomst/", "lezen/")
        for line in check(page, draft + part)
    ]
    page.goto(f"{draft}besluiten/")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_be_focused()
    found += violations(page)

    found += check(page, "/rapportages/1/2025-Q3/gemeenten/GM0197.pdf")
    made = page.get_by_role("link", name="PDF openen")
    expect(made).to_be_visible(timeout=60_000)

    assert found + violations(page) == []
    assert [line for line in complaints if not is_expected(line)] == []
