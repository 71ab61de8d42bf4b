"""The page on which a municipality keeps the figures of its shares in the budget."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from actions.forms import BudgetShareFormSet
from actions.models import BudgetShare
from actions.shares import total_shares
from municipalities.permissions import UserRequest
from municipalities.versions import atomic_post

from .municipality import get_place_or_404, page_of, place_context
from .saving import save_or_show


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@atomic_post
def shares(request: UserRequest, plan_pk: int, code: str) -> HttpResponse:
    """Committed, spent and forecast, for each budget line that there is a share of."""
    plan, municipality = get_place_or_404(request, plan_pk, code)
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
        context = place_context(plan, municipality) | {
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
        then=page_of(plan, municipality),
    )
