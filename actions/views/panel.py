"""A track as a part of the overview: what opens when its cell is chosen."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from actions.as_of import today
from actions.models import Progress
from municipalities.permissions import UserRequest

from .past import shows_past

UPDATES_SHOWN = 10


@require_safe
@vary_on_headers("HX-Request")
@login_required
@shows_past
def track_panel(request: UserRequest, pk: int) -> HttpResponse:
    """Where a track stands and what was reported before; on its own, its page."""
    visible = (
        Progress.objects.visible_to(request.user)
        .with_state()
        .with_explanation()
        .with_reporter()
        .with_fresh_since(today())
        .with_note_access(request.user)
        .with_edit_access(request.user)
    )
    track = get_object_or_404(visible, pk=pk)
    if not request.htmx:
        return redirect(track)
    newest_first = (
        track.updates.for_timeline()
        .with_note_access(request.user)
        .with_evidence(request.user)
    )
    earlier = list(newest_first[1 : UPDATES_SHOWN + 2])
    context = {
        "track": track,
        "earlier": earlier[:UPDATES_SHOWN],
        "has_more": len(earlier) > UPDATES_SHOWN,
    }
    return render(request, "actions/_track_panel.html", context)
