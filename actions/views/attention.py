"""What asks attention in a plan."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.as_of import is_looking_back, today
from actions.attention import read_attention
from actions.models import Plan
from municipalities.permissions import UserRequest, access_of

from .past import shows_past


@require_safe
@login_required
@shows_past
def attention(request: UserRequest, pk: int) -> HttpResponse:
    """Who is silent, what is vacant, postponed or off course, and who is waited for."""
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    managed = access_of(request.user).manages_people_of
    context = {
        "plan": plan,
        "attention": read_attention(plan, request.user, today=today()),
        "manages_people": plan.region_id in managed and not is_looking_back(),
    }
    return render(request, "actions/attention.html", context)
