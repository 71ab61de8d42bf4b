"""Let very long words break: the renderer hyphenates one in minutes, not in moments."""

import re

LONGEST = 60
"""How long a word may be; the longest in Dutch are shorter."""

PIECE = 30

BREAK = "\u200b"
"""A zero-width space: a line may break there, and nothing is seen."""

SIGN = r"(?:&#?\w+;|[^\s&<>])"
PIECES = re.compile(f"{SIGN}{{1,{PIECE}}}")
PARTS = re.compile(
    rf"<title>.*?</title>|<[^<>]*>|({SIGN}{{{LONGEST + 1},}})", re.DOTALL
)
"""What to leave as it is, or else a long word in the text."""


def break_long_words(html: str) -> str:
    """The document with places to break in words that are too long."""
    return PARTS.sub(_broken, html)


def _broken(part: re.Match[str]) -> str:
    return BREAK.join(PIECES.findall(part[1])) if part[1] else part[0]
