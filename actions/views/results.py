"""Which results were reached, and the page on which one of them is judged."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from actions.as_of import today
from actions.forms import AssessmentForm
from actions.models import Plan, ReportingRound, Result, ResultAssessment
from actions.proposals import fact_behind
from actions.results import address_of, may_judge, read_results
from actions.timelines import recent
from municipalities.models import Municipality
from municipalities.permissions import UserRequest
from municipalities.versions import atomic_post, lock, with_versions

from .past import shows_past
from .saving import save_or_show


@require_safe
@login_required
@shows_past
def results(request: UserRequest, pk: int) -> HttpResponse:
    """The results of a plan, for the region or per municipality."""
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    context = {
        "plan": plan,
        "round": plan.rounds.open(today()).first(),
        "results": read_results(plan, today=today()),
    }
    return render(request, "actions/results.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@shows_past
@atomic_post
def result(request: UserRequest, pk: int, code: str | None = None) -> HttpResponse:
    """What was judged of a result, and for who may, the form to judge it."""
    visible = Result.objects.visible_to(request.user).with_plan()
    result = get_object_or_404(visible, pk=pk)
    plan = result.objective.action_line.plan
    if result.is_per_municipality != (code is not None):
        raise Http404
    place = get_object_or_404(_places(plan), code=code) if code else None
    judges = may_judge(request.user, plan, place, today=today())
    if request.method != "POST":
        return _show(request, result, place, judges=judges)
    if not judges:
        raise Http404
    current = _open_round(plan)
    form = AssessmentForm(
        request.POST,
        instance=_judgement(result, place, current),
        reporting_round=current,
    )
    return save_or_show(
        request,
        form,
        show=lambda status: _show(request, result, place, form, status=status),
        message=f"Opgeslagen: het oordeel over resultaat {result.code}.",
        then=address_of(result, place),
    )


def _places(plan: Plan) -> Any:
    return Municipality.objects.filter(participations__plan=plan)


def _open_round(plan: Plan) -> ReportingRound | None:
    """The round in which is judged; held, for who else judges the first time waits."""
    rounds = ReportingRound.objects.filter(plan=plan).open(today())
    lock(rounds)
    return rounds.first()


def _judgement(
    result: Result, place: Municipality | None, current: ReportingRound | None
) -> ResultAssessment:
    """What was judged in this round, with its version; or a new judgement."""
    own = ResultAssessment.objects.of_result(result, place).filter(round=current)
    return with_versions(own).select_related("result", "municipality").first() or (
        ResultAssessment(result=result, municipality=place, round=current)
    )


def _show(
    request: UserRequest,
    result: Result,
    place: Municipality | None,
    sent: AssessmentForm | None = None,
    *,
    judges: bool = False,
    status: int = 200,
) -> HttpResponse:
    plan = result.objective.action_line.plan
    current = plan.rounds.open(today()).first()
    fact = fact_behind(result, place, today=today()) if place else None
    form = sent
    if judges and current and not sent:
        judgement = _judgement(result, place, current)
        proposed = {"outcome": "reached", "note": fact.sentence} if fact else {}
        form = AssessmentForm(
            instance=judgement,
            reporting_round=current,
            initial=proposed if judgement.pk is None else None,
        )
    judgements = list(
        ResultAssessment.objects.of_result(result, place)
        .in_order_of_rounds()
        .with_note_access(request.user)
        .reverse()
    )
    context = {
        "plan": plan,
        "result": result,
        "municipality": place,
        "round": current,
        "judges": judges or sent is not None,
        "judgements": judgements,
        "fact": fact,
        "form": form,
        "recent": recent(judgements[0], plan, request.user) if judgements else None,
    }
    return render(request, "actions/result.html", context, status=status)
