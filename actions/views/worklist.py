"""Mijn acties, and what is done there to several tracks at once."""

from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from actions import services
from actions.forms import SeenTracksForm
from actions.models import Progress
from actions.notices import Notice, keep_for_next_page
from actions.seen import SeenTrack, as_left_by
from municipalities.permissions import UserRequest

from .answers import go_to, is_in_list, page_after, show_list

SeenTracks = list[tuple[Progress, SeenTrack]]


@require_safe
@vary_on_headers("HX-Request")
@login_required
def my_tracks(request: UserRequest) -> HttpResponse:
    """What this person is to report on, what needs attention first."""
    return show_list(request)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm_many(request: UserRequest) -> HttpResponse:
    """Confirm that nothing changed on the tracks that were ticked."""
    if request.method != "POST":  # after a log-in, or when the answer is loaded again
        return redirect("actions:my-tracks")
    form = SeenTracksForm(request.POST)
    if not form.is_valid():
        return _refuse(request, form)
    tracks = _editable(request, form)
    outcome = services.confirm_many(tracks, author=request.user)
    updates = [update for _, update in outcome.saved]
    text = f"Bevestigd: bij {_names(outcome.saved)} is niets veranderd."
    done = Notice(text, undo=as_left_by(updates))
    return _answer(request, done, outcome, "Niet bevestigd")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def undo(request: UserRequest) -> HttpResponse:
    """Undo what was just saved on one or several tracks, by appending withdrawals."""
    if request.method != "POST":
        return redirect("actions:my-tracks")
    form = SeenTracksForm(request.POST)
    if not form.is_valid():
        return _refuse(request, form)
    outcome = services.withdraw_many(_editable(request, form), author=request.user)
    done = Notice(f"Ongedaan gemaakt bij {_names(outcome.saved)}.")
    return _answer(request, done, outcome, "Niet ongedaan gemaakt")


def _editable(request: UserRequest, form: SeenTracksForm) -> SeenTracks:
    """What this person may report on of what was sent; 404 when that is nothing."""
    sent = {seen.pk: seen for seen in form.cleaned_data["seen"]}
    tracks = Progress.objects.editable_by(request.user).filter(pk__in=sent)
    found = tracks.with_state().with_fresh_since(timezone.localdate()).in_plan_order()
    if not found:
        raise Http404
    return [(track, sent[track.pk]) for track in found]


def _names(pairs: Iterable[tuple[Progress, object]]) -> str:
    """One action by its name, several by their number."""
    tracks = [track for track, _ in pairs]
    return str(tracks[0].action) if len(tracks) == 1 else f"{len(tracks)} acties"


def _answer(
    request: UserRequest, done: Notice, outcome: services.BulkOutcome, refused: str
) -> HttpResponse:
    """The list or page with what was done, and what was not and why."""
    tracks = [track for track, _ in (*outcome.saved, *outcome.refused)]
    if len(outcome.saved) == 1:  # shown where it stood
        done = replace(done, track=tracks[0])
    notices = [done] if outcome.saved else []
    for reason, left in outcome.refused_by_reason().items():
        names = ", ".join(str(track.action) for track in left)
        text = f"{refused} ({reason.value}): {names}."
        notices.append(Notice(text, level=messages.WARNING))
    if is_in_list(request):
        return show_list(request, notices)
    keep_for_next_page(request, notices)
    return go_to(request, page_after(request, tracks[0]))


def _refuse(request: UserRequest, form: SeenTracksForm) -> HttpResponse:
    """The list, with what was wrong with what was sent."""
    errors = form.errors["seen"]
    notices = [Notice(str(error), level=messages.ERROR) for error in errors]
    return show_list(request, notices, status=HTTPStatus.UNPROCESSABLE_ENTITY)
