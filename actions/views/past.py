"""Pages that show any day: `?peildatum=2025-06-30`, or today."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.html import format_html

from actions.as_of import as_of
from actions.forms import AS_OF, AsOfForm
from municipalities.permissions import UserRequest, access_of

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day that a page shows, and what it takes to choose another."""

    form: AsOfForm | None
    """With what was asked, if a day was."""
    day: date | None
    query_of_today: str
    kept: tuple[tuple[str, str], ...]
    """What else the address asks, but for which part of a list."""


def shows_past(view: View) -> View:
    """Let a page show the state of any day, for who may see it today.

    Inside, everything is read as it was by then, and nobody can write. The links and
    forms of the page lead to the same day, where their pages show it too.
    """

    @wraps(view)
    def on_any_day(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        rest = _rest_of_address(request)
        if not request.GET.get(AS_OF):
            request.as_of = AsOf(None, None, *rest)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)
        form = AsOfForm(request.GET, today=timezone.localdate())
        day = form.cleaned_data[AS_OF] if form.is_valid() else None
        request.as_of = AsOf(form, day, *rest)  # type: ignore[attr-defined]
        if day is None:
            return render(
                request,
                "actions/choose_day.html",
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
        access_of(request.user)  # before the memberships are those of then
        try:
            with as_of(day):
                response = view(request, *args, **kwargs)
        except Http404:
            return render(request, "actions/not_there_then.html", status=404)
        return _keep_day(response, day)

    on_any_day.shows_past = True  # type: ignore[attr-defined]
    return on_any_day


def _rest_of_address(request: UserRequest) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The query of today, and what a form repeats to ask the same of another day."""
    rest = request.GET.copy()
    rest.pop(AS_OF, None)
    query = f"?{rest.urlencode()}"
    rest.pop("page", None)
    return query, tuple((name, v) for name in rest for v in rest.getlist(name))


# Links and forms that keep the day. They are found in the finished page, where none can
# be forgotten; in HTML that Django escaped, an attribute ends at its quotation mark.

LINK = re.compile(r'\b(href|hx-get)="(/[^"#]*)(#[^"]*)?"')
GET_FORM = re.compile(r'<form\b[^>]*\bmethod="get"[^>]*>')


def _keep_day(response: HttpResponse, day: date) -> HttpResponse:
    """Let the links and forms of a page lead to the same day."""
    if not response.headers["Content-Type"].startswith("text/html"):
        return response
    asked = f"{AS_OF}={day.isoformat()}"

    def lead_there(link: re.Match[str]) -> str:
        attribute, address, anchor = link[1], link[2], link[3] or ""
        if asked in address or not _leads_to_past(address):
            return link[0]
        sign = "&amp;" if "?" in address else "?"
        return f'{attribute}="{address}{sign}{asked}{anchor}"'

    field = '<input type="hidden" name="{}" value="{}">'
    hidden = format_html(field, AS_OF, day.isoformat())
    page = LINK.sub(lead_there, response.content.decode())
    page = GET_FORM.sub(lambda form: form[0] + hidden, page)
    response.content = page.encode()
    return response


@lru_cache(maxsize=4096)
def _leads_to_past(address: str) -> bool:
    """Whether an address is one of a page that shows any day."""
    try:
        return hasattr(resolve(urlsplit(address).path).func, "shows_past")
    except Resolver404:
        return False
