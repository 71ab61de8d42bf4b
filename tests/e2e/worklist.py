"""Where things stand on Mijn acties."""

import re

from playwright.sync_api import Locator, Page, expect


def item(page: Page, code: str) -> Locator:
    """The line of an action in the list."""
    title = page.get_by_role("heading", level=4, name=re.compile(f"^{code} "))
    return page.get_by_role("listitem").filter(has=title)


def group(page: Page, name: str) -> Locator:
    """The link that leads to a group, with how many are in it."""
    links = page.get_by_role("navigation", name="Groepen").get_by_role("link")
    return links.filter(has_text=name)


def count(page: Page, name: str) -> int:
    """How many there are in a group, on a page that has been waited for."""
    found = group(page, name)
    return int(found.inner_text().split()[-1]) if found.count() else 0


def expect_count(page: Page, name: str, number: int) -> None:
    """Wait for a group to have so many. An empty one may have no link."""
    found = group(page, name)
    if number:
        expect(found).to_have_text(re.compile(rf"\b{number}\s*$"))
    else:
        filled = found.filter(has_not_text=re.compile(r"\b0\s*$"))
        expect(filled).to_have_count(0)


def open_form(page: Page, code: str) -> Locator:
    """The line of an action, with its form open in it."""
    page.get_by_role("link", name=f"Bijwerken van {code}").click()
    line = item(page, code)
    line.get_by_label("Toelichting").wait_for()
    return line
