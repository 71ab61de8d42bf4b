"""Our own fonts in the PDF: what they cannot draw is replaced by what they can.

A PDF/A or PDF/UA file may not hold signs without a glyph, and fonts of the machine
would make the same report differ from machine to machine. The files are WOFF: WOFF2 is
smaller, but WeasyPrint unpacks it in Python, which takes seconds for each report.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

REPLACEMENT = "\ufffd"
"""What stands in for a sign that none of our fonts has."""

BOLD_FAMILY = "Rapport-vet"
"""The family of the semibold. As a weight of the other it would not be found: where a
machine prefers "Noto Sans", as Debian does, that name counts for more than a weight."""

LOOKALIKES = str.maketrans(
    {
        "\u2010": "-",  # hyphen
        "\u2011": "-",  # non-breaking hyphen
        "\u202f": "\u00a0",  # narrow non-breaking space
    }
)
"""Signs that only a large extra font has, and what looks the same."""

INVISIBLE = {"Cc", "Cf", "Cs"}
"""Categories that draw nothing: control, format (direction marks too), surrogates."""

KEPT = {"\n", "\t", "\u00ad", "\u200b", "\u200d"}
"""Of those, what matters: white space, where a word may break, and joined emoji."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, and the family as which the stylesheet knows it.

    Each has a family of its own. Weights of one family would be mixed up where a
    machine prefers "Noto Sans", as Debian does: that name then counts for more than a
    weight. And WeasyPrint takes files of one family and weight for one font.
    """

    family: str
    path: str

    @property
    def css(self) -> str:
        return (
            f'@font-face {{ font-family: "{self.family}";'
            f' src: url("static:fonts/{self.path}"); }}'
        )


SANS = "fontsource-noto-sans-5.3.0/noto-sans"
HEBREW = "fontsource-noto-sans-hebrew-5.3.0/noto-sans-hebrew-hebrew"
ARABIC = "fontsource-noto-sans-arabic-5.3.0/noto-sans-arabic-arabic"
EMOJI = "fontsource-noto-emoji-5.3.2/noto-emoji-emoji"
MATH = "fontsource-noto-sans-math-5.3.0/noto-sans-math-latin"

REGULAR = Face("Rapport", f"{SANS}-latin-400-normal.woff")
BOLD = Face("Rapport-vet", f"{SANS}-latin-600-normal.woff")
REGULAR_EXT = Face("Rapport-ext", f"{SANS}-latin-ext-400-normal.woff")
BOLD_EXT = Face("Rapport-ext-vet", f"{SANS}-latin-ext-600-normal.woff")

EXTRA = (
    REGULAR_EXT,
    Face("Rapport-greek", f"{SANS}-greek-400-normal.woff"),
    Face("Rapport-cyrillic", f"{SANS}-cyrillic-400-normal.woff"),
    Face("Rapport-hebrew", f"{HEBREW}-400-normal.woff"),
    Face("Rapport-arabic", f"{ARABIC}-400-normal.woff"),
    Face("Rapport-emoji", f"{EMOJI}-400-normal.woff"),
    # Last, for it holds letters and emoji too, of which it makes no words.
    Face("Rapport-math", f"{MATH}-400-normal.woff"),
)
"""What is added only to a report that needs it, in this order."""


@lru_cache
def unpacked(path: Path) -> bytes:
    """The font in a WOFF file, the same bytes each time.

    WeasyPrint would unpack it anew for each report, and write the time into it.
    """
    content = BytesIO()
    with TTFont(path, recalcBBoxes=False, recalcTimestamp=False) as font:
        font.flavor = None
        font.save(content)
    return content.getvalue()


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
    """The faces that draw a text in regular weight."""
    missing = set(text) - covered_by(REGULAR) - KEPT
    faces = [REGULAR]
    for face in EXTRA:
        if missing & covered_by(face):
            faces.append(face)
            missing -= covered_by(face)
    return tuple(faces)


def stylesheet(text: str) -> str:
    """The faces that a text needs, and what the other stylesheets call them.

    Of the extra faces, only the first has a bold.
    """
    regular = faces_for(text)
    bold = (BOLD, BOLD_EXT) if REGULAR_EXT in regular else (BOLD,)
    return "\n".join(
        [
            *(face.css for face in (*regular, *bold)),
            f":root {{ --regular: {_families(regular)};"
            f" --bold: {_families((*bold, *regular))}; }}",
        ]
    )


def _families(faces: tuple[Face, ...]) -> str:
    return ", ".join(face.family for face in faces)


def printable(text: str) -> str:
    """The text with only signs that our fonts can draw."""
    text = unicodedata.normalize("NFC", text).translate(LOOKALIKES)
    signs = set(text)
    covered = KEPT.union(*(covered_by(face) for face in faces_for(text)))
    table: dict[int, str | None] = {ord(sign): REPLACEMENT for sign in signs - covered}
    table |= {
        ord(sign): None
        for sign in signs - KEPT
        if unicodedata.category(sign) in INVISIBLE
    }
    table[ord("\ufe0f")] = None  # asks for an emoji in colour
    return text.translate(table)
