"""Parts of pages that are rendered once."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from actions.context_processors import NavigationItem
from municipalities.models import Municipality
from municipalities.plain import is_plain
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
    with pytest.raises(TypeError, match=r"text of .* is no plain value"):
        part(ALERT, kind="info", text=Municipality(pk=1, name="Aalten"))


@dataclass(frozen=True)
class Sign:
    label: str


@dataclass(frozen=True)
class Labelled:
    label: str
    signs: tuple[Sign, ...] = ()


@dataclass
class Changeable:
    label: str


@dataclass(frozen=True)
class ComparedInPart:
    label: str
    rest: str = field(compare=False)


@given(st.recursive(st.text() | st.integers() | st.dates() | st.none(), st.lists))
def test_what_is_made_of_plain_values_is_plain(value):
    def frozen(value):
        return tuple(map(frozen, value)) if isinstance(value, list) else value

    assert is_plain(frozen(value))
    assert is_plain(Labelled(frozen(value)))
    assert not is_plain(Labelled((frozen(value), Municipality(pk=1))))


@pytest.mark.parametrize(
    "value",
    [
        Labelled("a", (Sign(mark_safe("<b>")),)),
        Changeable("a"),
        ComparedInPart("a", "b"),
        ("a", ["b"]),
        gettext_lazy("a"),
        Labelled("a", (Decimal("1.0"),)),
    ],
)
def test_what_can_differ_while_it_is_equal_is_not_plain(value):
    assert not is_plain(value)


def test_text_in_a_dataclass_is_escaped_whoever_was_first():
    """Escaped text is refused there, for lru_cache would take it for the other."""
    menu = "includes/_navigation.html"
    escaped = NavigationItem(mark_safe("<b>"), "/", is_current=False)
    written = NavigationItem("<b>", "/", is_current=False)

    with pytest.raises(TypeError, match=r"items of .* is no plain value"):
        part(menu, items=(escaped,))
    assert "&lt;b&gt;" in part(menu, items=(written,))
    assert "&lt;b&gt;" in part(menu, items=(escaped,))
