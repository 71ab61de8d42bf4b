"""Who may do what, for every route: no one sees or changes what is not theirs.

The table holds a row for each route and method of the site; a route without a row fails
the test, so none can be forgotten. The admin has a table of its own.

200 shown, 302 sent on after doing it, login: asked to log in, 403 and 404 refused,
405 no such method.
"""

from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from actions.models import Attachment, Progress, ProgressUpdate
from tests.factories import attach_file, make_round, report

ROLES = [
    "anonymous",
    "nobody",
    "reader",
    "officer",
    "other_officer",
    "regional_lead",
    "coordinator",
    "outsider",
    "driehoek_member",
    "administrator",
]

# The plan, the action, the track and the municipality are those of Aalten, of which
# `officer` is the officer; the joint track is led by `regional_lead`; `outsider`
# coordinates another region, which has no plan.
TABLE = """
route                            method anonymous nobody reader officer other regional coordinator outsider driehoek administrator
home                             GET    login     403    302    302     302   302      302         302      302      302
accessibility                    GET    200       200    200    200     200   200      200         200      200      200
actions:overview                 GET    login     404    200    200     200   200      200         200      404      200
actions:plan                     GET    login     404    200    200     200   200      200         404      404      200
actions:amendments               GET    login     404    200    200     200   200      200         404      404      200
actions:municipality             GET    login     404    200    200     200   200      200         404      404      200
actions:history                  GET    login     404    200    200     200   200      200         404      404      200
actions:object-history           GET    login     404    200    200     200   200      200         404      404      200
actions:action-line              GET    login     404    200    200     200   200      200         404      404      200
actions:objective                GET    login     404    200    200     200   200      200         404      404      200
actions:action                   GET    login     404    200    200     200   200      200         404      404      200
actions:my-tracks                GET    login     403    403    200     200   200      403         403      403      403
actions:confirm-many             GET    login     302    302    302     302   302      302         302      302      302
actions:confirm-many             POST   login     404    404    302     404   404      302         404      404      404
actions:undo                     GET    login     302    302    302     302   302      302         302      302      302
actions:undo                     POST   login     404    404    302     404   404      302         404      404      404
actions:track                    GET    login     404    200    200     200   200      200         404      404      200
actions:track                    POST   login     404    404    302     404   404      302         404      404      404
actions:track (joint)            GET    login     404    200    200     200   200      200         404      404      200
actions:track (joint)            POST   login     404    404    404     404   302      302         404      404      404
actions:confirm                  GET    login     404    404    200     404   404      200         404      404      404
actions:confirm                  POST   login     404    404    302     404   404      302         404      404      404
actions:withdraw                 GET    login     302    302    302     302   302      302         302      302      302
actions:withdraw                 POST   login     404    404    302     404   404      302         404      404      404
actions:add-evidence             GET    login     404    404    200     404   404      200         404      404      404
actions:add-evidence             POST   login     404    404    302     404   404      302         404      404      404
actions:add-evidence (joint)     GET    login     404    404    404     404   200      200         404      404      404
actions:add-evidence (joint)     POST   login     404    404    404     404   302      302         404      404      404
actions:attachment               GET    login     404    404    200     404   404      200         404      404      404
actions:attachment (joint)       GET    login     404    404    404     404   200      200         404      404      404
actions:remove-attachment        GET    login     404    404    404     404   404      200         404      404      404
actions:remove-attachment        POST   login     404    404    404     404   404      302         404      404      404
reporting:reports                GET    login     404    200    200     200   404      200         200      200      200
reporting:regional-pdf           GET    login     404    200    404     404   404      200         404      200      200
reporting:municipal-pdf          GET    login     404    200    200     404   404      200         404      200      200
account_login                    GET    200       302    302    302     302   302      302         302      302      302
account_logout                   GET    302       200    200    200     200   200      200         200      200      200
account_logout                   POST   302       302    302    302     302   302      302         302      302      302
account_inactive                 GET    200       200    200    200     200   200      200         200      200      200
account_reauthenticate           GET    login     200    200    200     200   200      200         200      200      200
account_change_password          GET    login     200    200    200     200   200      200         200      200      200
account_reset_password           GET    200       200    200    200     200   200      200         200      200      200
account_reset_password_done      GET    200       200    200    200     200   200      200         200      200      200
account_reset_password_from_key  GET    200       200    200    200     200   200      200         200      200      200
account_reset_password_from_key_done GET 200      200    200    200     200   200      200         200      200      200
"""  # noqa: E501

