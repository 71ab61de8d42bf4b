"""The coordinator works on the plan in the admin."""

import pytest

from actions.models import Action, Milestone, MilestoneStatus, Plan, Progress
from municipalities.models import Membership, Role
from tests.admin_pages import admin_url, errors_on, fields_on, save, shown, with_row
from tests.factories import (
    make_action,
    make_municipality,
    make_region,
    make_regional_role,
    make_result,
    report,
)


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def adopted(plan):
    plan.status = Plan.Status.ADOPTED
    plan.save()
    return plan


@pytest.fixture
def abroad():
    """A municipality of another region."""
    return make_municipality("Enschede", region=make_region("Twente"), code="GM0153")


def change(row) -> str:
    return admin_url(f"actions_{row._meta.model_name}_change", row.pk)


# Numbers and tracks


def test_a_new_action_gets_the_next_number_and_its_tracks(client, action):
    save(
        client,
        admin_url("actions_action_add"),
        objective=action.objective_id,
        title="Voorlichting geven",
        description="Elke gemeente geeft voorlichting.",
        scope="local",
    )

    new = Action.objects.get(title="Voorlichting geven")
    assert new.code == "1.2"
    assert new.tracks.count() == 2


def test_rows_added_to_a_table_get_numbers_in_turn_and_tracks(client, action):
    def two_more(data):
        for title in ["Eerste", "Tweede"]:
            data = with_row(
                data, "actions", title=title, description=title, scope="local"
            )
        return data

    save(client, change(action.objective), two_more)

    assert [str(row) for row in action.objective.actions.order_by("number")] == [
        "1.1 Meldroute vaststellen",
        "1.2 Eerste",
        "1.3 Tweede",
    ]
    assert Progress.objects.count() == 6


def test_a_number_cannot_be_chosen(client, action):
    save(client, change(action), number=9)

    action.refresh_from_db()
    assert action.code == "1.1"


def test_a_municipality_that_joins_gets_its_tracks(client, plan, action):
    bronckhorst = make_municipality("Bronckhorst", region=plan.region, code="GM1876")

    save(
        client,
        change(plan),
        lambda data: with_row(data, "participations", municipality=bronckhorst.pk),
    )

    assert action.tracks.filter(municipality=bronckhorst).exists()


def test_another_scope_gives_other_tracks(client, action, aalten):
    save(client, change(action), scope="joint", lead_municipality=aalten.pk)

    assert [track.municipality for track in action.tracks.all()] == [None]


def test_the_scope_stays_once_somebody_has_reported(
    client, action, track, officer, aalten
):
    report(track, officer)

    answer = save(client, change(action), scope="joint", lead_municipality=aalten.pk)

    assert errors_on(answer)["scope"] == [
        "Er is al voortgang gemeld. Laat deze actie vervallen en maak een nieuwe."
    ]
    assert action.tracks.count() == 2


def test_the_scope_stays_in_a_table_too(client, action, track, officer, aalten):
    report(track, officer)

    save(
        client,
        change(action.objective),
        **{"actions-0-scope": "joint", "actions-0-lead_municipality": aalten.pk},
    )

    action.refresh_from_db()
    assert action.is_local


def test_a_regional_action_has_exactly_one_lead(client, action):
    answer = save(client, change(action), scope="regional")

    assert "precies één trekker" in str(errors_on(answer))


def test_a_milestone_on_the_page_of_an_action_has_its_objective_and_statuses(
    client, joint_action
):
    save(
        client,
        change(joint_action),
        lambda data: with_row(
            data, "milestones", title="Ondertekend", is_per_municipality="on"
        ),
    )

    milestone = Milestone.objects.get()
    assert milestone.objective == joint_action.objective
    assert milestone.statuses.count() == 2


def test_a_milestone_belongs_to_an_action_of_its_own_objective(client, plan, action):
    other = action.objective.action_line.objectives.create(number=2, title="Anders")
    elsewhere = make_action(plan, objective=other)
    milestone = Milestone.objects.create(objective=action.objective, title="Klaar")

    answer = save(client, change(milestone), action=elsewhere.pk)

    assert errors_on(answer)["action"] == [
        "Deze actie hoort bij een andere doelstelling."
    ]


# Regions


