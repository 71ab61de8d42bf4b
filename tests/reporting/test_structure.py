"""The report is built so that it can be read aloud and walked through."""

from collections import Counter
from itertools import pairwise

import pytest

from reporting.data import Report

from .document import parse, text_of
from .full_report import make_full_report

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["region", "municipality"])
def full_report(request) -> Report:
    """A report with something in every section."""
    return make_full_report("Naar wens.", is_municipal=request.param == "municipality")


def test_headings_make_an_outline_without_gaps(full_report):
    levels = [
        int(element.tag[1])
        for element in parse(full_report).iter()
        if element.tag in ("h1", "h2", "h3", "h4")
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_the_contents_name_every_chapter_in_its_order(full_report):
    document = parse(full_report)
    chapters = [heading.get("id") for heading in document.iter("h2")]
    (contents,) = document.iter("nav")

    linked = [link.get("href") for link in contents.findall("ol/li/a")]

    assert linked == [f"#{chapter}" for chapter in chapters if chapter != "inhoud"]


def test_every_link_inside_the_report_leads_to_one_place(full_report):
    document = parse(full_report)
    names = Counter(
        element.get("id") for element in document.iter() if element.get("id")
    )

    links = {link.get("href").removeprefix("#") for link in document.iter("a")}

    assert max(names.values()) == 1
    assert links <= names.keys()


def test_every_table_has_heads_that_say_what_they_head(full_report):
    tables = list(parse(full_report).iter("table"))
    for found in tables:
        head, body = found.find("thead/tr"), found.find("tbody")

        assert {cell.get("scope") for cell in head} == {"col"}
        for row in body:
            first = row[0]
            assert first.tag == "th"
            assert first.get("scope") in ("row", "rowgroup")
    assert len(tables) >= 6


def test_every_row_of_a_table_is_as_wide_as_its_head(full_report):
    for found in parse(full_report).iter("table"):
        widths = {
            sum(int(cell.get("colspan", 1)) for cell in row) for row in found.iter("tr")
        }

        assert len(widths) == 1


def test_every_sign_has_a_word_and_every_bar_its_numbers(full_report):
    document = parse(full_report)
    signs = [image.get("alt") for image in document.iter("img")]
    titles = [bar.find(f"{SVG}title") for bar in document.iter(f"{SVG}svg")]
    bars = [text_of(title) for title in titles if title is not None]

    assert all(signs)
    assert "loopt vast" in signs
    assert bars[0].startswith("Fase, van")
    assert any(text.startswith("Stoplicht, van 3:") for text in bars)
