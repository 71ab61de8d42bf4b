"""What the plan costs, who pays and what was spent, on one page."""

import re
from datetime import date
from decimal import Decimal

import pytest

from actions.finances import FilledIn, PlanFinances
from actions.models import BudgetLine, BudgetShare, Funding, Partner
from actions.sums import PartialSum
from tests.factories import make_objective
from tests.history import at

TODAY = date(2025, 9, 1)
UNKNOWN = PartialSum(Decimal(0), 0, 2)


@pytest.fixture
def objective(plan):
    return make_objective(plan)


@pytest.fixture
def make_line(objective):
    def make_line(title: str = "Training", **fields: object) -> BudgetLine:
        return BudgetLine.objects.create(
            **{"objective": objective, "title": title, "kind": "estimate"} | fields
        )

    return make_line


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


def share(line, municipality, **amounts) -> BudgetShare:
    return BudgetShare.objects.create(
        budget_line=line, municipality=municipality, **amounts
    )


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def page_of(plan) -> str:
    return f"/plannen/{plan.pk}/financien/"


def test_sums_tell_of_how_many_municipalities_they_know(
    plan, make_line, aalten, berkelland
):
    line = make_line(amount=1000)
    share(line, aalten, budgeted=600, spent=50, forecast=700)
    share(line, berkelland, budgeted=400)

    (row,) = PlanFinances.read(plan, TODAY).lines

    assert row.totals.budgeted == PartialSum(Decimal(1000), 2, 2)
    assert row.totals.spent == PartialSum(Decimal(50), 1, 2)
    assert row.totals.committed == UNKNOWN
    assert row.totals.difference == PartialSum(Decimal(-100), 1, 2)


def test_who_takes_part_without_a_share_is_told_as_missing(plan, make_line, aalten):
    share(make_line(amount=1000), aalten, budgeted=1000, spent=50)

    (row,) = PlanFinances.read(plan, TODAY).lines

    assert row.totals.spent == PartialSum(Decimal(50), 1, 2)
    assert [str(held.municipality) for held in row.shares] == ["Aalten", "Berkelland"]


def test_what_somebody_spent_who_left_still_counts(plan, make_line, aalten, berkelland):
    line = make_line(amount=1000)
    share(line, aalten, budgeted=1000)
    share(line, berkelland, spent=50)
    plan.participations.filter(municipality=berkelland).update(ends_on="2025-01-01")

    (row,) = PlanFinances.read(plan, TODAY).lines

    assert row.totals.spent == PartialSum(Decimal(50), 1, 2)


def test_a_line_without_shares_is_left_out_of_what_was_spent_and_told(
    plan, make_line, aalten, berkelland
):
    divided = make_line(amount=1000)
    for place in (aalten, berkelland):
        share(divided, place, budgeted=500, spent=5)
    make_line("Campagne", amount=50)

    sums = PlanFinances.read(plan, TODAY).sums

    assert sums.budgeted == PartialSum(Decimal(1050), 2, 2)
    assert sums.totals.spent == PartialSum(Decimal(10), 2, 2)
    assert sums.without_shares == 1


def test_what_is_no_money_is_no_part_of_any_sum(plan, make_line):
    make_line("N.v.t.", kind="not_applicable")
    make_line("E-learning", kind="resource", url="https://voorbeeld.example/")
    make_line("Bestaand", kind="existing")

    finances = PlanFinances.read(plan, TODAY)

    assert len(finances.lines) == 3
    assert finances.sums.budgeted == PartialSum(Decimal(0), 0, 1)


@pytest.mark.parametrize(
    ("amount", "fundings", "without"),
    [
        (1000, [], 1000),
        (1000, [400, 100], 500),
        (1000, [1200], 0),
        (1000, [400, None], None),
        (None, [], None),
        (None, [400], None),
    ],
)
def test_what_no_source_is_named_for_is_never_guessed(
    plan, make_line, amount, fundings, without
):
    line = make_line(amount=amount)
    for paid in fundings:
        line.fundings.create(source="duup", amount=paid, state="to_decide")

    (row,) = PlanFinances.read(plan, TODAY).lines

    assert row.without_source == without


