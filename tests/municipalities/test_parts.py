"""Parts of pages that are rendered once."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from municipalities.models import Municipality
from municipalities.templatetags.parts import part

ALERT = "includes/_alert.html"


def test_a_part_is_what_its_include_gives():
    values = 'light="green" phase="running" reported_at=day is_fresh=True'
    include = Template(f'{{% include "includes/_state.html" with {values} only %}}')
    included = include.render(Context({"day": date(2025, 6, 30)}))
    state = part(
        "includes/_state.html",
        light="green",
        phase="running",
        reported_at=date(2025, 6, 30),
        is_fresh=True,
    )
    assert state == included
    assert "30 juni 2025" in state


def test_text_that_was_not_escaped_is_no_text_that_was():
    """They are equal as strings, and remembered apart."""
    written = "<b>Let op</b>"
    assert written in part(ALERT, kind="info", text=mark_safe(written))
    assert written not in part(ALERT, kind="info", text=written)


def test_a_row_is_no_value_of_a_part():
    """A row that was changed would equal the one that a part was rendered for."""
    with pytest.raises(TypeError, match=r"text of includes/_alert.html"):
        part(ALERT, kind="info", text=Municipality(pk=1, name="Aalten"))
