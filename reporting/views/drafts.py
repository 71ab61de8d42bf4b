"""Making a report: the editions of each round, a draft, and its correction."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from actions.views.saving import save_or_show
from municipalities.permissions import UserRequest, access_of
from municipalities.versions import atomic_post, get_for_form_or_404
from reporting import services
from reporting.editions import editions_for
from reporting.forms import (
    CorrectionForm,
    DraftForm,
    WordsForm,
    refuse_while_publishing,
)
from reporting.models import DecisionRequest, RenderJob, Report
from reporting.proposal import propose_summary

from .content import content_if_any


@require_safe
@login_required
def workbench(request: UserRequest) -> HttpResponse:
    """All editions to make, and how far each is."""
    if not access_of(request.user).coordinates:
        raise Http404
    rounds = editions_for(request.user, today=timezone.localdate())
    return render(request, "reporting/workbench.html", {"rounds": rounds})


@require_POST
@login_required
def start_draft(request: UserRequest) -> HttpResponse:
    """Make a draft of an edition, or go to the one that is there."""
    if not access_of(request.user).coordinates:
        raise Http404
    today = timezone.localdate()
    form = DraftForm(request.POST, user=request.user, today=today)
    if not form.is_valid():
        context = {"rounds": editions_for(request.user, today=today), "form": form}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "reporting/workbench.html", context, status=status)
    found = services.start_draft(
        form.cleaned_data["round"], form.cleaned_data["municipality"]
    )
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@atomic_post
def draft(request: UserRequest, pk: int) -> HttpResponse:
    """Write what the coordinator says in a report."""
    found = get_for_form_or_404(request, _drafts(request), pk=pk)
    form = WordsForm(request.POST or None, instance=found)
    refuse_while_publishing(form, found)
    if request.method != "POST":
        return _show(request, found, form)
    return save_or_show(
        request,
        form,
        show=lambda status: _show(request, found, form, status),
        message="Opgeslagen.",
        then=request.path,
    )


@require_POST
@login_required
@atomic_post
def discard(request: UserRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = get_for_form_or_404(request, _drafts(request), pk=pk)
    name = str(found)
    services.discard(found)
    messages.success(request, f"Concept weggegooid: {name}.")
    return redirect("reporting:workbench")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: UserRequest, pk: int) -> HttpResponse:
    """Begin a next version of what was published, or go on with the one begun."""
    rows = Report.objects.workable_by(request.user).published().with_names()
    published = get_object_or_404(rows, pk=pk)
    begun = Report.objects.of_edition(published).drafts().first()
    if begun:
        messages.info(request, "Er is al een concept van een correctie: dit.")
        return redirect("reporting:draft", begun.pk)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        correction = services.start_correction(published, **form.cleaned_data)
        return redirect(correction)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"report": published, "form": form}
    return render(request, "reporting/correct.html", context, status=status)


def _drafts(request: UserRequest) -> Any:
    return Report.objects.workable_by(request.user).drafts().with_edition()


def _show(
    request: UserRequest, found: Report, form: WordsForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    content = content_if_any(found)
    context = {
        "report": found,
        "form": form,
        "has_left": content is None,
        "job": RenderJob.objects.of_drafts().publishing(found).first(),
        "proposal": propose_summary(content) if content else "",
        "requests": DecisionRequest.objects.asked_in(found),
        "earlier": DecisionRequest.objects.asked_before(found),
    }
    return render(request, "reporting/draft.html", context, status=status)
