"""Fill the database of DATABASE_URL, serve it, and print what each page takes as JSON.

Run as: python -m bench.measure MUNICIPALITIES REPEATS
"""

import json
import signal
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django

django.setup()

from django.core.management import call_command
from django.db import connection, connections, transaction

from .data import PASSWORD, fill_database
from .pages import Page, list_pages
from .visitor import Answer, Visitor

WARM_UPS = 6  # more than one, for each of the two workers has its own caches
SLOW_REPEATS = 1


def main(size: int, repeats: int) -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        pages = list_pages(fill_database(size))
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")  # autovacuum would, in a minute
    connections.close_all()
    with serve() as port:
        visitors = {page.email: Visitor(port) for page in pages}
        for email, visitor in visitors.items():
            visitor.log_in(email, PASSWORD)
        answers = ask(pages, visitors, repeats)
    json.dump({page: summarize(got) for page, got in answers.items()}, sys.stdout)


@contextmanager
def serve() -> Iterator[int]:
    """Run the product as in production, on a free port, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        # The server gets the open socket, so that nobody can take the port, and who
        # connects before it has started waits.
        command = ["gunicorn", "achterhoek.wsgi", "--workers", "2", "--timeout", "120"]
        command += ["--bind", f"fd://{listener.fileno()}", "--no-control-socket"]
        server = subprocess.Popen(
            [sys.executable, "-m", *command, "--log-level", "warning"],
            pass_fds=[listener.fileno()],
        )
        port = listener.getsockname()[1]
    try:
        yield port
    finally:
        server.terminate()
        server.wait()


def ask(
    pages: list[Page], visitors: dict[str, Visitor], repeats: int
) -> dict[str, list[Answer]]:
    """Ask for all pages by turns, so that a busy moment hits them all."""
    answers: dict[str, list[Answer]] = {page.name: [] for page in pages}
    for turn in range(-WARM_UPS, repeats):
        for page in pages:
            if page.is_slow and not 0 <= turn < SLOW_REPEATS:
                continue
            answer = page.ask(visitors[page.email])
            if turn >= 0:
                answers[page.name].append(answer)
    return answers


def summarize(answers: list[Answer]) -> dict[str, float]:
    seconds = sorted(answer.seconds for answer in answers)
    return {
        "median": statistics.median(seconds) * 1000,
        "p95": seconds[-(len(seconds) // 20) - 1] * 1000,
        # Not the most: a worker that is asked for the first time takes some more.
        "queries": statistics.median_low(answer.queries for answer in answers),
        "bytes": statistics.median_low(len(answer.body) for answer in answers),
    }


if __name__ == "__main__":
    # Asked to stop, leave by way of the `finally` above.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    main(int(sys.argv[1]), int(sys.argv[2]))
