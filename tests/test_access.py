"""Who may do what, for every route: no one sees or changes what is not theirs.

The table holds a row for each route and method of the site; a route without a row fails
the test, so none can be forgotten. The admin has a table of its own.

200 shown, 302 sent on after doing it, login: asked to log in, 403 and 404 refused,
405 no such method.
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.timezone import localdate

from actions.models import (
    Attachment,
    BudgetLine,
    BudgetShare,
    Progress,
    ProgressUpdate,
)
from reporting.drafting import assemble
from reporting.models import DecisionRequest, Publication, PublicChoice, RenderJob
from reporting.services import fingerprint, start_draft
from reporting.snapshot import freeze
from tests.factories import (
    attach_file,
    make_action,
    make_milestone,
    make_result,
    make_round,
    report,
    version_of,
)
from tests.reporting.published import (
    make_draft,
    make_job,
    make_public_edition,
    publish_draft,
    publish_edition,
)
from tests.test_architecture import OWN_MODELS

ROLES = [
    "anonymous",
    "nobody",
    "reader",
    "officer",
    "other_officer",
    "manager",
    "regional_lead",
    "coordinator",
    "outsider",
    "driehoek_member",
    "administrator",
]

# The plan, the action, the track and the municipality are those of Aalten, of which
# `officer` is the officer, who hands in once `manager` agreed; the joint track is led
# by `regional_lead`; `outsider` coordinates another region, which has no plan.
TABLE = """
route                            method anonymous nobody reader officer other manager regional coordinator outsider driehoek administrator
home                             GET    login     403    302    302     302   302     302      302         302      302      302
accessibility                    GET    200       200    200    200     200   200     200      200         200      200      200
actions:overview                 GET    login     404    200    200     200   200     200      200         200      404      200
actions:plan                     GET    login     404    200    200     200   200     200      200         404      404      200
actions:attention                GET    login     404    200    200     200   200     200      200         404      404      200
actions:results                  GET    login     404    200    200     200   200     200      200         404      404      200
actions:milestones               GET    login     404    200    200     200   200     200      200         404      404      200
actions:development              GET    login     404    200    200     200   200     200      200         404      404      200
actions:changes                  GET    login     404    200    200     200   200     200      200         404      404      200
actions:amendments               GET    login     404    200    200     200   200     200      200         404      404      200
actions:finances                 GET    login     404    200    200     200   200     200      200         404      404      200
actions:divide                   GET    login     404    404    404     404   404     404      200         404      404      404
actions:divide                   POST   login     404    404    404     404   404     404      302         404      404      404
actions:municipality             GET    login     404    200    200     200   200     200      200         404      404      200
actions:history                  GET    login     404    200    200     200   200     200      200         404      404      200
actions:object-history           GET    login     404    200    200     200   200     200      200         404      404      200
actions:action-line              GET    login     404    200    200     200   200     200      200         404      404      200
actions:objective                GET    login     404    200    200     200   200     200      200         404      404      200
actions:action                   GET    login     404    200    200     200   200     200      200         404      404      200
actions:my-tracks                GET    login     403    403    200     200   403     200      403         403      403      403
actions:confirm-many             GET    login     302    302    302     302   302     302      302         302      302      302
actions:confirm-many             POST   login     404    404    302     404   404     404      302         404      404      404
actions:undo                     GET    login     302    302    302     302   302     302      302         302      302      302
actions:undo                     POST   login     404    404    302     404   404     404      302         404      404      404
actions:track                    GET    login     404    200    200     200   200     200      200         404      404      200
actions:track                    POST   login     404    404    302     404   404     404      302         404      404      404
actions:track (joint)            GET    login     404    200    200     200   200     200      200         404      404      200
actions:track (joint)            POST   login     404    404    404     404   404     302      302         404      404      404
actions:track-panel              GET    login     404    302    302     302   302     302      302         404      404      302
actions:confirm                  GET    login     404    404    200     404   404     404      200         404      404      404
actions:confirm                  POST   login     404    404    302     404   404     404      302         404      404      404
actions:withdraw                 GET    login     302    302    302     302   302     302      302         302      302      302
actions:withdraw                 POST   login     404    404    302     404   404     404      302         404      404      404
actions:reporting-route          POST   login     404    404    302     404   404     404      302         404      404      404
actions:proposals                POST   login     404    404    302     404   404     404      302         404      404      404
actions:shares                   GET    login     404    404    200     404   404     404      200         404      404      404
actions:shares                   POST   login     404    404    302     404   404     404      302         404      404      404
actions:handover                 GET    login     404    404    404     404   404     404      200         404      404      200
actions:handover                 POST   login     404    404    404     404   404     404      302         404      404      302
actions:appoint                  GET    login     404    404    404     404   404     404      200         404      404      200
actions:appoint                  POST   login     404    404    404     404   404     404      302         404      404      302
actions:training                 GET    login     404    404    200     404   404     404      200         404      404      200
actions:training                 POST   login     404    404    302     404   404     404      302         404      404      302
actions:milestone                GET    login     404    200    200     200   200     200      200         404      404      200
actions:reach-milestone          POST   login     404    404    302     404   404     404      302         404      404      404
actions:postpone-milestone       POST   login     404    404    302     404   404     404      302         404      404      404
actions:put-back-milestone       POST   login     404    404    302     404   404     404      302         404      404      404
actions:milestone (regional)     GET    login     404    200    200     200   200     200      200         404      404      200
actions:reach-milestone (regional) POST login     404    404    404     404   404     302      302         404      404      404
actions:result                   GET    login     404    200    200     200   200     200      200         404      404      200
actions:result                   POST   login     404    404    404     404   404     404      302         404      404      404
actions:local-result             GET    login     404    200    200     200   200     200      200         404      404      200
actions:local-result             POST   login     404    404    302     404   404     404      302         404      404      404
actions:my-municipality          GET    login     404    404    302     302   302     404      404         404      404      404
actions:submission               GET    login     404    200    200     200   200     200      200         404      404      200
actions:submission (regional)    GET    login     404    200    200     200   200     200      200         404      404      200
actions:submit                   POST   login     404    404    422     404   404     404      422         404      404      404
actions:submit (regional)        POST   login     404    404    404     404   404     302      302         404      404      404
actions:approve-internally       POST   login     404    404    404     404   302     404      404         404      404      404
actions:ask-back                 POST   login     404    404    404     404   302     404      404         404      404      404
actions:remark                   POST   login     404    404    404     404   404     404      302         404      404      404
actions:react                    POST   login     404    404    302     404   404     404      302         404      404      404
actions:add-evidence             GET    login     404    404    200     404   404     404      200         404      404      404
actions:add-evidence             POST   login     404    404    302     404   404     404      302         404      404      404
actions:add-evidence (joint)     GET    login     404    404    404     404   404     200      200         404      404      404
actions:add-evidence (joint)     POST   login     404    404    404     404   404     302      302         404      404      404
actions:attachment               GET    login     404    404    200     404   200     404      200         404      404      404
actions:attachment (joint)       GET    login     404    404    404     404   404     200      200         404      404      404
actions:remove-attachment        GET    login     404    404    200     404   404     404      200         404      404      404
actions:remove-attachment        POST   login     404    404    302     404   404     404      302         404      404      404
reporting:figures                GET    login     404    200    200     200   200     200      200         404      404      200
reporting:reports                GET    login     404    200    200     200   200     404      200         200      200      200
reporting:genuine                GET    200       200    200    200     200   200     200      200         200      200      200
reporting:genuine                POST   200       200    200    200     200   200     200      200         200      200      200
reporting:report                 GET    login     404    200    404     404   404     404      200         404      200      200
reporting:report (municipal)     GET    login     404    200    200     404   200     404      200         404      200      200
reporting:report (draft)         GET    login     404    404    404     404   404     404      302         404      404      404
reporting:read                   GET    login     404    200    404     404   404     404      200         404      200      200
reporting:read (municipal)       GET    login     404    200    200     404   200     404      200         404      200      200
reporting:read (draft)           GET    login     404    404    404     404   404     404      200         404      404      404
reporting:pdf                    GET    login     404    200    404     404   404     404      200         404      200      200
reporting:pdf (municipal)        GET    login     404    200    200     404   200     404      200         404      200      200
reporting:pdf (draft)            GET    login     404    404    404     404   404     404      200         404      404      404
reporting:workbench              GET    login     404    404    404     404   404     404      200         200      404      404
reporting:start-draft            POST   login     404    404    404     404   404     404      302         422      404      404
reporting:draft                  GET    login     404    404    404     404   404     404      200         404      404      404
reporting:draft                  POST   login     404    404    404     404   404     404      302         404      404      404
reporting:discard                POST   login     404    404    404     404   404     404      302         404      404      404
reporting:publish                GET    login     404    404    404     404   404     404      200         404      404      404
reporting:publish                POST   login     404    404    404     404   404     404      302         404      404      404
reporting:correct                GET    login     404    404    404     404   404     404      200         404      404      404
reporting:correct                POST   login     404    404    404     404   404     404      302         404      404      404
reporting:add-request            GET    login     404    404    404     404   404     404      200         404      404      404
reporting:add-request            POST   login     404    404    404     404   404     404      302         404      404      404
reporting:request                GET    login     404    404    404     404   404     404      200         404      404      404
reporting:request                POST   login     404    404    404     404   404     404      302         404      404      404
reporting:remove-request         POST   login     404    404    404     404   404     404      302         404      404      404
reporting:outcome                GET    login     404    404    404     404   404     404      200         404      404      404
reporting:outcome                POST   login     404    404    404     404   404     404      302         404      404      404
reporting:tables                 GET    login     404    200    404     404   404     404      200         404      200      200
reporting:tables (municipal)     GET    login     404    200    200     404   200     404      200         404      200      200
reporting:tables (draft)         GET    login     404    404    404     404   404     404      404         404      404      404
reporting:sending                GET    login     404    404    404     404   404     404      200         404      404      404
reporting:sending                POST   login     404    404    404     404   404     404      302         404      404      404
reporting:public-choices         GET    login     404    404    404     404   404     404      200         404      404      404
reporting:public-choices         POST   login     404    404    404     404   404     404      302         404      404      404
reporting:public-exceptions      GET    login     404    404    404     404   404     404      200         404      404      404
reporting:public-exceptions      POST   login     404    404    404     404   404     404      302         404      404      404
reporting:public-preview         GET    login     404    404    404     404   404     404      200         404      404      404
reporting:make-public            GET    login     404    404    404     404   404     404      200         404      404      404
reporting:make-public            POST   login     404    404    404     404   404     404      422         404      404      404
reporting:public-read            GET    login     404    200    404     404   404     404      200         404      200      200
reporting:public-read (municipal)  GET    login     404    200    200     404   200     404      200         404      200      200
reporting:public-pdf             GET    login     404    200    404     404   404     404      200         404      200      200
reporting:public-pdf (municipal) GET    login     404    200    200     404   200     404      200         404      200      200
reporting:public-tables          GET    login     404    200    404     404   404     404      200         404      200      200
reporting:public-tables (municipal)  GET    login     404    200    200     404   200     404      200         404      200      200
reporting:job                    GET    login     404    404    404     404   404     404      200         404      404      404
reporting:job-pdf                GET    login     404    404    404     404   404     404      302         404      404      404
reporting:cancel                 POST   login     404    404    404     404   404     404      302         404      404      404
reporting:retry                  POST   login     404    404    404     404   404     404      302         404      404      404
reporting:regional-pdf           GET    login     404    404    404     404   404     404      200         404      404      404
reporting:municipal-pdf          GET    login     404    404    404     404   404     404      200         404      404      404
account_login                    GET    200       302    302    302     302   302     302      302         302      302      302
account_logout                   GET    302       200    200    200     200   200     200      200         200      200      200
account_logout                   POST   302       302    302    302     302   302     302      302         302      302      302
account_inactive                 GET    200       200    200    200     200   200     200      200         200      200      200
account_reauthenticate           GET    login     200    200    200     200   200     200      200         200      200      200
account_change_password          GET    login     200    200    200     200   200     200      200         200      200      200
account_reset_password           GET    200       200    200    200     200   200     200      200         200      200      200
account_reset_password_done      GET    200       200    200    200     200   200     200      200         200      200      200
account_reset_password_from_key  GET    200       200    200    200     200   200     200      200         200      200      200
account_reset_password_from_key_done GET 200      200    200    200     200   200     200      200         200      200      200
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
def action(plan):
    """An action that each municipality carries out, and that repeats a fact of it."""
    return make_action(plan, fact="reporting_route")


