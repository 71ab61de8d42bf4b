"""The pages on which the plan is followed and progress is reported."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from municipalities.models import Municipality
from municipalities.permissions import UserRequest, access_of

from . import services
from .forms import ConfirmationForm, ProgressUpdateForm, ReportForm
from .matrix import build_matrix
from .models import Action, MilestoneStatus, Objective, Plan, Progress, ProgressUpdate
from .worklist import build_worklist

UNPROCESSABLE = 422
CONFLICT = 409


@require_safe
@login_required
def home(request: UserRequest) -> HttpResponse:
    """Send everybody to the page that they come for."""
    access = access_of(request.user)
    if access.may_report and not access.coordinates:
        return redirect("actions:my-tracks")
    if access.sees_plan_of:
        return redirect("actions:overview")
    if access.may_read_reports:
        return redirect("reporting:reports")
    if access.may_use_admin:
        return redirect("admin:index")
    return render(request, "actions/no_role.html", status=403)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "actions/accessibility.html")


@require_safe
@login_required
def overview(request: UserRequest) -> HttpResponse:
    """The matrix of the plan that is going on."""
    if not access_of(request.user).sees_plan_of:
        raise Http404
    visible = Plan.objects.visible_to(request.user).newest_first().with_region()
    if not visible:
        return render(request, "actions/no_plan.html")
    return _show_plan(request, visible[0], visible)


@require_safe
@login_required
def plan(request: UserRequest, pk: int) -> HttpResponse:
    """The matrix of one plan."""
    visible = Plan.objects.visible_to(request.user).newest_first().with_region()
    return _show_plan(request, get_object_or_404(visible, pk=pk), visible)


def _show_plan(
    request: UserRequest, plan: Plan, visible: Iterable[Plan]
) -> HttpResponse:
    context = {
        "plan": plan,
        "other_plans": [other for other in visible if other != plan],
        "matrix": build_matrix(plan, today=timezone.localdate()),
    }
    return render(request, "actions/plan.html", context)


@require_safe
@login_required
def objective(request: UserRequest, pk: int) -> HttpResponse:
    """One objective: results, actions, partners, milestones and money."""
    objective = get_object_or_404(
        Objective.objects.visible_to(request.user).with_parts(), pk=pk
    )
    plan = objective.action_line.plan
    matrix = build_matrix(plan, today=timezone.localdate(), objective=objective)
    statuses = MilestoneStatus.objects.of_plan(plan).with_postponements()
    context = {
        "objective": objective,
        "plan": plan,
        "matrix": matrix,
        "milestone_statuses": statuses.filter(milestone__objective=objective),
    }
    return render(request, "actions/objective.html", context)


@require_safe
@login_required
def action(request: UserRequest, pk: int) -> HttpResponse:
    """One action: what it is, who helps, and where every municipality stands."""
    action = get_object_or_404(
        Action.objects.visible_to(request.user).with_parts(), pk=pk
    )
    plan = action.objective.action_line.plan
    tracks = (
        Progress.objects.filter(action=action)
        .with_state()
        .with_explanation()
        .with_note_access(request.user)
        .with_edit_access(request.user)
        .in_plan_order()
    )
    context = {
        "action": action,
        "plan": plan,
        "tracks": tracks,
        "fresh_since": plan.fresh_since(timezone.localdate()),
    }
    return render(request, "actions/action.html", context)


@require_safe
@login_required
def municipality(request: UserRequest, plan_pk: int, code: str) -> HttpResponse:
    """One municipality in a plan: its people, its tracks and its milestones."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), pk=plan_pk)
    today = timezone.localdate()
    municipality = get_object_or_404(
        Municipality.objects.filter(participations__plan=plan).with_officers(today),
        code=code,
    )
    tracks = (
        Progress.objects.of_plan(plan)
        .of_municipality(municipality)
        .running()
        .with_state()
        .with_explanation()
        .with_note_access(request.user)
        .with_edit_access(request.user)
        .in_plan_order()
    )
    statuses = MilestoneStatus.objects.of_plan(plan).with_postponements()
    context = {
        "plan": plan,
        "municipality": municipality,
        "tracks": tracks,
        "milestone_statuses": statuses.filter(municipality=municipality),
        "fresh_since": plan.fresh_since(today),
    }
    return render(request, "actions/municipality.html", context)


