"""What stands in the tables; which files they become is in test_spreadsheets.py."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from actions.models import Funding, Light, Phase, Scope
from reporting.data import FundingRow, Report, ShareRow
from reporting.figures import FigureRow, ShownFigure
from reporting.models import DecisionRequest
from reporting.narrative import AmendmentRow, DecisionRow, Move, Named, SinceLast
from reporting.results import Outcome
from reporting.tables import Table, tabulate

from .content import (
    AALTEN,
    BERKELLAND,
    make_action,
    make_budget_row,
    make_figures,
    make_finances,
    make_milestone,
    make_quarter,
    make_report,
    make_result,
    make_row,
    make_shared_row,
    make_standing,
    make_state,
    make_track,
)
from .full_report import make_full_report


def get_table(report: Report, title: str) -> Table:
    return next(table for table in tabulate(report) if table.title == title)


def rows_by_name(report: Report, title: str) -> list[dict[str, object]]:
    """The rows of a table by the names of the columns, without empty cells."""
    table = get_table(report, title)
    names = [column.name for column in table.columns]
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell}
        for row in table.rows
    ]


def test_every_row_has_a_cell_for_every_column():
    for table in tabulate(make_full_report("Een tekst.")):
        assert {len(row) for row in table.rows} == {len(table.columns)}, table.title


def test_titles_are_good_names_for_sheets_and_files():
    tables = tabulate(make_full_report("Een tekst."))

    assert all(len(table.title) <= 31 for table in tables)
    assert not [table for table in tables if set(table.title) & set("[]:*?/\\'")]
    assert len({table.key for table in tables}) == len(tables)
    assert "risicos" in {table.key for table in tables}


def test_a_table_without_rows_is_left_out():
    titles = [table.title for table in tabulate(make_report())]

    assert titles == ["Over dit bestand"]


def test_the_matrix_says_where_each_municipality_stands():
    report = make_report(
        make_row(make_state(Light.RED), None),
        make_shared_row(make_state(None, phase=Phase.DROPPED)),
    )

    local, shared = rows_by_name(report, "Matrix")

    assert local["Actie"] == "1.1"
    assert (local["Aalten"], local["Berkelland"]) == (
        "rood, in uitvoering",
        "geen opgave",
    )
    assert shared["Regionaal of gezamenlijk"] == "vervallen"
    assert not {"Aalten", "Berkelland"} & set(shared)


def test_each_track_has_its_words():
    red = make_state(Light.RED, waits_for="RIEC", as_of=date(2025, 9, 1))
    report = make_report(make_row(red, None, action=make_action(is_priority=True)))

    told, silent = rows_by_name(report, "Stand en toelichting")

    assert told == {
        "Actielijn": 1,
        "Doelstelling": 1,
        "Actie": "1.1",
        "Titel": "Meldroute vaststellen",
        "Uitvoering": "per gemeente",
        "Prioriteit": "ja",
        "Gemeente": "Aalten",
        "Trekker": "Aalten",
        "Stoplicht": "rood",
        "Fase": "in uitvoering",
        "Gemeld op": date(2025, 9, 12),
        "Stand per": date(2025, 9, 1),
        "Toelichting": "Het loopt.",
        "Oorzaak": "Te weinig mensen.",
        "Gevolg voor het doel": "Het duurt langer.",
        "Maatregel": "Een collega springt bij.",
        "Wacht op": "RIEC",
    }
    assert silent["Stoplicht"] == silent["Fase"] == "geen opgave"


def test_what_does_not_count_stands_apart():
    silent = make_track(last_known=make_state(), is_overdue=True)
    late = make_track(BERKELLAND, make_state(), late=make_state(Light.ORANGE))
    row = replace(make_row(None, None), tracks=(silent, late))

    known, later = rows_by_name(make_report(row), "Stand en toelichting")

    assert known["Laatst bekend"] == "groen, in uitvoering: Het loopt."
    assert known["Laatst bekend op"] == date(2025, 9, 12)
    assert known["Over tijd"] == "ja"
    assert later["Stoplicht"] == "groen"
    assert later["Nagekomen"] == "oranje, in uitvoering: Het loopt."


def test_words_that_are_withheld_are_not_in_the_tables():
    state = make_state(Light.RED, is_withheld=True, note="", cause="")
    report = make_report(make_row(state, places=(AALTEN,)))

    (row,) = rows_by_name(report, "Stand en toelichting")

    assert row["Toelichting"].startswith("volgt als de coördinator")
    assert "Oorzaak" not in row


def test_everybody_has_a_row_for_a_milestone():
    report = make_report(
        milestones=(
            make_milestone(
                make_standing(completed_on=date(2024, 12, 1)),
                make_standing("", is_late=True, postponements=2, note="Later."),
            ),
        )
    )

    reached, late = rows_by_name(report, "Mijlpalen")

    assert (reached["Stand"], reached["Gehaald op"]) == ("gehaald", date(2024, 12, 1))
    assert late["Gemeente"] == "regio"
    assert (late["Stand"], late["Keren uitgesteld"]) == ("te laat", 2)


def test_amounts_are_amounts_and_an_unknown_one_is_empty():
    row = make_budget_row(
        20_000,
        uncovered=Decimal(17_500),
        fundings=(
            FundingRow(Funding.Source.DU_VO, "Arnhem", None, Funding.State.COVERED),
        ),
        shares=(ShareRow("Aalten", Decimal("2500.50"), None, Decimal(0), None),),
    )
    report = make_report(finances=make_finances(row))

    (line,) = rows_by_name(report, "Begroting")
    (funding,) = rows_by_name(report, "Dekking")

    assert (line["Begroot"], line["Nog niet gedekt"]) == (20_000, 17_500)
    assert isinstance(line["Begroot"], Decimal)
    assert "Gedekt" not in line
    assert (funding["Betaler"], funding["Stand"]) == ("Arnhem", "gedekt")
    assert get_table(report, "Aandelen").rows == (
        (2, "", row.title, "Aalten", Decimal("2500.50"), None, Decimal(0), None),
    )


def test_everybody_has_a_row_for_a_result():
    report = replace(make_report(), results=(make_result(Outcome.PARTLY, None),))

    rows = rows_by_name(report, "Resultaten")

    assert [(row["Gemeente"], row["Oordeel"]) for row in rows] == [
        ("Aalten", "deels bereikt"),
        ("Berkelland", "nog geen oordeel"),
    ]


def test_each_quarter_has_its_counts():
    report = replace(make_report(), quarters=(make_quarter(3, running=2),))

    (row,) = rows_by_name(report, "Ontwikkeling")

    assert row == {
        "Kwartaal": "Q3 2025",
        "Stand op": date(2025, 9, 30),
        "in uitvoering": 2,
        "nog niet gemeld": 1,
    }


def test_numbers_that_are_hidden_in_the_report_are_hidden_here():
    quarters = make_figures().quarters
    rows = (
        FigureRow("Aalten", (ShownFigure(5, True), ShownFigure(20, False))),
        FigureRow("", (ShownFigure(None, False), None)),
    )
    report = make_report(figures=(make_figures(rows=rows),))

    found = rows_by_name(report, "Cijfers")

    assert [row["Aantal"] for row in found] == ["<5", 20, "niet getoond", "geen opgave"]
    assert [row["Gemeente"] for row in found] == ["Aalten"] * 2 + ["regio"] * 2
    assert found[0]["Kwartaal"] == str(quarters[0])


def test_decisions_changes_and_amendments_are_told():
    move = Move(
        "1.1", "Titel", "Aalten", Phase.RUNNING, Light.GREEN, Phase.RUNNING, Light.RED
    )
    silent = replace(move, phase_now=None, light_now=None)
    report = replace(
        make_report(),
        requests=(_request(),),
        earlier_requests=(
            _request(
                decided_on=date(2025, 8, 1), outcome=DecisionRequest.Outcome.AGREED
            ),
        ),
        since=SinceLast(
            quarter=make_report().quarter,
            as_of=date(2025, 6, 30),
            worse=(move,),
            better=(),
            newly_late=(Named("", "Meldroute", ("Aalten", "Berkelland")),),
            fell_silent=(silent,),
            amendments=(
                AmendmentRow("Driehoek", date(2025, 7, 1), "Reden.", ("1.1", "2.2")),
            ),
        ),
    )

    asked, before = rows_by_name(report, "Besluiten")
    changes = rows_by_name(report, "Veranderd")
    (amendment,) = rows_by_name(report, "Wijzigingen")

    assert "Uitkomst" not in asked
    assert before["Uitkomst"] == "akkoord"
    assert [(row["Wat"], row["Nu"]) for row in changes] == [
        ("slechter", "rood, in uitvoering"),
        ("geen nieuw bericht", "geen opgave"),
        ("nieuw te laat", "te laat"),
    ]
    assert changes[2]["Van wie"] == "Aalten, Berkelland"
    assert amendment["Onderdelen van het plan"] == "1.1\n2.2"


def _request(**fields: object) -> DecisionRow:
    return DecisionRow(
        **{
            "quarter": make_report().quarter,
            "title": "Stel geld vast.",
            "reason": "Het is op.",
            "asked_of": "de driehoek",
            "needed_by": date(2025, 11, 1),
            "decided_on": None,
            "outcome": None,
            "follow_up": "",
        }
        | fields
    )


def test_a_shared_action_says_who_does_it_together():
    report = make_report(make_shared_row(make_state()))

    (row,) = rows_by_name(report, "Stand en toelichting")

    assert row["Uitvoering"] == Scope.JOINT.label
    assert row["Gemeente"] == "regio"
    assert row["Trekker"] == "coördinator uitvoeringsplan"
