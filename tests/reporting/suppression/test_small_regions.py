"""Every assignment of numbers in small regions: what a reader who knows the rule finds.

The numbers run to where the first rounded class ends; so for each way in which cells
are shown, all the numbers that are shown so are there.
"""

from itertools import groupby

import pytest

from reporting.suppression.knowledge import Correction, Disclosed, Knowledge
from reporting.suppression.release import Table, TellsSmallNumber, release
from reporting.suppression.rule import Rule

from .attackers import every_world, found_out, groups_that_look_alike, number


def sums(*names):
    return tuple(frozenset(name) for name in names)


ROUNDED = Rule(threshold=5, base=5), range(8)
EXACT = Rule(threshold=4, base=1), range(5)

TABLES = {
    "one municipality": [Table(("a",), sums("a"))],
    "two and a total": [Table(("a", "b"), sums("ab"))],
    "three and a total": [Table(("a", "b", "c"), sums("abc"))],
    "four and a total": [Table(("a", "b", "c", "d"), sums("abcd"))],
    "every sum of three": [Table(("a", "b", "c"), sums("abc", "ab", "bc", "ac"))],
    "rows and columns": [Table(("a", "b", "c", "d"), sums("ab", "cd", "ac", "bd"))],
    "overlapping totals": [Table(("a", "b", "c", "d"), sums("abc", "bcd", "ad"))],
    "two quarters": [
        Table(("a", "b"), sums("ab")),
        Table(("c", "d"), sums("cd", "abcd", "ac")),
    ],
    "sums asked later": [
        Table(("a", "b", "c"), sums("abc")),
        Table((), sums("ab")),
        Table((), sums("bc")),
    ],
    "a zero that tells a sum": [
        Table(("a", "b", "c"), sums("abc")),
        Table(("d",), sums("abd")),
    ],
    "a corrected cell": [
        Table(("a", "b", "c"), sums("abc")),
        Table(("d",), sums("dbc"), (Correction("a", "d"),)),
    ],
    "corrected twice": [
        Table(("a", "b"), sums("ab")),
        Table(("c",), sums("cb"), (Correction("a", "c"),)),
        Table(("d",), sums("db"), (Correction("c", "d"),)),
    ],
    "both corrected": [
        Table(("a", "b"), sums("ab")),
        Table(("c", "d"), sums("cd"), (Correction("a", "c"), Correction("b", "d"))),
    ],
}


def worlds_of(tables, numbers):
    return every_world([cell for table in tables for cell in table.cells], numbers)


@pytest.mark.parametrize(
    ("rule", "numbers"), [ROUNDED, EXACT], ids=["rounded", "exact"]
)
@pytest.mark.parametrize("tables", TABLES.values(), ids=TABLES)
def test_no_hidden_number_can_be_found(tables, rule, numbers):
    groups = groups_that_look_alike(worlds_of(tables, numbers), tables, rule)

    assert [alike for alike in groups if found_out(*alike)] == []


@pytest.mark.parametrize(
    "name", ["three and a total", "two quarters", "corrected twice"]
)
def test_release_shows_what_the_reader_works_out(name):
    tables, (rule, numbers) = TABLES[name], EXACT
    groups = groups_that_look_alike(worlds_of(tables, numbers), tables, rule)
    some = [
        (known, world) for known, alike in groups for world in (alike[0], alike[-1])
    ]

    for expected, world in some[::25]:
        known = Knowledge()
        for table in tables:
            known = release(known, table, world, rule)
        assert known == expected


@pytest.mark.parametrize(
    "name", ["three and a total", "four and a total", "two quarters"]
)
def test_rounding_alone_is_found_out(name):
    tables, (rule, numbers) = TABLES[name], ROUNDED

    def rounded(world):
        statistics = [s for table in tables for s in table.statistics]
        shown = [(s, rule.of(number(s, world))) for s in statistics]
        return Knowledge(
            tuple(Disclosed(s, o, ((o.lowest, o.highest),)) for s, o in shown)
        )

    worlds = sorted(worlds_of(tables, numbers), key=lambda world: repr(rounded(world)))
    groups = [(known, list(alike)) for known, alike in groupby(worlds, key=rounded)]

    assert any(found_out(known, alike) for known, alike in groups)


def test_withholding_only_what_tells_something_is_found_out():
    """The reader who asks why a total is missing: minimal withholding is not enough."""
    rule, numbers = ROUNDED
    table = Table(("a", "b"), sums("ab"))
    groups = groups_that_look_alike(
        every_world("ab", numbers), [Table(("a", "b"))], rule
    )

    def would_be_withheld(world, alike):
        shown = rule.of(number(table.totals[0], world))
        same = [w for w in alike if rule.of(number(table.totals[0], w)) == shown]
        return {world[cell] for cell in "ab"} if len(same) == 1 else set()

    found = [
        [world for world in alike if would_be_withheld(world, alike)]
        for known, alike in groups
        if len(known.hidden) == 2
    ]

    assert found == [[{"a": 4, "b": 4}]]


def test_seven_small_cells_and_a_total_of_thirty():
    cells = tuple("abcdefg")
    table = Table(cells, sums("abcdefg"))

    known = release(Knowledge(), table, dict.fromkeys(cells, 4), Rule())

    total = known.disclosed[-1]
    assert total.outcome is None
    assert total.ranges == ((5, 7), (28, 32))  # all are 1, or all are 4


def test_total_that_tells_nothing_is_shown():
    cells = tuple("abcdefg")

    known = release(
        Knowledge(), Table(cells, sums("abcdefg")), dict.fromkeys(cells, 2), Rule()
    )

    assert [shown.outcome.amount for shown in known.disclosed] == [5] * 7 + [15]


def test_later_total_that_can_be_computed_and_is_small_is_refused():
    rule = Rule(threshold=4, base=1)
    world = {"a": 1, "b": 2, "c": 4}
    known = release(Knowledge(), Table(("a", "b", "c"), sums("abc")), world, rule)
    assert known.disclosed[-1].outcome == rule.of(7)  # so a and b are 3 together

    with pytest.raises(TellsSmallNumber) as refusal:
        release(known, Table((), sums("ab")), world, rule)

    assert refusal.value.statistic == frozenset("ab")


def test_later_total_that_would_reveal_an_earlier_cell_is_withheld():
    world = {"a": 4, "b": 4}  # together 8, shown as 10, which no other two can be
    before = release(Knowledge(), Table(("a", "b")), world, Rule())

    known = release(before, Table((), sums("ab")), world, Rule())

    assert before.disclosed == known.disclosed[:-1]
    assert known.disclosed[-1].outcome is None


def test_what_was_shown_before_is_not_decided_again():
    table = Table(("a", "b"), sums("ab"))
    world = {"a": 3, "b": 4}
    known = release(Knowledge(), table, world, Rule())

    assert release(known, table, world, Rule()) == known


def test_total_of_a_number_that_is_not_shown_is_an_error():
    with pytest.raises(RuntimeError, match="should be cells too"):
        release(Knowledge(), Table(("a",), sums("ab")), {"a": 1, "b": 2}, Rule())