_, *LINES = [line for line in TABLE.splitlines() if line]
ROWS = [line.rsplit(maxsplit=len(ROLES) + 1) for line in LINES]
OUR_ROUTES = sorted({row[0] for row in ROWS if not row[0].startswith("account_")})


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The names of all routes of the site, without those of the admin."""
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLResolver):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace != "admin":
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from routes(pattern, namespace + inner)


def test_no_route_is_forgotten():
    named = {row[0].split()[0] for row in ROWS}

    assert named == set(routes(get_resolver()))


@pytest.fixture
def address(plan, action, track, joint_track, aalten, officer, regional_lead):
    """From the name of a route in the table to an address of it."""
    make_round(plan, 2025, 3)
    updates = report(track, officer), report(joint_track, regional_lead)
    attachments = [attach_file(update, update.author) for update in updates]
    arguments = {
        "actions:plan": [plan.pk],
        "actions:amendments": [plan.pk],
        "actions:municipality": [plan.pk, aalten.code],
        "actions:history": [plan.pk],
        "actions:object-history": [plan.pk, "actie", action.pk],
        "actions:action-line": [action.objective.action_line_id],
        "actions:objective": [action.objective_id],
        "actions:action": [action.pk],
        "actions:track": [track.pk],
        "actions:track (joint)": [joint_track.pk],
        "actions:confirm": [track.pk],
        "actions:withdraw": [track.pk],
        "actions:add-evidence": [updates[0].pk],
        "actions:add-evidence (joint)": [updates[1].pk],
        "actions:attachment": [attachments[0].pk],
        "actions:attachment (joint)": [attachments[1].pk],
        "actions:remove-attachment": [attachments[0].pk],
        "reporting:regional-pdf": [plan.pk, "2025-Q3"],
        "reporting:municipal-pdf": [plan.pk, "2025-Q3", aalten.code],
        "account_reset_password_from_key": ["1", "a-key"],
    }
    return lambda route: reverse(route.split()[0], args=arguments.get(route))


@pytest.fixture
def form(track):
    """What a report's form sends, about one track or about several; and evidence."""
    return {
        "seen": f"{track.pk}.1.{uuid4()}",
        "key": str(uuid4()),
        "base_version": "1",
        "phase": "running",
        "light": "green",
        "note": "Het loopt.",
        "link_1": "https://example.nl/verslag",
        "reason": "Er staan namen in.",
    }


def written() -> list[object]:
    """What the pages add and change."""
    return [
        ProgressUpdate.objects.count(),
        *Attachment.objects.order_by("pk").values_list("removed_at", flat=True),
    ]


def log_in(request, role: str) -> Client:
    """A browser in which somebody with this role is logged in."""
    client = Client()
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    return client


def outcome(response) -> str:
    if response.streaming:
        response.getvalue()  # which closes the file
    asked_to_log_in = response.status_code == 302 and response.url.startswith(
        f"{reverse('account_login')}?next="
    )
    return "login" if asked_to_log_in else str(response.status_code)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_everybody_may_do_what_the_table_says(request, address, form, row):
    route, method, *expected = row
    writes = method == "POST" and route.startswith("actions:")
    outcomes, wrote = [], []

    for role in ROLES:
        with transaction.atomic():
            before = written()
            response = log_in(request, role).generic(
                method,
                address(route),
                data=urlencode(form),
                content_type="application/x-www-form-urlencoded",
            )
            outcomes.append(outcome(response))
            wrote.append(written() != before)
            transaction.set_rollback(True)

    assert dict(zip(ROLES, outcomes, strict=True)) == dict(
        zip(ROLES, expected, strict=True)
    )
    assert wrote == [writes and outcome == "302" for outcome in expected]


@pytest.mark.parametrize("route", OUR_ROUTES)
def test_no_other_method_does_anything(request, address, form, route):
    allowed = {row[1] for row in ROWS if row[0] == route}
    states = list(Progress.objects.values("pk", "state", "version"))

    for role in ROLES:
        client = log_in(request, role)
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - allowed:
            response = client.generic(method, address(route))

            assert outcome(response) == "405", (role, method)
    assert list(Progress.objects.values("pk", "state", "version")) == states


def test_a_forged_owner_in_the_form_changes_nothing(
    client, officer, track, other_track, form
):
    client.force_login(officer)

    client.post(
        reverse("actions:track", args=[track.pk]),
        form
        | {
            "base_version": "0",
            "progress": other_track.pk,
            "municipality": other_track.municipality_id,
            "author": 999,
            "recorded_at": "2020-01-01",
        },
    )

    track.refresh_from_db()
    other_track.refresh_from_db()
    assert other_track.version == 0
    assert track.state.author == officer
    assert track.state.recorded_at.year >= 2025


def test_nobody_reports_on_a_retired_action(client, officer, action, track, form):
    action.retired_on = "2025-01-01"
    action.retirement_reason = "Opgegaan in 2.1"
    action.save()
    client.force_login(officer)

    response = client.post(reverse("actions:track", args=[track.pk]), form)

    assert response.status_code == 404


def test_nobody_reports_on_a_closed_plan(client, coordinator, plan, track, form):
    plan.status = "closed"
    plan.save()
    client.force_login(coordinator)

    response = client.post(reverse("actions:track", args=[track.pk]), form)

    assert response.status_code == 404
