"""Whether a PDF is one that was published; for anybody who holds one."""

from http import HTTPStatus

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from reporting.forms import GenuineForm
from reporting.models import Publication, Report


@require_http_methods(["GET", "HEAD", "POST"])
def genuine(request: HttpRequest) -> HttpResponse:
    """Ask for a PDF or its SHA-256, and say whether it was published and is newest."""
    if request.method != "POST":
        return render(request, "reporting/genuine.html", {"form": GenuineForm()})
    if not ratelimit.consume(request, action="check_report"):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    form = GenuineForm(request.POST, request.FILES)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "reporting/genuine.html", {"form": form}, status=status)
    sha256 = form.sha256
    found = Publication.objects.of_pdf(sha256).without_files().first()
    report = None
    if found:
        reports = Report.objects.with_names().with_replaced()
        report = reports.get(publication=found)
    context = {
        "form": GenuineForm(),
        "sha256": sha256,
        "report": report,
        "is_answered": True,
    }
    return render(request, "reporting/genuine.html", context)
