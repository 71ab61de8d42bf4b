"""The way in: where everybody starts, and what everybody may read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from municipalities.permissions import UserRequest, access_of


@require_safe
@login_required
def home(request: UserRequest) -> HttpResponse:
    """Send everybody to the page that they come for."""
    access = access_of(request.user)
    if access.may_report and not access.coordinates:
        return redirect("actions:my-tracks")
    if access.manager_of and not access.coordinates:
        return redirect("actions:my-municipality")
    if access.sees_plan_of:
        return redirect("actions:overview")
    if access.may_read_reports:
        return redirect("reporting:reports")
    if access.may_use_admin:
        return redirect("admin:index")
    return render(request, "actions/no_role.html", status=403)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "actions/accessibility.html")
