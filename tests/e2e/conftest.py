"""A real server with the demo, and a real Chromium before it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
PATIENCE_MS = 20_000  # a shared machine may be slow; what comes is not waited for
FIRST_PAGE_MS = 90_000  # the first page of a server that has just started
expect.set_options(timeout=PATIENCE_MS)
PASSWORD = "Achterhoek-demo-2025"
PEOPLE = {
    "coordinator": "marieke.hoitink@achterhoek.example",
    "officer": "anna.demir@aalten.example",
    "officer_behind": "daan.seinen@oudeijsselstreek.example",
    "bronckhorst": "tom.wesselink@bronckhorst.example",
    "berkelland": "jorien.kolkman@berkelland.example",
    "doetinchem": "pim.bosman@doetinchem.example",
    "doetinchem_deputy": "samira.elidrissi@doetinchem.example",
    "manager": "hanneke.vriezen@doetinchem.example",
    "winterswijk": "fatma.yilmaz@winterswijk.example",
    "regional_lead": "gertjan.mentink@achterhoek.example",
    "driehoek": "caroline.vermaat@om.example",
    "reader": "bram.oosterink@achterhoek.example",
    "administrator": "ruud.wissink@achterhoek.example",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the journeys last.

    Playwright leaves an event loop running in its thread, and Django refuses its
    database to what runs in one after that.
    """
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: item.path.is_relative_to(here))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.fail(f"No Chromium on PATH, under any of the names {CHROMIUM}")
    # Chromium's sandbox does not start as root, as in a container.
    return {
        "executable_path": path,
        "args": ["--no-sandbox"] if os.geteuid() == 0 else [],
    }


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, object]:
    return {
        "base_url": base_url,
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
    }


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that nobody has used; all processes of a run make one."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # which the processes share
    complete, making = folder / "demo", folder / "demo-in-the-making"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not complete.exists():
            making.mkdir()
            make_demo(making)
            making.rename(complete)
    return complete


@pytest.fixture(scope="session")
def base_url(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server that the journeys share."""
    with serve_demo(demo, tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture(scope="module")
def own_address(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that only the journeys of one module use."""
    with serve_demo(demo, tmp_path_factory.mktemp("own")) as address:
        yield address


@pytest.fixture
def enter(browser: Browser, own_address: str) -> Iterator[Callable[[str], Page]]:
    """Log in there as somebody, each in a browser of their own."""
    contexts = []

    def enter(person: str) -> Page:
        contexts.append(browser.new_context(base_url=own_address, locale="nl-NL"))
        page = contexts[-1].new_page()
        log_in_on(page, person)
        return page

    yield enter
    for context in contexts:
        context.close()


def environment_of(folder: Path) -> dict[str, str]:
    """The settings of a server with its data in this folder, as in production."""
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "DEBUG": "off",
        "HTTPS": "off",
        "ALLOWED_HOSTS": "127.0.0.1",
        "EMAIL_URL": "consolemail://",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "WORKER": "on",
    }


def make_demo(folder: Path) -> None:
    """Fill the folder with a database, files and the static files."""
    for command in [
        "migrate --verbosity 0",
        "load_plan",
        "load_demo",
        "publish_demo",
        "collectstatic --noinput --verbosity 0",
    ]:
        subprocess.run(
            [sys.executable, "manage.py", *command.split()],
            cwd=ROOT,
            env=environment_of(folder),
            check=True,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def serve_demo(demo: Path, folder: Path) -> Iterator[str]:
    """The address of a server and worker as in production, with a copy of the demo."""
    shutil.copytree(demo, folder, dirs_exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = (
        *("-m", "gunicorn", "achterhoek.wsgi", "--no-control-socket"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "2"),
    )
    with (folder / "server.log").open("w") as log:

        def start(*arguments: str) -> subprocess.Popen:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=environment_of(folder),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

        server, worker = start(*gunicorn), start("manage.py", "run_worker")
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            for process in (server, worker):
                process.terminate()
            for process in (server, worker):
                process.wait(timeout=60)


def _wait_for(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The server did not start")


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about: scripts, the content security policy."""
    found: list[str] = []
    page.on(
        "console",
        lambda message: (
            found.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def log_in(page: Page, base_url: str) -> Callable[[str], Page]:
    """Log in as one of the demo's people, through the log-in page."""

    def log_in(person: str) -> Page:
        log_in_on(page, person)
        return page

    return log_in


@pytest.fixture
def other_browser(new_context: CreateContextCallback) -> Callable[..., Page]:
    """The browser of somebody else; or one with other settings, as no JavaScript."""

    def open_browser(person: str, **settings: object) -> Page:
        page = new_context(**settings).new_page()
        log_in_on(page, person)
        return page

    return open_browser


def log_in_on(page: Page, person: str) -> None:
    """Log in through the log-in page, in any browser."""
    page.goto("/account/login/", timeout=FIRST_PAGE_MS)
    fill_in_log_in(page, person)


def fill_in_log_in(page: Page, person: str) -> None:
    """Log in on the page that asks for it."""
    page.get_by_label("E-mailadres").fill(PEOPLE[person])
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda url: "/account/" not in url)


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 360, "height": 740})
    return page


@pytest.fixture(autouse=True)
def only_our_own_host(context: BrowserContext, base_url: str) -> Iterator[None]:
    """No page asks anything of another host."""
    elsewhere: list[str] = []
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((base_url, "data:", "blob:"))
            else elsewhere.append(request.url)
        ),
    )
    yield
    assert elsewhere == []
