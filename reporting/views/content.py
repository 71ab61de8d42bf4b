"""The content of an edition, for the views that show it or publish it."""

from datetime import date

from django.http import Http404
from django.utils import timezone

from reporting.assemble import NotTakingPart
from reporting.data import Report as Content
from reporting.drafting import assemble
from reporting.models import Report


def content_or_404(report: Report, *, published_on: date | None = None) -> Content:
    """What an edition says today; there is none of who does not take part."""
    content = content_if_any(report, published_on=published_on)
    if content is None:
        raise Http404
    return content


def content_if_any(
    report: Report, *, published_on: date | None = None
) -> Content | None:
    """The same, or None of who does not take part."""
    try:
        return assemble(report, today=timezone.localdate(), published_on=published_on)
    except NotTakingPart:
        return None
