"""Telling people of a published report, and the register of who was told."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from municipalities.permissions import UserRequest
from reporting.deliveries import tell
from reporting.forms import SendingForm
from reporting.models import Delivery, Recipient, Report
from reporting.permissions import people_to_tell


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sending(request: UserRequest, pk: int) -> HttpResponse:
    """Who was told and who opened it, and a form to tell others."""
    workable = Report.objects.workable_by(request.user).published()
    report = get_object_or_404(workable.with_names().with_replaced(), pk=pk)
    people = people_to_tell(report, today=timezone.localdate())
    form = SendingForm(
        request.POST if request.method == "POST" else None,
        people=people,
        initial={
            "people": Recipient.objects.of_edition(report).values_list(
                "user", flat=True
            )
        },
    )
    if form.is_valid():
        tell(
            report,
            form.cleaned_data["people"],
            by=request.user,
            link=request.build_absolute_uri(report.get_absolute_url()),
            now=timezone.now(),
        )
        messages.success(request, "Het bericht wordt verstuurd.")
        return redirect("reporting:sending", pk)
    context = {
        "report": report,
        "deliveries": Delivery.objects.of_report(report),
        "form": form,
        "anybody_left": people.exists(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reporting/sending.html", context, status=status)
