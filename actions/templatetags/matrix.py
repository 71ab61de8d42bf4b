"""The cells of the matrix.

What they look like stands in their templates. A page has hundreds in a handful of
states, so each state is rendered once for as long as the server runs, and what differs
is filled in here.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from actions.matrix import Cell, Matrix, Row
from actions.models import Light, Phase
from actions.totals import Totals
from municipalities.addresses import address
from municipalities.plain import kept

register = template.Library()

ADDRESS, OWNER, CODE = "@adres@", "@eigenaar@", "@code@"
"""What stands in a state for what differs from track to track."""


# For 8 municipalities it takes a tenth of a megabyte, for all 342 three.
@register.simple_tag
@kept(most=8)
def matrix_table(matrix: Matrix, plan: int) -> SafeString:
    """The whole of it, for as long as it stays what it is."""
    return render_to_string("includes/_matrix.html", {"matrix": matrix, "plan": plan})


@register.simple_tag
@kept(most=16)
def pick_municipality(matrix: Matrix, rest: str) -> SafeString:
    """Its columns as a list; `rest` is what an address asks but for a municipality."""
    context = {"matrix": matrix, "rest": rest}
    return render_to_string("includes/_pick_municipality.html", context)


# What is reported on a track changes one row of those that a plan has, some twenty. A
# row of 8 municipalities takes six kilobytes, one of all 342 a quarter of a megabyte.
@register.simple_tag
@kept(most=128)
def matrix_row(row: Row, has_sums: bool) -> SafeString:
    """One action, with where each stands and how many stand where."""
    context = {"row": row, "has_sums": has_sums}
    return render_to_string("includes/_matrix_row.html", context)


@register.simple_tag
def matrix_cells(row: Row, compact: bool = True) -> SafeString:
    """What each municipality does for an action, or its one track for all of them."""
    before, _, after = address("actions:track", 0).rpartition("0")
    scope = "" if row.action.is_local else row.action.scope
    code = row.action.code
    return mark_safe(  # the templates escape, and so do the values below
        "".join(
            _state_of(cell, scope, compact)
            .replace(ADDRESS, f"{before}{cell.track_pk}{after}")
            .replace(CODE, code)
            .replace(OWNER, escape(cell.owner))
            for cell in row.cells
        )
    )


def _state_of(cell: Cell, scope: str, compact: bool) -> str:
    if not cell.counts:
        is_left_out = cell.track_pk is not None
        return _empty(cell.span, scope, is_left_out)
    return _state(
        cell.phase,
        cell.light,
        cell.reported_on,
        cell.is_fresh,
        cell.span,
        scope,
        compact,
    )


@lru_cache(maxsize=4096)
def _state(
    phase: Phase | None,
    light: Light | None,
    reported_on: date | None,
    is_fresh: bool,
    span: int,
    scope: str,
    compact: bool,
) -> str:
    context = {
        "phase": phase,
        "light": light,
        "reported_on": reported_on,
        "is_fresh": is_fresh,
        "span": span,
        "scope": scope,
        "compact": compact,
        "address": ADDRESS,
        "owner": OWNER,
        "code": CODE,
    }
    return render_to_string("includes/_matrix_cell.html", context)


@lru_cache(maxsize=256)
def _empty(span: int, scope: str, is_left_out: bool) -> str:
    context = {
        "span": span,
        "scope": scope,
        "is_left_out": is_left_out,
        "owner": OWNER,
    }
    return render_to_string("includes/_matrix_empty.html", context)


@register.simple_tag
@lru_cache(maxsize=4096)
def light_counts(totals: Totals) -> str:
    """How many tracks stand where, in the space of a cell."""
    return render_to_string("includes/_light_counts.html", {"totals": totals})


@register.simple_tag
def number_cells(numbers: Iterable[int]) -> SafeString:
    """A table cell for each number."""
    return mark_safe("".join(f"<td>{number:d}</td>" for number in numbers))
