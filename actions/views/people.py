"""The pages about who works for a municipality."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from actions.forms import AppointForm, HandoverForm, TrainingForm
from actions.forms.people import SuccessorForm
from municipalities.invitations import invite
from municipalities.models import Membership
from municipalities.permissions import UserRequest, access_of
from municipalities.versions import atomic_post, get_for_form_or_404

from .municipality import get_place_or_404, place_context
from .saving import save_or_show


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@atomic_post
def handover(request: UserRequest, plan_pk: int, code: str, pk: int) -> HttpResponse:
    """Somebody stops, and another starts."""
    plan, municipality = get_place_or_404(request, plan_pk, code)
    managed = access_of(request.user).manages_people_of
    roles = Membership.objects.of_team(municipality).of_others(request.user)
    leaving = get_for_form_or_404(request, roles.in_regions(managed), pk=pk)
    form = HandoverForm(request.POST or None, instance=leaving, giver=request.user)
    context = place_context(plan, municipality) | {"leaving": leaving, "form": form}
    message = f"Opgeslagen: de overdracht van {leaving.user}."
    response = _show_or_save(request, "actions/handover.html", context, message)
    _invite(request, form)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@atomic_post
def appoint(request: UserRequest, plan_pk: int, code: str) -> HttpResponse:
    """Somebody starts where nobody is, or as one more."""
    plan, municipality = get_place_or_404(request, plan_pk, code)
    if municipality.region_id not in access_of(request.user).manages_people_of:
        raise Http404
    form = AppointForm(
        request.POST or None, municipality=municipality, giver=request.user
    )
    context = place_context(plan, municipality) | {"form": form}
    message = f"Opgeslagen: wie er begint in {municipality}."
    response = _show_or_save(request, "actions/appoint.html", context, message)
    _invite(request, form)
    return response


def _show_or_save(
    request: UserRequest, template: str, context: dict[str, Any], message: str
) -> HttpResponse:
    """Show the form on its page; when it was sent, save it and leave the page."""

    def show(status: int = 200) -> HttpResponse:
        return render(request, template, context, status=status)

    if request.method != "POST":
        return show()
    return save_or_show(
        request,
        context["form"],
        show=show,
        message=message,
        then=context["municipality_url"],
    )


def _invite(request: UserRequest, form: SuccessorForm) -> None:
    """Mail who got an account, once that is saved."""
    if form.new_account:
        transaction.on_commit(partial(invite, form.new_account, request))
        messages.success(
            request, f"Er gaat een uitnodiging naar {form.new_account.email}."
        )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@atomic_post
def training(request: UserRequest, plan_pk: int, code: str, pk: int) -> HttpResponse:
    """On which day an officer was trained; officers keep their own."""
    plan, municipality = get_place_or_404(request, plan_pk, code)
    access = access_of(request.user)
    roles = Membership.objects.of_team(municipality)
    if municipality.region_id not in access.manages_people_of:
        roles = roles.filter(user=request.user, municipality__in=access.officer_of)
    trained = get_for_form_or_404(request, roles, pk=pk)
    form = TrainingForm(request.POST or None, instance=trained)
    context = place_context(plan, municipality) | {"trained": trained, "form": form}
    message = f"Opgeslagen: wanneer {trained.user} is getraind."
    return _show_or_save(request, "actions/training.html", context, message)
