"""What changed since the last published report of the same edition."""

from dataclasses import replace
from datetime import date

from actions.models import Light, Phase
from reporting.narrative import AmendmentRow
from reporting.since import compare

from .content import (
    AALTEN,
    BERKELLAND,
    make_milestone,
    make_report,
    make_row,
    make_standing,
    make_state,
    make_track,
)

GREEN, ORANGE = make_state(), make_state(Light.ORANGE)
DONE = make_state(phase=Phase.DONE)


def owners(moves) -> list[str]:
    return [move.owner for move in moves]


def test_a_worse_light_is_worse_and_a_further_phase_is_better():
    last = make_report(make_row(GREEN, GREEN))
    now = make_report(make_row(ORANGE, DONE))

    since = compare(last, now)

    assert owners(since.worse) == ["Aalten"]
    assert owners(since.better) == ["Berkelland"]
    (move,) = since.worse
    assert (move.light, move.light_now) == (Light.GREEN, Light.ORANGE)
    assert (move.code, move.title) == ("1.1", "Meldroute vaststellen")


def test_what_stayed_the_same_is_not_told():
    report = make_report(make_row(GREEN, None))

    assert compare(report, report).is_nothing


def test_who_reported_then_and_not_now_fell_silent():
    last = make_report(make_row(GREEN, None))
    now = make_report(make_row(None, None))

    (silent,) = compare(last, now).fell_silent

    assert (silent.owner, silent.phase, silent.phase_now) == (
        "Aalten",
        Phase.RUNNING,
        None,
    )


def test_who_was_silent_is_compared_with_what_was_known_of_them():
    row = make_row(None, None)
    known = replace(
        row, tracks=(make_track(AALTEN, None, last_known=ORANGE), row.tracks[1])
    )

    since = compare(make_report(known), make_report(make_row(GREEN, GREEN)))

    assert owners(since.better) == ["Aalten"]


def test_what_is_late_is_told_once():
    def late(*places):
        tracks = tuple(
            make_track(place, GREEN, is_overdue=place in places)
            for place in (AALTEN, BERKELLAND)
        )
        return make_report(replace(make_row(GREEN, GREEN), tracks=tracks))

    (newly,) = compare(late(AALTEN), late(AALTEN, BERKELLAND)).newly_late

    assert (newly.code, newly.owners) == ("1.1", ("Berkelland",))


def test_a_milestone_that_became_late_is_told():
    def with_milestone(*, is_late: bool):
        standings = make_standing(is_late=is_late), make_standing("Berkelland")
        return make_report(
            make_row(GREEN, GREEN), milestones=(make_milestone(*standings),)
        )

    (newly,) = compare(
        with_milestone(is_late=False), with_milestone(is_late=True)
    ).newly_late

    assert (newly.title, newly.owners) == ("Interne meldroute", ("Aalten",))


def test_an_action_that_is_new_is_neither_better_nor_worse():
    assert compare(make_report(), make_report(make_row(GREEN, ORANGE))).is_nothing


def test_amendments_are_told_as_they_are_given():
    row = AmendmentRow("Driehoek", date(2025, 9, 1), "Beter", ("Actie 1.1",))

    assert compare(make_report(), make_report(), (row,)).amendments == (row,)


def test_what_went_better_is_gathered_by_action():
    since = compare(
        make_report(make_row(GREEN, GREEN)), make_report(make_row(DONE, DONE))
    )

    (named,) = since.better_by_action
    assert named.owners == ("Aalten", "Berkelland")
