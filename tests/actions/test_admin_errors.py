"""What is wrong on a form of the admin stands where one can mend it."""

from datetime import date

import pytest

from actions import services
from actions.models import Action, BudgetLine, Milestone
from municipalities.models import Role
from tests.admin_pages import admin_url, errors_on, fields_on, save
from tests.factories import make_objective

ORDER = "De einddatum ligt voor de begindatum."


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


def row_errors(response, number: int = 0) -> list[dict]:
    return response.context["inline_admin_formsets"][number].formset.errors


def test_an_end_before_the_start_is_said_beside_the_end(client, plan, action):
    days = {"starts_on": "2025-06-01", "ends_on": "2025-05-01"}

    for page in [
        admin_url("actions_plan_change", plan.pk),
        admin_url("actions_objective_change", action.objective_id),
        admin_url("actions_action_change", action.pk),
    ]:
        assert errors_on(save(client, page, **days)) == {"ends_on": [ORDER]}


def test_a_lead_that_does_not_fit_is_said_beside_the_lead(client, action, aalten):
    page = admin_url("actions_action_change", action.pk)

    answer = save(client, page, lead_municipality=aalten.pk)

    assert list(errors_on(answer)) == ["lead_municipality"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "resource"}, "url"),
        ({"kind": "not_applicable", "amount": "10"}, "amount"),
        ({"kind": "estimate", "amount": "-10"}, "amount"),
        ({"kind": "estimate", "objective": ""}, "objective"),
    ],
)
def test_what_is_odd_about_a_budget_line_is_said_beside_it(client, plan, values, field):
    line = BudgetLine.objects.create(
        objective=make_objective(plan), title="Training", kind="estimate"
    )

    answer = save(client, admin_url("actions_budgetline_change", line.pk), **values)

    assert list(errors_on(answer)) == [field]


def test_rows_of_a_table_say_it_beside_their_own_field(client, action):
    milestone = Milestone.objects.create(objective=action.objective, title="Klaar")
    services.create_missing_tracks(action.objective.action_line.plan)
    page = admin_url("actions_milestone_change", milestone.pk)

    answer = save(client, page, **{"statuses-0-due_on": date(2026, 1, 1)})

    assert row_errors(answer) == [{"note": ["Geef de reden van het uitstel."]}]


def test_an_account_without_a_role_is_refused_in_plain_words(client):
    answer = save(
        client,
        admin_url("municipalities_user_add"),
        name="Nina Nieuw",
        email="nina@voorbeeld.example",
        **{"memberships-TOTAL_FORMS": 0},
    )

    page = answer.content.decode()
    assert "Geef dit account minstens één rol." in page
    assert "Verstuur minimaal" not in page


def test_a_role_that_does_not_fit_is_said_beside_the_role(client, aalten):
    answer = save(
        client,
        admin_url("municipalities_user_add"),
        name="Nina Nieuw",
        email="nina@voorbeeld.example",
        **{
            "memberships-0-role": Role.REGIONAL_LEAD,
            "memberships-0-municipality": aalten.pk,
        },
    )

    assert list(row_errors(answer)[0]) == ["role"]


def test_nothing_that_was_typed_is_lost(client, action):
    page = admin_url("actions_action_change", action.pk)

    answer = save(
        client, page, title="Nieuw", starts_on="2025-06-01", ends_on="2025-05-01"
    )

    assert fields_on(answer)["title"] == "Nieuw"
    assert Action.objects.get(pk=action.pk).title == action.title
