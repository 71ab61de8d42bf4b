"""The figures of partners, as they were published."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.as_of import today
from actions.models import Plan
from actions.views.past import shows_past
from municipalities.permissions import UserRequest
from reporting.figures import read_figures


@require_safe
@login_required
@shows_past
def figures(request: UserRequest, pk: int) -> HttpResponse:
    """The published figures of partners, for who sees the plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_region(), pk=pk)
    tables = read_figures(plan.region, on=today())
    context = {"plan": plan, "tables": tables}
    return render(request, "reporting/figures.html", context)
