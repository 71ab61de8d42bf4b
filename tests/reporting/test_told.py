"""What a coordinator tells in a report, on paper and on a screen."""

from dataclasses import replace
from datetime import date

import pytest

from actions.models import Light
from actions.periods import Quarter
from reporting.models.report import SUMMARY_LENGTH
from reporting.narrative import DecisionRow, Imprint
from reporting.render import render_html, render_pdf

from .content import AALTEN, make_action, make_report, make_row, make_state, make_track
from .pdf import open_pdf, squeezed
from .test_snapshot import told

RED = make_state(
    Light.RED,
    cause="De jurist is vertrokken en de werving heeft niets opgeleverd.",
    remedy="Een buurgemeente springt bij tot er een nieuwe collega is.",
)


def ask(number: int) -> DecisionRow:
    return DecisionRow(
        quarter=Quarter(2025, 3),
        title=f"Stel geld beschikbaar voor de training, deel {number}",
        reason="Zonder geld geen training. " * 10,
        asked_of="de driehoek",
        needed_by=date(2025, 12, 1),
        decided_on=None,
        outcome=None,
        follow_up="",
    )


@pytest.fixture
def content():
    rows = (make_row(RED, RED, action=make_action(f"1.{n}")) for n in range(1, 4))
    return make_report(*rows)


def pages(content) -> list[str]:
    pdf = open_pdf(render_pdf(content))
    return [squeezed(page.extract_text()) for page in pdf.pages]


@pytest.mark.parametrize("number", [1, 3])
def test_page_1_holds_a_full_summary_and_what_is_asked(content, number):
    summary = ("Het gaat vooruit in alle gemeenten van de regio. " * 20)[
        :SUMMARY_LENGTH
    ]
    requests = tuple(map(ask, range(number)))

    first, second, *_ = pages(replace(content, summary=summary, requests=requests))

    assert squeezed(summary) in first
    for request in requests:
        assert squeezed(request.title) in first
        assert squeezed(request.reason) in second
    assert squeezed("Geen opgave") in first
    assert squeezed("Besluiten") in second


def test_what_changed_comes_right_after_page_1(content):
    since = told(content).since

    _, second, *_ = pages(replace(content, since=since))

    assert squeezed("Wat is er veranderd sinds 2e kwartaal 2025?") in second


def test_a_draft_says_so_and_what_was_published_says_when(content):
    draft = Imprint(1, "", 0, None)
    correction = Imprint(2, "Een bedrag klopte niet.", 0, date(2025, 10, 9))

    assert "Concept: nog niet vastgesteld." in render_html(
        replace(content, imprint=draft)
    )
    html = render_html(replace(content, imprint=correction))
    assert "Gepubliceerd op 9 oktober 2025, versie 2." in html
    assert "Correctie op de vorige versie: Een bedrag klopte niet." in html


def test_what_came_late_stands_beside_what_counts():
    late = make_state(Light.RED, note="Net binnen.", reported_on=date(2025, 10, 2))
    row = make_row(make_state(), places=(AALTEN,))
    track = make_track(state=make_state(), late=late)

    html = render_html(make_report(replace(row, tracks=(track,))))

    assert "Nagekomen op" in html
    assert "2-10-2025" in html
    assert "Net binnen." in html
    assert "Oorzaak: Te weinig mensen." in html
    withheld = replace(late, is_withheld=True)
    html = render_html(
        make_report(replace(row, tracks=(replace(track, late=withheld),)))
    )
    assert "Oorzaak:" not in html
