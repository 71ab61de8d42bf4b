"""Publishing: first what is missing, then a worker does it once and for all."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from municipalities.permissions import UserRequest
from reporting.assemble import NotTakingPart
from reporting.checks import check
from reporting.forms import PublishForm
from reporting.jobs import AlreadyPublished, ContentMoved, ask_publication
from reporting.models import RenderJob, Report
from reporting.services import fingerprint
from reporting.snapshot import freeze

from .content import content_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request: UserRequest, pk: int) -> HttpResponse:
    """What is missing, and the button that publishes what was looked at."""
    drafts = Report.objects.workable_by(request.user).drafts().with_edition()
    draft = get_object_or_404(drafts, pk=pk)
    active = RenderJob.objects.publishing(draft).active().with_names().first()
    if active:
        return redirect(active)
    content = content_or_404(draft, published_on=timezone.localdate())
    found = check(content)
    has_moved = False
    if request.method == "POST" and not found.blockers:
        form = PublishForm(request.POST)
        try:
            seen = form.cleaned_data["seen"] if form.is_valid() else ""
            return redirect(ask_publication(draft, by=request.user, seen=seen))
        except AlreadyPublished:
            return redirect("reporting:report", pk)
        except NotTakingPart:
            raise Http404 from None
        except ContentMoved:
            has_moved = True
    context = {
        "report": draft,
        "check": found,
        "has_moved": has_moved,
        "form": PublishForm(initial={"seen": fingerprint(freeze(content))}),
    }
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.CONFLICT if has_moved else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "reporting/publish.html", context, status=status)
