"""Making a report public: what is left out on which ground, and then the making."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from municipalities.permissions import UserRequest
from reporting.forms import ChoicesForm, PublishForm
from reporting.jobs import ContentMoved, ask_public_edition
from reporting.models import RenderJob, Report
from reporting.public_check import check_public
from reporting.public_editions import ChosenMeanwhile, Desk, choose, open_desk
from reporting.public_page import subjects_of_kinds, subjects_of_passages, summarize
from reporting.services import fingerprint
from reporting.snapshot import freeze
from reporting.woo.kinds import Kind

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def public_choices(request: UserRequest, pk: int) -> HttpResponse:
    """Choose per kind what is public; the quickest way, before the exceptions."""
    desk = open_desk(get_published(request, pk))
    form = _form(request, desk, subjects_of_kinds(desk))
    return _save_or_show(
        request,
        desk,
        form,
        then=request.path,
        template="reporting/public_choices.html",
        context={"summary": summarize(desk)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def public_exceptions(request: UserRequest, pk: int, kind: str) -> HttpResponse:
    """Choose for single passages of a kind, where they differ from the rest of it."""
    if kind not in set(Kind):
        raise Http404
    desk = open_desk(get_published(request, pk))
    passages = desk.of_kind(Kind(kind))
    page = Paginator(passages, PER_PAGE).get_page(request.GET.get("page"))
    form = _form(request, desk, subjects_of_passages(desk, page.object_list))
    return _save_or_show(
        request,
        desk,
        form,
        then=request.get_full_path(),
        template="reporting/public_exceptions.html",
        context={"kind": Kind(kind), "page_obj": page},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def make_public(request: UserRequest, pk: int) -> HttpResponse:
    """What is left out, and the button that makes what was looked at."""
    report = get_published(request, pk)
    active = RenderJob.objects.making_public(report).active().with_names().first()
    if active:
        return redirect(active)
    desk = open_desk(report)
    content = desk.public(today=timezone.localdate())
    found = check_public(desk, content)
    has_moved = False
    if request.method == "POST" and not found.blockers:
        form = PublishForm(request.POST)
        try:
            seen = form.cleaned_data["seen"] if form.is_valid() else ""
            return redirect(ask_public_edition(report, by=request.user, seen=seen))
        except ContentMoved:
            has_moved = True
    context = {
        "report": report,
        "notice": content.public,
        "check": found,
        "has_moved": has_moved,
        "form": PublishForm(initial={"seen": fingerprint(freeze(content))}),
    }
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.CONFLICT if has_moved else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "reporting/make_public.html", context, status=status)


def get_published(request: UserRequest, pk: int) -> Report:
    """A published report of a region that this person coordinates."""
    rows = Report.objects.workable_by(request.user).published()
    return get_object_or_404(rows.with_names().with_replaced(), pk=pk)


def _form(request: UserRequest, desk: Desk, subjects: Any) -> ChoicesForm:
    data = request.POST if request.method == "POST" else None
    return ChoicesForm(data, subjects=subjects, initial={"seen": desk.newest})


def _save_or_show(
    request: UserRequest,
    desk: Desk,
    form: ChoicesForm,
    *,
    then: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Keep what was chosen; what somebody else chose meanwhile is looked at first."""
    status = HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            choose(desk, form.changed, seen=seen, by=request.user)
        except ChosenMeanwhile:
            status = HTTPStatus.CONFLICT
            url = reverse("reporting:public-choices", args=[desk.report.pk])
            context = context | {"has_moved": True, "again": url}
        else:
            messages.success(request, "Opgeslagen.")
            return redirect(then)
    context = {"report": desk.report, "desk": desk, "form": form} | context
    return render(request, template, context, status=status)
