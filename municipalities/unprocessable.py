"""What a form of allauth that is filled in wrong is answered with."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def unprocessable_when_wrong(view: View) -> View:
    """Let a view that shows a form again with its errors answer 422, not 200."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form is not None and form.errors:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return answer
