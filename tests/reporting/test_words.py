"""Long words may break; nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.words import BREAK, LONGEST, break_long_words

LONG = "x" * (LONGEST + 1)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Meldroute</p>",
        f"<p>{'x' * LONGEST}</p>",
        f'<a href="https://voorbeeld.example/{LONG}">Lees</a>',
        f"<title>{LONG}</title>",
        f"<p>{'x ' * LONGEST}</p>",
        f"<p>{'<br>x' * LONGEST}</p>",
    ],
    ids=["short", "at the limit", "address", "title", "words", "lines"],
)
def test_what_is_not_too_long_stays_as_it_is(html):
    assert break_long_words(html) == html


def test_a_long_word_may_break_every_30_signs():
    assert break_long_words(f"<p>{LONG}</p>") == (
        f"<p>{'x' * 30}{BREAK}{'x' * 30}{BREAK}x</p>"
    )


def test_an_escaped_sign_is_never_cut():
    pieces = break_long_words("&lt;&#x27;&amp;" * 40).split(BREAK)

    assert len(pieces) == 4
    assert all(re.fullmatch(r"(&#?\w+;){30}", piece) for piece in pieces)


@given(st.text(alphabet="ab &;<>#xë\n", max_size=400))
def test_without_the_breaks_it_is_what_it_was(text):
    assert break_long_words(text).replace(BREAK, "") == text


def test_the_longest_text_takes_no_time():
    assert break_long_words("&" * 200_000 + "<" * 200_000).count(BREAK) == 0
