"""Read a report as the document that it becomes."""

from xml.etree.ElementTree import Element

from weasyprint import HTML

from reporting.data import Report
from reporting.render import render_html

BLOCKS = {"caption", "div", "h1", "h2", "h3", "h4", "li", "p", "td", "th", "title"}


def parse(report: Report) -> Element:
    return HTML(string=render_html(report)).etree_element


def text_of(*elements: Element) -> str:
    """The text on one line, with a space between blocks."""
    return " ".join("".join(map(_text, elements)).split())


def _text(element: Element) -> str:
    space = " " if element.tag in BLOCKS else ""
    inside = "".join(_text(child) + (child.tail or "") for child in element)
    return f"{space}{element.text or ''}{inside}{space}"


def said(report: Report) -> str:
    """All text of the report, on one line."""
    return text_of(parse(report))


def table(report: Report, heading: str) -> list[str]:
    """The rows of the table that has this caption."""
    (found,) = [
        table
        for table in parse(report).iter("table")
        if text_of(*table.iter("caption")) == heading
    ]
    return [text_of(row) for row in found.iter("tr")]
