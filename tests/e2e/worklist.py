"""Where things stand on Mijn acties."""

import re

from playwright.sync_api import Locator, Page


def item(page: Page, code: str) -> Locator:
    """The line of an action in the list."""
    title = page.get_by_role("heading", level=4, name=re.compile(f"^{code} "))
    return page.get_by_role("listitem").filter(has=title)


def count(page: Page, group: str) -> int:
    """How many there are in a group, by the link that leads to it."""
    links = page.get_by_role("navigation", name="Groepen").get_by_role("link")
    found = links.filter(has_text=group)
    return int(found.inner_text().split()[-1]) if found.count() else 0


def open_form(page: Page, code: str) -> Locator:
    """The line of an action, with its form open in it."""
    page.get_by_role("link", name=f"Bijwerken van {code}").click()
    line = item(page, code)
    line.get_by_label("Toelichting").wait_for()
    return line
