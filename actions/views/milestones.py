"""The milestones of a plan; and of one, where it stands and what can be done to it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from actions.as_of import today
from actions.forms import (
    PostponeMilestoneForm,
    PutBackMilestoneForm,
    ReachMilestoneForm,
)
from actions.forms.milestones import MilestoneForm
from actions.milestone_timeline import read_timeline
from actions.models import MilestoneStatus, Plan
from actions.timelines import recent
from municipalities.permissions import UserRequest
from municipalities.versions import atomic_post, get_for_form_or_404, with_versions

from .past import shows_past
from .saving import save_or_show


@require_safe
@login_required
@shows_past
def milestones(request: UserRequest, pk: int) -> HttpResponse:
    """All milestones of a plan on a line of time, and in a table."""
    visible = Plan.objects.visible_to(request.user).with_region()
    plan = get_object_or_404(visible, pk=pk)
    context = {
        "plan": plan,
        "timeline": read_timeline(plan, request.user, today=today()),
    }
    return render(request, "actions/milestones.html", context)


@require_safe
@login_required
@shows_past
def milestone(request: UserRequest, pk: int) -> HttpResponse:
    """Where a municipality, or the region, stands with a milestone."""
    visible = MilestoneStatus.objects.visible_to(request.user)
    return _show(request, get_object_or_404(visible, pk=pk))


@require_POST
@login_required
@atomic_post
def reach(request: UserRequest, pk: int) -> HttpResponse:
    """Mark it as reached."""
    return _change(request, pk, ReachMilestoneForm, "reach")


@require_POST
@login_required
@atomic_post
def postpone(request: UserRequest, pk: int) -> HttpResponse:
    """Give it a later date."""
    return _change(request, pk, PostponeMilestoneForm, "postpone")


@require_POST
@login_required
@atomic_post
def put_back(request: UserRequest, pk: int) -> HttpResponse:
    """Undo the last of the two."""
    return _change(request, pk, PutBackMilestoneForm, "put_back")


FORMS: dict[str, type[MilestoneForm]] = {
    "reach": ReachMilestoneForm,
    "postpone": PostponeMilestoneForm,
    "put_back": PutBackMilestoneForm,
}


def _change(
    request: UserRequest, pk: int, form_class: type[MilestoneForm], name: str
) -> HttpResponse:
    editable = MilestoneStatus.objects.editable_by(request.user)
    status = get_for_form_or_404(request, editable, pk=pk)
    form = form_class(request.POST, instance=status, prefix=name)
    return save_or_show(
        request,
        form,
        show=lambda code: _show(request, status, {name: form}, code),
        message=f"Opgeslagen: {status.milestone}.",
        then=status,
    )


def _show(
    request: UserRequest,
    shown: MilestoneStatus,
    sent: dict[str, MilestoneForm] | None = None,
    code: int = 200,
) -> HttpResponse:
    """The page, with what can be done, or with the form that was sent."""
    status = (
        with_versions(MilestoneStatus.objects.filter(pk=shown.pk))
        .with_parts()
        .with_postponements()
        .with_edit_access(request.user)
        .with_note_access(request.user)
        .get()
    )
    forms = sent or {
        name: form(instance=status, prefix=name)
        for name, form in FORMS.items()
        if status.is_editable and form.suits(status)
    }
    plan = status.milestone.objective.action_line.plan
    context = {
        "status": status,
        "plan": plan,
        "forms": forms,
        "is_sent": bool(sent),
        "recent": recent(status, plan, request.user),
    }
    return render(request, "actions/milestone.html", context, status=code)
