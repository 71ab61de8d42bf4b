"""What the report says. No database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from actions.models import BudgetLine, Light, Phase
from actions.sums import PartialSum, add_up
from reporting.data import Report, RiskRow, ShareRow

from .content import (
    AALTEN,
    make_action,
    make_budget_row,
    make_finances,
    make_milestone,
    make_municipal_report,
    make_report,
    make_row,
    make_shared_row,
    make_standing,
    make_state,
    make_track,
)
from .document import parse, said, table, text_of

GREEN, RED = make_state(), make_state(Light.RED)


def get_matrix(report: Report) -> Element:
    return next(
        found for found in parse(report).iter("table") if found.get("class") == "matrix"
    )


def test_the_matrix_has_a_cell_for_each_municipality_and_one_for_all():
    report = make_report(make_row(GREEN, None), make_shared_row(RED))

    head, _, local, joint = get_matrix(report).iter("tr")

    assert [text_of(cell) for cell in head] == ["Actie", "Aalten", "Berkelland"]
    alts = [[image.get("alt") for image in cell.iter("img")] for cell in local[1:]]
    assert alts == [["op schema"], ["geen opgave"]]
    assert joint[1].get("colspan") == "2"
    assert "gezamenlijk · coördinator uitvoeringsplan" in text_of(joint)


def test_a_municipality_without_the_track_has_an_empty_cell():
    row = replace(make_row(GREEN, None), tracks=(make_track(state=GREEN), None))
    report = make_report(make_row(GREEN, GREEN))
    (line,) = report.lines
    objective = replace(line.objectives[0], rows=(row,))
    report = replace(report, lines=(replace(line, objectives=(objective,)),))

    *_, cells = get_matrix(report).iter("tr")

    assert text_of(cells[2]) == ""
    assert list(cells[2].iter("img")) == []


def test_orange_and_red_are_explained_beside_their_action():
    state = make_state(
        Light.ORANGE,
        cause="Een vacature.",
        consequence="Later klaar.",
        remedy="Inhuur.",
        waits_for="Politie",
    )

    (worry,) = parse(make_report(make_row(state, GREEN))).iter("article")

    assert text_of(worry) == (
        "1.1 Meldroute vaststellen Aalten Oorzaak Een vacature. Gevolg voor het doel"
        " Later klaar. Maatregel Inhuur. Wacht op Politie"
    )


def test_page_1_says_what_asks_for_attention_and_where():
    report = make_report(make_row(RED, RED), make_shared_row(make_state(Light.ORANGE)))

    text = said(report)

    assert "1.1 Meldroute vaststellen 2 van 2 gemeenten: Aalten, Berkelland" in text
    assert "Aalten: Te weinig mensen. Maatregel: Een collega springt bij." in text
    assert "gezamenlijk, trekker: coördinator uitvoeringsplan" in text


def test_page_1_says_that_nothing_asks_for_attention():
    text = said(make_report(make_row(GREEN, GREEN)))

    assert "Er staat niets op oranje of rood." in text
    assert "Geen enkele mijlpaal is te laat." in text
    assert "Alles is in deze ronde gemeld of bevestigd." in text


def test_page_1_accounts_for_what_has_no_light():
    dropped = make_state(None, phase=Phase.DROPPED)

    one = said(make_report(make_row(dropped, GREEN)))
    two = said(make_report(make_row(dropped, dropped)))

    assert "heeft 1 onderdeel geen stoplicht" in one
    assert "hebben 2 onderdelen geen stoplicht" in two
    assert "geen stoplicht:" not in said(make_report(make_row(GREEN, GREEN)))


def test_page_1_names_no_more_than_fits_and_says_how_many_more():
    rows = [
        make_row(None, GREEN, action=make_action(f"1.{number}"))
        for number in range(1, 13)
    ]
    late = [
        make_milestone(make_standing(is_late=True), title=f"M{n}") for n in range(8)
    ]
    report = make_report(*rows, milestones=tuple(late))
    silent = [replace(report.silences[0], owner=f"Gemeente {n}") for n in range(11)]

    text = said(replace(report, silences=tuple(silent)))

    assert "Gemeente 7: 12 van 12 En nog 3 andere." in text
    assert "M2 (Q4 2024): 1 van 1 gemeenten niet gehaald. En nog 5 andere." in text


def test_a_silence_names_the_actions_only_when_they_are_few():
    few = make_report(make_row(None, GREEN), make_row(GREEN, GREEN))
    many = make_report(*[make_row(None, GREEN)] * 6, make_row(GREEN, GREEN))

    assert "Aalten: 1 van 2 (1.1)" in said(few)
    assert "Aalten: 6 van 7 Bijlage" not in said(many)
    assert "(1.1" not in said(many)


def test_what_was_not_reported_shows_what_was_last_known():
    known = make_track(last_known=make_state(reported_on=date(2025, 6, 27)))
    report = make_report(
        replace(make_row(None, None), tracks=(known, make_track(place=AALTEN)))
    )

    text = said(report)

    assert "Laatst bekend: in uitvoering, op schema (gemeld op 27-6-2025)" in text
    assert "Nog nooit gemeld." in text


def test_no_phase_ends_with_two_full_stops():
    state = make_state(None, phase=Phase.NOT_APPLICABLE)
    tracks = (make_track(last_known=state), make_track(place=AALTEN, late=state))
    report = make_report(replace(make_row(None, None), tracks=tracks))

    text = said(report)

    assert text.count("n.v.t. (") == 2
    assert "n.v.t.." not in text


def test_withheld_words_are_announced():
    withheld = make_state(
        Light.RED, note="", cause="", consequence="", remedy="", is_withheld=True
    )

    text = said(make_municipal_report(make_shared_row(withheld)))

    announced = "De toelichting volgt als de coördinator de aanlevering heeft"
    assert text.count(announced) == 3  # page 1, the list, and what is red
    assert "Oorzaak" not in text


def test_a_municipal_edition_lists_its_actions_and_compares_in_numbers():
    report = make_municipal_report(
        make_row(GREEN, places=(AALTEN,)), make_shared_row(RED)
    )

    text = said(report)

    assert "editie gemeente Aalten" in text
    assert "Aalten naast de regio" in text
    assert "Bijlage" not in text
    assert "Stand per actie en gemeente" not in text


def test_a_report_says_how_definite_it_is():
    rows = make_row(GREEN, GREEN)

    closed = said(make_report(rows))
    is_open = said(
        make_report(rows, is_closed=False, is_demo=True, driehoek_on=date(2025, 10, 29))
    )

    assert "Stand op 30 september 2025." in closed
    assert "tussenstand" not in closed
    assert "Demo" not in closed
    assert "Dit is een tussenstand: de ronde is nog open." in is_open
    assert "Voor de driehoek van 29 oktober 2025." in is_open
    assert "Demo: de voortgang in dit rapport is verzonnen." in is_open


def test_unknown_money_is_called_unknown_and_counts_as_nothing():
    known = make_budget_row(20000, covered=Decimal(0), uncovered=Decimal(20000))
    unknown = make_budget_row(None, title="Zorg", kind=BudgetLine.Kind.EXISTING)
    free = make_budget_row(
        None, title="E-learning", kind=BudgetLine.Kind.RESOURCE, is_free=True
    )
    none = make_budget_row(None, title="Geen", kind=BudgetLine.Kind.NOT_APPLICABLE)
    finances = make_finances(
        known,
        unknown,
        free,
        none,
        budgeted=PartialSum(Decimal(20000), 1, 2),
    )

    rows = table(make_report(finances=finances), "Begroot en gedekt")

    assert rows == [
        "Post Begroot Gedekt Nog niet gedekt",
        "2 Training voor toezichthouders € 20.000 € 0 € 20.000",
        "2 Zorg onbekend bestaande middelen onbekend onbekend",
        "2 E-learning hulpmiddel, gratis",
        "2 Geen n.v.t.",
        "Samen, voor zover bekend € 20.000 1 van 2 bekend € 0 1 van 4 bekend"
        " € 20.000 1 van 4 bekend",
    ]


def test_shares_are_printed_with_cents_only_where_there_are_any():
    share = ShareRow("Aalten", Decimal(2500), None, Decimal(0), Decimal("1250.50"))
    row = make_budget_row(
        shares=(share,),
        allotted=add_up([share.budgeted]),
        committed=add_up([None]),
        spent=add_up([share.spent]),
        forecast=add_up([share.forecast]),
    )
    finances = make_finances(row, spent=row.spent)

    rows = table(
        make_report(finances=finances), "Aandelen: Training voor toezichthouders"
    )

    assert rows[1] == "Aalten € 2.500 onbekend € 0 € 1.250,50"


def test_without_shares_the_spending_is_called_unknown():
    text = said(make_report(finances=make_finances(make_budget_row())))

    assert "Daarom is niet bekend wat is uitgegeven" in text


def test_a_milestone_shows_who_is_late_and_how_often_it_was_moved():
    milestone = make_milestone(
        make_standing(completed_on=date(2024, 12, 10)),
        make_standing("Berkelland", is_late=True, postponements=2, note="Nog bezig."),
        make_standing("Bronckhorst"),
    )

    text = said(make_report(milestones=(milestone,)))

    assert "gepland: Q4 2024 · gehaald: 1 van 3 · te laat: 1" in text
    assert "Aalten gehaald op 10-12-2024 Q4 2024 –" in text
    assert "Berkelland te laat Q4 2024 2 keer Nog bezig." in text
    assert "Bronckhorst nog niet Q4 2024 –" in text


def test_risks_show_their_weight():
    risk = RiskRow(None, "4.2", "Convenant komt later", 3, 2, "", "")

    text = said(make_report(risks=(risk,)))

    assert "4.2 Convenant komt later 3 2 6 – –" in text


def test_a_plan_without_milestones_money_or_risks_says_so_or_leaves_it_out():
    text = said(make_report(make_row(GREEN, GREEN)))

    assert "Het plan heeft geen mijlpalen." in text
    assert "Het plan noemt geen bedragen." in text
    assert "Risico’s" not in text
