"""The page of one municipality in a plan, and what is entered on it."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actions import services
from actions.as_of import is_looking_back, today
from actions.forms import ProposalFormSet, ReportingRouteForm
from actions.models import BudgetShare, MilestoneStatus, Plan, Progress
from actions.proposals import compare_with_facts
from actions.shares import total_shares
from actions.submissions import handings_of
from actions.timelines import recent
from actions.totals import Standing, Totals
from municipalities.models import Municipality
from municipalities.permissions import UserRequest, access_of, may_keep
from municipalities.teams import Team, read_team
from municipalities.versions import (
    VersionConflict,
    atomic_post,
    get_for_form_or_404,
    with_versions,
)

from .past import shows_past
from .saving import save_or_show


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
    taking_part = with_versions(Municipality.objects.filter(participations__plan=plan))
    return plan, get_object_or_404(taking_part, code=code)


@require_safe
@login_required
@shows_past
def municipality(request: UserRequest, plan_pk: int, code: str) -> HttpResponse:
    """Its people, its tracks, its milestones and its money."""
    return _show(request, *get_place_or_404(request, plan_pk, code))


@require_safe
@login_required
def my_municipality(request: UserRequest) -> HttpResponse:
    """To the page of the own municipality, or to choose one of several."""
    own = Municipality.objects.filter(pk__in=access_of(request.user).works_for)
    plans = Plan.objects.visible_to(request.user).newest_first()
    pages = [
        (place, page_of(plan, place))
        for place in own
        if (plan := plans.filter(participations__municipality=place).first())
    ]
    if not pages:
        raise Http404
    if len(pages) == 1:
        return redirect(pages[0][1])
    return render(request, "actions/my_municipality.html", {"pages": pages})


@require_POST
@login_required
@atomic_post
def reporting_route(request: UserRequest, plan_pk: int, code: str) -> HttpResponse:
    """Since when it has its reporting route, and where that is."""
    plan, place = get_place_or_404(request, plan_pk, code)
    if not may_keep(request.user, place):
        raise Http404
    held = get_for_form_or_404(request, Municipality.objects.all(), pk=place.pk)
    form = ReportingRouteForm(request.POST, instance=held)
    return save_or_show(
        request,
        form,
        show=lambda status: _show(request, plan, place, route=form, status=status),
        message="Opgeslagen: de meldroute.",
        then=page_of(plan, place),
    )


@require_POST
@login_required
@atomic_post
def proposals(request: UserRequest, plan_pk: int, code: str) -> HttpResponse:
    """Confirm what follows from what was entered: one proposal, or all."""
    plan, place = get_place_or_404(request, plan_pk, code)
    if not may_keep(request.user, place):
        raise Http404
    try:
        accepted = services.accept_proposals(
            ProposalFormSet.confirmed(request.POST),
            plan=plan,
            municipality=place,
            author=request.user,
        )
    except VersionConflict:
        messages.warning(
            request,
            "Niet overgenomen: iemand anders heeft dit intussen gewijzigd. Bekijk de"
            " voorstellen opnieuw.",
        )
        return _show(request, plan, place, status=HTTPStatus.CONFLICT)
    if accepted:
        messages.success(request, f"Overgenomen: {accepted}.")
    return redirect(page_of(plan, place))


def _show(
    request: UserRequest,
    plan: Plan,
    municipality: Municipality,
    *,
    route: ReportingRouteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    team = read_team(municipality, today())
    managed = access_of(request.user).manages_people_of
    fresh_since = plan.fresh_since(today())
    shares = (
        BudgetShare.objects.of_plan(plan)
        .of_municipality(municipality)
        .with_edit_access(request.user)
    )
    tracks = (
        Progress.objects.of_plan(plan)
        .of_municipality(municipality)
        .of_running_actions()
        .with_running()
        .with_state()
        .with_explanation()
        .with_note_access(request.user)
        .with_edit_access(request.user)
        .in_plan_order()
    )
    running = [track for track in tracks if track.is_running]
    context = place_context(plan, municipality) | {
        "handings": handings_of(
            plan, municipality, request.user, today=today(), tracks=running
        ),
        "team": team,
        "manages_people": municipality.region_id in managed and not is_looking_back(),
        "tracks": tracks,
        "totals": Totals.of(
            Standing.of(track.light, track.is_fresh(fresh_since)) for track in tracks
        ),
        "milestone_statuses": MilestoneStatus.objects.of_plan(plan)
        .filter(municipality=municipality)
        .with_postponements()
        .with_edit_access(request.user)
        .with_note_access(request.user),
        "participation": plan.participations.get(municipality=municipality),
        "shares": shares,
        "share_totals": total_shares(shares),
        "edits_shares": any(share.is_editable for share in shares),
        "fresh_since": fresh_since,
        "today": today(),
        "recent": recent(municipality, plan, request.user),
    }
    if may_keep(request.user, municipality) and not is_looking_back():
        context |= _what_it_keeps(plan, municipality, team, running, route)
    return render(request, "actions/municipality.html", context, status=status)


def _what_it_keeps(
    plan: Plan,
    municipality: Municipality,
    team: Team,
    running: Iterable[Progress],
    route: ReportingRouteForm | None,
) -> dict[str, Any]:
    """What only those see who keep the municipality up to date."""
    own = [track for track in running if track.municipality_id == municipality.pk]
    findings = compare_with_facts(
        plan, municipality, today=today(), team=team, tracks=own
    )
    return {
        "route_form": route or ReportingRouteForm(instance=municipality),
        "proposals": ProposalFormSet.of(findings.proposals),
        "hints": findings.hints,
    }
