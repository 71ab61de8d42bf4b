"""What a coordinator can choose: each text once, with all places where it stands."""

from dataclasses import replace

from actions.models import Light
from reporting.woo.kinds import Kind
from reporting.woo.passages import find_passages, key_of

from ..content import AALTEN, make_report, make_row, make_state
from .marked import make_marked_report


def test_a_text_that_stands_in_several_places_is_one_passage():
    report = make_report(make_row(make_state(Light.RED), places=(AALTEN,)))

    causes = [
        each for each in find_passages(report) if each.text == "Te weinig mensen."
    ]

    (cause,) = causes
    assert cause.kind == Kind.WORRY
    assert cause.where == ("Oorzaak · 1.1 Meldroute vaststellen · Aalten",)


def test_two_tracks_that_say_the_same_are_one_passage_with_two_places():
    report = make_report(make_row(make_state(), make_state()))

    (note,) = (each for each in find_passages(report) if each.kind == Kind.NOTE)

    assert note.where == (
        "Toelichting · 1.1 Meldroute vaststellen · Aalten",
        "Toelichting · 1.1 Meldroute vaststellen · Berkelland",
    )


def test_the_name_of_a_municipality_is_nothing_to_leave_out():
    names = {each.text for each in find_passages(make_marked_report())}

    assert not {"Aalten", "Berkelland"} & names


def test_the_key_follows_the_words_and_not_their_looks():
    assert key_of(Kind.NOTE, "Het  loopt.\n") == key_of(Kind.NOTE, "het loopt.")
    assert key_of(Kind.NOTE, "Het loopt.") != key_of(Kind.RISK, "Het loopt.")
    assert key_of(Kind.NOTE, "Het loopt.") != key_of(Kind.NOTE, "Het loopt niet.")


def test_a_report_with_nothing_written_has_nothing_to_leave_out():
    report = make_report(make_row(None, places=(AALTEN,)))

    assert find_passages(report) == ()
    assert find_passages(replace(report, summary="Goed.")) != ()
