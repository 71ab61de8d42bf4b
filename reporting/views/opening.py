"""Noting that somebody who was told of a report opened it."""

from django.utils import timezone

from municipalities.permissions import UserRequest
from reporting.models import Delivery, Report


def note_opened(request: UserRequest, report: Report) -> None:
    """Keep when the reader first opened a published report, if they were told of it."""
    if request.method == "GET" and report.is_published:
        Delivery.objects.note_opened(report, request.user, timezone.now())
