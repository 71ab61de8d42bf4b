"""The answer to a form that changes a row which others can change as well."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from municipalities.permissions import UserRequest
from municipalities.versions import VersionedForm, VersionedFormSet

UNPROCESSABLE = 422
CONFLICT = 409


def save_or_show(
    request: UserRequest,
    form: VersionedForm | VersionedFormSet,
    *,
    show: Callable[[int], HttpResponse],
    message: str,
    then: Any,
) -> HttpResponse:
    """Save a good form and go on; show any other again, with all that was typed."""
    if not form.is_valid():
        return show(CONFLICT if form.conflict else UNPROCESSABLE)
    if form.keeps_theirs:
        messages.info(request, "Niet opgeslagen: wat er al stond, blijft gelden.")
    else:
        form.save()
        messages.success(request, message)
    return redirect(then)
