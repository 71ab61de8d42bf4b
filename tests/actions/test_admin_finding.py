"""Finding things in the admin: by number, and from there to the site."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions import services
from actions.models import Milestone, Partner, ResultAssessment
from tests.admin_pages import admin_url, errors_on, fields_on, save
from tests.factories import (
    make_action,
    make_objective,
    make_plan,
    make_result,
    make_round,
)


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def parts(plan):
    """Two objectives with two actions and a result each; by their number."""
    found = {}
    for number in ["1", "6"]:
        objective = make_objective(plan, number=int(number), title=f"Doel {number}")
        found[number] = objective
        for action in [make_action(plan, objective=objective) for _ in range(2)]:
            found[action.code] = action
        result = make_result(objective)
        found[f"resultaat {result.code}"] = result
    return found


def found(client, model: str, words: str) -> set:
    page = client.get(admin_url(f"actions_{model}_changelist"), {"q": words})
    return set(page.context["cl"].result_list)


def test_actions_are_found_by_number(client, parts):
    assert found(client, "action", "6.2") == {parts["6.2"]}
    assert found(client, "action", " 6 ") == {parts["6.1"], parts["6.2"]}
    assert found(client, "action", "7.1") == set()


def test_tracks_are_found_by_number(client, parts):
    assert found(client, "progress", "6.2") == set(parts["6.2"].tracks.all())


def test_results_and_objectives_are_found_by_number(client, parts):
    assert found(client, "result", "6.1") == {parts["resultaat 6.1"]}
    assert found(client, "objective", "6") == {parts["6"]}


def test_a_number_that_nothing_has_is_looked_for_in_the_text(client, plan, parts):
    action = make_action(plan, title="Plan voor 2025")

    assert found(client, "action", "2025") == {action}


@pytest.mark.parametrize("words", ["6.", ".6", "6.1.2", "9" * 30, "²", "6.x"])
def test_what_is_no_number_breaks_nothing(client, parts, words):
    assert found(client, "action", words) == set()


def test_an_autocomplete_finds_by_number_too(client, parts):
    answer = client.get(
        admin_url("autocomplete"),
        {
            "app_label": "actions",
            "model_name": "action",
            "field_name": "waits_for",
            "term": "6.2",
        },
    )

    assert [row["text"] for row in answer.json()["results"]] == [str(parts["6.2"])]


def test_what_is_not_saved_has_no_number_yet(client, parts):
    answer = save(
        client,
        admin_url("actions_action_add"),
        objective=parts["6"].pk,
        title="",
    )

    assert "title" in errors_on(answer)
    assert "None" not in answer.content.decode()


def test_the_administrator_gets_no_links_that_are_refused(client, parts, administrator):
    address = admin_url("actions_action_changelist")
    assert "progress/?action__id__exact" in client.get(address).content.decode()

    client.force_login(administrator)

    assert "progress/?action__id__exact" not in client.get(address).content.decode()


def test_a_municipality_has_a_link_to_its_page_in_the_newest_plan(client, plan, aalten):
    plan.status = "closed"
    plan.save()
    newest = make_plan(aalten, title="Volgende plan")

    page = client.get(admin_url("municipalities_municipality_change", aalten.pk))

    address = reverse("actions:municipality", args=[newest.pk, aalten.code])
    assert f'href="{address}"' in page.content.decode()


def test_a_municipality_without_a_plan_has_no_such_link(client, aalten):
    page = client.get(admin_url("municipalities_municipality_change", aalten.pk))

    assert "Bekijk op de site" not in page.content.decode()


# What the forms refuse


def test_a_milestone_is_not_reached_in_the_future(client, parts):
    milestone = Milestone.objects.create(objective=parts["6"], title="Convenant")
    services.create_missing_tracks(parts["6"].action_line.plan)
    page = admin_url("actions_milestone_change", milestone.pk)
    tomorrow = timezone.localdate() + timedelta(1)

    answer = save(client, page, **{"statuses-0-completed_on": tomorrow})
    allowed = save(client, page, **{"statuses-0-completed_on": timezone.localdate()})

    (table,) = answer.context["inline_admin_formsets"]
    assert table.formset.errors == [
        {"completed_on": ["Deze datum ligt in de toekomst."]}
    ]
    assert allowed.status_code == 302


@pytest.fixture
def assessment(plan, parts, aalten):
    return ResultAssessment.objects.create(
        result=parts["resultaat 6.1"],
        municipality=aalten,
        round=make_round(plan),
        outcome="reached",
    )


def delete(client, row, how: str):
    name = f"actions_{row._meta.model_name}"
    if how == "one":
        return client.post(admin_url(f"{name}_delete", row.pk), {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    return client.post(admin_url(f"{name}_changelist"), data)


@pytest.mark.parametrize("how", ["one", "several"])
def test_a_judgement_of_a_closed_round_stays(client, assessment, how):
    assessment.round.closed_on = assessment.round.closes_on
    assessment.round.save()

    answer = delete(client, assessment, how)

    page = answer.content.decode()
    assert "Verwijderen kan niet" in page
    assert "De ronde is gesloten" in page
    assert "Resultaat 6.1 (Aalten): bereikt" in page
    assert ResultAssessment.objects.exists()


@pytest.mark.parametrize("how", ["one", "several"])
def test_a_judgement_of_a_running_round_goes(client, assessment, how):
    assert delete(client, assessment, how).status_code == 302
    assert not ResultAssessment.objects.exists()


def test_names_that_differ_only_in_capitals_are_the_same_name(
    client, plan, administrator, aalten
):
    Partner.objects.create(region=plan.region, name="RIEC")
    region = {"region": plan.region_id}

    partner = save(client, admin_url("actions_partner_add"), **region, name="Riec")
    other = Partner.objects.create(region=plan.region, name="Veilig Thuis")
    renamed = save(client, admin_url("actions_partner_change", other.pk), name="riec")
    client.force_login(administrator)
    municipality = save(
        client,
        admin_url("municipalities_municipality_add"),
        **region,
        name="AALTEN",
        code="GM9999",
    )

    assert "Deze partner bestaat al in de regio." in str(errors_on(partner))
    assert "Deze partner bestaat al in de regio." in str(errors_on(renamed))
    assert "Deze gemeente staat al in de regio." in str(errors_on(municipality))


def test_a_page_keeps_what_was_typed(client, parts):
    answer = save(
        client,
        admin_url("actions_action_change", parts["6.1"].pk),
        title="",
        description="Een nieuwe tekst",
    )

    assert fields_on(answer)["description"] == "Een nieuwe tekst"
