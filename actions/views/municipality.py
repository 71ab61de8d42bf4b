"""The page of one municipality in a plan."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.models import BudgetShare, MilestoneStatus, Plan, Progress
from actions.shares import total_shares
from municipalities.models import Municipality
from municipalities.permissions import UserRequest, access_of
from municipalities.teams import read_team


def page_of(plan: Plan, municipality: Municipality) -> str:
    """The address of the page of a municipality in a plan."""
    return reverse("actions:municipality", args=[plan.pk, municipality.code])


def place_context(plan: Plan, municipality: Municipality) -> dict[str, object]:
    """What every page about a municipality in a plan shows."""
    return {
        "plan": plan,
        "municipality": municipality,
        "municipality_url": page_of(plan, municipality),
    }


def get_place_or_404(
    request: UserRequest, plan_pk: int, code: str
) -> tuple[Plan, Municipality]:
    """A plan that this person may see, and a municipality that takes part in it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=plan_pk)
    taking_part = Municipality.objects.filter(participations__plan=plan)
    return plan, get_object_or_404(taking_part, code=code)


@require_safe
@login_required
def municipality(request: UserRequest, plan_pk: int, code: str) -> HttpResponse:
    """One municipality in a plan: its people, its tracks and its milestones."""
    plan, municipality = get_place_or_404(request, plan_pk, code)
    today = timezone.localdate()
    access = access_of(request.user)
    tracks = (
        Progress.objects.of_plan(plan)
        .of_municipality(municipality)
        .running()
        .with_state()
        .with_explanation()
        .with_note_access(request.user)
        .with_edit_access(request.user)
        .in_plan_order()
    )
    statuses = (
        MilestoneStatus.objects.of_plan(plan)
        .filter(municipality=municipality)
        .with_postponements()
        .with_edit_access(request.user)
        .with_note_access(request.user)
    )
    shares = BudgetShare.objects.of_plan(plan).of_municipality(municipality)
    context = place_context(plan, municipality) | {
        "team": read_team(municipality, today),
        "manages_people": municipality.region_id in access.manages_people_of,
        "tracks": tracks,
        "milestone_statuses": statuses,
        "shares": shares,
        "share_totals": total_shares(shares),
        "edits_shares": shares.editable_by(request.user).exists(),
        "fresh_since": plan.fresh_since(today),
        "today": today,
    }
    return render(request, "actions/municipality.html", context)
