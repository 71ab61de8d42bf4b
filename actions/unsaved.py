"""What somebody typed whose session had ended: kept until they have logged in again.

It waits in the anonymous session of the same browser, which a log-in takes over. Only
what the form itself asks is kept, no longer than a person types, for a few forms.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from .forms import ReportForm
from .forms.evidence import FilesField, HeldFilesField

SESSION_KEY = "unsaved"
LONGEST_VALUE = 6000  # a thousand more than the longest field takes
MOST_FORMS = 3

View = Callable[..., HttpResponse]


def login_keeps(form_class: type[ReportForm]) -> Callable[[View], View]:
    """Ask for a log-in as `login_required` does, and keep what was sent meanwhile."""

    def decorate(view: View) -> View:
        protected = login_required(view)

        @wraps(view)
        def keep_and_ask(request: HttpRequest, *args: Any, **kwargs: Any):
            if request.method == "POST" and not request.user.is_authenticated:
                _keep(request, form_class)
            return protected(request, *args, **kwargs)

        return keep_and_ask

    return decorate


def take_unsaved(request: HttpRequest) -> dict[str, str]:
    """What was kept for this page, which forgets it; call it for who may save it."""
    kept = request.session.get(SESSION_KEY, {})
    if request.path not in kept:
        return {}
    typed = kept.pop(request.path)
    request.session.modified = True
    return typed


def _keep(request: HttpRequest, form_class: type[ReportForm]) -> None:
    typed = {
        name: request.POST[name][:LONGEST_VALUE]
        for name, field in form_class.base_fields.items()
        if name in request.POST and not isinstance(field, FilesField | HeldFilesField)
    }
    kept = request.session.get(SESSION_KEY, {})
    kept = {path: kept[path] for path in kept if path != request.path}
    newest = [*kept.items(), (request.path, typed)][-MOST_FORMS:]
    request.session[SESSION_KEY] = dict(newest)
