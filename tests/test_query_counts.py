"""No page takes more queries when municipalities, actions or updates are added."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from actions import services
from actions.models import (
    Action,
    BudgetLine,
    BudgetShare,
    MilestoneStatus,
    Participation,
    Progress,
    Result,
)
from actions.periods import Quarter
from actions.plan_guard import opened
from actions.results import address_of
from municipalities.models import Membership, Role
from reporting.models import Indicator, Observation, RenderJob, Report
from reporting.releasing import release_figures
from tests.factories import (
    attach_file,
    make_action,
    make_member,
    make_milestone,
    make_municipality,
    make_plan,
    make_result,
    make_round,
    report,
)
from tests.reporting.published import (
    make_draft,
    make_job,
    make_public_edition,
    publish_edition,
)


def grow(plan, coordinator, municipalities: int) -> None:
    """Add municipalities, actions, evidence and decisions, and what happened."""
    with opened(plan):
        for _ in range(municipalities):
            Participation.objects.create(plan=plan, municipality=make_municipality())
    make_action(plan)
    joint = make_action(plan, scope="joint")
    make_milestone(joint.objective)
    make_result(joint.objective)
    with opened(plan):
        line = BudgetLine.objects.create(
            plan=plan, title="Training", kind="estimate", amount=1000
        )
    for participation in plan.participations.all():
        BudgetShare.objects.create(
            budget_line=line, municipality=participation.municipality
        )
    services.create_missing_tracks(plan)
    for track in Progress.objects.of_plan(plan):
        attach_file(report(track, coordinator), coordinator)
    plan.status = "adopted"
    plan.save()
    for number in range(municipalities):
        decision = services.Decision("Anders", "Driehoek", date(2025, 7, 1))
        with services.amending(plan, decision, by=coordinator):
            make_action(plan, scope="joint", title=f"Actie {number}")
    make_history(plan, coordinator, times=9)
    publish_figures(plan, coordinator)


def publish_figures(plan, coordinator) -> None:
    """Let a partner count in each municipality, and publish it."""
    indicator = Indicator.objects.create(
        region=plan.region, source="comensha", title=f"Telling {uuid4()}"
    )
    for participation in plan.participations.all():
        Observation.objects.create(
            indicator=indicator,
            municipality=participation.municipality,
            year=2025,
            quarter_number=3,
            value=2,
            as_of=date(2025, 10, 1),
            recorded_by=coordinator,
        )
    release_figures(indicator, Quarter(2025, 3), by=coordinator)


def make_history(plan, coordinator, times: int) -> None:
    """Let actions change, and then tracks, so often that they fill a page."""
    decision = services.Decision("Beter", "Driehoek", date(2025, 7, 1))
    for number in range(times):
        with services.amending(plan, decision, by=coordinator):
            for action in Action.objects.of_plan(plan):
                action.title = f"{action.title} {number}"[-100:]
                action.save()
    for _ in range(times):
        for track in Progress.objects.of_plan(plan)[:40]:
            report(track, coordinator)
    know_the_tables()


def know_the_tables() -> None:
    """Let PostgreSQL count rows, as it does by itself in a database that is in use.

    Of what was filled in a transaction that still goes on it knows nothing, and it may
    then choose a way to the history that takes minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.fixture
def plan(region):
    plan = make_plan(make_municipality(region=region), region=region)
    make_round(plan)
    return plan


def addresses(plan) -> dict[str, str]:
    track = Progress.objects.of_plan(plan).exclude(municipality=None).first()
    objective = track.action.objective
    of_the_plan = {
        "overview": reverse("actions:overview"),
        "overview, filtered": reverse("actions:overview")
        + f"?gemeente={track.municipality.code}&stoplicht=green&prioriteit=",
        "attention": reverse("actions:attention", args=[plan.pk]),
        "results": reverse("actions:results", args=[plan.pk]),
        "result": address_of(
            Result.objects.get(is_per_municipality=True), track.municipality
        ),
        "milestones": reverse("actions:milestones", args=[plan.pk]),
        "development": reverse("actions:development", args=[plan.pk]),
        "changes": reverse("actions:changes", args=[plan.pk]) + "?sinds=2024-12-31",
        "amendments": reverse("actions:amendments", args=[plan.pk]),
        "finances": reverse("actions:finances", args=[plan.pk]),
        "action line": objective.action_line.get_absolute_url(),
        "objective": objective.get_absolute_url(),
        "action": track.action.get_absolute_url(),
        "municipality": reverse(
            "actions:municipality", args=[plan.pk, track.municipality.code]
        ),
        "milestone": MilestoneStatus.objects.get(
            municipality=track.municipality
        ).get_absolute_url(),
        "submission": track.municipality.submissions.get().get_absolute_url(),
        "track": track.get_absolute_url(),
        "history": reverse("actions:history", args=[plan.pk]),
        "figures": reverse("reporting:figures", args=[plan.pk]),
        "history of an objective": reverse(
            "actions:object-history", args=[plan.pk, "doelstelling", objective.pk]
        ),
    }
    day = localdate().isoformat()
    past = {
        f"{page} as of a day": f"{a}{'&' if '?' in a else '?'}peildatum={day}"
        for page, a in of_the_plan.items()
    }
    return {
        **of_the_plan,
        **past,
        "shares": reverse("actions:shares", args=[plan.pk, track.municipality.code]),
        "training": reverse(
            "actions:training",
            args=[
                plan.pk,
                track.municipality.code,
                Membership.objects.officers()[0].pk,
            ],
        ),
        "my tracks": reverse("actions:my-tracks"),
        "confirm": reverse("actions:confirm", args=[track.pk]),
        "add evidence": reverse("actions:add-evidence", args=[track.state_id]),
        "reports": reverse("reporting:reports"),
    }


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def count_all(client: Client, plan) -> dict[str, int]:
    return {
        page: count_queries(client, address)
        for page, address in addresses(plan).items()
    }