@pytest.fixture
def milestone(action, aalten):
    """Where Aalten stands with a milestone; it was postponed once."""
    milestone = make_milestone(action.objective, is_per_municipality=True)
    status = milestone.statuses.get(municipality=aalten)
    status.due_on, status.note = "2030-01-01", "Te weinig mensen."
    status.save()
    return status


@pytest.fixture
def regional_milestone(joint_action):
    """A milestone of the region, led by the regisseur ondermijning."""
    return make_milestone(joint_action.objective, action=joint_action).statuses.get()


@pytest.fixture
def reports(plan, aalten, joint_action, coordinator):
    """Published reports of the region and Aalten, and a draft that may be published."""
    earlier = make_round(plan, 2024, 4, closed_on=date(2024, 12, 31))
    publish_draft(start_draft(earlier, None), by=coordinator)
    draft = make_draft(plan, quarter=1)
    draft.summary = "Het loopt."
    draft.save()
    request = {"reason": "Nodig.", "needed_by": date(2025, 6, 1)}
    regional = publish_edition(plan, by=coordinator, quarter=2)
    municipal = publish_edition(plan, by=coordinator, quarter=2, municipality=aalten)
    return {
        "draft": draft,
        "regional": regional,
        "municipal": municipal,
        "public": make_public_edition(regional, by=coordinator),
        "municipal public": make_public_edition(municipal, by=coordinator),
        "job": make_job(draft.round, by=coordinator),
        "cancelled": make_job(
            draft.round, by=coordinator, state="cancelled", finished_at=timezone.now()
        ),
        "asked": DecisionRequest.objects.create(
            round=draft.round, title="Wijs een bron aan", **request
        ),
        "asked before": DecisionRequest.objects.create(
            round=earlier, title="Teken het convenant", **request
        ),
    }


