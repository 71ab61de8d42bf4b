"""What is known of the money, and what is not."""

from decimal import Decimal

import pytest

from actions.models import BudgetLine, BudgetShare, Funding
from actions.sums import PartialSum, add_up
from reporting.finances import read_finances
from tests.factories import make_objective

ESTIMATE, EXISTING = BudgetLine.Kind.ESTIMATE, BudgetLine.Kind.EXISTING
COVERED, REQUESTED = Funding.State.COVERED, Funding.State.REQUESTED


@pytest.fixture
def objective(plan):
    return make_objective(plan)


@pytest.fixture
def make_line(objective):
    def make_line(amount: int | None, **fields: object) -> BudgetLine:
        return BudgetLine.objects.create(
            **{
                "objective": objective,
                "title": "Training",
                "kind": ESTIMATE,
                "amount": amount,
            }
            | fields
        )

    return make_line


def fund(line: BudgetLine, amount: int | None, state=COVERED, **fields: object) -> None:
    line.fundings.create(
        **{"source": Funding.Source.DU_VO, "amount": amount, "state": state} | fields
    )


def test_a_sum_counts_what_is_known_and_what_is_not():
    assert add_up([Decimal(5), None, Decimal(0)]) == PartialSum(Decimal(5), 2, 3)
    assert add_up([None]).is_unknown
    assert add_up([]).is_unknown
    assert not add_up([]).is_complete
    assert add_up([Decimal(0)]).is_complete


@pytest.mark.parametrize(
    ("amount", "fundings", "covered", "uncovered"),
    [
        (20000, [], 0, 20000),
        (20000, [(5000, COVERED)], 5000, 15000),
        (20000, [(5000, COVERED), (15000, COVERED)], 20000, 0),
        (20000, [(25000, COVERED)], 25000, 0),
        (20000, [(20000, REQUESTED)], 0, 20000),
        (20000, [(5000, COVERED), (None, REQUESTED)], 5000, 15000),
        (20000, [(5000, COVERED), (None, COVERED)], None, None),
        (None, [], None, None),
        (None, [(None, COVERED)], None, None),
        (None, [(5000, COVERED)], 5000, None),
    ],
    ids=[
        "no source",
        "one of several sources",
        "several sources",
        "more than needed",
        "only requested",
        "the rest requested, amount unknown",
        "one certain amount unknown",
        "nothing known",
        "neither known",
        "only what is paid known",
    ],
)
def test_what_is_covered_and_what_is_not(
    plan, make_line, amount, fundings, covered, uncovered
):
    line = make_line(amount)
    for funding in fundings:
        fund(line, *funding)

    (row,) = read_finances(plan).rows

    assert (row.covered, row.uncovered) == (covered, uncovered)


def test_totals_add_up_what_is_known_of_what_costs_money(plan, make_line):
    make_line(20000)
    fund(make_line(10000), 4000)
    make_line(None, kind=EXISTING)
    make_line(None, kind="resource", url="https://voorbeeld.example/")
    make_line(None, kind="not_applicable")

    finances = read_finances(plan)

    assert len(finances.rows) == 5
    assert finances.budgeted == PartialSum(Decimal(30000), 2, 3)
    assert finances.covered == PartialSum(Decimal(4000), 2, 3)
    assert finances.uncovered == PartialSum(Decimal(26000), 2, 3)


def test_sources_are_added_up_by_how_certain_they_are(plan, make_line, make_partner):
    arnhem, district = make_partner("Gemeente Arnhem"), make_partner("District")
    for amount in (5000, None):
        fund(make_line(10000), amount, payer=arnhem)
    fund(make_line(10000), 3000, payer=district)
    fund(make_line(10000), 2000, REQUESTED, source=Funding.Source.PROVINCE)

    certain, asked = read_finances(plan).sources

    assert (certain.source, certain.state) == (Funding.Source.DU_VO, COVERED)
    assert certain.payers == ("Gemeente Arnhem", "District")
    assert certain.amount == PartialSum(Decimal(8000), 2, 3)
    assert (asked.source, asked.payers) == (Funding.Source.PROVINCE, ())


def share(line: BudgetLine, municipality, **amounts: int) -> None:
    BudgetShare.objects.create(budget_line=line, municipality=municipality, **amounts)


def test_shares_are_added_up_as_far_as_municipalities_entered_them(
    plan, make_line, aalten, berkelland
):
    line = make_line(5000)
    share(line, aalten, budgeted=2500, spent=1000)
    share(line, berkelland, budgeted=2500)

    finances = read_finances(plan)

    (row,) = finances.rows
    assert [shown.municipality for shown in row.shares] == ["Aalten", "Berkelland"]
    assert row.allotted == finances.allotted == PartialSum(Decimal(5000), 2, 2)
    assert row.spent == finances.spent == PartialSum(Decimal(1000), 1, 2)
    assert row.committed.is_unknown


def test_a_municipal_edition_has_the_own_share_only(
    plan, make_line, aalten, berkelland
):
    line = make_line(5000)
    share(line, aalten, budgeted=2500, spent=1000)
    share(line, berkelland, budgeted=2500, spent=2000)

    finances = read_finances(plan, aalten)

    (row,) = finances.rows
    assert [shown.municipality for shown in row.shares] == ["Aalten"]
    assert row.amount == 5000
    assert finances.spent.amount == 1000


def test_a_line_says_what_it_belongs_to(plan, objective, make_line):
    action = objective.actions.create(
        number=3, title="Scholen", description="Scholen.", scope="local"
    )
    make_line(1, action=action)
    make_line(2)
    make_line(3, objective=None, plan=plan)

    rows = {int(row.amount): row for row in read_finances(plan).rows}

    assert [(rows[n].objective_number, rows[n].action_code) for n in (1, 2, 3)] == [
        (1, "1.3"),
        (1, ""),
        (None, ""),
    ]
