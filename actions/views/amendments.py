"""The register of changes to a plan."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actions.forms import RegisterForm
from actions.models import Plan
from actions.register import read_entries
from municipalities.permissions import UserRequest

from .past import shows_past

PER_PAGE = 20


@require_safe
@login_required
@shows_past
def amendments(request: UserRequest, pk: int) -> HttpResponse:
    """What was changed since the plan was adopted, the newest first."""
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    form = RegisterForm(request.GET, plan=plan)
    is_valid = form.is_valid()
    page = Paginator(form.find(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "form": form,
        "page_obj": page,
        "entries": read_entries(page),
        "is_filtered": any(form.cleaned_data.values()) or not is_valid,
    }
    status = 200 if is_valid else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "actions/amendments.html", context, status=status)
