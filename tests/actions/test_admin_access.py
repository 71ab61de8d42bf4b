"""Who may do what in the admin: one table, in which no model can be forgotten."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions import services
from actions.models import (
    Amendment,
    BudgetLine,
    BudgetShare,
    Funding,
    Milestone,
    Objective,
    Partner,
    PartnerRole,
    Plan,
    Progress,
    ReportingRound,
    ResultAssessment,
    Risk,
)
from municipalities.models import Membership, Role
from reporting.models import DecisionRequest, Indicator, Observation
from reporting.releasing import release_figures
from tests.admin_pages import admin_url
from tests.factories import (
    make_action,
    make_member,
    make_municipality,
    make_result,
    make_round,
    report,
)
from tests.reporting.published import publish_edition

VIEWS = ["list", "add", "change", "save", "delete", "history"]

# Save sends an empty form: 200 is that form with its errors, 302 that it was saved (the
# coordinator may empty all she may fill in of a municipality). 404: there is none.
TABLE = """
model                         coordinator              administrator
actions.progress              200 403 200 200 403 404  403 403 403 403 403 403
actions.reportinground        200 200 200 200 403 200  403 403 403 403 403 403
actions.submission            200 403 200 403 403 200  403 403 403 403 403 403
actions.resultassessment      200 200 200 200 200 200  403 403 403 403 403 403
actions.plan                  200 200 200 200 200 200  200 403 200 403 403 200
actions.actionline            200 200 200 200 200 200  200 403 200 403 403 200
actions.objective             200 200 200 200 200 200  200 403 200 403 403 200
actions.result                200 200 200 200 200 200  200 403 200 403 403 200
actions.action                200 200 200 200 200 200  200 403 200 403 403 200
actions.milestone             200 200 200 200 200 200  200 403 200 403 403 200
actions.partner               200 200 200 200 200 200  200 403 200 403 403 200
actions.budgetline            200 200 200 200 200 200  200 403 200 403 403 200
actions.risk                  200 200 200 200 200 200  200 403 200 403 403 200
actions.amendment             200 403 200 403 403 404  200 403 200 403 403 404
reporting.report              200 403 200 403 403 200  403 403 403 403 403 403
reporting.publication         200 403 200 403 403 404  403 403 403 403 403 403
reporting.decisionrequest     200 403 200 403 403 200  403 403 403 403 403 403
reporting.indicator           200 200 200 200 200 200  403 403 403 403 403 403
reporting.observation         200 200 200 403 403 404  403 403 403 403 403 403
reporting.figurerelease       200 403 200 403 403 404  403 403 403 403 403 403
municipalities.user           200 200 200 200 403 200  200 200 200 200 403 200
municipalities.membership     200 200 200 200 403 200  200 200 200 200 403 200
municipalities.region         200 403 200 403 403 200  200 403 200 200 403 200
municipalities.municipality   200 403 200 302 403 200  200 200 200 200 200 200
municipalities.regionalrole   200 403 200 403 403 200  200 200 200 200 200 200
"""

ROWS = [line.split() for line in TABLE.splitlines()[2:]]
CASES = [
    pytest.param(model, role, outcomes, id=f"{model} {role}")
    for model, *rest in ROWS
    for role, outcomes in [("coordinator", rest[:6]), ("administrator", rest[6:])]
]
MODELS = [row[0] for row in ROWS]
WITHOUT_ADMIN = [
    "nobody",
    "reader",
    "officer",
    "manager",
    "regional_lead",
    "driehoek_member",
]


def count_for(indicator: Indicator, municipality, author) -> Observation:
    """What was counted in a municipality in the third quarter of 2025."""
    return Observation.objects.create(
        indicator=indicator,
        municipality=municipality,
        year=2025,
        quarter_number=3,
        value=12,
        as_of="2025-10-01",
        recorded_by=author,
    )


@pytest.fixture
def rows(plan, action, joint_action, track, officer, aalten, coordinator):
    """One row of every model, to whom it may concern; by the name of the model."""
    objective = action.objective
    reporting_round = make_round(plan)
    action.waits_for.add(joint_action)
    milestone = Milestone.objects.create(
        objective=objective, action=action, title="Meldroute klaar"
    )
    services.create_missing_tracks(plan)
    result = make_result(objective)
    published = publish_edition(plan, by=coordinator)
    indicator = Indicator.objects.create(
        region=plan.region, source=Indicator.Source.COMENSHA, title="Meldingen"
    )
    observation = count_for(indicator, aalten, coordinator)
    return {
        "actions.progress": track,
        "actions.reportinground": reporting_round,
        "actions.submission": reporting_round.submissions.create(municipality=aalten),
        "actions.resultassessment": ResultAssessment.objects.create(
            result=result, round=reporting_round, outcome="reached"
        ),
        "actions.plan": plan,
        "actions.actionline": objective.action_line,
        "actions.objective": objective,
        "actions.result": result,
        "actions.action": action,
        "actions.milestone": milestone,
        "actions.partner": Partner.objects.create(region=plan.region, name="RIEC"),
        "actions.budgetline": BudgetLine.objects.create(
            objective=objective, title="Training", kind="estimate", amount=20_000
        ),
        "actions.risk": Risk.objects.create(
            plan=plan, title="Te weinig mensen", chance=2, impact=3
        ),
        "actions.amendment": Amendment.objects.create(
            plan=plan,
            reason="Anders",
            decided_by="Driehoek",
            valid_from="2025-01-01",
            author=coordinator,
        ),
        "reporting.report": published,
        "reporting.publication": published.publication,
        "reporting.decisionrequest": DecisionRequest.objects.create(
            round=reporting_round,
            title="Wijs een bron aan",
            reason="Nodig.",
            needed_by="2025-12-01",
        ),
        "reporting.indicator": indicator,
        "reporting.observation": observation,
        "reporting.figurerelease": release_figures(
            indicator, observation.quarter, by=coordinator
        ),
        "municipalities.user": officer,
        "municipalities.membership": officer.memberships.get(),
        "municipalities.region": plan.region,
        "municipalities.municipality": aalten,
        "municipalities.regionalrole": joint_action.lead_role,
    }


def visit(client: Client, model: str, pk: int) -> list[str]:
    """What comes back of each view of a model."""
    name = model.replace(".", "_")
    answers = [
        client.get(admin_url(f"{name}_changelist")),
        client.get(admin_url(f"{name}_add")),
        client.get(admin_url(f"{name}_change", pk)),
        client.post(admin_url(f"{name}_change", pk), MANAGEMENT),
        client.get(admin_url(f"{name}_delete", pk)),
        client.get(admin_url(f"{name}_history", pk)),
    ]
    return [str(answer.status_code) for answer in answers]


# Tables without rows, and nothing filled in: a form that is shown again with errors.
MANAGEMENT = {
    f"{prefix}-{name}": 0
    for prefix in [
        "participations",
        "action_lines",
        "objectives",
        "results",
        "actions",
        "milestones",
        "partner_roles",
        "budget_lines",
        "statuses",
        "fundings",
        "shares",
        "submissions",
        "memberships",
    ]
    for name in ["TOTAL_FORMS", "INITIAL_FORMS"]
}


def test_no_model_is_forgotten_in_the_table():
    registered = {model._meta.label_lower for model in admin.site._registry}

    assert set(MODELS) == registered


@pytest.mark.parametrize(("model", "role", "expected"), CASES)
def test_each_role_may_do_what_the_table_says(
    request, client, rows, model, role, expected
):
    client.force_login(request.getfixturevalue(role))

    outcomes = visit(client, model, rows[model].pk)

    assert dict(zip(VIEWS, outcomes, strict=True)) == dict(
        zip(VIEWS, expected, strict=True)
    )


@pytest.mark.parametrize("model", MODELS)
def test_the_coordinator_of_another_region_finds_nothing_of_this_one(
    client, rows, outsider, model
):
    client.force_login(outsider)
    row = rows[model]

    lists = client.get(admin_url(f"{model.replace('.', '_')}_changelist"))
    outcomes = visit(client, model, row.pk)

    assert row not in lists.context["cl"].queryset
    assert set(outcomes[2:]) <= {"302", "403", "404"}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", WITHOUT_ADMIN)
def test_who_has_no_work_in_the_admin_is_refused_without_a_loop(
    request, client, rows, role, model
):
    client.force_login(request.getfixturevalue(role))

    answer = client.get(
        admin_url(f"{model.replace('.', '_')}_change", rows[model].pk), follow=True
    )

    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1


def test_who_is_not_logged_in_goes_to_the_log_in_of_the_site_and_comes_back(
    client, coordinator
):
    answer = client.get("/beheer/actions/action/", follow=True)

    last_address, _ = answer.redirect_chain[-1]
    assert last_address == f"{reverse('account_login')}?next=/beheer/actions/action/"


def test_a_membership_that_ended_opens_nothing(client, coordinator):
    Membership.objects.filter(user=coordinator).update(ends_on="2024-12-31")
    client.force_login(coordinator)

    assert client.get("/beheer/", follow=True).status_code == 403


def test_who_is_logged_in_with_rights_is_sent_on_from_the_log_in(client, coordinator):
    client.force_login(coordinator)

    assert client.get("/beheer/login/").url == "/beheer/"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/beheer/password_change/", "account_change_password"),
        ("/beheer/logout/", "account_logout"),
    ],
)
def test_accounts_are_looked_after_on_the_site(client, coordinator, address, target):
    client.force_login(coordinator)

    assert client.post(address).url == reverse(target)


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ("actions.action", "objective"),
        ("actions.action", "waits_for"),
        ("actions.risk", "plan"),
        ("municipalities.membership", "user"),
    ],
)
def test_an_autocomplete_offers_only_what_lies_in_the_own_region(
    client, rows, outsider, source, field
):
    client.force_login(outsider)
    app_label, model_name = source.split(".")

    answer = client.get(
        admin_url("autocomplete"),
        {"app_label": app_label, "model_name": model_name, "field_name": field},
    )

    found = {result["text"] for result in answer.json()["results"]}
    assert found <= {"Otto Outsider"}


def test_filters_name_nothing_of_another_region(client, rows, outsider):
    client.force_login(outsider)

    answer = client.get(admin_url("actions_progress_changelist"))

    assert "Aalten" not in answer.content.decode()
    assert "Professionals signaleren" not in answer.content.decode()


def test_the_administrator_reads_no_notes(client, rows, track, officer, administrator):
    """Notes of others are for after the submission was accepted, and for who work."""
    Milestone.objects.get().statuses.update(note="Geheim van Aalten")
    client.force_login(administrator)

    page = client.get(admin_url("actions_milestone_change", Milestone.objects.get().pk))

    assert "Geheim van Aalten" not in page.content.decode()


# Queries


def grow(plan: Plan, author) -> None:
    """More of everything that a list or a form shows."""
    new = [
        make_municipality(region=plan.region, code=f"GM900{number}")
        for number in range(6)
    ]
    for municipality in new:
        plan.participations.create(municipality=municipality)
        make_member(Role.OFFICER, municipality)
        indicator = Indicator.objects.create(
            region=plan.region, source="comensha", title=municipality.name
        )
        observation = count_for(indicator, municipality, author)
        release_figures(indicator, observation.quarter, by=author)
    objective = Objective.objects.order_by("number").first()
    actions = [make_action(plan, objective=objective) for _ in range(5)]
    first = objective.actions.order_by("number").first()
    partners = [
        Partner.objects.create(region=plan.region, name=f"Partner {number}")
        for number in range(5)
    ]
    milestone = Milestone.objects.order_by("pk").first()
    line = BudgetLine.objects.order_by("pk").first()
    reporting_round = ReportingRound.objects.get()
    for action, partner, municipality in zip(actions, partners, new, strict=False):
        result = make_result(objective)
        ResultAssessment.objects.create(
            result=result,
            municipality=municipality,
            round=reporting_round,
            outcome="not",
        )
        PartnerRole.objects.create(partner=partner, objective=objective)
        PartnerRole.objects.create(partner=partner, action=first)
        Milestone.objects.create(objective=objective, action=first, title="Klaar")
        BudgetLine.objects.create(objective=objective, action=action, title="Post")
        BudgetShare.objects.create(budget_line=line, municipality=municipality)
        Funding.objects.create(
            budget_line=line, source="unknown", payer=partner, state="to_decide"
        )
        Risk.objects.create(action=action, title="Risico", chance=1, impact=1)
        Amendment.objects.create(
            plan=plan,
            reason="Anders",
            decided_by="Driehoek",
            valid_from="2025-01-01",
            author=author,
        )
        reporting_round.submissions.create(municipality=municipality)
        first.waits_for.add(action)
        milestone.statuses.create(municipality=municipality)
    for track in Progress.objects.filter(action__in=actions):
        report(track, author)


def count_queries(client: Client, url: str) -> int:
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("role", "model"),
    [
        *[("coordinator", model) for model in MODELS],
        *[("administrator", row[0]) for row in ROWS if row[7] == "200"],
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    request, client, rows, plan, officer, role, model
):
    client.force_login(request.getfixturevalue(role))
    name = model.replace(".", "_")
    addresses = [
        admin_url(f"{name}_changelist"),
        admin_url(f"{name}_change", rows[model].pk),
    ]
    few = [count_queries(client, address) for address in addresses]

    grow(plan, officer)
    many = [count_queries(client, address) for address in addresses]

    assert many == few
    on_list, on_form = many
    assert on_list < 10
    assert on_form < 25