@pytest.fixture
def submissions(plan, aalten, joint_action, reports):
    """What Aalten and the lead of the joint track were asked.

    Of Aalten, where the manager sees it first; there is a remark already.
    """
    participation = plan.participations.get(municipality=aalten)
    participation.needs_internal_approval = True
    participation.save()
    asked = make_round(plan, 2025, 3).submissions
    return [
        asked.create(municipality=aalten, remark="Mooi."),
        asked.create(lead_role=joint_action.lead_role),
    ]


@pytest.fixture
def results(action):
    """A result of the region, and one that each municipality reaches itself."""
    return [
        make_result(action.objective),
        make_result(action.objective, is_per_municipality=True),
    ]


@pytest.fixture
def share(plan, aalten):
    """Aalten's share of a budget line."""
    line = BudgetLine.objects.create(
        plan=plan, title="Training", kind="estimate", amount=10
    )
    return BudgetShare.objects.create(budget_line=line, municipality=aalten)


@pytest.fixture
def role(officer):
    """The role of Aalten's officer."""
    return officer.memberships.get()


@pytest.fixture
def address(
    plan,
    action,
    track,
    joint_track,
    milestone,
    regional_milestone,
    results,
    share,
    role,
    submissions,
    reports,
    aalten,
    officer,
    regional_lead,
):
    """From the name of a route in the table to an address of it."""
    updates = report(track, officer), report(joint_track, regional_lead)
    attachments = [attach_file(update, update.author) for update in updates]
    aalten.reporting_route_on = "2024-12-10"  # so that 1.1 can be done, as it says
    aalten.save()
    arguments = {
        "actions:plan": [plan.pk],
        "actions:attention": [plan.pk],
        "actions:results": [plan.pk],
        "actions:result": [results[0].pk],
        "actions:local-result": [results[1].pk, aalten.code],
        "actions:milestones": [plan.pk],
        "actions:development": [plan.pk],
        "actions:changes": [plan.pk],
        "actions:amendments": [plan.pk],
        "actions:finances": [plan.pk],
        "actions:divide": [share.budget_line_id],
        "actions:municipality": [plan.pk, aalten.code],
        "actions:history": [plan.pk],
        "actions:object-history": [plan.pk, "actie", action.pk],
        "actions:action-line": [action.objective.action_line_id],
        "actions:objective": [action.objective_id],
        "actions:action": [action.pk],
        "actions:track": [track.pk],
        "actions:track (joint)": [joint_track.pk],
        "actions:track-panel": [track.pk],
        "actions:confirm": [track.pk],
        "actions:withdraw": [track.pk],
        "actions:submission": [submissions[0].pk],
        "actions:submission (regional)": [submissions[1].pk],
        "actions:submit": [submissions[0].pk],
        "actions:submit (regional)": [submissions[1].pk],
        "actions:approve-internally": [submissions[0].pk],
        "actions:ask-back": [submissions[0].pk],
        "actions:remark": [submissions[0].pk],
        "actions:react": [submissions[0].pk],
        "actions:add-evidence": [updates[0].pk],
        "actions:add-evidence (joint)": [updates[1].pk],
        "actions:attachment": [attachments[0].pk],
        "actions:attachment (joint)": [attachments[1].pk],
        "actions:remove-attachment": [attachments[0].pk],
        "actions:reporting-route": [plan.pk, aalten.code],
        "actions:proposals": [plan.pk, aalten.code],
        "actions:shares": [plan.pk, aalten.code],
        "actions:handover": [plan.pk, aalten.code, role.pk],
        "actions:appoint": [plan.pk, aalten.code],
        "actions:training": [plan.pk, aalten.code, role.pk],
        "actions:milestone": [milestone.pk],
        "actions:reach-milestone": [milestone.pk],
        "actions:postpone-milestone": [milestone.pk],
        "actions:put-back-milestone": [milestone.pk],
        "actions:milestone (regional)": [regional_milestone.pk],
        "actions:reach-milestone (regional)": [regional_milestone.pk],
        **addresses_of_reports(reports),
        "reporting:figures": [plan.pk],
        "reporting:regional-pdf": [plan.pk, "2025-Q3"],
        "reporting:municipal-pdf": [plan.pk, "2025-Q3", aalten.code],
        "account_reset_password_from_key": ["1", "a-key"],
    }
    return lambda route: reverse(route.split()[0], args=arguments.get(route))


