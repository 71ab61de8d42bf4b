"""Whether a PDF is one that was published; for anybody who holds one."""

from http import HTTPStatus

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from reporting.forms import GenuineForm
from reporting.models import PublicEdition, Report


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
    editions = PublicEdition.objects.of_pdf(sha256).without_files().with_replaced()
    edition = editions.first()
    reports = Report.objects.with_names().with_replaced()
    report = (
        reports.get(pk=edition.report_id)
        if edition
        else reports.filter(publication__pdf_sha256=sha256).first()
    )
    context = {
        "form": GenuineForm(),
        "sha256": sha256,
        "report": report,
        "edition": edition,
        "is_answered": True,
    }
    return render(request, "reporting/genuine.html", context)
