"""Page 1 is one page, whatever there is to tell."""

from dataclasses import replace
from datetime import date

import pytest

from actions.models import Light
from reporting.data import Report
from reporting.models.report import SUMMARY_LENGTH
from reporting.narrative import Imprint
from reporting.render import AFTER_PAGE_1, lay_out

from .content import (
    make_action,
    make_milestone,
    make_report,
    make_row,
    make_standing,
    make_state,
)
from .test_told import ask


def make_crowded(text: str, *, summary: str, silent: int = 8) -> Report:
    """A report with the most on page 1, and this text wherever somebody can type."""

    def fill(length: int) -> str:
        return (text * length)[:length].strip()

    red = make_state(Light.RED, cause=fill(300), remedy=fill(300), waits_for=fill(150))
    report = make_report(
        *(
            make_row(red, red, action=make_action(f"1.{n}", title=fill(120)))
            for n in range(3)
        ),
        plan_title=fill(200),
        region=fill(100),
        is_closed=False,
        is_demo=True,
        driehoek_on=date(2025, 10, 29),
        summary=(summary * SUMMARY_LENGTH)[:SUMMARY_LENGTH],
        requests=tuple(
            replace(ask(n), title=fill(200), asked_of=fill(100)) for n in range(3)
        ),
        milestones=(make_milestone(make_standing(is_late=True), title=fill(200)),) * 7,
        imprint=Imprint(2, fill(500), 0, date(2025, 10, 2)),
    )
    silence = make_report(make_row(None, None)).silences[0]
    silences = (replace(silence, owner=fill(100), tracks=9),) * silent
    return replace(report, silences=silences)


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Bestuurlijke afstemming ", "Het gaat vooruit. "),
        ("W", "W"),
        ("\U0001f600", "\U0001f600"),
        ("Zo. ", "\n"),
    ],
    ids=["words", "one wide word", "emoji", "lines"],
)
def test_page_1_stays_one_page(text, summary):
    document = lay_out(make_crowded(text, summary=summary))

    assert AFTER_PAGE_1 & document.pages[1].anchors.keys()