@require_safe
@login_required
def my_tracks(request: UserRequest) -> HttpResponse:
    """What this person is to report on, what needs attention first."""
    if not access_of(request.user).may_report:
        raise PermissionDenied("Deze pagina is voor wie zelf voortgang meldt.")
    worklist = build_worklist(request.user, today=timezone.localdate())
    return render(request, "actions/my_tracks.html", {"worklist": worklist})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def track(request: UserRequest, pk: int) -> HttpResponse:
    """One track: its updates, and for who may, the form for the next one."""
    if request.method != "POST":
        visible = Progress.objects.visible_to(request.user)
        track = get_object_or_404(
            visible.with_state().with_explanation().with_plan(), pk=pk
        )
        return _show_track(request, track)
    track = get_object_or_404(
        Progress.objects.editable_by(request.user).with_state().with_plan(), pk=pk
    )
    form = ProgressUpdateForm(request.POST, progress=track)
    if not form.is_valid():
        return _show_track(request, track, form=form, status=UNPROCESSABLE)
    try:
        update = services.record_update(
            track,
            author=request.user,
            key=form.cleaned_data["key"],
            base_version=form.cleaned_data["base_version"],
            **form.state,
        )
    except services.ProgressConflict as conflict:
        track.refresh_from_db()
        form = ProgressUpdateForm(_having_seen(track, request.POST), progress=track)
        form.full_clean()
        return _show_track(
            request, track, form=form, conflict=conflict.current, status=CONFLICT
        )
    messages.success(request, f"Opgeslagen: {track.action} is {update.summary}.")
    return redirect(_after_report(request, track))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm(request: UserRequest, pk: int) -> HttpResponse:
    """Confirm that nothing changed; on red, after saying what is done about it."""
    track = get_object_or_404(
        Progress.objects.editable_by(request.user).with_state().with_explanation(),
        pk=pk,
    )
    form = ConfirmationForm(request.POST or None, progress=track)
    context = {"track": track, "form": form}
    if request.method != "POST":
        return render(request, "actions/confirm.html", context)
    if not form.is_valid():
        return render(request, "actions/confirm.html", context, status=UNPROCESSABLE)
    try:
        services.confirm(track, author=request.user, **form.cleaned_data)
    except services.ProgressConflict as conflict:
        track.refresh_from_db()
        form = ConfirmationForm(_having_seen(track, request.POST), progress=track)
        context |= {"form": form, "conflict": conflict.current}
        return render(request, "actions/confirm.html", context, status=CONFLICT)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "actions/confirm.html", context, status=UNPROCESSABLE)
    messages.success(request, f"Bevestigd: bij {track.action} is niets veranderd.")
    return redirect(_after_report(request, track))


@require_POST
@login_required
def withdraw(request: UserRequest, pk: int) -> HttpResponse:
    """Undo the newest update that stands."""
    track = get_object_or_404(
        Progress.objects.editable_by(request.user).with_state().with_plan(), pk=pk
    )
    form = ReportForm(request.POST, progress=track)
    if not form.is_valid():
        return _show_track(request, track, status=UNPROCESSABLE)
    try:
        services.withdraw(track, author=request.user, **form.cleaned_data)
    except services.ProgressConflict as conflict:
        track.refresh_from_db()
        return _show_track(request, track, conflict=conflict.current, status=CONFLICT)
    except services.NothingToWithdraw as error:
        messages.error(request, error.message)
        return _show_track(request, track, status=UNPROCESSABLE)
    messages.success(request, f"Ingetrokken: het laatste bericht bij {track.action}.")
    return redirect(track)


def _show_track(
    request: UserRequest,
    track: Progress,
    *,
    form: ProgressUpdateForm | None = None,
    conflict: ProgressUpdate | None = None,
    status: int = 200,
) -> HttpResponse:
    plan = track.action.objective.action_line.plan
    is_editable = (
        Progress.objects.editable_by(request.user).filter(pk=track.pk).exists()
    )
    if is_editable and form is None:
        form = ProgressUpdateForm(progress=track)
    context = {
        "track": track,
        "plan": plan,
        "form": form,
        "conflict": conflict,
        "withdrawal_form": ReportForm(progress=track),
        "updates": track.updates.for_timeline().with_note_access(request.user),
        "fresh_since": plan.fresh_since(timezone.localdate()),
    }
    return render(request, "actions/track.html", context, status=status)


def _having_seen(track: Progress, data: QueryDict) -> QueryDict:
    """What was typed, by somebody who is now shown the newest state."""
    typed = data.copy()
    typed["base_version"] = str(track.version)
    return typed


def _after_report(request: UserRequest, track: Progress) -> str | Progress:
    """Back to the worklist for who has the track on it, otherwise to the track."""
    is_own = Progress.objects.own(request.user).filter(pk=track.pk).exists()
    return "actions:my-tracks" if is_own else track
