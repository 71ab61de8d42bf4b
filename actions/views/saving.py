"""The answer to a form that changes what others can change as well."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Protocol

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from municipalities.permissions import UserRequest
from municipalities.versions import Conflict


class Saving(Protocol):
    """A form, or a table of forms, as `municipalities.versions` has them."""

    @property
    def conflict(self) -> Conflict | None: ...

    @property
    def keeps_theirs(self) -> bool: ...

    def is_valid(self) -> bool: ...

    def add_error(self, field: None, error: Any) -> None: ...

    def save(self) -> Any: ...


def save_or_show(
    request: UserRequest,
    form: Saving,
    *,
    show: Callable[[int], HttpResponse],
    message: str,
    then: Any,
) -> HttpResponse:
    """Save a good form and go on; show any other again, with all that was typed."""
    if not form.is_valid():
        return show(
            HTTPStatus.CONFLICT if form.conflict else HTTPStatus.UNPROCESSABLE_ENTITY
        )
    if form.keeps_theirs:
        messages.info(request, "Niet opgeslagen: wat er al stond, blijft gelden.")
        return redirect(then)
    try:
        form.save()
    except ValidationError as error:
        form.add_error(None, error.messages)
        return show(HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, message)
    return redirect(then)
