"""What lies around every page."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from .permissions import HtmxRequest


def log_in_on_a_whole_page(
    get_response: Callable[[HtmxRequest], HttpResponse],
) -> Callable[[HtmxRequest], HttpResponse]:
    """Let the page go to log in, where a part of it asks for that.

    Otherwise htmx would follow the redirect, and put the log-in page in that part.
    """

    def respond(request: HtmxRequest) -> HttpResponse:
        response = get_response(request)
        log_in = f"{resolve_url(settings.LOGIN_URL)}?"
        if (
            not request.htmx
            or not isinstance(response, HttpResponseRedirect)
            or not response.url.startswith(log_in)
        ):
            return response
        if request.method == "POST":
            return HttpResponseClientRedirect(response.url)
        page = request.htmx.current_url_abs_path or resolve_url("home")
        return HttpResponseClientRedirect(redirect_to_login(page).url)

    return respond
