"""Regions as they are: municipalities, kinds and quarters, with totals over each."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.suppression import linked_facts
from reporting.suppression.knowledge import Correction, Fact, Knowledge
from reporting.suppression.release import Table, decide, release, undecided
from reporting.suppression.rule import Rule

from .attackers import number
from .searcher import Searcher

RULES = [Rule(5, 5), Rule(3, 5), Rule(10, 5), Rule(4, 1), Rule(5, 1)]
COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 12))


@st.composite
def publications(draw):
    """Tables of some quarters, perhaps a correction, the numbers in them, and a rule.

    With exact totals it is smaller: then nearly everything hangs together, and both to
    decide and to search take long.
    """
    rule = draw(st.sampled_from(RULES))
    is_exact = rule.base == 1
    municipalities = range(draw(st.integers(2, 4 if is_exact else 8)))
    kinds = range(draw(st.integers(1, 2 if is_exact else 3)))
    quarters = range(draw(st.integers(1, 2 if is_exact else 3)))
    tables = [quarter_table(q, municipalities, kinds) for q in quarters]
    if draw(st.booleans()):
        tables.append(correction_of(draw(st.sampled_from(tables))))
    cells = [cell for table in tables for cell in table.cells]
    world = {cell: draw(COUNTS) for cell in cells}
    for correction in tables[-1].corrections:
        if world[correction.new] == world[correction.old]:
            world[correction.new] += 1
    return tables, world, rule


def quarter_table(quarter, municipalities, kinds):
    """Totals over the municipalities, over the kinds, and over the quarters so far."""

    def cell(kind, municipality, quarter=quarter):
        return f"{kind}/{municipality}/{quarter}"

    so_far = range(quarter + 1)
    return Table(
        tuple(cell(k, m) for k in kinds for m in municipalities),
        (
            *(frozenset(cell(k, m) for m in municipalities) for k in kinds),
            *(frozenset(cell(k, m) for k in kinds) for m in municipalities),
            *(
                frozenset(cell(k, m, q) for m in municipalities for q in so_far)
                for k in kinds
            ),
            *(frozenset(cell(0, m, q) for q in so_far) for m in municipalities),
        ),
    )


def correction_of(table):
    """The table with its first cell corrected, and the totals that follow."""
    old = table.cells[0]
    new = f"{old}/2"
    totals = tuple(total - {old} | {new} for total in table.totals if old in total)
    return Table((new,), totals, (Correction(old, new),))


BUSY = settings(
    max_examples=12,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


@BUSY
@given(publications())
def test_reader_who_searches_finds_no_hidden_number(publication):
    tables, world, rule = publication
    known = publish(tables, world, rule)

    reader = Searcher(known.facts)
    for hidden in known.hidden:
        other = reader.other_world(world, hidden)
        assert other is not None
        assert all(fact.holds(other) for fact in known.facts)
        assert number(hidden, other) != number(hidden, world)
    if known.hidden:
        assert publish(tables, other, rule) == known


def test_reader_who_searches_finds_numbers_that_are_rounded_only():
    cells = tuple("abcdefg")
    shown = [frozenset({cell}) for cell in cells] + [frozenset(cells)]
    ranges = [(1, 4)] * 7 + [(28, 32)]
    facts = [Fact(s, frozenset(), (r,)) for s, r in zip(shown, ranges, strict=True)]
    world = dict.fromkeys(cells, 4)

    assert all(Searcher(facts).other_world(world, hidden) is None for hidden in shown)


@settings(BUSY, max_examples=4)
@given(publications())
def test_decision_is_the_same_whatever_was_proven_before(monkeypatch, publication):
    """Also in parts so small that they tell hardly anything."""
    tables, world, rule = publication
    known = Knowledge()

    for table in tables:
        decided = decide_anew(known, table, world, rule)
        with monkeypatch.context() as patch:
            patch.setattr(linked_facts, "FEW", 2)
            patch.setattr(linked_facts, "BREADTH", 1)
            known = release(known, table, world, rule)

        assert known == decided


def decide_anew(known, table, world, rule):
    """What is known after a table, by decisions that each find all proof anew."""
    known = known.announce(table.corrections)
    for statistic, later in undecided(known, table):
        decision = decide(known, statistic, later, rule)
        known = known.learn(
            decision.disclose(statistic, number(statistic, world), rule)
        )
    return known


def publish(tables, world, rule):
    known = Knowledge()
    for table in tables:
        known = release(known, table, world, rule)
    return known
