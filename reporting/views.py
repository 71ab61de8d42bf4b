"""The pages from which reports are read."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from actions.as_of import today
from actions.models import Plan, ReportingRound
from actions.periods import Quarter
from actions.views.past import shows_past
from municipalities.models import Municipality
from municipalities.permissions import UserRequest, access_of

from .assemble import NotTakingPart, build_report, report_day
from .editions import read_reports_page
from .figures import read_figures
from .permissions import (
    readable_participations,
    readable_rounds,
    reads_regional_edition,
)
from .render import render_pdf


@require_safe
@login_required
def reports(request: UserRequest) -> HttpResponse:
    """All reports that this person may read, the newest with how it stands."""
    if not access_of(request.user).may_read_reports:
        raise Http404
    page = read_reports_page(request.user, today=timezone.localdate())
    return render(request, "reporting/reports.html", {"page": page})


@require_safe
@login_required
def regional_pdf(request: UserRequest, plan_pk: int, quarter: str) -> HttpResponse:
    """The edition of the region, as it stands on the day of the report."""
    reporting_round = _get_round(request, plan_pk, quarter)
    if not reads_regional_edition(request.user, reporting_round.plan):
        raise Http404
    return _pdf(reporting_round)


@require_safe
@login_required
def municipal_pdf(
    request: UserRequest, plan_pk: int, quarter: str, code: str
) -> HttpResponse:
    """The edition of one municipality, as it stands on the day of the report."""
    reporting_round = _get_round(request, plan_pk, quarter)
    readable = readable_participations(request.user, reporting_round.plan)
    participation = get_object_or_404(readable, municipality__code=code)
    return _pdf(reporting_round, participation.municipality)


@require_safe
@login_required
@shows_past
def figures(request: UserRequest, pk: int) -> HttpResponse:
    """The published figures of partners, for who sees the plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).with_region(), pk=pk)
    tables = read_figures(plan.region, on=today())
    context = {"plan": plan, "tables": tables}
    return render(request, "reporting/figures.html", context)


def _get_round(request: UserRequest, plan_pk: int, quarter: str) -> ReportingRound:
    try:
        wanted = Quarter.parse(quarter)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(
        readable_rounds(request.user),
        plan=get_object_or_404(Plan.objects.reported_to(request.user), pk=plan_pk),
        year=wanted.year,
        quarter_number=wanted.number,
    )


def _pdf(
    reporting_round: ReportingRound, municipality: Municipality | None = None
) -> HttpResponse:
    day = report_day(reporting_round, timezone.localdate())
    try:
        report = build_report(reporting_round, as_of=day, municipality=municipality)
    except NotTakingPart:
        raise Http404 from None
    edition = slugify(municipality.name) if municipality else "regio"
    name = f"voortgangsrapportage-{reporting_round.quarter.code}-{edition}.pdf"
    return HttpResponse(
        render_pdf(report),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