def test_the_whole_plan_comes_after_the_objectives(plan, make_line):
    make_line("Overal", objective=None, plan=plan)
    make_line()

    first, last = PlanFinances.read(plan, TODAY).objectives

    assert first.objective is not None
    assert last.objective is None


def test_it_tells_which_municipality_filled_in_its_figures(
    plan, make_line, aalten, berkelland
):
    first, second = make_line(amount=1000), make_line("Campagne", amount=50)
    share(first, aalten, budgeted=1000, committed=1, spent=0, forecast=1)
    share(second, aalten, budgeted=50, committed=1)
    share(first, berkelland, budgeted=0)

    finances = PlanFinances.read(plan, TODAY)

    assert finances.filled_in == (
        FilledIn(aalten, shares=2, committed=2, spent=1, forecast=1),
        FilledIn(berkelland, shares=1, committed=0, spent=0, forecast=0),
    )
    assert [filled.is_empty for filled in finances.filled_in] == [False, True]
    assert finances.incomplete == 2


def test_the_page_shows_lines_sources_and_states(client, plan, make_line):
    arnhem = Partner.objects.create(region=plan.region, name="Gemeente Arnhem")
    line = make_line(amount=20000)
    for source, state, amount in [
        ("duup", "covered", 5000),
        ("reinforcement", "requested", None),
        ("unknown", "to_decide", None),
    ]:
        Funding.objects.create(
            budget_line=line,
            source=source,
            state=state,
            amount=amount,
            payer=arnhem,
        )
    make_line("E-learning", kind="resource", url="https://voorbeeld.example/")
    make_line("Niet nodig", kind="not_applicable")

    page = text_of(client.get(page_of(plan)))

    assert "(DUUP), via Gemeente Arnhem: € 5.000 , gedekt" in page
    assert "bedrag onbekend, aangevraagd" in page
    assert "Onbekend, via Gemeente Arnhem: bedrag onbekend, te besluiten" in page
    assert "€ 15.000" in page  # not covered
    assert "naar het hulpmiddel" in page
    assert "Niet nodig n.v.t." in page


def test_the_chart_has_a_title_and_says_in_words_what_it_shows(client, plan, make_line):
    make_line(amount=20000)

    page = client.get(page_of(plan)).content.decode()

    assert '<title id="grafiek-titel">Budget per bron</title>' in page
    assert "Geen bron genoemd: € 20.000 zonder bron." in page
    assert "style=" not in page


def test_only_the_coordinator_is_offered_to_divide(client, plan, make_line, officer):
    line = make_line(amount=20000)
    link = f"/begrotingsposten/{line.pk}/verdelen/"

    assert link in client.get(page_of(plan)).content.decode()
    client.force_login(officer)
    assert link not in client.get(page_of(plan)).content.decode()


def test_a_plan_without_a_budget_says_so(client, plan):
    assert "Het plan noemt geen budget." in text_of(client.get(page_of(plan)))


@pytest.mark.usefixtures("since_january")
def test_it_shows_the_money_of_any_day(client, plan, aalten):
    with at("2025-01-10 09:00"):
        line = BudgetLine.objects.create(
            plan=plan, title="Training", kind="estimate", amount=1000
        )
        held = share(line, aalten, budgeted=1000, spent=10)
    with at("2025-07-01 09:00"):
        held.spent = 900
        held.save()

    then = client.get(page_of(plan), {"peildatum": "2025-06-30"})
    now = client.get(page_of(plan))

    assert "€ 900" in text_of(now)
    assert "€ 900" not in text_of(then)
    assert "€ 10" in text_of(then)
    assert "/verdelen/" not in then.content.decode()