def addresses_of_reports(reports) -> dict[str, list[object]]:
    """What stands in the addresses of published reports, and of the draft."""
    draft, published = reports["draft"].pk, reports["regional"].pk
    kinds = {"": published, " (municipal)": reports["municipal"].pk, " (draft)": draft}
    asked, before = reports["asked"].pk, reports["asked before"].pk
    return {
        **{
            f"reporting:{page}{kind}": [pk]
            for page in ("report", "read", "pdf")
            for kind, pk in kinds.items()
        },
        **{f"reporting:tables{kind}": [pk, "ods"] for kind, pk in kinds.items()},
        **{
            f"reporting:{page}": [draft]
            for page in ("draft", "discard", "publish", "add-request")
        },
        "reporting:correct": [published],
        "reporting:sending": [published],
        **{
            f"reporting:{page}": [published]
            for page in ("public-choices", "public-preview", "make-public")
        },
        "reporting:public-exceptions": [published, "tekst"],
        **{
            f"reporting:{page}{kind}": [reports[edition].pk, *rest]
            for kind, edition in (("", "public"), (" (municipal)", "municipal public"))
            for page, rest in (
                ("public-read", []),
                ("public-pdf", []),
                ("public-tables", ["ods"]),
            )
        },
        "reporting:request": [draft, asked],
        "reporting:remove-request": [draft, asked],
        "reporting:outcome": [draft, before],
        **{
            f"reporting:{page}": [reports["job"].pk]
            for page in ("job", "job-pdf", "cancel")
        },
        "reporting:retry": [reports["cancelled"].pk],
    }


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


