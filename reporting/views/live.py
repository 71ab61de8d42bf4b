"""How it stands now, as a PDF, for the coordinator: no report, and not kept."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.models import Plan, ReportingRound
from actions.periods import Quarter
from municipalities.models import Municipality
from municipalities.permissions import UserRequest
from reporting.assemble import NotTakingPart, build_report, report_day
from reporting.jobs import ask_pdf
from reporting.permissions import workable_rounds

from .files import made_pdf_or_progress


@require_safe
@login_required
def regional_pdf(request: UserRequest, plan_pk: int, quarter: str) -> HttpResponse:
    """The edition of the region, as it stands on the day of the report."""
    return _pdf(request, _get_round(request, plan_pk, quarter))


@require_safe
@login_required
def municipal_pdf(
    request: UserRequest, plan_pk: int, quarter: str, code: str
) -> HttpResponse:
    """The edition of one municipality, as it stands on the day of the report."""
    reporting_round = _get_round(request, plan_pk, quarter)
    participation = get_object_or_404(
        reporting_round.plan.participations.select_related("municipality"),
        municipality__code=code,
    )
    return _pdf(request, reporting_round, participation.municipality)


def _get_round(request: UserRequest, plan_pk: int, quarter: str) -> ReportingRound:
    try:
        wanted = Quarter.parse(quarter)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(
        workable_rounds(request.user),
        plan=get_object_or_404(Plan.objects.editable_by(request.user), pk=plan_pk),
        year=wanted.year,
        quarter_number=wanted.number,
    )


def _pdf(
    request: UserRequest,
    reporting_round: ReportingRound,
    municipality: Municipality | None = None,
) -> HttpResponse:
    day = report_day(reporting_round, timezone.localdate())
    try:
        report = build_report(reporting_round, as_of=day, municipality=municipality)
    except NotTakingPart:
        raise Http404 from None
    job = ask_pdf(report, reporting_round, municipality, by=request.user)
    return made_pdf_or_progress(job)
