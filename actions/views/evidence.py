"""The pages on which evidence is added and removed, and its files are served."""

from http import HTTPStatus

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from actions import services
from actions.forms import EvidenceForm, RemovalForm
from actions.models import Attachment, ProgressUpdate
from municipalities.permissions import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: UserRequest, pk: int) -> HttpResponse:
    """Add evidence to an update that was saved before."""
    update = get_object_or_404(
        ProgressUpdate.objects.open_to_evidence(request.user).with_track(), pk=pk
    )
    form = EvidenceForm(
        request.POST or None, request.FILES or None, author=request.user
    )
    status = 200
    if request.method == "POST":
        is_valid = form.is_valid()
        form.hold_files()
        if is_valid:
            added = services.attach(update, form.evidence, by=request.user)
            messages.success(request, f"Bijlagen toegevoegd: {len(added)}.")
            return redirect(update.progress)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"update": update, "form": form}
    return render(request, "actions/add_evidence.html", context, status=status)


@require_safe
@login_required
@never_cache
@csp({"default-src": [NONE], "sandbox": [True]})  # type: ignore[arg-type]
def download(request: UserRequest, pk: int) -> FileResponse:
    """The content of a file, to be saved and never shown as a page of this site."""
    attachment = get_object_or_404(
        Attachment.objects.visible_to(request.user).downloadable(), pk=pk
    )
    return FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.title,
        content_type=attachment.file_type,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: UserRequest, pk: int) -> HttpResponse:
    """Delete the content of what should never have been added, for a reason."""
    attachment = get_object_or_404(
        Attachment.objects.removable_by(request.user).with_update(), pk=pk
    )
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.remove_content(
            attachment, by=request.user, reason=form.cleaned_data["reason"]
        )
        messages.success(request, "Verwijderd. Dat de bijlage er was, blijft te zien.")
        return redirect(attachment.update.progress)
    context = {"attachment": attachment, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200
    return render(request, "actions/remove_attachment.html", context, status=status)
