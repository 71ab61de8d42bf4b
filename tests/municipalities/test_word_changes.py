"""Two texts are compared word by word, and nothing of either is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.word_changes import word_changes

texts = st.text("ab \n", max_size=40)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("gelijk", "gelijk", ["=gelijk"]),
        ("", "erbij", ["+erbij"]),
        ("eraf", "", ["-eraf"]),
        ("31-12-2025", "31-7-2026", ["-31-12-2025", "+31-7-2026"]),
        ("€ 2.500", "€ 3.000", ["-€ 2.500", "+€ 3.000"]),
        (
            "Aalten krijgt € 2.500 uit de regio",
            "Aalten krijgt € 3.000 uit de regio",
            ["=Aalten krijgt ", "-€ 2.500", "+€ 3.000", "= uit de regio"],
        ),
        (
            "De gemeente traint haar collega’s",
            "De gemeente traint alle collega’s",
            ["=De gemeente traint ", "-haar", "+alle", "= collega’s"],
        ),
        (
            "Er komen drie trainingen in het voorjaar van 2025",
            "Er komen drie trainingen in de loop van 2025",
            [
                "=Er komen drie trainingen in ",
                "-het voorjaar",
                "+de loop",
                "= van 2025",
            ],
        ),
        ("heel iets anders", "niets van dit alles", None),
    ],
)
def test_pieces_are_words_in_reading_order(old, new, pieces):
    signs = {"kept": "=", "removed": "-", "added": "+"}

    found = [f"{signs[piece.kind]}{piece.text}" for piece in word_changes(old, new)]

    assert found == (pieces if pieces is not None else [f"-{old}", f"+{new}"])


@given(texts, texts)
def test_the_pieces_give_both_texts_back(old, new):
    pieces = word_changes(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_very_long_texts_are_shown_whole():
    old, new = "oud " * 3000, "nieuw " * 3000

    assert [piece.text for piece in word_changes(old, new)] == [old, new]
