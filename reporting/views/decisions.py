"""What an edition asks to be decided, and what came of what was asked before."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from actions.views.saving import save_or_show
from municipalities.permissions import UserRequest
from municipalities.versions import (
    VersionedForm,
    atomic_post,
    get_for_form_or_404,
    lock,
)
from reporting.forms import (
    BEING_PUBLISHED,
    OutcomeForm,
    RequestForm,
    refuse_while_publishing,
)
from reporting.models import DecisionRequest, RenderJob, Report

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
@atomic_post
def add_request(request: UserRequest, pk: int) -> HttpResponse:
    """Ask for a decision."""
    draft = _get_draft(request, pk)
    asked = DecisionRequest(round=draft.round, municipality=draft.municipality)
    return _edit(request, draft, RequestForm(request.POST or None, instance=asked))


@require_http_methods(FORM_METHODS)
@login_required
@atomic_post
def request_page(request: UserRequest, pk: int, request_pk: int) -> HttpResponse:
    """Change what is asked, as long as it is a draft that asks it."""
    draft = _get_draft(request, pk)
    rows = DecisionRequest.objects.asked_in(draft)
    asked = get_for_form_or_404(request, rows, pk=request_pk)
    return _edit(request, draft, RequestForm(request.POST or None, instance=asked))


@require_POST
@login_required
@atomic_post
def remove_request(request: UserRequest, pk: int, request_pk: int) -> HttpResponse:
    """Ask it no longer."""
    draft = _get_draft(request, pk)
    rows = DecisionRequest.objects.asked_in(draft)
    asked = get_for_form_or_404(request, rows, pk=request_pk)
    if RenderJob.objects.publishing(draft).active().exists():
        messages.warning(request, BEING_PUBLISHED)
        return redirect(draft)
    asked.delete()
    messages.success(request, f"Niet meer gevraagd: {asked}")
    return redirect(draft)


@require_http_methods(FORM_METHODS)
@login_required
@atomic_post
def outcome(request: UserRequest, pk: int, request_pk: int) -> HttpResponse:
    """Write down what was decided on what was asked before, and what follows."""
    draft = _get_draft(request, pk)
    rows = DecisionRequest.objects.asked_before(draft)
    asked = get_for_form_or_404(request, rows, pk=request_pk)
    form = OutcomeForm(request.POST or None, instance=asked, today=timezone.localdate())
    return _edit(request, draft, form)


def _get_draft(request: UserRequest, pk: int) -> Report:
    """The draft; held by who is about to change what it asks, so not published then."""
    drafts = Report.objects.workable_by(request.user).drafts().with_edition()
    if request.method == "POST":
        lock(drafts.filter(pk=pk))
    return get_object_or_404(drafts, pk=pk)


def _edit(request: UserRequest, draft: Report, form: VersionedForm) -> HttpResponse:
    def show(status: int) -> HttpResponse:
        context = {"report": draft, "form": form, "asked": form.instance}
        return render(request, "reporting/request.html", context, status=status)

    refuse_while_publishing(form, draft)
    if request.method != "POST":
        return show(HTTPStatus.OK)
    return save_or_show(request, form, show=show, message="Opgeslagen.", then=draft)
