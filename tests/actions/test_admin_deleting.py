"""What was reported is never deleted; what is over is retired."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions import services
from actions.models import Action, Milestone, MilestoneStatus, ResultAssessment
from tests.admin_pages import admin_url, fields_on, shown
from tests.factories import make_action, make_result, make_round, report


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


def change(row) -> str:
    return admin_url(f"actions_{row._meta.model_name}_change", row.pk)


def test_deleting_what_has_progress_is_refused_with_what_to_do_instead(
    client, action, track, officer
):
    report(track, officer)
    address = admin_url("actions_action_delete", action.pk)

    page = client.get(address).content.decode()
    client.post(address, {"post": "yes", "change_reason": "Weg ermee."})

    assert "Gemelde voortgang: 1.1 Meldroute vaststellen (Aalten)" in page
    assert f"{admin_url('actions_action_retire')}?id={action.pk}" in page
    assert Action.objects.filter(pk=action.pk).exists()


@pytest.mark.parametrize("model", ["plan", "actionline", "objective", "action"])
def test_what_holds_progress_cannot_be_deleted_from_a_list_either(
    client, plan, action, track, officer, model
):
    report(track, officer)
    row = {
        "plan": plan,
        "actionline": action.objective.action_line,
        "objective": action.objective,
        "action": action,
    }[model]

    answer = client.post(
        admin_url(f"actions_{model}_changelist"),
        {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"},
    )

    assert "Laat een actie vervallen" in answer.content.decode()
    row.refresh_from_db()


def test_a_milestone_that_was_reached_cannot_be_deleted(client, action):
    milestone = Milestone.objects.create(objective=action.objective, title="Klaar")
    MilestoneStatus.objects.create(milestone=milestone, completed_on="2025-01-01")

    client.post(admin_url("actions_milestone_delete", milestone.pk), {"post": "yes"})

    milestone.refresh_from_db()


@pytest.mark.parametrize("model", ["result", "objective", "plan"])
def test_a_result_that_was_judged_cannot_be_deleted_and_the_page_says_why(
    client, plan, action, model
):
    result = make_result(action.objective)
    ResultAssessment.objects.create(
        result=result, round=make_round(plan), outcome="reached"
    )
    row = {"result": result, "objective": action.objective, "plan": plan}[model]
    address = admin_url(f"actions_{model}_delete", row.pk)

    page = client.get(address).content.decode()
    client.post(address, {"post": "yes", "change_reason": "Weg ermee."})

    assert f"Oordeel over een resultaat: {result} (regio): bereikt" in page
    result.refresh_from_db()


def test_what_nobody_reported_on_can_be_deleted_and_the_history_says_why(
    client, action
):
    objective = action.objective

    client.post(
        admin_url("actions_action_delete", action.pk),
        {"post": "yes", "change_reason": "Stond dubbel."},
    )

    assert not Action.objects.exists()
    page = client.get(admin_url("actions_objective_history", objective.pk))
    event = page.context["events"][0]
    assert (event.verb, event.reason) == ("verwijderd", "Stond dubbel.")


def test_several_can_be_deleted_at_once_for_one_reason(client, plan, action):
    make_action(plan)

    client.post(
        admin_url("actions_action_changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [row.pk for row in Action.objects.all()],
            "post": "yes",
            "change_reason": "Samengevoegd.",
        },
    )

    assert not Action.objects.exists()
    assert set(
        Action.history.filter(history_type="-").values_list(
            "history_change_reason", flat=True
        )
    ) == {"Samengevoegd."}


def test_actions_are_retired_together_with_a_reason_and_a_successor(
    client, plan, action
):
    second = make_action(plan)
    successor = make_action(plan, title="Beter idee")
    chosen = {"action": "retire", "_selected_action": [action.pk, second.pk]}

    page = client.post(admin_url("actions_action_changelist"), chosen)
    answer = client.post(
        page.url,
        {"reason": "Ingehaald.", "on": "2025-06-30", "replaced_by": successor.pk},
        follow=True,
    )

    assert shown(answer) == ["Acties laten vervallen: 2 verwerkt."]
    for row in Action.objects.exclude(pk=successor.pk):
        assert row.retirement_reason == "Ingehaald."
        assert row.replaced_by == successor
        assert row.history.latest().history_change_reason == "Ingehaald."


def test_retiring_asks_a_reason(client, action):
    address = f"{admin_url('actions_action_retire')}?id={action.pk}"

    answer = client.post(address, {"on": "2025-06-30"})

    assert "reason" in answer.context["form"].errors
    action.refresh_from_db()
    assert action.retired_on is None


def test_an_action_is_retired_on_a_day_that_has_come(client, action):
    address = f"{admin_url('actions_action_retire')}?id={action.pk}"
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)

    answer = client.post(address, {"reason": "Ingehaald.", "on": tomorrow})

    assert answer.status_code == 422
    assert answer.context["form"].errors["on"] == [
        "Deze datum ligt in de toekomst. Kies vandaag of een eerdere dag."
    ]
    assert "Ingehaald." in answer.content.decode()
    with pytest.raises(ValidationError, match="in de toekomst"):
        services.retire_action(action, reason="Ingehaald.", on=tomorrow)
    action.refresh_from_db()
    assert action.retired_on is None

    client.post(address, {"reason": "Ingehaald.", "on": today})

    action.refresh_from_db()
    assert action.retired_on == today


def test_an_action_does_not_succeed_itself(client, action):
    address = f"{admin_url('actions_action_retire')}?id={action.pk}"

    answer = client.post(
        address, {"reason": "Rondje", "on": "2025-06-30", "replaced_by": action.pk}
    )

    assert answer.context["form"].errors
    action.refresh_from_db()
    assert action.retired_on is None


@pytest.mark.parametrize(
    ("role", "status"), [("outsider", 302), ("administrator", 403)]
)
def test_only_the_coordinator_of_the_region_retires(
    request, client, action, role, status
):
    client.force_login(request.getfixturevalue(role))
    address = f"{admin_url('actions_action_retire')}?id={action.pk}"

    answer = client.post(address, {"reason": "Weg", "on": "2025-06-30"})

    assert answer.status_code == status
    action.refresh_from_db()
    assert action.retired_on is None


def test_who_leaves_gets_an_end_date_and_is_not_taken_out(client, plan, action):
    data = fields_on(client.get(change(plan)))

    client.post(
        change(plan),
        data
        | {
            "participations-0-DELETE": "on",
            "participations-1-ends_on": "2025-06-30",
            "change_reason": "Herindeling",
        },
    )

    assert plan.participations.count() == 2
    assert str(plan.participations.get(ends_on__isnull=False).ends_on) == "2025-06-30"
