"""Where pages end: never between what belongs together, wherever the break falls."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

import pytest
from weasyprint.formatting_structure.boxes import (
    Box,
    ReplacedBox,
    TableBox,
    TextBox,
)

from actions.models import Light
from reporting.data import Place, Report, RiskRow, ShareRow
from reporting.finances import add_up
from reporting.render import lay_out

from .content import (
    AALTEN,
    make_action,
    make_budget_row,
    make_finances,
    make_line,
    make_milestone,
    make_municipal_report,
    make_report,
    make_row,
    make_standing,
    make_state,
)

HEADINGS = {"h1", "h2", "h3", "h4", "caption"}
NOTE = "Het overleg is twee keer gehouden en er komt nog een vervolg. "


@dataclass(frozen=True, slots=True)
class Leaf:
    """Something printed: its text, and in which heading, table and part of that."""

    text: str
    heading: Box | None
    table: Box | None
    is_table_head: bool


def leaves(box: Box, *, heading=None, table=None, is_head=False) -> Iterator[Leaf]:
    """All that is printed in a box, in reading order."""
    if isinstance(box, TextBox | ReplacedBox):
        yield Leaf(getattr(box, "text", ""), heading, table, is_head)
        return
    if isinstance(box, TableBox):
        table, is_head = box, False
    if box.element_tag in HEADINGS:
        heading = box
    is_head = is_head or getattr(box, "is_header", False)
    for child in getattr(box, "children", ()):
        yield from leaves(child, heading=heading, table=table, is_head=is_head)


def printed(report: Report) -> list[list[Leaf]]:
    """What stands on each page, without its head and foot."""
    return [list(leaves(page._page_box.children[0])) for page in lay_out(report).pages]


def varied(*, is_municipal: bool) -> Report:
    """A report of which the parts have all sorts of lengths, so end at any height."""
    sizes = [number * 5 % 11 + 1 for number in range(14)]
    places = tuple(Place(f"Gemeente {n}", f"GM{n:04}") for n in range(1, 13))
    if is_municipal:
        places = (AALTEN,)
    red = make_state(Light.RED, cause=NOTE * 2, remedy=NOTE * 3)
    states = [make_state(note=NOTE * (n % 4)) for n in range(9)] + [red, None]
    rows = [
        make_row(
            *(states[(size + n) % 11] for n in range(len(places))),
            action=make_action(f"{number}.1", title=NOTE[: 12 + 4 * size]),
            places=places,
        )
        for number, size in enumerate(sizes, start=1)
    ]
    shares = [
        tuple(
            ShareRow(place.name, Decimal(2500), None, Decimal(0), None)
            for place in (places * 11)[:size]
        )
        for size in sizes
    ]
    return replace(
        (make_municipal_report if is_municipal else make_report)(*rows),
        lines=tuple(
            make_line(*rows[n : n + 1 + n % 4], number=n + 1) for n in range(12)
        ),
        sections=tuple(
            replace(section, entries=section.entries[: sizes[n % 14]])
            for n, section in enumerate(make_report(*rows).sections)
        ),
        milestones=tuple(
            make_milestone(*[make_standing(note=NOTE)] * size, title=NOTE)
            for size in sizes
        ),
        finances=make_finances(
            *(make_budget_row(title=NOTE[:40], shares=share) for share in shares),
            spent=add_up([Decimal(0)]),
        ),
        risks=tuple(
            RiskRow(2, "", NOTE, 3, 2, NOTE * (size % 3), "Regio") for size in sizes
        ),
    )


@pytest.fixture(scope="module", params=["region", "municipality"])
def pages(request) -> list[list[Leaf]]:
    return printed(varied(is_municipal=request.param == "municipality"))


def test_no_page_is_empty(pages):
    assert all(pages)
    assert len(pages) > 10


def test_no_heading_ends_a_page(pages):
    ends = [page[-1].text for page in pages if page[-1].heading]

    assert ends == []


def test_no_head_of_a_table_stands_without_a_row(pages):
    alone = [
        leaf.text
        for page in pages
        for leaf in page
        if leaf.is_table_head
        and not any(
            other.table is leaf.table and not other.is_table_head for other in page
        )
    ]

    assert alone == []


SENTENCE = 250
"""How many signs below a heading are still an introduction."""


def introduces(page: list[Leaf]) -> bool:
    """Whether a page ends with a heading and no more than a sentence below it."""
    below = 0
    for leaf in reversed(page):
        if leaf.table or below > SENTENCE:
            return False
        if leaf.heading:
            return True
        below += len(leaf.text)
    return False


def test_what_introduces_a_table_stands_on_the_page_where_that_begins(pages):
    cut = [
        (page[-1].text, following[0].text)
        for page, following in pairwise(pages)
        if introduces(page) and following[0].table
    ]

    assert cut == []
