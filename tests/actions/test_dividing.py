"""What is budgeted for municipalities is the whole line, or nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from actions import services
from actions.adding_up import uneven_lines
from actions.models import Amendment, BudgetLine, BudgetShare
from actions.plan_guard import opened
from municipalities.models import Municipality
from tests.factories import make_municipality, make_objective

TODAY = date(2025, 9, 1)
DECISION = services.Decision("Naar grootte.", "Driehoek", date(2025, 9, 1))
HAND = BudgetLine.Division.HAND


@pytest.fixture
def line(plan):
    return BudgetLine.objects.create(
        objective=make_objective(plan), title="Training", kind="estimate", amount=1000
    )


@pytest.fixture
def adopted(plan, line):
    plan.status = "adopted"
    plan.save()
    return plan


def budgeted(line) -> dict[str, Decimal | None]:
    return {str(share.municipality): share.budgeted for share in line.shares.all()}


def by_hand(**amounts) -> services.Division:
    return services.Division(
        HAND,
        {Municipality.objects.get(name=n): Decimal(a) for n, a in amounts.items()},
    )


def test_a_draft_is_divided_and_its_history_says_why(line, aalten, coordinator):
    services.divide_line(
        line,
        by_hand(Aalten=600, Berkelland=400),
        by=coordinator,
        today=TODAY,
        reason="Naar grootte.",
    )

    share = line.shares.get(municipality=aalten)
    line.refresh_from_db()
    assert budgeted(line) == {"Aalten": 600, "Berkelland": 400}
    assert line.division == HAND
    assert share.history.get().history_change_reason == "Naar grootte."
    assert not Amendment.objects.exists()


def test_an_adopted_plan_is_divided_by_a_decision(adopted, line, coordinator):
    division = by_hand(Aalten=600, Berkelland=400)

    with pytest.raises(services.DecisionNeeded):
        services.divide_line(line, division, by=coordinator, today=TODAY)
    assert not line.shares.exists()

    services.divide_line(line, division, by=coordinator, today=TODAY, decision=DECISION)

    amendment = Amendment.objects.get()
    assert [(row.subject, row.new_text) for row in amendment.lines.all()] == [
        ("Aandeel van Aalten in ‘Training’", "€ 600"),
        ("Aandeel van Berkelland in ‘Training’", "€ 400"),
    ]
    share = line.shares.get(municipality__name="Aalten")
    assert share.history.first().history_change_reason == "Naar grootte."


def test_who_takes_part_no_more_gets_nothing_and_keeps_what_was_spent(
    plan, line, berkelland, aalten, coordinator
):
    services.divide_line(
        line, by_hand(Aalten=500, Berkelland=500), by=coordinator, today=TODAY
    )
    share = line.shares.get(municipality=berkelland)
    share.spent = 20
    share.save()
    plan.participations.filter(municipality=berkelland).update(
        ends_on=date(2025, 8, 31)
    )

    services.divide_line(line, by_hand(Aalten=1000), by=coordinator, today=TODAY)

    share.refresh_from_db()
    assert budgeted(line) == {"Aalten": 1000, "Berkelland": None}
    assert share.spent == 20


def test_who_takes_no_part_is_refused(plan, line, coordinator):
    make_municipality("Zutphen")

    with pytest.raises(services.TakesNoPart, match="Zutphen"):
        services.divide_line(
            line, by_hand(Aalten=400, Zutphen=600), by=coordinator, today=TODAY
        )


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        ({"Aalten": "600.50", "Berkelland": 400}, "€ 0,50 te veel"),
        ({"Aalten": 600, "Berkelland": "399.99"}, "€ 0,01 te weinig"),
        ({"Aalten": 0, "Berkelland": 0}, "€ 1.000 te weinig"),
    ],
)
def test_what_does_not_add_up_is_refused_with_the_difference(
    line, coordinator, amounts, told
):
    with pytest.raises(services.SharesDoNotAddUp, match=told):
        services.divide_line(line, by_hand(**amounts), by=coordinator, today=TODAY)

    assert not line.shares.exists()


def test_without_an_amount_there_is_nothing_to_divide(plan, coordinator):
    line = BudgetLine.objects.create(plan=plan, title="Campagne", kind="estimate")

    with pytest.raises(services.NoAmountToDivide):
        services.divide_line(
            line, by_hand(Aalten=0, Berkelland=0), by=coordinator, today=TODAY
        )


def test_only_the_coordinator_divides(line, officer):
    with pytest.raises(PermissionDenied):
        services.divide_line(
            line, by_hand(Aalten=600, Berkelland=400), by=officer, today=TODAY
        )


def test_what_is_divided_stays_the_sum_whatever_changes(adopted, line, coordinator):
    services.divide_line(
        line,
        by_hand(Aalten=600, Berkelland=400),
        by=coordinator,
        today=TODAY,
        decision=DECISION,
    )
    line.refresh_from_db()

    line.amount = 500

    with (
        pytest.raises(services.SharesDoNotAddUp, match="€ 500 te veel"),
        services.amending(adopted, DECISION, by=coordinator),
    ):
        line.save()

    line.refresh_from_db()
    assert line.amount == 1000
    assert Amendment.objects.count() == 1


def test_what_came_in_wrong_does_not_hold_up_other_changes(
    adopted, line, aalten, coordinator
):
    with opened(adopted):
        BudgetShare.objects.create(budget_line=line, municipality=aalten, budgeted=5)

    with services.amending(adopted, DECISION, by=coordinator):
        line.title = "Opleiding"
        line.save()

    assert uneven_lines(adopted) == {line: (Decimal(5), Decimal(1000))}
    assert Amendment.objects.count() == 1