def test_a_lead_of_another_region_is_refused_beside_the_field(
    client, joint_action, abroad
):
    answer = save(
        client, change(joint_action), lead_role="", lead_municipality=abroad.pk
    )

    assert "lead_municipality" in errors_on(answer)


def test_a_participant_of_another_region_is_refused_beside_the_field(
    client, plan, abroad
):
    answer = save(
        client,
        change(plan),
        lambda data: with_row(data, "participations", municipality=abroad.pk),
    )

    formset = answer.context["inline_admin_formsets"][0].formset
    assert "municipality" in formset.forms[-1].errors
    assert not plan.participations.filter(municipality=abroad).exists()


def test_an_action_cannot_be_added_to_a_plan_of_another_region(
    client, outsider, action
):
    client.force_login(outsider)

    answer = save(
        client,
        admin_url("actions_action_add"),
        objective=action.objective_id,
        title="Binnengesmokkeld",
        description="Dit hoort hier niet.",
        scope="local",
    )

    assert "objective" in errors_on(answer)


def test_who_coordinates_two_regions_does_not_mix_them(
    client, coordinator, joint_action, abroad
):
    Membership.objects.create(
        user=coordinator, role=Role.COORDINATOR, region=abroad.region
    )

    answer = save(
        client, change(joint_action), lead_role="", lead_municipality=abroad.pk
    )

    assert errors_on(answer)["__all__"] == ["Kies alleen wat bij dezelfde regio hoort."]


# Reasons and history


def test_an_adopted_plan_changes_only_for_a_reason(client, adopted, action):
    answer = save(client, change(action), title="Iets anders", change_reason="")

    assert "change_reason" in errors_on(answer)
    action.refresh_from_db()
    assert action.title == "Meldroute vaststellen"


def test_an_adopted_plan_gets_no_new_action_without_a_reason(client, adopted, action):
    answer = save(
        client,
        admin_url("actions_action_add"),
        objective=action.objective_id,
        title="Nieuw",
        description="Nieuw.",
        scope="local",
        change_reason="",
    )

    assert "change_reason" in errors_on(answer)


def test_a_plan_that_was_adopted_does_not_become_a_draft_without_a_reason(
    client, adopted
):
    answer = save(client, change(adopted), status="draft", change_reason="")

    assert "change_reason" in errors_on(answer)


def test_a_draft_changes_without_a_reason(client, plan, action):
    save(client, change(action), title="Iets anders", change_reason="")

    action.refresh_from_db()
    assert action.title == "Iets anders"


def test_the_history_tells_who_did_what_when_and_why(client, adopted, action):
    save(client, change(action), title="Meldroute maken", change_reason="Korter zo.")

    event = client.get(admin_url("actions_action_history", action.pk)).context[
        "events"
    ][0]

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
    assert {(c.field, c.old, c.new) for event in events for c in event.changes} == {
        ("Uitvoering", "per gemeente", "gezamenlijk"),
        ("Trekker (gemeente)", "(leeg)", "Aalten"),
        ("Prioriteit", "nee", "ja"),
        ("Eindigt op", "(leeg)", "31 december 2025"),
        ("Wacht op", "(leeg)", "1.2 Eerst dit"),
    }


def test_saving_without_a_change_writes_no_history(client, action):
    save(client, change(action))

    assert action.history.count() == 1


# Deleting and retiring


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


# The way to the site


@pytest.mark.parametrize("model", ["plan", "objective", "action", "result"])
def test_each_object_leads_to_its_page_on_the_site(client, plan, action, model):
    row, page = {
        "plan": (plan, plan),
        "objective": (action.objective, action.objective),
        "action": (action, action),
        "result": (make_result(action.objective), action.objective),
    }[model]

    assert client.get(change(row)).context["absolute_url"] == page.get_absolute_url()


def test_the_list_of_actions_can_be_searched_and_filtered(client, plan, action):
    make_action(plan, title="Campagne", scope="joint", lead_role=make_regional_role())
    address = admin_url("actions_action_changelist")

    found = client.get(address, {"q": "campagne", "scope__exact": "joint"})
    others = client.get(address, {"vervallen": "ja"})

    assert [row.title for row in found.context["cl"].result_list] == ["Campagne"]
    assert not others.context["cl"].result_list
