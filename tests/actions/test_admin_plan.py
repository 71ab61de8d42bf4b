"""The coordinator works on the plan in the admin."""

import pytest

from actions.models import Action, BudgetLine, Milestone, Progress
from municipalities.models import Membership, Role
from tests.admin_pages import admin_url, errors_on, save, with_row
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


@pytest.mark.parametrize("part", [Milestone, BudgetLine])
def test_a_part_belongs_to_an_action_of_its_own_objective(client, plan, action, part):
    other = action.objective.action_line.objectives.create(number=2, title="Anders")
    elsewhere = make_action(plan, objective=other)
    row = part.objects.create(objective=action.objective, title="Klaar")

    answer = save(client, change(row), action=elsewhere.pk)

    assert errors_on(answer)["action"] == [
        "Deze actie hoort bij een andere doelstelling."
    ]


# Entered once


def test_an_action_repeats_a_fact_of_each_municipality(client, action):
    save(client, change(action), fact="reporting_route")

    action.refresh_from_db()
    assert action.fact == "reporting_route"


def test_what_repeats_a_fact_stays_per_municipality_in_a_table_too(client, action):
    action.fact = "reporting_route"
    action.save()

    answer = save(
        client,
        change(action.objective),
        **{
            "actions-0-scope": "joint",
            "actions-0-lead_role": make_regional_role().pk,
        },
    )

    action.refresh_from_db()
    assert "Alleen wat per gemeente is" in answer.content.decode()
    assert action.is_local


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