@pytest.fixture
def client(client, plan, coordinator):
    """An officer's, when all is as large as in the region."""
    officer = make_member(Role.OFFICER, plan.participations.get().municipality)
    result = make_result(make_action(plan).objective, is_per_municipality=True)
    services.assess_result(
        result,
        municipality=plan.participations.get().municipality,
        reporting_round=plan.rounds.get(),
        outcome="reached",
        base_version=None,
    )
    make_milestone(plan.action_lines.get().objectives.get(), is_per_municipality=True)
    plan.rounds.get().submissions.create(
        municipality=plan.participations.get().municipality
    )
    grow(plan, coordinator, municipalities=7)
    client.force_login(officer)
    return client


def test_the_number_of_queries_is_the_same_for_8_and_for_40_municipalities(
    client, plan, coordinator
):
    before = count_all(client, plan)

    grow(plan, coordinator, municipalities=32)

    assert count_all(client, plan) == before
    assert max(before.values()) <= 24


def test_the_number_of_queries_is_the_same_for_ten_times_the_history(
    client, plan, coordinator
):
    before = count_all(client, plan)

    make_history(plan, coordinator, times=81)

    assert count_all(client, plan) == before


def pages_of_reports(plan) -> dict[str, str]:
    """The pages on which the coordinator makes reports."""
    draft, published = Report.objects.drafts().get(), Report.objects.published().get()
    return {
        "reports": reverse("reporting:reports"),
        "workbench": reverse("reporting:workbench"),
        "draft": reverse("reporting:draft", args=[draft.pk]),
        "read a draft": reverse("reporting:read", args=[draft.pk]),
        "publish": reverse("reporting:publish", args=[draft.pk]),
        "add a request": reverse("reporting:add-request", args=[draft.pk]),
        "a PDF in the making": RenderJob.objects.get().get_absolute_url(),
        "published": reverse("reporting:report", args=[published.pk]),
        "sending": reverse("reporting:sending", args=[published.pk]),
        "read what was published": reverse("reporting:read", args=[published.pk]),
        "tables": reverse("reporting:tables", args=[published.pk, "ods"]),
        **pages_of_public_edition(published),
    }


def pages_of_public_edition(published: Report) -> dict[str, str]:
    """The pages on which the coordinator makes a report public, and of what came."""
    edition = published.public_editions.get()
    choosing = ("public-choices", "public-preview", "make-public")
    return {
        **{
            page: reverse(f"reporting:{page}", args=[published.pk]) for page in choosing
        },
        "public exceptions": reverse(
            "reporting:public-exceptions", args=[published.pk, "toelichting"]
        ),
        "read a public edition": reverse("reporting:public-read", args=[edition.pk]),
        "public tables": reverse("reporting:public-tables", args=[edition.pk, "ods"]),
    }


def test_making_reports_takes_the_same_number_of_queries_for_40_municipalities(
    client, plan, coordinator
):
    client.force_login(coordinator)
    published = publish_edition(plan, by=coordinator, quarter=2)
    make_public_edition(published, by=coordinator)
    make_job(make_draft(plan, quarter=3).round, by=coordinator)
    pages = pages_of_reports(plan)
    before = {page: count_queries(client, pages[page]) for page in pages}

    grow(plan, coordinator, municipalities=32)

    assert {page: count_queries(client, pages[page]) for page in pages} == before
    assert max(before.values()) <= 34


def test_a_day_in_the_past_takes_as_many_queries_as_today(client, plan):
    counts = count_all(client, plan)

    for page in counts:
        if page.endswith(" as of a day"):
            assert counts[page] <= counts[page.removesuffix(" as of a day")], page
