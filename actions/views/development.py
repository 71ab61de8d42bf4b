"""How a plan develops, in pictures."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.as_of import today
from actions.development import light_chart, phase_chart, read_quarters
from actions.matrix import build_matrix
from actions.models import Plan
from actions.outline import Selection, places, running_actions
from municipalities.permissions import UserRequest

from .past import shows_past


@require_safe
@login_required
@shows_past
def development(request: UserRequest, pk: int) -> HttpResponse:
    """Phases at the end of each quarter, and lights per objective."""
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    day = today()
    selection = Selection(running_actions(plan), places(plan, day))
    matrix = build_matrix(plan, selection, today=day)
    context = {
        "plan": plan,
        "fresh_since": matrix.fresh_since,
        "phases": phase_chart(read_quarters(plan, today=day)),
        "lights": light_chart(matrix),
    }
    return render(request, "actions/development.html", context)
