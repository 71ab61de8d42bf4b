"""What the plan costs, who pays, and what was spent."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.as_of import today
from actions.budget_chart import budget_per_source
from actions.finances import PlanFinances
from actions.models import BudgetLine, Plan
from municipalities.permissions import UserRequest

from .past import shows_past


@require_safe
@login_required
@shows_past
def finances(request: UserRequest, pk: int) -> HttpResponse:
    """The money of a plan, by objective, budget line, source and municipality."""
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    money = PlanFinances.read(plan, today())
    lines = BudgetLine.objects.of_plan(plan)
    context = {
        "plan": plan,
        "finances": money,
        "chart": budget_per_source(money.sources, money.without_source),
        "dividable": set(lines.dividable_by(request.user).values_list("pk", flat=True)),
    }
    return render(request, "actions/finances.html", context)
