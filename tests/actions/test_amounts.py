"""Amounts are read and shown as people here write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from actions.amounts import AmountFormField
from actions.models import BudgetLine
from tests.admin_pages import admin_url, errors_on, fields_on, save
from tests.factories import make_objective


@pytest.fixture
def field():
    return AmountFormField(max_digits=12, decimal_places=2, required=False)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("20000", "20000"),
        ("20.000", "20000"),
        ("1.234,56", "1234.56"),
        ("1250,50", "1250.50"),
        ("1250,5", "1250.50"),
        ("1250.50", "1250.50"),
        ("1.250.000", "1250000"),
        ("1.250,-", "1250"),
        ("€ 20.000", "20000"),
        (" 0,99 ", "0.99"),
        ("0", "0"),
        ("-5", "-5"),
    ],
)
def test_an_amount_is_read_as_it_is_written(field, written, amount):
    assert field.clean(written) == Decimal(amount)


@pytest.mark.parametrize(
    "written",
    ["veel", "1.25.000", "1,250.50", "1.2345", "20.00.0", "1.250.50", "12,345", "1e5",
     "NaN", "1_000", "1 000", "--5", "²", "9" * 11 + ",00"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(field, written):
    with pytest.raises(ValidationError) as refused:
        field.clean(written)

    assert len(refused.value.messages) == 1


def test_nothing_is_an_unknown_amount(field):
    assert field.clean("") is None


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("20000", "20.000,00"), ("1234.5", "1.234,50"), ("0", "0,00"), (None, None)],
)
def test_an_amount_is_shown_in_dutch(field, amount, shown):
    value = None if amount is None else Decimal(amount)

    assert field.widget.format_value(value) == shown


def test_what_is_shown_is_read_back_as_the_same(field):
    amount = Decimal("1234567.89")

    shown = field.widget.format_value(amount)

    assert field.clean(shown) == amount
    assert not field.has_changed(amount, shown)


def test_the_admin_takes_and_shows_amounts_in_dutch(client, coordinator, plan):
    line = BudgetLine.objects.create(
        objective=make_objective(plan), title="Training", kind="estimate", amount=500
    )
    client.force_login(coordinator)
    page = admin_url("actions_budgetline_change", line.pk)

    assert 'value="500,00"' in client.get(page).content.decode()
    save(client, page, amount="20.000,50")

    line.refresh_from_db()
    assert line.amount == Decimal("20000.50")


def test_the_admin_keeps_what_was_typed_and_says_what_an_amount_is(
    client, coordinator, plan
):
    line = BudgetLine.objects.create(
        objective=make_objective(plan), title="Training", kind="estimate", amount=500
    )
    client.force_login(coordinator)

    answer = save(
        client, admin_url("actions_budgetline_change", line.pk), amount="twintig"
    )

    assert errors_on(answer)["amount"] == [
        "Vul een bedrag in, zoals 1.250 of 1.250,50."
    ]
    assert fields_on(answer)["amount"] == "twintig"
