"""Turn the content of a report into HTML, and that into a PDF."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import pydyf
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from .attached_data import associate_once, attach_data
from .data import Report
from .fonts import printable, stylesheet
from .front import FRONTS, WHOLE, Front
from .pdf_ua import declare_pdf_ua
from .url_fetcher import StaticFilesFetcher
from .words import break_long_words

AFTER_PAGE_1 = {"veranderd", "besluiten", "inhoud"}
"""Chapters that may come after page 1; each begins on a page of its own."""


def render_html(report: Report, front: Front = WHOLE) -> str:
    """The report as one HTML document, made for print."""
    with translation.override("nl"):
        return render_to_string(
            "reporting/report.html", {"report": report, "front": front}
        )


def render_pdf(report: Report) -> bytes:
    """The report as an archivable and accessible PDF (PDF/A-3a and PDF/UA-1).

    Its data is attached. The same report gives the same bytes: dates come from its
    content, fonts from our static files.
    """
    with garbage_left():
        return lay_out(report).write_pdf(
            pdf_variant="pdf/a-3a",
            attachments=attach_data(report),
            finisher=_finish,
        )


@contextmanager
def garbage_left() -> Iterator[None]:
    """Do not look for garbage within: a report is made of boxes that all stay.

    Python would go through them over and over, which takes a sixth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    declare_pdf_ua(pdf)
    associate_once(pdf)


def lay_out(report: Report) -> Document:
    """The report on pages; page 1 tells as much as fits."""
    *fronts, shortest = FRONTS
    for front in fronts:
        document = _lay_out(report, front)
        if AFTER_PAGE_1 & document.pages[1].anchors.keys():
            return document
    return _lay_out(report, shortest)


def _lay_out(report: Report, front: Front) -> Document:
    html = break_long_words(printable(render_html(report, front)))
    fetcher = StaticFilesFetcher()
    fonts = FontConfiguration()
    return HTML(string=html, base_url="static:", url_fetcher=fetcher).render(
        stylesheets=[
            CSS(string=stylesheet(html), font_config=fonts, url_fetcher=fetcher)
        ],
        font_config=fonts,
        pdf_variant="pdf/a-3a",
    )
