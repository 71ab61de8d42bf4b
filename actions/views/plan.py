"""The pages on which the plan is followed."""

from collections.abc import Iterable
from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.as_of import is_looking_back, today
from actions.forms import MatrixForm
from actions.matrix import build_matrix
from actions.models import (
    Action,
    ActionLine,
    Amendment,
    MilestoneStatus,
    Objective,
    Plan,
    Progress,
)
from actions.outline import Outline, Selection, places, running_actions
from actions.prepared import prepared
from actions.querysets import PlanQuerySet
from actions.timelines import recent
from municipalities.models import User
from municipalities.permissions import UserRequest, access_of

from .past import shows_past


@require_safe
@login_required
@shows_past
def overview(request: UserRequest) -> HttpResponse:
    """The matrix of the plan that is going on."""
    if not access_of(request.user).sees_plan_of:
        raise Http404
    visible = _visible_plans(request.user)
    if not visible and is_looking_back():
        raise Http404
    if not visible:
        return render(request, "actions/no_plan.html")
    return _show_plan(request, visible[0], visible)


@require_safe
@login_required
@shows_past
def plan(request: UserRequest, pk: int) -> HttpResponse:
    """The matrix of one plan."""
    visible = _visible_plans(request.user)
    asked = next((plan for plan in visible if plan.pk == pk), None)
    if asked is None:
        raise Http404
    return _show_plan(request, asked, visible)


@prepared
def _visible_plans(user: User) -> PlanQuerySet:
    return Plan.objects.visible_to(user).newest_first().with_region()


def _show_plan(
    request: UserRequest, plan: Plan, visible: Iterable[Plan]
) -> HttpResponse:
    outline = Outline.read(plan, today())
    form = MatrixForm(request.GET, outline=outline)
    is_valid = form.is_valid()
    context = {
        "plan": plan,
        "other_plans": [other for other in visible if other != plan],
        "form": form,
        "action_count": len(outline.actions),
        "matrix": build_matrix(plan, form.selection, today=today()),
    }
    status = 200 if is_valid else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "actions/plan.html", context, status=status)


@require_safe
@login_required
@shows_past
def action_line(request: UserRequest, pk: int) -> HttpResponse:
    """One action line: what it is for, and its objectives."""
    line = get_object_or_404(ActionLine.objects.visible_to(request.user), pk=pk)
    context = {
        "action_line": line,
        "plan": line.plan,
        "objectives": line.objectives.all(),
        "recent": recent(line, line.plan, request.user),
    }
    return render(request, "actions/action_line.html", context)


@require_safe
@login_required
@shows_past
def objective(request: UserRequest, pk: int) -> HttpResponse:
    """One objective: results, actions, partners, milestones and money."""
    objective = get_object_or_404(
        Objective.objects.visible_to(request.user).with_parts(), pk=pk
    )
    plan = objective.action_line.plan
    actions = [
        action
        for action in running_actions(plan)
        if action.objective.pk == objective.pk
    ]
    selection = Selection(tuple(actions), places(plan, today()))
    statuses = (
        MilestoneStatus.objects.of_plan(plan)
        .with_postponements()
        .with_edit_access(request.user)
        .with_note_access(request.user)
    )
    context = {
        "objective": objective,
        "amendment_count": Amendment.objects.about(objective).count(),
        "plan": plan,
        "matrix": build_matrix(plan, selection, today=today()),
        "milestone_statuses": statuses.filter(milestone__objective=objective),
        "recent": recent(objective, plan, request.user),
    }
    return render(request, "actions/objective.html", context)


@require_safe
@login_required
@shows_past
def action(request: UserRequest, pk: int) -> HttpResponse:
    """One action: what it is, who helps, and where every municipality stands."""
    action = get_object_or_404(
        Action.objects.visible_to(request.user).with_parts(), pk=pk
    )
    plan = action.objective.action_line.plan
    tracks = (
        Progress.objects.filter(action=action)
        .with_state()
        .with_explanation()
        .with_note_access(request.user)
        .with_edit_access(request.user)
        .in_plan_order()
    )
    context = {
        "action": action,
        "amendment_count": Amendment.objects.about(action).count(),
        "previous_tracks": Progress.objects.before(action).with_state().in_plan_order(),
        "plan": plan,
        "tracks": tracks,
        "fresh_since": plan.fresh_since(today()),
        "recent": recent(action, plan, request.user),
    }
    return render(request, "actions/action.html", context)
