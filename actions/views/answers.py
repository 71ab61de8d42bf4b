"""The answer once something was saved: the list that it was done in, or a page."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import (
    HttpResponseClientRedirect,
    reswap,
    retarget,
    trigger_client_event,
)

from actions.forms import WorklistFilterForm
from actions.models import Progress
from actions.notices import Notice, keep_for_next_page
from actions.submissions import own_handings
from actions.track_access import keeps
from actions.worklist import build_worklist
from municipalities.permissions import UserRequest, access_of


def is_in_list(request: UserRequest) -> bool:
    """Whether a part of Mijn acties asks, so that a part is the answer."""
    page = urlsplit(request.htmx.current_url_abs_path or "")
    return bool(request.htmx) and page.path == reverse("actions:my-tracks")


def list_query(request: UserRequest) -> QueryDict:
    """The filters of the list: of the one that asks, or passed on by a page."""
    asks = request.GET
    if is_in_list(request):
        asks = QueryDict(urlsplit(request.htmx.current_url_abs_path).query)
    return WorklistFilterForm.query_in(asks)


def show_list(
    request: UserRequest,
    notices: Sequence[Notice] = (),
    *,
    closed: Progress | None = None,
    status: int = 200,
) -> HttpResponse:
    """Mijn acties, or only the list on it.

    In the list the forms that are open stay as they are, but for the one of `closed`.
    """
    if not access_of(request.user).may_report:
        raise PermissionDenied("Deze pagina is voor wie zelf voortgang meldt.")
    today = timezone.localdate()
    worklist = build_worklist(
        request.user,
        today=today,
        query=list_query(request),
        notices=notices,
    )
    context = {
        "worklist": worklist,
        "closed": closed,
        "handings": own_handings(request.user, today=today, tracks=worklist.tracks),
    }
    if not is_in_list(request):
        status = (
            status
            if worklist.filter_form.is_valid()
            else HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return render(request, "actions/my_tracks.html", context, status=status)
    response = render(request, "actions/_worklist_answer.html", context, status=status)
    return reswap(retarget(response, "#werklijst"), "outerHTML")


def after_saving(
    request: UserRequest, notice: Notice, *, track: Progress
) -> HttpResponse:
    """Back to where the track was worked on, with what was done."""
    if is_in_list(request):
        response = show_list(request, [notice], closed=track)
    else:
        keep_for_next_page(request, [notice])
        response = go_to(request, page_after(request, track))
    if request.htmx:
        trigger_client_event(response, "melding:opgeslagen", {"track": track.pk})
    return response


def page_after(request: UserRequest, track: Progress) -> str:
    """The worklist for who keeps the track, otherwise the track's own page."""
    if keeps(request.user, track):
        return list_address(request)
    return track.get_absolute_url()


def list_address(request: UserRequest) -> str:
    """Mijn acties, with the filters that were on."""
    query = list_query(request).urlencode()
    return resolve_url("actions:my-tracks") + (f"?{query}" if query else "")


def go_to(request: UserRequest, address: str) -> HttpResponse:
    """Send the browser on to a page."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