@pytest.fixture
def sent(
    form,
    aalten,
    track,
    milestone,
    regional_milestone,
    share,
    role,
    submissions,
    reports,
    driehoek_member,
):
    """From the name of a route in the table to what its form sends."""

    def reached(status):
        return {
            "reach-base_version": version_of(status),
            "reach-completed_on": "2025-01-10",
        }

    forms = {
        "actions:reporting-route": {
            "base_version": version_of(aalten),
            "reporting_route_on": "2024-11-01",
        },
        "actions:proposals": {
            "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 1,
            "form-0-kind": "track",
            "form-0-pk": track.pk,
            "form-0-version": 1,
            "form-0-key": str(uuid4()),
            "accept": "0",
        },
        "actions:shares": {
            "budget_shares-TOTAL_FORMS": 1,
            "budget_shares-INITIAL_FORMS": 1,
            "budget_shares-0-id": share.pk,
            "budget_shares-0-base_version": version_of(share),
            "budget_shares-0-spent": "12,50",
        },
        "actions:divide": {
            "base_version": version_of(share.budget_line),
            "division": "even",
            "shown": "GM0197=5.00 GM1859=5.00",
            "step": "save",
        },
        "actions:handover": {
            "base_version": version_of(role),
            "ends_on": "2035-12-31",
            "who": "nobody",
            "reason": "Nieuwe functie.",
        },
        "actions:appoint": {
            "who": "new",
            "name": "Nina Nieuw",
            "email": "nina@aalten.example",
            "reason": "Meer uren.",
        },
        "actions:training": {
            "base_version": version_of(role),
            "trained_on": "2025-05-22",
        },
        "actions:approve-internally": {"approve-key": str(uuid4())},
        "actions:ask-back": {
            "ask_back-key": str(uuid4()),
            "ask_back-note": "Noem het budget.",
        },
        "actions:submit": {"submit-key": str(uuid4())},
        "actions:submit (regional)": {"submit-key": str(uuid4())},
        "actions:remark": {
            "remark-base_version": version_of(submissions[0]),
            "remark-remark": "Mooi, dank.",
        },
        "actions:react": {
            "reaction-base_version": version_of(submissions[0]),
            "reaction-reaction": "Graag gedaan.",
        },
        "actions:result": {"outcome": "partly", "note": "Bijna."},
        "actions:local-result": {"outcome": "partly", "note": "Bijna."},
        "actions:reach-milestone": reached(milestone),
        "actions:reach-milestone (regional)": reached(regional_milestone),
        "actions:postpone-milestone": {
            "postpone-base_version": version_of(milestone),
            "postpone-due_on": "2035-01-10",
            "postpone-note": "Wacht op het college.",
        },
        "actions:put-back-milestone": {"put_back-base_version": version_of(milestone)},
        "reporting:sending": {"people": driehoek_member.pk},
        "reporting:public-choices": {"seen": 0, "tekst-grond": "5.2-1"},
        "reporting:public-exceptions": {"seen": 0},
        **forms_of_reports(reports, aalten),
    }
    return lambda route: (
        forms[route]() if callable(forms.get(route)) else forms.get(route, form)
    )


