"""Bars of amounts: drawn to one scale, and told in words."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from actions.budget_chart import WIDTH, Amount, budget_per_source, draw_bars
from actions.coverage import SourceTotal
from actions.models import Funding
from actions.sums import PartialSum, add_up

NOTHING = add_up([])
COVERED, REQUESTED = Funding.State.COVERED, Funding.State.REQUESTED
AMOUNTS = st.lists(
    st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=5), max_size=8
)


def total(source: str, state: str, *amounts: int | None) -> SourceTotal:
    known = [None if amount is None else Decimal(amount) for amount in amounts]
    return SourceTotal(Funding.Source(source), Funding.State(state), (), add_up(known))


@given(AMOUNTS)
def test_parts_follow_each_other_and_stay_within_the_chart(amounts):
    chart = draw_bars(
        "Proef",
        [
            (
                f"Bron {number}",
                [Amount("G", "covered", "gedekt", add_up([each])) for each in given],
            )
            for number, given in enumerate(amounts)
        ],
    )

    for bar, given_amounts in zip(chart.bars, amounts, strict=True):
        ends = [0.0]
        for part in bar.parts:
            assert abs(part.start - ends[-1]) < 0.05
            ends.append(part.start + part.length)
        assert ends[-1] <= WIDTH + 0.05
        assert sum(part.amount for part in bar.parts) == sum(given_amounts)
        assert bar.bar_bottom <= chart.height


def test_the_longest_bar_is_as_wide_as_the_chart_and_others_in_proportion():
    chart = budget_per_source(
        [total("duup", "covered", 3000), total("province", "requested", 1000)], NOTHING
    )

    assert [bar.parts[0].length for bar in chart.bars] == [WIDTH, 133.33]


def test_a_source_is_one_bar_with_a_part_for_each_state():
    (bar,) = budget_per_source(
        [total("duup", "covered", 3000), total("duup", "requested", 1000)], NOTHING
    ).bars

    assert bar.label == "DUUP"
    assert [(part.code, part.amount) for part in bar.parts] == [
        ("G", 3000),
        ("A", 1000),
    ]
    assert bar.description == "DUUP: € 3.000 gedekt, € 1.000 aangevraagd."


def test_what_is_unknown_is_told_and_has_no_length():
    chart = budget_per_source(
        [total("duup", "covered", None), total("du_vo", "covered", 500, None)], NOTHING
    )

    assert [bar.said for bar in chart.bars] == ["bedrag onbekend", "€ 500 + onbekend"]
    assert not chart.bars[0].parts
    assert chart.description == (
        "DUUP: 1 bedrag onbekend. DU VO: € 500 gedekt, 1 bedrag onbekend."
    )


def test_what_no_source_is_named_for_comes_last():
    chart = budget_per_source(
        [total("unknown", "to_decide", 100)], PartialSum(Decimal(50), 1, 1)
    )

    assert [bar.label for bar in chart.bars] == ["Onbekend", "Geen bron genoemd"]


def test_what_is_not_applicable_is_no_money():
    chart = budget_per_source([total("duup", "not_applicable", None)], NOTHING)

    assert chart.bars == ()
    assert chart.height == 0
