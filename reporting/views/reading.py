"""Reading what was published: the archive, a report, its web version and its PDF."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from municipalities.permissions import UserRequest, access_of
from reporting.data import Report as Content
from reporting.file_names import name_of_published
from reporting.forms import ArchiveForm
from reporting.jobs import ask_pdf
from reporting.models import PublicEdition, Report
from reporting.snapshot import restore
from reporting.web import render_web

from .content import content_or_404
from .files import made_pdf_or_progress, pdf_response
from .opening import note_opened

PER_PAGE = 20


@require_safe
@login_required
def reports(request: UserRequest) -> HttpResponse:
    """The newest report that this person may read, and the archive of all."""
    access = access_of(request.user)
    if not access.may_read_reports:
        raise Http404
    form = ArchiveForm(request.GET, user=request.user)
    is_valid = form.is_valid()
    page = Paginator(form.find(), PER_PAGE).get_page(request.GET.get("page"))
    is_filtered = any(form.cleaned_data.values()) or not is_valid
    is_first = not is_filtered and page.number == 1
    newest = Report.objects.readable_by(request.user).with_names().newest_first()
    latest = newest.first() if is_first else None
    context = {
        "form": form,
        "page_obj": page,
        "is_filtered": is_filtered,
        "latest": latest,
        "content": restore(latest.publication.content) if latest else None,
        "may_make": bool(access.coordinates),
    }
    status = HTTPStatus.OK if is_valid else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "reporting/reports.html", context, status=status)


@require_safe
@login_required
def report(request: UserRequest, pk: int) -> HttpResponse:
    """A published report: what it is, its versions, and how to know it is genuine."""
    visible = Report.objects.visible_to(request.user).with_names().with_replaced()
    found = get_object_or_404(visible, pk=pk)
    if not found.is_published:
        return redirect("reporting:draft", pk)
    note_opened(request, found)
    readable = Report.objects.readable_by(request.user)
    coordinates = found.round.plan.region_id in access_of(request.user).coordinates
    editions = PublicEdition.objects.of_report(found).without_files().with_names()
    context = {
        "report": found,
        "versions": readable.of_edition(found).with_names(),
        "may_correct": coordinates and not found.is_replaced,
        "may_send": coordinates,
        "editions": editions,
        "may_make_public": coordinates and not found.is_replaced,
        "misses_public": coordinates
        and not editions
        and not found.is_replaced
        and PublicEdition.objects.of_earlier_version(found).exists(),
    }
    return render(request, "reporting/published.html", context)


@require_safe
@login_required
def read(request: UserRequest, pk: int) -> HttpResponse:
    """The report as a page; of a draft, what it would be now."""
    found = _get(request, pk)
    note_opened(request, found)
    return HttpResponse(render_web(request, found, _content(found)))


@require_safe
@login_required
def pdf(request: UserRequest, pk: int) -> HttpResponse:
    """The PDF that was published; of a draft, one that is made now."""
    found = _get(request, pk)
    if not found.is_published:
        content, by = _content(found), request.user
        job = ask_pdf(content, found.round, found.municipality, by=by, draft=found)
        return made_pdf_or_progress(job)
    note_opened(request, found)
    return pdf_response(bytes(found.publication.pdf), name_of_published(found))


def _get(request: UserRequest, pk: int) -> Report:
    visible = Report.objects.visible_to(request.user).with_names().with_replaced()
    return get_object_or_404(visible, pk=pk)


def _content(found: Report) -> Content:
    if found.is_published:
        return restore(found.publication.content)
    return content_or_404(found)
