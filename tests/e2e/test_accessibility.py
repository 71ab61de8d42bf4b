"""WCAG 2.2 AA on every page, wide and on a phone: axe-core finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = [
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-x/",
    "/account/signup/",
    "/account/inactive/",
    "/toegankelijkheid/",
    "/bestaat-niet/",
]
PAGES = {
    "officer": [
        "/mijn-acties/",
        "/overzicht/",
        "/doelstellingen/2/",
        "/doelstellingen/4/",
        "/acties/3/",
        "/plannen/1/gemeenten/GM0197/",
        "/plannen/1/gemeenten/GM0197/bedragen/",
        "/mijlpalen/1/",
        "/voortgang/1/",
        "/voortgang/2/",
        "/voortgang/1/bevestigen/",
        "/rapportages/",
        "/account/password/change/",
        "/account/email/",
        "/account/logout/",
        "/beheer/",
    ],
    "coordinator": [
        "/plannen/1/gemeenten/GM1955/",
        "/plannen/1/gemeenten/GM1955/aanstellen/",
        "/plannen/1/gemeenten/GM0197/overdracht/5/",
        "/plannen/1/gemeenten/GM0197/training/5/",
    ],
    "driehoek": ["/rapportages/", "/mijn-acties/"],
}


def check(page: Page, address: str) -> list[str]:
    """What axe-core finds, and whether the page is wider than the window."""
    page.goto(address)
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    found = [
        f"{address}: {violation['id']}: {node['html']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > page.viewport_size["width"]:
        found.append(f"{address}: {width} pixels wide")
    return found


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_pages_before_logging_in_are_accessible(page, complaints, width):
    page.set_viewport_size({"width": width, "height": 800})

    assert [line for address in PUBLIC for line in check(page, address)] == []
    assert [line for line in complaints if "status of 40" not in line] == []


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("person", PAGES)
def test_pages_after_logging_in_are_accessible(page, log_in, complaints, person, width):
    page.set_viewport_size({"width": width, "height": 800})
    log_in(person)

    assert [line for address in PAGES[person] for line in check(page, address)] == []
    assert [line for line in complaints if "status of 40" not in line] == []
