"""What the archive finds a word in."""

import re

import pytest

from actions.models import Light, Phase, Scope
from reporting.archive_search import pattern_of
from reporting.snapshot import freeze

from .content import make_report, make_row, make_state


def finds(word: str, text: str) -> bool:
    return re.search(pattern_of(word), text, re.IGNORECASE) is not None


@pytest.mark.parametrize("code", [Phase.RUNNING, Light.GREEN, Scope.LOCAL, "run"])
def test_a_code_is_no_word(code):
    text = freeze(make_report(make_row(make_state(note="Het loopt."), None)))

    assert "running" in text
    assert not finds(code, text)
    assert finds("loopt", text)


@pytest.mark.parametrize("note", ["Running late.", 'Zij zei: "running".'])
def test_a_text_with_the_same_word_is_found(note):
    assert finds("running", freeze(make_report(make_row(make_state(note=note), None))))


def test_the_name_of_a_field_is_no_word():
    text = freeze(make_report(make_row(make_state(), None)))

    assert "is_priority" in text
    assert not finds("is_priority", text)
