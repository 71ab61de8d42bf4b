"""One round at a time, and everybody sees by when it is asked."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actions import services
from actions.models import ReportingRound
from tests.admin_pages import admin_url, errors_on, save
from tests.factories import make_plan, make_round

OPEN = "Er loopt nog een ronde van dit plan."


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def fields(plan):
    """What opens the round over Q4 2025."""
    return {
        "plan": plan,
        "year": 2025,
        "quarter_number": 4,
        "opens_on": date(2025, 12, 1),
        "closes_on": date(2026, 1, 10),
    }


def test_a_second_round_does_not_open_while_one_runs(plan, fields):
    make_round(plan, 2025, 3)

    with pytest.raises(ValidationError) as refused:
        services.open_round(ReportingRound(**fields))
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingRound.objects.create(**fields)

    assert OPEN in refused.value.messages[0]


def test_it_opens_once_the_one_before_is_closed(plan, fields):
    make_round(plan, 2025, 3, closed_on=date(2025, 10, 10))

    services.open_round(ReportingRound(**fields))

    assert plan.rounds.count() == 2


def test_another_plan_has_its_own_rounds(plan, fields):
    make_round(make_plan(title="Ander plan", region=plan.region), 2025, 3)

    services.open_round(ReportingRound(**fields))

    assert plan.rounds.count() == 1


def test_the_admin_says_that_one_still_runs(client, coordinator, plan, fields):
    make_round(plan, 2025, 3)
    client.force_login(coordinator)

    answer = save(
        client, admin_url("actions_reportinground_add"), **fields | {"plan": plan.pk}
    )

    assert OPEN in errors_on(answer)["__all__"][0]


def test_a_closed_round_is_not_reopened_beside_another(client, coordinator, plan):
    closed = make_round(plan, 2025, 2, closed_on=date(2025, 7, 10))
    make_round(plan, 2025, 3)
    client.force_login(coordinator)
    address = admin_url("actions_reportinground_change", closed.pk)

    answer = save(client, address, closed_on="")

    assert OPEN in errors_on(answer)["__all__"][0]


def test_a_round_does_not_close_in_the_future(client, coordinator, plan, today):
    running = make_round(plan)
    client.force_login(coordinator)
    address = admin_url("actions_reportinground_change", running.pk)

    answer = save(client, address, closed_on=today + timedelta(1))

    assert errors_on(answer)["closed_on"] == ["Deze datum ligt in de toekomst."]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, "graag bijwerken uiterlijk"),
        (0, "graag bijwerken uiterlijk"),
        (-1, "was gevraagd uiterlijk"),
    ],
)
def test_mijn_acties_says_by_when_it_is_or_was_asked(
    client, plan, track, officer, today, days, expected
):
    make_round(plan, opens_on=today - timedelta(9), closes_on=today + timedelta(days))
    client.force_login(officer)

    page = client.get(reverse("actions:my-tracks")).content.decode()

    assert expected in page
    assert "vóór" not in page


def test_the_driehoek_does_not_meet_before_a_round_opens(
    client, coordinator, plan, fields
):
    early = {"driehoek_on": fields["opens_on"] - timedelta(1)}
    client.force_login(coordinator)

    answer = save(
        client,
        admin_url("actions_reportinground_add"),
        **fields | {"plan": plan.pk} | early,
    )

    assert errors_on(answer)["driehoek_on"] == [
        "De driehoek is voordat de ronde opent."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingRound.objects.create(**fields | early)


@pytest.mark.parametrize("year", [26, 2023, 2225])
def test_a_year_far_from_the_day_it_opens_is_a_slip(
    client, coordinator, plan, fields, year
):
    client.force_login(coordinator)

    answer = save(
        client,
        admin_url("actions_reportinground_add"),
        **fields | {"plan": plan.pk, "year": year},
    )

    assert "past niet bij de dag" in errors_on(answer)["year"][0]
