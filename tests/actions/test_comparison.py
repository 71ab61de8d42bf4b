"""Two versions beside each other: what differs is marked, and nothing is left out."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from actions.comparison import SideBySide, Stretch, compare
from actions.models import ProgressUpdate


def update(**state: object) -> ProgressUpdate:
    return ProgressUpdate(**({"phase": "running", "light": "green"} | state))


def row(label: str, saved: ProgressUpdate, typed: ProgressUpdate):
    return next(row for row in compare(saved, typed) if row.label == label)


def test_only_the_words_that_differ_are_marked():
    saved, typed = update(note="De kaart ligt klaar."), update(note="De kaart is op.")

    note = row("Toelichting", saved, typed)

    assert note.saved == (Stretch("De kaart ", False), Stretch("ligt klaar.", True))
    assert note.typed == (Stretch("De kaart ", False), Stretch("is op.", True))


def test_phase_light_and_date_are_compared_as_they_are_read():
    saved = update(light="orange", as_of=date(2025, 9, 30))
    typed = update(light="green", as_of=date(2025, 10, 1))

    assert row("Stoplicht", saved, typed).saved == (Stretch("aandacht nodig", True),)
    assert row("Stand per", saved, typed).typed[0] == Stretch("1 oktober", True)
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
    assert SideBySide.between(None, update()) is None
    assert SideBySide.between(update(), None) is None


TEXTS = st.text("ab \n", max_size=30).map(str.strip)


@given(saved=TEXTS, typed=TEXTS)
def test_the_pieces_are_the_whole_text_and_mark_it_only_where_it_differs(saved, typed):
    """Whatever is written: nothing gets lost, and no space alone is a difference."""
    for note in compare(update(note=saved), update(note=typed)):
        if note.label == "Toelichting":
            assert "".join(part.text for part in note.saved) == saved
            assert "".join(part.text for part in note.typed) == typed
            assert note.differs == (saved.split() != typed.split())
