"""Our own fonts in the PDF: what they cannot draw is replaced by what they can.

A PDF/A or PDF/UA file may not hold signs without a glyph, and fonts of the machine
would make the same report differ from machine to machine. The files are WOFF: WOFF2 is
smaller, but WeasyPrint unpacks it in Python, which takes seconds for each report.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

FAMILY = "Rapport"
"""The family that report.css asks for; not a name that a machine's own font has."""

REPLACEMENT = "\ufffd"
"""What stands in for a sign that none of our fonts has."""

LOOKALIKES = {
    "\u2011": "-",  # non-breaking hyphen
    "\u202f": "\u00a0",  # narrow non-breaking space
}

INVISIBLE = {"Cc", "Cf", "Cs"}
"""Categories that draw nothing: control, format (direction marks too), surrogates."""

KEPT = {"\n", "\t", "\u00ad", "\u200b", "\u200d"}
"""Of those, what matters: white space, where a word may break, and joined emoji."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, and the family and weight under which the stylesheet knows it."""

    path: str
    family: str = FAMILY
    weight: int = 400

    @property
    def css(self) -> str:
        return (
            f'@font-face {{ font-family: "{self.family}";'
            f" font-weight: {self.weight};"
            f' src: url("static:fonts/{self.path}"); }}'
        )


BASE = (
    Face("fontsource-noto-sans-5.3.0/noto-sans-latin-400-normal.woff"),
    Face("fontsource-noto-sans-5.3.0/noto-sans-latin-600-normal.woff", weight=600),
)
"""What every report is set in."""

LATIN_EXT = (
    Face("fontsource-noto-sans-5.3.0/noto-sans-latin-ext-400-normal.woff"),
    Face("fontsource-noto-sans-5.3.0/noto-sans-latin-ext-600-normal.woff", weight=600),
)

EXTRA = (
    LATIN_EXT,
    (Face("fontsource-noto-sans-5.3.0/noto-sans-greek-400-normal.woff"),),
    (Face("fontsource-noto-sans-5.3.0/noto-sans-cyrillic-400-normal.woff"),),
    # Before the mathematical signs, which hold arrows that are emoji too.
    (Face("fontsource-noto-emoji-5.3.2/noto-emoji-emoji-400-normal.woff", "emoji"),),
    (Face("fontsource-noto-sans-math-5.3.0/noto-sans-math-latin-400-normal.woff"),),
    (
        Face(
            "fontsource-noto-sans-hebrew-5.3.0/noto-sans-hebrew-hebrew-400-normal.woff"
        ),
    ),
    (
        Face(
            "fontsource-noto-sans-arabic-5.3.0/noto-sans-arabic-arabic-400-normal.woff"
        ),
    ),
)
"""What is added only to a report that needs it, in this order."""


@lru_cache
def covered_by(face: Face) -> frozenset[str]:
    """The signs that a face can draw."""
    with TTFont(finders.find(f"fonts/{face.path}"), lazy=True) as font:
        return frozenset(
            chr(code)
            for code in font.getBestCmap()
            if unicodedata.category(chr(code)) != "Co"  # private use
        )


def faces_for(text: str) -> tuple[Face, ...]:
    """The faces that a text needs, the base always among them."""
    missing = set(text) - covered_by(BASE[0]) - KEPT
    faces = list(BASE)
    for group in EXTRA:
        if missing & covered_by(group[0]):
            faces += group
            missing -= covered_by(group[0])
    return tuple(faces)


def printable(text: str) -> str:
    """The text with only signs that our fonts can draw."""
    text = unicodedata.normalize("NFC", text)
    signs = set(text)
    covered = KEPT.union(*(covered_by(face) for face in faces_for(text)))
    table: dict[int, str | None] = {
        ord(sign): LOOKALIKES.get(sign, REPLACEMENT) for sign in signs - covered
    }
    table |= {
        ord(sign): None
        for sign in signs - KEPT
        if unicodedata.category(sign) in INVISIBLE
    }
    table[ord("\ufe0f")] = None  # asks for an emoji in colour
    return text.translate(table)
