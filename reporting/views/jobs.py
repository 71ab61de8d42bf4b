"""A PDF that is being made: how far it is, cancelling it, and trying again."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from municipalities.permissions import UserRequest
from reporting import jobs
from reporting.assemble import NotTakingPart
from reporting.job_page import show
from reporting.models import RenderJob

from .files import made_pdf_or_progress


@require_safe
@login_required
def job(request: UserRequest, pk: int) -> HttpResponse:
    """How far it is; a page that looks by itself gets only what it does not show."""
    shown = show(_get(request, pk), now=timezone.now())
    if not request.htmx:
        return render(request, "reporting/job.html", {"shown": shown})
    mark = request.GET.get("stand", "")
    if mark == shown.mark:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = {"shown": shown, "is_answer": shown.says_more_than(mark)}
    return render(request, "reporting/_job.html", context)


@require_POST
@login_required
def cancel(request: UserRequest, pk: int) -> HttpResponse:
    """Want it no longer."""
    found = _get(request, pk)
    if not jobs.cancel(found):
        messages.info(request, "Annuleren kon niet meer: het was net afgelopen.")
    return redirect(found)


@require_POST
@login_required
def retry(request: UserRequest, pk: int) -> HttpResponse:
    """Try again; when what was looked at has changed, it is to be looked at again."""
    found = _get(request, pk)
    try:
        return redirect(jobs.retry(found, by=request.user))
    except jobs.ContentMoved:
        messages.warning(
            request, "Er is intussen iets veranderd. Kijk het nog een keer na."
        )
        page = "make-public" if found.is_public_edition else "publish"
        return redirect(f"reporting:{page}", found.report_id)
    except jobs.AlreadyPublished:
        return redirect("reporting:report", found.report_id)
    except NotTakingPart:
        messages.warning(
            request, "Deze gemeente doet niet meer mee aan dit plan op die dag."
        )
    except jobs.NotEnded:
        messages.info(request, "Opnieuw proberen was niet nodig.")
    return redirect(found)


@require_safe
@login_required
def job_pdf(request: UserRequest, pk: int) -> HttpResponse:
    """The PDF that was made to look at."""
    found = _get(request, pk)
    if found.kind != RenderJob.Kind.LOOK:
        raise Http404
    return made_pdf_or_progress(found)


def _get(request: UserRequest, pk: int) -> RenderJob:
    rows = RenderJob.objects.workable_by(request.user).with_names()
    return get_object_or_404(rows, pk=pk)
