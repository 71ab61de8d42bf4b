"""What the pictures of a report show; how they are drawn is tested in tests/actions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from actions.models import Funding, Light, Phase
from actions.periods import Period
from actions.timeline_chart import MarkKind
from reporting.data import FundingRow, Report
from reporting.development import QuarterCount
from reporting.pictures import (
    lights_by_objective,
    milestones_in_time,
    money_by_source,
    phases_by_quarter,
    results_reached,
)
from reporting.results import Outcome

from .content import (
    make_budget_row,
    make_finances,
    make_milestone,
    make_municipal_report,
    make_quarter,
    make_report,
    make_result,
    make_row,
    make_shared_row,
    make_standing,
    make_state,
)
from .document import said, table


def make_report_in_time(*quarters: QuarterCount) -> Report:
    return replace(make_report(make_row(make_state(), None)), quarters=quarters)


def test_every_track_counts_once_under_its_objective():
    report = make_report(
        make_row(make_state(Light.RED), None),
        make_shared_row(make_state(None, phase=Phase.DROPPED)),
    )

    (bar,) = lights_by_objective(report).bars

    assert bar.description == (
        "Doelstelling 1, van 3: 1 loopt vast, 1 geen opgave, 1 vervallen of n.v.t.."
    )


def test_the_counts_stand_beside_the_picture():
    report = make_report(make_row(make_state(), None))

    head, row = table(report, "Stoplicht per doelstelling")

    assert "op schema" in head
    assert "geen opgave" in head
    assert "loopt vast" not in head
    assert row.startswith("Doelstelling 1 Professionals signaleren")
    assert row.endswith("1 1 2")


def test_a_result_counts_each_municipality():
    report = replace(
        make_report(), results=(make_result(Outcome.REACHED, Outcome.NOT, None),)
    )

    (bar,) = results_reached(report).bars

    assert bar.description == ("1.1, van 3: 1 bereikt, 1 niet bereikt, 1 geen oordeel.")


def test_the_edition_of_a_municipality_says_it_in_words():
    report = replace(
        make_municipal_report(make_row(make_state(), None)),
        results=(make_result(Outcome.REACHED),),
    )

    text = said(report)

    assert "1.1 Er is een meldroute. Aalten bereikt" in text
    assert "Oordeel per resultaat" not in text


def test_the_development_shows_each_quarter_with_what_was_not_reported():
    report = make_report_in_time(
        make_quarter(2, not_started=3), make_quarter(3, running=2, done=1)
    )

    first, second = phases_by_quarter(report).bars

    assert first.description == "Q2 2025, van 4: 3 niet gestart, 1 nog niet gemeld."
    assert second.total == 4
    assert "Q3 2025" in " ".join(table(report, "Fase aan het einde van elk kwartaal"))


def test_one_quarter_is_no_development():
    text = said(make_report_in_time(make_quarter(3, running=2)))

    assert "Fase aan het einde van elk kwartaal" not in text


def test_the_line_of_time_tells_who_is_where():
    report = make_report(
        milestones=(
            make_milestone(
                make_standing(completed_on=date(2024, 12, 1)),
                make_standing("Berkelland", is_late=True, due=Period.parse("Q2 2025")),
            ),
            make_milestone(title="Zonder dag", due=Period()),
        )
    )

    picture = milestones_in_time(report)

    (lane,) = picture.lanes
    assert lane.description == (
        "Interne meldroute: volgens het plan Q4 2024; 1 gehaald, 1 te laat."
    )
    assert [mark.kind for mark in lane.line.marks] == [MarkKind.REACHED, MarkKind.LATE]
    assert 0 < lane.line.planned < picture.today_at < 100


def test_without_days_there_is_no_line_of_time():
    report = make_report(
        milestones=(make_milestone(make_standing(due=Period()), due=Period()),)
    )

    assert milestones_in_time(report) is None
    assert "De mijlpalen in de tijd" not in said(report)


def test_money_without_a_source_is_told_apart():
    covered = FundingRow(
        Funding.Source.DU_VO, "Arnhem", Decimal(5000), Funding.State.COVERED
    )
    finances = make_finances(
        make_budget_row(20_000, fundings=(covered,)), make_budget_row(10_000)
    )

    chart = money_by_source(finances)

    (bar,) = chart.bars
    assert bar.description == "Geen bron genoemd: € 25.000 zonder bron."
