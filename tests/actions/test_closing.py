"""A plan that somebody closes while another is busy with it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from actions.models import Amendment, Objective, Plan
from actions.plan_guard import opened
from tests.admin_pages import DECISION, admin_url, fields_on
from tests.factories import make_objective


@contextmanager
def closed_at_savepoint(plan: Plan, number: int) -> Iterator[None]:
    """Let somebody close the plan when the request comes to its nth savepoint.

    The first is that of the page, in which it looks; the second that of the service.
    """
    passed = 0

    def execute(execute, sql, *args):
        nonlocal passed
        if sql.startswith("SAVEPOINT"):
            passed += 1
            if passed == number:
                with opened(plan):
                    Plan.objects.filter(pk=plan.pk).update(status="closed")
        return execute(sql, *args)

    with connection.execute_wrapper(execute):
        yield
    assert passed >= number


@pytest.fixture
def objective(plan):
    objective = make_objective(plan, title="Eerder herkennen")
    plan.status = Plan.Status.ADOPTED
    plan.save()
    return objective


def test_who_saves_just_after_that_is_told_so_and_nothing_is_saved(
    client, plan, objective, coordinator
):
    client.force_login(coordinator)
    address = admin_url("actions_objective_change", objective.pk)
    data = fields_on(client.get(address)) | DECISION | {"title": "Later herkennen"}

    with closed_at_savepoint(plan, 2):
        response = client.post(address, data)

    assert response.status_code == 409
    assert "Dit plan is intussen afgesloten" in response.content.decode()
    objective.refresh_from_db()
    assert objective.title == "Eerder herkennen"
    assert not Amendment.objects.exists()


def test_who_deletes_just_after_that_is_told_so_and_nothing_is_deleted(
    client, plan, objective, coordinator
):
    client.force_login(coordinator)
    address = admin_url("actions_objective_delete", objective.pk)

    with closed_at_savepoint(plan, 2):
        response = client.post(
            address, DECISION | {"post": "yes", "valid_from": "2025-07-01"}
        )

    assert response.status_code == 409
    assert Objective.objects.filter(pk=objective.pk).exists()
