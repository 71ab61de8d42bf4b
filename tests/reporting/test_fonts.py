"""Only what our own fonts can draw, drawn by the font that has it."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from reporting.fonts import (
    BOLD,
    BOLD_EXT,
    EXTRA,
    KEPT,
    REGULAR,
    covered_by,
    faces_for,
    printable,
    stylesheet,
    unpacked,
)

FACES = [REGULAR, BOLD, BOLD_EXT, *EXTRA]


def path_of(face) -> Path:
    return Path(finders.find(f"fonts/{face.path}"))


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.family)
def test_every_font_is_there_and_has_a_family_of_its_own(face):
    assert path_of(face).is_file()
    assert [other.family for other in FACES].count(face.family) == 1


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.family)
def test_unpacking_changes_nothing_and_gives_the_same_bytes(face):
    path = path_of(face)

    content = unpacked(path)

    unpacked.cache_clear()
    assert unpacked(path) == content
    with TTFont(path) as packed, TTFont(BytesIO(content)) as plain:
        assert plain.flavor is None
        assert plain["head"].modified == packed["head"].modified
        assert plain.getBestCmap() == packed.getBestCmap()


def test_dutch_needs_no_more_than_the_regular_font():
    assert faces_for("Eén coördinator, ‘s avonds: € 20.000 – 2×…") == (REGULAR,)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Łódź", "Rapport-ext"),
        ("Ελλάδα", "Rapport-greek"),
        ("Россия", "Rapport-cyrillic"),
        ("✅", "Rapport-emoji"),
        ("≥", "Rapport-math"),
        ("שלום", "Rapport-hebrew"),
        ("بشر", "Rapport-arabic"),
    ],
)
def test_other_signs_bring_in_the_font_that_has_them(text, family):
    assert family in [face.family for face in faces_for(f"Dit is {text}")]
    assert family in stylesheet(text)


def test_bold_falls_back_on_regular():
    assert "--bold: Rapport-vet, Rapport;" in stylesheet("Achterhoek")
    assert "--bold: Rapport-vet, Rapport-ext-vet, Rapport, Rapport-ext;" in stylesheet(
        "Łódź"
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("漢", "\ufffd"),  # no font
        ("\ue000", "\ufffd"),  # private use
        ("a\u202eb\u200fc", "abc"),  # marks of direction
        ("a\x00b\x07c\ufeffd", "abcd"),
        ("e\u0301", "é"),
        ("a\u2010b\u2011c", "a-b-c"),
        ("1\u202f000", "1\u00a0000"),
        ("⚠\ufe0f", "⚠"),
        ("regel\nregel\teind", "regel\nregel\teind"),
    ],
)
def test_what_cannot_be_drawn_is_replaced(typed, printed):
    assert printable(typed) == printed


@given(st.text())
def test_whatever_is_typed_can_be_drawn(text):
    printed = printable(text)

    covered = KEPT.union(*map(covered_by, faces_for(printed)))
    assert set(printed) <= covered


@given(st.text())
def test_what_is_printable_stays_as_it_is(text):
    assert printable(printable(text)) == printable(text)
