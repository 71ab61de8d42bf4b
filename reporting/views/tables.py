"""The tables of a published report as files to take away."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from municipalities.permissions import UserRequest
from reporting.file_names import name_of_published
from reporting.models import Report
from reporting.snapshot import restore
from reporting.spreadsheets import KINDS
from reporting.tables import tabulate


@require_safe
@login_required
def tables(request: UserRequest, pk: int, kind: str) -> FileResponse:
    """What was published, as a spreadsheet or as text; for who may read it."""
    if kind not in KINDS:
        raise Http404
    readable = Report.objects.readable_by(request.user).with_names()
    found = get_object_or_404(readable, pk=pk)
    content = KINDS[kind].write(tabulate(restore(found.publication.content)))
    name = name_of_published(found, "-tabellen")
    return FileResponse(
        BytesIO(content),
        as_attachment=True,
        filename=f"{name}.{KINDS[kind].extension}",
        content_type=KINDS[kind].media_type,
    )
