"""Make the report of a database that was filled, by turns with Chromium.

Run as: python -m bench.report TURNS. Prints as JSON what each step took, the most
memory that this process had in use, and what Chromium takes, from its start, to print
the same document with the same fonts.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import django

django.setup()

from django.conf import settings
from django.utils import timezone
from pypdf import PdfReader

from actions.models import Plan
from reporting.assemble import build_report
from reporting.fonts import printable, stylesheet
from reporting.render import render_html, render_pdf
from reporting.snapshot import freeze, restore

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STATIC = (settings.BASE_DIR / "static").as_uri()
KILOBYTE = 1024

T = TypeVar("T")


def main(turns: int) -> None:
    """Assemble once, as a request does; then make it as a worker does, turns times."""
    newest = Plan.objects.get().rounds.first()
    today = timezone.localdate()
    report, assembling = timed(lambda: build_report(newest, as_of=today))
    content = restore(freeze(report))
    html, filling_in = timed(lambda: render_html(content))
    with TemporaryDirectory(prefix="bench-") as folder:
        document = Path(folder, "report.html")
        document.write_text(with_fonts(html))
        ours, theirs = [], []
        for _ in range(turns):
            pdf, seconds = timed(lambda: render_pdf(content))
            ours.append(seconds)
            printed, seconds = timed(lambda: print_by_chromium(document))
            theirs.append(seconds)
    result = {
        "pages": len(PdfReader(BytesIO(pdf)).pages),
        "bytes": len(pdf),
        "assembling": assembling,
        "filling in": filling_in,
        "PDF": statistics.median(ours),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE,
        "Chromium": statistics.median(theirs),
        "pages of Chromium": len(PdfReader(BytesIO(printed)).pages),
        "bytes of Chromium": len(printed),
        "is tagged by Chromium": b"/StructTreeRoot" in printed,
    }
    json.dump(result, sys.stdout)


def timed(act: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the seconds that it took."""
    started = time.perf_counter()
    result = act()
    return result, time.perf_counter() - started


def with_fonts(html: str) -> str:
    """The document as a browser can open it from disk."""
    html = printable(html)
    styles = f"<style>{stylesheet(html)}</style></head>"
    return html.replace("</head>", styles, 1).replace("static:", f"{STATIC}/")


def print_by_chromium(document: Path) -> bytes:
    """The PDF of Chromium: tagged and with bookmarks, as ours is."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        raise SystemExit(f"No Chromium on PATH, under any of the names {CHROMIUM}")
    target = document.with_suffix(".pdf")
    command = [program, "--headless", "--disable-gpu", "--no-pdf-header-footer"]
    command += ["--no-sandbox"] if os.geteuid() == 0 else []
    command += ["--generate-pdf-document-outline", f"--print-to-pdf={target}"]
    subprocess.run([*command, document.as_uri()], check=True, capture_output=True)
    return target.read_bytes()


if __name__ == "__main__":
    main(int(sys.argv[1]))
