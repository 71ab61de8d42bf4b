"""What changed in a plan since a day."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.changes import read_changes
from actions.forms import ChangesForm
from actions.models import Plan
from actions.outline import Outline
from municipalities.permissions import UserRequest

UNPROCESSABLE = 422
USUAL = timedelta(30)


@require_safe
@login_required
def changes(request: UserRequest, pk: int) -> HttpResponse:
    """Which tracks went better or worse since a day, and how the plan was amended.

    Unless it is asked otherwise, since the last round was closed.
    """
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    today = timezone.localdate()
    closed = plan.rounds.closed_before(today).first()
    form = ChangesForm(
        request.GET,
        outline=Outline.read(plan, today),
        today=today,
        usual=(closed and closed.closed_on) or today - USUAL,
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
        "yesterday": today - timedelta(1),
        "week_ago": today - timedelta(7),
        "month_ago": today - USUAL,
    }
    status = 200 if is_valid else UNPROCESSABLE
    return render(request, "actions/changes.html", context, status=status)
