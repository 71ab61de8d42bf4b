"""Turn the content of a report into HTML, and that into a PDF."""

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from .data import Report
from .fonts import faces_for, printable
from .pdf_ua import declare_pdf_ua
from .url_fetcher import StaticFilesFetcher


def render_html(report: Report) -> str:
    """The report as one HTML document, made for print."""
    with translation.override("nl"):
        return render_to_string("reporting/report.html", {"report": report})


def render_pdf(report: Report) -> bytes:
    """The report as an archivable and accessible PDF (PDF/A-3a and PDF/UA-1).

    The same report gives the same bytes: dates come from its content, fonts from our
    static files.
    """
    document = _lay_out(printable(render_html(report)))
    return document.write_pdf(pdf_variant="pdf/a-3a", finisher=declare_pdf_ua)


def _lay_out(html: str) -> Document:
    fetcher = StaticFilesFetcher()
    fonts = FontConfiguration()
    faces = "\n".join(face.css for face in faces_for(html))
    return HTML(string=html, base_url="static:", url_fetcher=fetcher).render(
        stylesheets=[CSS(string=faces, font_config=fonts, url_fetcher=fetcher)],
        font_config=fonts,
        pdf_variant="pdf/a-3a",
    )
