"""Mijlpalen: the timeline, and the table that says the same."""

from datetime import date

import pytest
from django.urls import reverse

from actions import services
from actions.milestone_timeline import kind_of, read_timeline
from actions.models import MilestoneStatus
from actions.timeline_chart import MarkKind
from tests.factories import make_milestone

TODAY = date(2025, 9, 20)


@pytest.fixture
def milestone(action):
    return make_milestone(
        action.objective, is_per_municipality=True, due_on=date(2025, 6, 30)
    )


def test_each_municipality_is_on_the_line_of_its_milestone(
    plan, milestone, coordinator, aalten
):
    status = milestone.statuses.get(municipality=aalten)
    services.reach_milestone(status, on=date(2025, 6, 1), note="")

    (lane,) = read_timeline(plan, coordinator, today=TODAY).lanes

    assert {mark.kind: mark.count for mark in lane.line.marks} == {
        MarkKind.REACHED: 1,
        MarkKind.LATE: 1,
    }
    assert lane.reached == 1
    assert lane.description.endswith("1 gehaald, 1 te laat.")


def test_what_is_postponed_is_not_late_before_its_new_date(milestone, aalten):
    services.postpone_milestone(
        milestone.statuses.get(municipality=aalten),
        until=date(2045, 12, 31),
        reason="Te druk.",
    )

    kinds = [kind_of(status) for status in MilestoneStatus.objects.all()]

    assert sorted(kind.key for kind in kinds) == ["late", "open"]


def test_a_milestone_without_any_date_has_no_line_but_is_in_the_table(
    client, plan, action, coordinator
):
    make_milestone(action.objective, title="Ooit eens")
    client.force_login(coordinator)

    page = client.get(reverse("actions:milestones", args=[plan.pk]))

    (lane,) = page.context["timeline"].lanes
    assert lane.line is None
    assert page.content.decode().count("Ooit eens") >= 2


def test_numbers_in_the_picture_are_written_for_a_browser(
    client, plan, milestone, coordinator
):
    client.force_login(coordinator)

    page = client.get(reverse("actions:milestones", args=[plan.pk])).content.decode()

    picture = page[page.index('class="timeline-chart"') : page.index('id="tabel"')]
    assert 'role="img"' in picture
    assert ",5%" not in picture
    assert '%" y=' in picture


def test_a_plan_without_milestones_says_so(client, plan, coordinator):
    client.force_login(coordinator)

    response = client.get(reverse("actions:milestones", args=[plan.pk]))

    assert "Dit plan noemt geen mijlpalen." in response.content.decode()
