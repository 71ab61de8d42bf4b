"""The page on which a municipality keeps the figures of its shares in the budget."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from actions.forms import BudgetShareFormSet
from actions.models import BudgetShare, Plan
from actions.shares import total_shares
from municipalities.models import Municipality
from municipalities.permissions import UserRequest
from municipalities.versions import atomic_post

from .municipality import page_of
from .saving import save_or_show


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@atomic_post
def shares(request: UserRequest, plan_pk: int, code: str) -> HttpResponse:
    """Committed, spent and forecast, for each budget line that there is a share of."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=plan_pk)
    municipality = get_object_or_404(Municipality, code=code)
    editable = (
        BudgetShare.objects.editable_by(request.user)
        .of_plan(plan)
        .of_municipality(municipality)
    )
    if not editable.exists():
        raise Http404
    formset: Any = BudgetShareFormSet(
        request.POST if request.method == "POST" else None,
        instance=municipality,
        queryset=editable,
    )

    def show(status: int = 200) -> HttpResponse:
        context = {
            "plan": plan,
            "municipality": municipality,
            "formset": formset,
            "totals": total_shares(form.instance for form in formset.initial_forms),
        }
        return render(request, "actions/shares.html", context, status=status)

    if request.method != "POST":
        return show()
    return save_or_show(
        request,
        formset,
        show=show,
        message="Opgeslagen: de bedragen.",
        then=f"{page_of(plan, municipality)}#geld",
    )
