"""Dividing a budget line over the municipalities."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actions.as_of import today
from actions.forms import DivisionForm
from actions.models import BudgetLine
from actions.outline import taking_part
from municipalities.permissions import UserRequest
from municipalities.versions import atomic_post, get_for_form_or_404

from .saving import save_or_show


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@atomic_post
def divide(request: UserRequest, pk: int) -> HttpResponse:
    """Show what every municipality would get; save it once that was seen."""
    dividable = BudgetLine.objects.dividable_by(request.user)
    line = get_for_form_or_404(request, dividable, pk=pk)
    plan = line.whole()
    form = DivisionForm(
        request.POST if request.method == "POST" else None,
        instance=line,
        municipalities=taking_part(plan, today()),
        today=today(),
        by=request.user,
    )

    def show(status: int = 200) -> HttpResponse:
        context = {"form": form, "line": line, "plan": plan}
        return render(request, "actions/divide.html", context, status=status)

    if not form.is_bound or (form.is_valid() and form.only_looks):
        return show()
    return save_or_show(
        request,
        form,
        show=show,
        message=f"Opgeslagen: de verdeling van ‘{line}’.",
        then=f"{reverse('actions:finances', args=[plan.pk])}#verdeling",
    )