def forms_of_reports(reports, aalten) -> dict[str, object]:
    """What the forms of reports send."""
    draft = reports["draft"]
    asked = {
        "title": "Wijs een bron aan",
        "reason": "Zonder geld geen training.",
        "asked_of": "de driehoek",
        "needed_by": "2035-01-10",
    }

    def seen() -> dict[str, str]:
        today = localdate()
        content = assemble(draft, today=today, published_on=today)
        return {"seen": fingerprint(freeze(content))}

    return {
        "reporting:genuine": {"code": "0" * 64},
        "reporting:start-draft": {"round": draft.round_id, "municipality": aalten.pk},
        "reporting:draft": {
            "base_version": version_of(draft),
            "summary": "Het gaat goed.",
        },
        "reporting:publish": seen,
        "reporting:correct": {"reason": "Een bedrag klopte niet."},
        "reporting:add-request": asked,
        "reporting:request": asked | {"base_version": version_of(reports["asked"])},
        "reporting:outcome": {
            "base_version": version_of(reports["asked before"]),
            "outcome": "agreed",
            "decided_on": "2025-07-16",
        },
    }


def records() -> list[object]:
    """What was ever written about rows that a person can add or change."""
    kept = [model.history.model for model in OWN_MODELS if hasattr(model, "history")]
    counts = [
        f"(SELECT COUNT(*) FROM {model._meta.db_table})"
        for model in [ProgressUpdate, Publication, PublicChoice, *kept]
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}")
        return [
            *cursor.fetchone(),
            *RenderJob.objects.exclude(state="done").values_list("state", flat=True),
            *Attachment.objects.order_by("pk").values_list("removed_at", flat=True),
        ]


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
def test_everybody_may_do_what_the_table_says(request, address, sent, row):
    route, method, *expected = row
    writes = method == "POST" and not route.startswith("account_")
    outcomes, written = [], []

    for role in ROLES:
        with transaction.atomic():
            client = log_in(request, role)
            before = records()
            response = client.generic(
                method,
                address(route),
                data=urlencode(sent(route)),
                content_type="application/x-www-form-urlencoded",
            )
            outcomes.append(outcome(response))
            written.append(records() != before)
            transaction.set_rollback(True)

    assert dict(zip(ROLES, outcomes, strict=True)) == dict(
        zip(ROLES, expected, strict=True)
    )
    assert written == [writes and outcome == "302" for outcome in expected]


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
