"""The editions that a coordinator makes are those that can be made."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from reporting.editions import editions_for
from reporting.models import Report
from tests.factories import make_municipality, make_round

from .published import publish_edition

START = reverse("reporting:start-draft")


@pytest.fixture
def rounds(plan):
    """A round that was closed, and one that runs."""
    return [
        make_round(plan, 2025, 2, closed_on=date(2025, 7, 10)),
        make_round(plan, 2025, 3),
    ]


@pytest.mark.parametrize(
    ("ends_on", "in_second", "in_third"),
    [
        (None, True, True),
        (date(2025, 7, 9), False, False),
        (date(2025, 7, 10), True, False),
        (date(2025, 8, 1), True, False),
    ],
)
def test_who_took_part_on_the_day_of_the_report_has_an_edition(
    plan, rounds, aalten, coordinator, ends_on, in_second, in_third
):
    plan.participations.filter(municipality=aalten).update(ends_on=ends_on)

    third, second = editions_for(coordinator, today=timezone.localdate())

    for found, expected in ((second, in_second), (third, in_third)):
        places = [edition.municipality for edition in found.editions]
        assert places[0] is None
        assert (aalten in places) == expected


def test_each_edition_says_how_far_it_is(client, plan, rounds, coordinator, aalten):
    publish_edition(plan, by=coordinator, quarter=2)
    client.force_login(coordinator)
    client.post(START, {"round": rounds[1].pk, "municipality": aalten.pk})

    page = client.get(reverse("reporting:workbench")).content.decode()

    assert page.count("gepubliceerd op") == 1
    assert page.count("Verder schrijven") == 1
    assert page.count("nog niet begonnen") == 4


def test_a_draft_is_made_once(client, rounds, coordinator):
    client.force_login(coordinator)

    first = client.post(START, {"round": rounds[0].pk})
    again = client.post(START, {"round": rounds[0].pk})

    assert first.url == again.url == Report.objects.get().get_absolute_url()


def test_who_does_not_take_part_gets_no_draft(client, rounds, coordinator, region):
    outside = make_municipality("Zutphen", region=region)
    client.force_login(coordinator)

    response = client.post(START, {"round": rounds[0].pk, "municipality": outside.pk})

    assert response.status_code == 422
    assert "doet niet mee aan dit plan" in response.content.decode()
    assert not Report.objects.exists()
