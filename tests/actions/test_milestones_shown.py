"""Milestones on the pages: each one once, with a line for everybody under it."""

from datetime import date

import pytest
from django.urls import reverse

from actions import services
from actions.models import Milestone, MilestoneStatus
from actions.templatetags.milestones import by_milestone
from tests.factories import make_objective


@pytest.fixture
def objective(plan):
    return make_objective(plan)


@pytest.fixture
def milestones(plan, objective):
    """One of every municipality, and one of the region."""
    local = Milestone.objects.create(
        objective=objective,
        title="Meldroute klaar",
        is_per_municipality=True,
        due_from=date(2024, 10, 1),
        due_on=date(2024, 12, 31),
    )
    regional = Milestone.objects.create(objective=objective, title="Convenant getekend")
    services.create_missing_tracks(plan)
    return local, regional


def test_statuses_stand_under_their_milestone_in_the_order_of_the_plan(
    plan, milestones, aalten
):
    local, regional = milestones
    local.statuses.filter(municipality=aalten).update(completed_on=date(2024, 12, 3))

    groups = by_milestone(MilestoneStatus.objects.of_plan(plan))

    assert [group.milestone for group in groups] == [local, regional]
    assert [len(group.statuses) for group in groups] == [2, 1]
    assert [group.reached for group in groups] == [1, 0]


def test_the_page_of_an_objective_names_each_milestone_once(
    client, milestones, objective, aalten, reader
):
    local, _ = milestones
    local.statuses.filter(municipality=aalten).update(completed_on=date(2024, 12, 3))
    client.force_login(reader)

    page = client.get(objective.get_absolute_url()).content.decode()

    assert page.count(">Meldroute klaar</h3>") == 1
    assert "Volgens het plan: Q4 2024. Gehaald: 1 van 2." in page
    assert "Gehaald op 3 december 2024" in page
    assert page.index("Aalten</span>") < page.index("Berkelland</span>")


def test_the_page_of_a_municipality_shows_only_its_own(
    client, plan, milestones, aalten, reader
):
    client.force_login(reader)
    address = reverse("actions:municipality", args=[plan.pk, aalten.code])

    page = client.get(address).content.decode()

    assert "Meldroute klaar" in page
    assert "Convenant getekend" not in page
    assert "Gehaald:" not in page
    assert "Berkelland" not in page[page.index("Meldroute klaar") :]
