"""Publishing and sending a report, which a worker does."""

import re
import time

from playwright.sync_api import Locator, Page, expect

PDF_MS = 60_000  # for the worker to start, and to make it


def publish(page: Page, report: str) -> None:
    """Publish what was looked at, and wait until the worker has done it."""
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_role("heading", name=report, level=1)).to_be_visible()
    stand = page.get_by_role("status")
    expect(stand).to_contain_text("De rapportage is gepubliceerd", timeout=PDF_MS)
    page.get_by_role("link", name="Rapportage bekijken").click()
    expect(page.get_by_text("SHA-256 van de PDF")).to_be_visible()


def tell(page: Page, name: str) -> Locator:
    """Send somebody a message from the page of a report; their row in the register."""
    page.get_by_role("link", name="Versturen").click()
    page.get_by_label(name).check()
    page.get_by_role("button", name="Versturen").click()
    told = page.get_by_role("row", name=re.compile(name))
    reload_until(page, told.get_by_text(" uur"))
    return told


def reload_until(page: Page, sign: Locator) -> None:
    """Look again until the worker has done it."""
    deadline = time.monotonic() + PDF_MS / 1000
    while not sign.is_visible() and time.monotonic() < deadline:
        page.reload()
        page.wait_for_timeout(500)
    expect(sign).to_be_visible()
