"""The pages that tell what happened: to a whole plan, or to one thing in it."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions import timelines
from actions.forms import HistoryForm
from actions.models import Plan
from municipalities.permissions import UserRequest
from municipalities.timeline import Timeline

from .past import shows_past

EVENTS_PER_PAGE = 25


@require_safe
@login_required
@shows_past
def history(request: UserRequest, pk: int) -> HttpResponse:
    """What happened to a plan and to all that is in it."""
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    timeline = timelines.timeline_of_plan(plan, request.user)
    return _show(request, timeline, {"plan": plan})


@require_safe
@login_required
@shows_past
def object_history(
    request: UserRequest, plan_pk: int, kind: str, pk: int
) -> HttpResponse:
    """What happened to one thing in a plan, also when it is gone."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=plan_pk)
    thing = timelines.find_thing(kind, pk, plan, request.user)
    if thing is None:
        raise Http404
    timeline = timelines.timeline_of(thing.model, pk, plan, request.user)
    return _show(request, timeline, {"plan": plan, "thing": thing})


def _show(
    request: UserRequest, timeline: Timeline, context: dict[str, Any]
) -> HttpResponse:
    form = HistoryForm(request.GET, timeline=timeline)
    is_valid = form.is_valid()
    if is_valid:
        number = request.GET.get("page")
        context["page_obj"] = form.narrow().page(number, EVENTS_PER_PAGE)
    return render(
        request,
        "actions/history.html",
        {**context, "form": form},
        status=200 if is_valid else HTTPStatus.UNPROCESSABLE_ENTITY,
    )
