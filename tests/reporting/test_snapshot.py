"""A snapshot is whole in itself: restored, it is the same content and the same PDF."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.models import Light, Phase
from actions.periods import Quarter
from reporting.data import Report, State, Totals, Track
from reporting.models import DecisionRequest
from reporting.narrative import (
    AmendmentRow,
    DecisionRow,
    Imprint,
    Move,
    Named,
    SinceLast,
)
from reporting.render import render_html, render_pdf
from reporting.snapshot import UnreadableSnapshot, freeze, restore

from .content import AALTEN, make_report, make_row
from .full_report import make_full_report


def told(report: Report, text: str = "Tekst.") -> Report:
    """With all that a coordinator tells."""
    day = date(2025, 7, 10)
    row = DecisionRow(
        Quarter(2025, 2),
        text,
        text,
        text,
        day,
        day,
        DecisionRequest.Outcome.PARTLY,
        text,
    )
    move = Move("1.1", text, text, Phase.RUNNING, Light.GREEN, Phase.DONE, None)
    since = SinceLast(
        Quarter(2025, 2),
        day,
        (move,),
        (move,),
        (Named("", text, (text,)),),
        (replace(move, phase_now=None),),
        (AmendmentRow(text, day, text, (text,)),),
    )
    return replace(
        report,
        summary=text,
        outlook=text,
        requests=(row,),
        earlier_requests=(row, replace(row, outcome=None, decided_on=None)),
        since=since,
        not_accepted=(text,),
        imprint=Imprint(2, text, 3, day),
    )


@pytest.mark.parametrize("is_municipal", [False, True])
def test_nothing_is_lost(is_municipal):
    content = told(make_full_report("Naar wens.", is_municipal=is_municipal))

    restored = restore(freeze(content))

    assert restored == content
    assert freeze(restored) == freeze(content)
    assert render_html(restored) == render_html(content)


def test_a_restored_snapshot_gives_the_same_pdf():
    content = told(make_full_report("Naar wens."))

    assert render_pdf(restore(freeze(content))) == render_pdf(content)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_survives(text):
    content = told(make_full_report("Naar wens."), text)

    assert restore(freeze(content)) == content


@given(st.builds(Track, place=st.none(), owner=st.text(), state=st.from_type(State)))
def test_every_track_survives(track):
    row = replace(make_row(None, places=(AALTEN,)), tracks=(track,))
    content = make_report(row, places=(), totals=make_totals())

    assert restore(freeze(content)) == content


def make_totals() -> Totals:
    return Totals(tracks=0, lights=(), phases=(), without_light=0, silent=0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found | {"schema_version": 999},
        lambda found: {"report": found["report"]},
        lambda found: found | {"report": {}},
        lambda found: found | {"report": found["report"] | {"extra": 1}},
        lambda found: found | {"report": found["report"] | {"is_closed": "yes"}},
        lambda found: [],
    ],
    ids=["version", "no version", "nothing", "too much", "another type", "a list"],
)
def test_what_is_no_snapshot_is_refused(spoil):
    found = json.loads(freeze(make_full_report("Naar wens.")))

    with pytest.raises(UnreadableSnapshot):
        restore(json.dumps(spoil(found)))


def test_a_snapshot_of_before_the_pictures_is_still_read():
    content = make_full_report("Naar wens.")
    found = json.loads(freeze(content))
    del found["report"]["quarters"], found["report"]["results"]

    restored = restore(json.dumps(found | {"schema_version": 1}))

    assert restored == replace(content, quarters=(), results=())


def test_a_snapshot_of_before_public_editions_is_still_read():
    content = make_full_report("Naar wens.")
    found = json.loads(freeze(content))
    del found["report"]["public"]
    for row in (*found["report"]["finances"]["rows"], *found["report"]["figures"]):
        del row["withheld"]

    restored = restore(json.dumps(found | {"schema_version": 2}))

    assert restored == content


def test_what_is_no_json_is_refused():
    with pytest.raises(UnreadableSnapshot):
        restore("%PDF")
