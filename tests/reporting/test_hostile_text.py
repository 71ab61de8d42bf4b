"""What people type is text, and nothing but text, whatever it looks like."""

from collections.abc import Iterator

import pytest
from weasyprint import HTML, Page
from weasyprint.formatting_structure.boxes import TextBox

from reporting.data import Report
from reporting.render import lay_out, render_html, render_pdf
from reporting.templatetags.report_tags import web_address

from .content import (
    AALTEN,
    make_action,
    make_report,
    make_row,
    make_state,
)
from .full_report import make_full_report
from .pdf import fonts_of, open_pdf, squeezed, text_of

HOSTILE = {
    "script": "<script>alert('x')</script>",
    "image": '<img src=http://127.0.0.1:9/x onerror="alert(1)">',
    "attachment": "</title><link rel=attachment href=file:///etc/passwd>",
    "style": "</style><style>@import 'http://127.0.0.1:9/x';</style>",
    "attribute": "\" onclick='x' style=\"background:url(http://127.0.0.1:9/x)",
    "comment": "<!-- <p> ]]> --> <?php ?>",
    "template": "{% include 'base.html' %}{{ report.region }}{# x #}",
    "entities": "&lt;b&gt; &amp; &#60;b&#62; &bogus;",
}

UNUSUAL = {
    "emoji": "Het loopt 👍🏽 👨‍👩‍👧‍👦 ✅ ⚠️ 🇳🇱 1️⃣ → ≥ ★",
    "Arabic and Hebrew": "التحقيق في الاتجار مستمر (أ) 123, שלום עולם",
    "other alphabets": "Łódź, Ελλάδα, Россия, 漢字, ไทย",
    "invisible": "a\u202eb\u200fc\u2028d\ufffee\ue000f\x00g\x07h",
}

LONG = {
    "words": "Mensenhandelcoördinatieoverlegstructuur" * 128,
    "one letter": "x" * 5000,
    "markup": "<&>" * 1666,
    "lines": "De gemeente sprak met alle partners.\n\n" * 131,
}

RIGHT_EDGE = 192 / 25.4 * 96 + 0.1  # of the text on A4, in CSS pixels

parametrize = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def skeleton(html: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The elements and attributes of a document, without its text.

    Attributes that carry text keep their name only.
    """
    carriers = {"content", "title", "alt"}
    return [
        (
            element.tag,
            [
                (name, "" if name in carriers else value)
                for name, value in element.attrib.items()
            ],
        )
        for element in HTML(string=html).etree_element.iter()
        if isinstance(element.tag, str)
    ]


@pytest.mark.parametrize("is_municipal", [False, True])
@parametrize
def test_typed_text_never_becomes_markup(text, is_municipal):
    harmless = render_html(make_full_report("x" * len(text), is_municipal=is_municipal))

    hostile = render_html(make_full_report(text, is_municipal=is_municipal))

    assert skeleton(hostile) == skeleton(harmless)


@parametrize
def test_typed_text_is_shown_as_it_was_typed(text):
    document = HTML(string=render_html(make_full_report(text))).etree_element

    (worry, _) = document.iter("article")

    assert f"Oorzaak {text}" in "".join(worry.itertext())


def test_typed_text_is_readable_in_the_pdf():
    text = " ".join(HOSTILE.values())

    pdf = open_pdf(render_pdf(report_of_note(text)))

    assert squeezed(text) in squeezed(text_of(pdf))


def report_of_note(text: str) -> Report:
    """A report with little else than this note, and a title that begins with it."""
    action = make_action(title=text[:60])
    return make_report(make_row(make_state(note=text), action=action, places=(AALTEN,)))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//voorbeeld.example/",
        "ftp://voorbeeld.example/",
        "",
    ],
)
def test_only_web_addresses_become_links(address):
    document = HTML(string=render_html(make_full_report("Zo", url=address)))

    links = [link.get("href") for link in document.etree_element.iter("a")]
    assert all(link.startswith("#") for link in links)


@pytest.mark.parametrize(
    "address",
    ["https://voorbeeld.example/?a=1&b=%22", "HTTP://voorbeeld.example/'\"><b>"],
)
def test_a_web_address_becomes_a_link_to_just_that(address):
    document = HTML(string=render_html(make_full_report("Zo", url=address)))

    links = {link.get("href") for link in document.etree_element.iter("a")}
    assert web_address(address) == address
    assert address in links


@pytest.mark.parametrize("text", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_signs_are_drawn_with_our_own_fonts(text):
    pdf = open_pdf(render_pdf(report_of_note(text)))

    assert "leeswijzer" in text_of(pdf).lower()
    assert all("+Rapport" in font for font in fonts_of(pdf))


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_5000_characters_are_all_printed_within_the_page(text):
    document = lay_out(report_of_note(text))

    printed = [box for page in document.pages for box in paragraphs(page)]
    assert squeezed(text) in squeezed("".join(box.text for box in printed))
    assert max(box.position_x + box.width for box in printed) <= RIGHT_EDGE


def paragraphs(page: Page) -> Iterator[TextBox]:
    """The text in paragraphs on a page, without its head and foot."""
    content, *_ = page._page_box.children
    for box in content.descendants():
        if isinstance(box, TextBox) and box.element_tag == "p":
            yield box
