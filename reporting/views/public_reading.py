"""Reading a public edition, as a page, as PDF and as tables; and how it would be."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from municipalities.permissions import UserRequest
from reporting.file_names import name_of_public
from reporting.models import PublicEdition
from reporting.public_editions import open_desk
from reporting.snapshot import restore
from reporting.spreadsheets import KINDS
from reporting.tables import tabulate
from reporting.web import render_web

from .files import pdf_response
from .public_editions import get_published


@require_safe
@login_required
def public_preview(request: UserRequest, pk: int) -> HttpResponse:
    """The public edition as it would be now, for who chooses what is in it."""
    report = get_published(request, pk)
    content = open_desk(report).public(today=timezone.localdate())
    template = "reporting/public_preview.html"
    return HttpResponse(render_web(request, report, content, template))


@require_safe
@login_required
def public_read(request: UserRequest, pk: int) -> HttpResponse:
    """A public edition as a page."""
    found = _get(request, pk)
    content = restore(found.content)
    return HttpResponse(
        render_web(request, found, content, "reporting/public_web.html")
    )


@require_safe
@login_required
def public_pdf(request: UserRequest, pk: int) -> HttpResponse:
    """The PDF of a public edition, to put where the region publishes."""
    found = _get(request, pk)
    return pdf_response(bytes(found.pdf), name_of_public(found))


@require_safe
@login_required
def public_tables(request: UserRequest, pk: int, kind: str) -> FileResponse:
    """The tables of a public edition."""
    if kind not in KINDS:
        raise Http404
    found = _get(request, pk)
    return FileResponse(
        BytesIO(KINDS[kind].write(tabulate(restore(found.content)))),
        as_attachment=True,
        filename=f"{name_of_public(found, '-tabellen')}.{KINDS[kind].extension}",
        content_type=KINDS[kind].media_type,
    )


def _get(request: UserRequest, pk: int) -> PublicEdition:
    readable = PublicEdition.objects.readable_by(request.user)
    return get_object_or_404(readable.without_files().with_names(), pk=pk)
