"""What every request goes through here."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"


def refuse_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse an address with a NUL in it: no text has one, and PostgreSQL takes none.

    In what is sent, forms refuse it beside the field.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        values = (value for _, values in request.GET.lists() for value in values)
        if NUL in request.path or any(NUL in value for value in values):
            raise BadRequest("The address holds a NUL character")
        return get_response(request)

    return middleware
