"""The pages on which progress is reported."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from actions import services
from actions.forms import ConfirmationForm, ProgressUpdateForm, ReportForm
from actions.models import Progress, ProgressUpdate
from actions.submissions import own_handings
from actions.worklist import build_worklist
from municipalities.permissions import UserRequest, access_of

UNPROCESSABLE = 422
CONFLICT = 409


@require_safe
@login_required
def my_tracks(request: UserRequest) -> HttpResponse:
    """What this person is to report on, what needs attention first."""
    if not access_of(request.user).may_report:
        raise PermissionDenied("Deze pagina is voor wie zelf voortgang meldt.")
    today = timezone.localdate()
    context = {
        "worklist": build_worklist(request.user, today=today),
        "handings": own_handings(request.user, today=today),
    }
    return render(request, "actions/my_tracks.html", context)


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
