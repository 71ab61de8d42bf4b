"""The history tells who changed what in the admin, when and why."""

import pytest

from actions.models import Plan
from tests.admin_pages import admin_url, save
from tests.factories import make_action, make_result


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def adopted(plan):
    plan.status = Plan.Status.ADOPTED
    plan.save()
    return plan


def change(row) -> str:
    return admin_url(f"actions_{row._meta.model_name}_change", row.pk)


def test_a_draft_changes_without_a_reason(client, plan, action):
    save(client, change(action), title="Iets anders", change_reason="")

    action.refresh_from_db()
    assert action.title == "Iets anders"


def test_the_history_tells_who_did_what_when_and_why(client, adopted, action):
    save(client, change(action), title="Meldroute maken", change_reason="Korter zo.")

    page = client.get(admin_url("actions_action_history", action.pk))
    event = page.context["events"][0]

    assert event.author == "Carla Coördinator"
    assert event.verb == "gewijzigd"
    assert event.reason == "Korter zo."
    assert [(change.field, change.old, change.new) for change in event.changes] == [
        ("Korte titel", "Meldroute vaststellen", "Meldroute maken")
    ]


def test_the_history_of_a_whole_tells_of_its_parts(client, action):
    make_result(action.objective)
    objective = action.objective

    save(
        client,
        change(objective),
        **{
            "results-0-description": "Iedereen is geschoold",
            "change_reason": "Zo heet het nu.",
        },
    )

    page = client.get(admin_url("actions_objective_history", objective.pk))
    event = page.context["events"][0]
    assert event.subject == "Resultaat 1.1"
    assert event.reason == "Zo heet het nu."
    assert event.changes[0].new == "Iedereen is geschoold"


def test_the_history_names_values_in_dutch(client, action, aalten):
    other = make_action(action.objective.action_line.plan, title="Eerst dit")

    save(
        client,
        change(action),
        is_priority="on",
        ends_on="2025-12-31",
        scope="joint",
        lead_municipality=aalten.pk,
        waits_for=[other.pk],
    )

    events = client.get(admin_url("actions_action_history", action.pk)).context[
        "events"
    ]
    assert {
        (c.field, c.old, c.new)
        for event in events
        for c in event.changes
        if event.verb == "gewijzigd"
    } == {
        ("Uitvoering", "per gemeente", "gezamenlijk"),
        ("Trekker (gemeente)", "(leeg)", "Aalten"),
        ("Prioriteit", "nee", "ja"),
        ("Eindigt op", "(leeg)", "31 december 2025"),
        ("Wacht op", "(leeg)", "1.2 Eerst dit"),
    }


def test_saving_without_a_change_writes_no_history(client, action):
    save(client, change(action))

    assert action.history.count() == 1


def test_a_long_history_takes_no_more_queries(
    client, action, django_assert_max_num_queries
):
    for number in range(120):
        action.title = f"Titel {number}"
        action.save()

    with django_assert_max_num_queries(10):
        page = client.get(admin_url("actions_action_history", action.pk))

    assert len(page.context["events"]) == 50
    assert page.context["events"].paginator.count == 121
