"""Assembling takes the same number of queries, whatever the size or the history."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions import services
from actions.models import (
    BudgetLine,
    Funding,
    Milestone,
    Participation,
    Progress,
    Risk,
)
from reporting.assemble import build_report
from tests.factories import make_action, make_municipality, make_round, report

from .conftest import at

AS_OF = date(2025, 9, 30)


@pytest.fixture
def grow(plan, coordinator, make_partner):
    """Let everything in the plan become more."""
    partner = make_partner("District")

    def grow(municipalities: int) -> None:
        for _ in range(municipalities):
            Participation.objects.create(plan=plan, municipality=make_municipality())
        action = make_action(plan)
        joint = make_action(plan, scope="joint")
        for _ in range(3):
            Milestone.objects.create(
                objective=action.objective,
                action=joint,
                title="Meldroute",
                is_per_municipality=True,
                due_on=date(2025, 6, 30),
            )
            line = BudgetLine.objects.create(
                objective=action.objective,
                action=action,
                title="Training",
                kind="estimate",
                amount=1,
            )
            line.fundings.create(
                source=Funding.Source.DU_VO, state=Funding.State.COVERED, payer=partner
            )
            Risk.objects.create(action=joint, title="Uitval", chance=1, impact=1)
        services.create_missing_tracks(plan)
        for participation in plan.participations.all():
            line.shares.create(municipality=participation.municipality)

    return grow


@pytest.fixture
def add_history(plan, coordinator, make_partner):
    """Let everybody report, and postpone their milestones, so many times more."""
    partner = make_partner("Politie")
    days = (AS_OF - timedelta(days=day) for day in range(29, -1, -1))

    def add_history(rounds: int) -> None:
        for _ in range(rounds):
            day = next(days)
            now = at(day.year, day.month, day.day)
            for track in Progress.objects.of_plan(plan):
                report(track, coordinator, light="red", waits_for=partner, now=now)
            for milestone in Milestone.objects.of_plan(plan):
                for status in milestone.statuses.all():
                    status.due_on, status.note = day, "Later."
                    status._history_date = now
                    status.save()

    return add_history


@pytest.fixture(params=["region", "municipality"])
def count_queries(request, plan, aalten, coordinator):
    """Count the queries of assembling an edition of a round that was handed in."""
    reporting_round = make_round(plan, 2025, 3)
    for submission in services.open_round(make_round(plan, 2025, 2)):
        services.submit(submission, by=coordinator, now=at(2025, 7, 1))
    services.accept(plan.rounds.last().submissions.all(), by=coordinator)
    municipality = aalten if request.param == "municipality" else None

    def count_queries() -> int:
        # As a page does: nothing of the plan was read before.
        fresh = type(reporting_round).objects.get(pk=reporting_round.pk)
        with CaptureQueriesContext(connection) as queries:
            content = build_report(fresh, as_of=AS_OF, municipality=municipality)
        assert content.worries > 0
        return len(queries)

    return count_queries


def test_8_and_40_municipalities_take_the_same_number_of_queries(
    grow, add_history, count_queries
):
    grow(municipalities=6)
    add_history(rounds=1)
    before = count_queries()

    grow(municipalities=32)
    add_history(rounds=1)

    assert count_queries() == before <= 22


def test_much_more_history_takes_the_same_number_of_queries(
    grow, add_history, count_queries
):
    grow(municipalities=1)
    add_history(rounds=2)
    before = count_queries()

    add_history(rounds=20)

    assert count_queries() == before
