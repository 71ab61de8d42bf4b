"""Two versions beside each other: what differs is marked, and nothing is left out."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from actions.comparison import Conflict, Piece, compare
from actions.models import ProgressUpdate


def update(**state: object) -> ProgressUpdate:
    return ProgressUpdate(**({"phase": "running", "light": "green"} | state))


def row(label: str, saved: ProgressUpdate, typed: ProgressUpdate):
    return next(row for row in compare(saved, typed) if row.label == label)


def test_only_the_words_that_differ_are_marked():
    saved, typed = update(note="De kaart ligt klaar."), update(note="De kaart is op.")

    note = row("Toelichting", saved, typed)

    assert note.saved == (Piece("De kaart ", False), Piece("ligt klaar.", True))
    assert note.typed == (Piece("De kaart ", False), Piece("is op.", True))


def test_phase_light_and_date_are_compared_as_they_are_read():
    saved = update(light="orange", as_of=date(2025, 9, 30))
    typed = update(light="green", as_of=date(2025, 10, 1))

    assert row("Stoplicht", saved, typed).saved == (Piece("aandacht nodig", True),)
    assert row("Stand per", saved, typed).typed[0] == Piece("1 oktober", True)
    assert not row("Fase", saved, typed).differs


def test_what_only_one_side_fills_in_is_shown_and_what_neither_does_is_not():
    saved, typed = update(cause="Te weinig mensen."), update()

    rows = {row.label: row for row in compare(saved, typed)}

    assert rows["Oorzaak"].typed == ()
    assert rows["Oorzaak"].differs
    assert "Maatregel" not in rows


def test_line_breaks_of_a_browser_are_no_difference():
    assert not row("Toelichting", update(note="a\r\nb"), update(note="a\nb")).differs


def test_there_is_no_conflict_where_one_side_is_not_known():
    assert Conflict.between(None, update()) is None
    assert Conflict.between(update(), None) is None


WORDS = st.lists(st.sampled_from(["de", "kaart", "ligt", "klaar", "niet"]), max_size=12)


@given(saved=WORDS, typed=WORDS)
def test_the_pieces_are_the_whole_text_and_mark_it_only_where_it_differs(saved, typed):
    """Whatever is written: nothing gets lost, and equal texts have no marks."""
    for note in compare(update(note=" ".join(saved)), update(note=" ".join(typed))):
        if note.label == "Toelichting":
            assert "".join(piece.text for piece in note.saved).split() == saved
            assert "".join(piece.text for piece in note.typed).split() == typed
            assert note.differs == (saved != typed)
