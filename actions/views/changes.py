"""What changed in a plan since a day."""

from datetime import timedelta
from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.as_of import today
from actions.changes import read_changes
from actions.forms import ChangesForm
from actions.models import Plan
from actions.outline import Outline
from municipalities.permissions import UserRequest

from .past import shows_past

USUAL = timedelta(30)


@require_safe
@login_required
@shows_past
def changes(request: UserRequest, pk: int) -> HttpResponse:
    """Which tracks went better or worse since a day, and how the plan was amended.

    Unless it is asked otherwise, since the last round was closed.
    """
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    day = today()
    closed = plan.rounds.closed_before(day).first()
    form = ChangesForm(
        request.GET,
        outline=Outline.read(plan, day),
        today=day,
        usual=(closed and closed.closed_on) or day - USUAL,
    )
    is_valid = form.is_valid()
    context = {
        "plan": plan,
        "form": form,
        "changes": read_changes(
            plan,
            form.selection,
            since=form.since,
            direction=form.cleaned_data.get("soort", ""),
            order=form.cleaned_data.get("volgorde", ""),
            page=request.GET.get("page"),
        ),
        "closed_round": closed,
        "yesterday": day - timedelta(1),
        "week_ago": day - timedelta(7),
        "month_ago": day - USUAL,
    }
    status = 200 if is_valid else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "actions/changes.html", context, status=status)
