"""The pages on which progress is reported; each is also a part of Mijn acties."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from actions import services
from actions.comparison import SideBySide
from actions.forms import ConfirmationForm, ProgressUpdateForm, ReportForm
from actions.models import Progress
from actions.notices import Notice
from actions.seen import as_left_by
from actions.track_access import may_report, reads_notes
from actions.unsaved import login_keeps, take_unsaved
from municipalities.permissions import UserRequest

from .answers import after_saving, is_in_list, list_query
from .past import shows_past


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@login_keeps(ProgressUpdateForm)
@shows_past
def track(request: UserRequest, pk: int) -> HttpResponse:
    """One track: its updates, and for who may, the form for the next one."""
    if request.method != "POST" and not request.htmx:
        visible = Progress.objects.visible_to(request.user).with_plan_and_state()
        return _show_track(request, get_object_or_404(visible, pk=pk))
    track = _editable(request, pk)
    if request.method != "POST":
        return _show_track(request, track)
    if "leave" in request.POST:
        return _leave(request, track)
    form = ProgressUpdateForm(
        request.POST, request.FILES, progress=track, author=request.user
    )
    is_valid = form.is_valid()
    form.hold_files()
    if not is_valid:
        return _show_track(request, track, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        update = services.record_update(
            track,
            author=request.user,
            key=form.cleaned_data["key"],
            base_version=form.cleaned_data["base_version"],
            evidence=form.evidence,
            **form.state,
        )
    except services.ProgressConflict as error:
        track = _editable(request, pk)
        conflict = SideBySide.between(error.current, form.instance)
        form = ProgressUpdateForm(
            form.having_seen(track), progress=track, author=request.user
        )
        form.full_clean()
        form.hold_files()
        return _show_track(request, track, form, conflict, status=HTTPStatus.CONFLICT)
    text = f"Opgeslagen: {track.action} is {update.summary}."
    notice = Notice(text, undo=as_left_by([update]), track=track)
    return after_saving(request, notice, track=track)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@login_keeps(ConfirmationForm)
def confirm(request: UserRequest, pk: int) -> HttpResponse:
    """Confirm that nothing changed; on red, after saying what is done about it."""
    track = _editable(request, pk)
    if request.method != "POST":
        return _show_confirmation(request, track)
    if "leave" in request.POST:
        return _leave(request, track)
    form = ConfirmationForm(request.POST, progress=track)
    if not form.is_valid():
        return _show_confirmation(
            request, track, form, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    try:
        update = services.confirm(track, author=request.user, **form.cleaned_data)
    except services.ProgressConflict as error:
        track = _editable(request, pk)
        seen = track.updates.filter(sequence=form.cleaned_data["base_version"]).first()
        conflict = SideBySide.between(error.current, seen)
        form = ConfirmationForm(form.having_seen(track), progress=track)
        return _show_confirmation(
            request, track, form, conflict, status=HTTPStatus.CONFLICT
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _show_confirmation(
            request, track, form, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    text = f"Bevestigd: bij {track.action} is niets veranderd."
    notice = Notice(text, undo=as_left_by([update]), track=track)
    return after_saving(request, notice, track=track)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: UserRequest, pk: int) -> HttpResponse:
    """Undo the newest update that stands."""
    if request.method != "POST":  # after a log-in, or when the answer is loaded again
        return redirect("actions:track", pk)
    track = _editable(request, pk)
    form = ReportForm(request.POST, progress=track)
    if not form.is_valid():
        return _show_track(request, track, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        services.withdraw(track, author=request.user, **form.cleaned_data)
    except services.ProgressConflict:
        text = "Iemand heeft intussen iets gemeld. Er is niets ingetrokken."
        messages.warning(request, text)
        return _show_track(request, _editable(request, pk), status=HTTPStatus.CONFLICT)
    except services.NothingToWithdraw as error:
        messages.error(request, error.message)
        return _show_track(request, track, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"Ingetrokken: het laatste bericht bij {track.action}.")
    return redirect(track)


def _editable(request: UserRequest, pk: int) -> Progress:
    """A track that this person may report on, as it is now."""
    track = get_object_or_404(Progress.objects.with_plan_and_state(), pk=pk)
    if not may_report(request.user, track):
        raise Http404
    return track


def _leave(request: UserRequest, track: Progress) -> HttpResponse:
    """Somebody else saved first, and this person lets that stand."""
    text = f"De opgeslagen versie van {track.action} blijft staan."
    return after_saving(request, Notice(text, messages.INFO, track=track), track=track)


def _show_track(
    request: UserRequest,
    track: Progress,
    form: ProgressUpdateForm | None = None,
    conflict: SideBySide | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page of a track, or only its form where a part is asked."""
    if form is None and may_report(request.user, track):
        form = ProgressUpdateForm(
            progress=track, author=request.user, unsaved=take_unsaved(request)
        )
    context = _form_context(request, track, form, conflict)
    if request.htmx:
        return render(request, "actions/_report.html", context, status=status)
    updates = track.updates.for_timeline().with_evidence(request.user)
    context |= {
        "plan": track.action.objective.action_line.plan,
        "newest_standing": track.updates.standing().first() if form else None,
        "withdrawal_form": ReportForm(progress=track),
        "updates": updates.with_all_notes()
        if reads_notes(request.user, track)
        else updates.with_note_access(request.user),
        "previous": Progress.objects.before(track.action)
        .filter(municipality=track.municipality)
        .with_state()
        .first(),
    }
    return render(request, "actions/track.html", context, status=status)


def _show_confirmation(
    request: UserRequest,
    track: Progress,
    form: ConfirmationForm | None = None,
    conflict: SideBySide | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page that confirms, or only its form where a part is asked."""
    if form is None:
        form = ConfirmationForm(progress=track, unsaved=take_unsaved(request))
    context = _form_context(request, track, form, conflict)
    name = "_confirmation.html" if request.htmx else "confirm.html"
    return render(request, f"actions/{name}", context, status=status)


def _form_context(
    request: UserRequest,
    track: Progress,
    form: ReportForm | None,
    conflict: SideBySide | None,
) -> dict[str, object]:
    return {
        "track": track,
        "form": form,
        "conflict": conflict,
        "in_list": is_in_list(request),
        "query": list_query(request).urlencode(),
    }
