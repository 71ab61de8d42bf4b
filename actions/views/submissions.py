"""What is handed in for a round: the page of it, and what can be done there."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actions import services
from actions.as_of import today
from actions.forms import AskBackForm, KeyForm, ReactionForm, RemarkForm, SubmitForm
from actions.models import Progress, Submission
from actions.submission_access import access_to
from actions.submissions import read_handing
from actions.timelines import recent
from municipalities.permissions import UserRequest
from municipalities.versions import atomic_post, get_for_form_or_404, with_versions

from .past import shows_past
from .saving import save_or_show

ACTS: dict[str, type[KeyForm]] = {
    "submit": SubmitForm,
    "approve": KeyForm,
    "ask_back": AskBackForm,
}
"""What brings it further: the form of each, by its name on the page."""

RIGHTS = {
    "submit": "may_submit",
    "approve": "may_approve",
    "ask_back": "may_approve",
    "remark": "may_remark",
    "reaction": "may_react",
}
"""What a person needs of `SubmissionAccess` for each."""


@require_safe
@login_required
@shows_past
def submission(request: UserRequest, pk: int) -> HttpResponse:
    """What is handed in, what is still silent, and the words about it."""
    visible = Submission.objects.visible_to(request.user)
    return _show(request, get_object_or_404(visible, pk=pk))


@require_POST
@login_required
@atomic_post
def submit(request: UserRequest, pk: int) -> HttpResponse:
    """Hand in, with a word if there is one."""
    return _do(request, pk, "submit", services.submit, "Ingediend")


@require_POST
@login_required
@atomic_post
def approve(request: UserRequest, pk: int) -> HttpResponse:
    """Agree, as manager of the municipality."""
    return _do(request, pk, "approve", services.approve_internally, "Intern akkoord")


@require_POST
@login_required
@atomic_post
def ask_back(request: UserRequest, pk: int) -> HttpResponse:
    """Ask, as manager of the municipality, for something to be done first."""
    return _do(request, pk, "ask_back", services.ask_back, "Intern teruggegeven")


@require_POST
@login_required
@atomic_post
def remark(request: UserRequest, pk: int) -> HttpResponse:
    """Say something about it, as coordinator."""
    return _save_word(request, pk, "remark", RemarkForm)


@require_POST
@login_required
@atomic_post
def react(request: UserRequest, pk: int) -> HttpResponse:
    """Answer to what the coordinator said."""
    return _save_word(request, pk, "reaction", ReactionForm)


def _do(
    request: UserRequest,
    pk: int,
    name: str,
    service: Callable[..., None],
    done: str,
) -> HttpResponse:
    visible = Submission.objects.visible_to(request.user).with_names()
    handed = get_object_or_404(visible, pk=pk)
    _refuse_unless_may(request, handed, name)
    form = ACTS[name](request.POST, prefix=name)
    if not form.is_valid():
        return _show(request, handed, {name: form}, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        service(handed, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _show(request, handed, {name: form}, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"{done}: {handed}.")
    return redirect(handed)


def _save_word(
    request: UserRequest,
    pk: int,
    name: str,
    form_class: type[RemarkForm] | type[ReactionForm],
) -> HttpResponse:
    visible = Submission.objects.visible_to(request.user)
    handed = get_for_form_or_404(request, visible, pk=pk)
    _refuse_unless_may(request, handed, name)
    form = form_class(request.POST, instance=handed, prefix=name)
    return save_or_show(
        request,
        form,
        show=lambda status: _show(request, handed, {name: form}, status),
        message="Opgeslagen.",
        then=handed,
    )


def _refuse_unless_may(request: UserRequest, handed: Submission, name: str) -> None:
    if not getattr(access_to(handed, request.user), RIGHTS[name]):
        raise Http404


def _show(
    request: UserRequest,
    shown: Submission,
    sent: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a form that was sent in the place of a fresh one."""
    handing = read_handing(shown.pk, request.user, today=today())
    tracks = (
        Progress.objects.filter(pk__in=[track.pk for track in handing.tracks])
        .with_state()
        .with_explanation()
        .with_note_access(request.user)
        .with_edit_access(request.user)
        .in_plan_order()
    )
    handed: Any = with_versions(Submission.objects.filter(pk=shown.pk)).get()
    context = {
        "handing": handing,
        "submission": handing.submission,
        "plan": handing.submission.round.plan,
        "tracks": tracks,
        "today": today(),
        "recent": recent(handed, handing.submission.round.plan, request.user),
        "remark_form": RemarkForm(instance=handed, prefix="remark"),
        "reaction_form": ReactionForm(instance=handed, prefix="reaction"),
    }
    context |= {f"{name}_form": form(prefix=name) for name, form in ACTS.items()}
    context |= {f"{name}_form": form for name, form in (sent or {}).items()}
    context["has_errors"] = any(form.errors for form in (sent or {}).values())
    return render(request, "actions/submission.html", context, status=status)
