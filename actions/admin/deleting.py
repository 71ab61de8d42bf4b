"""Deleting parts of a plan: for a reason, and never what was reported."""

from collections.abc import Iterable
from contextlib import ExitStack
from http import HTTPStatus

from django.contrib.admin.utils import NestedObjects, unquote
from django.db import models
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from actions.models import (
    MilestoneStatus,
    Plan,
    PlanPart,
    Progress,
    ProgressUpdate,
)
from municipalities.admin.base import RegionalAdmin

from .decisions import DeletionForm, amending, is_adopted, is_closed, plan_of


def is_reported(row: models.Model) -> bool:
    """Whether a row holds what was reached or postponed."""
    return isinstance(row, MilestoneStatus) and bool(
        row.completed_on or row.due_on or row.note
    )


def name_kept(rows: Iterable[models.Model]) -> list[str]:
    """What must be kept, in words; updates are called by their track."""
    updates = [row.pk for row in rows if isinstance(row, ProgressUpdate)]
    tracks = Progress.objects.filter(updates__in=updates).with_state().distinct()
    return [
        *(f"Gemelde voortgang: {track}" for track in tracks),
        *(
            f"{capfirst(row._meta.verbose_name)}: {row}"
            for row in rows
            if not isinstance(row, ProgressUpdate)
        ),
    ]


def is_kept(row: models.Model) -> bool:
    """Whether a row holds what was reported, or is a plan that was adopted."""
    if isinstance(row, Plan):
        return row.status != Plan.Status.DRAFT
    return is_reported(row)


class DeletedByDecision(RegionalAdmin):
    """Asks why rows are deleted; of an adopted plan also by whose decision."""

    def delete_view(self, request, object_id, extra_context=None):
        """Ask why, and by whose decision; show the page again when that is missing."""
        form = self._deletion_form(
            request, self.get_object(request, unquote(object_id))
        )
        if request.method == "POST" and not form.is_valid():
            request.method, request.POST = "GET", QueryDict()
        context = {"form": form} | (extra_context or {})
        response = super().delete_view(request, object_id, context)
        response.status_code = (
            HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else response.status_code
        )
        return response

    def delete_chosen(self, request, queryset):
        form = self._deletion_form(request, *queryset)
        if "post" in request.POST and not form.is_valid():
            request.POST = request.POST.copy()
            del request.POST["post"]
        response = super().delete_chosen(request, queryset)
        if isinstance(response, TemplateResponse):
            response.context_data = (response.context_data or {}) | {"form": form}
            response.status_code = (
                HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200
            )
        return response

    def delete_rows(self, request, rows):
        """Delete the rows; those of one plan as one amendment."""
        form = self._deletion_form(request, *rows)
        form.is_valid()
        with ExitStack() as plans:
            for row in rows:
                plans.enter_context(amending(plan_of(row), form, by=request.user))
            super().delete_rows(request, rows)

    def get_deleted_objects(self, objs, request):
        """Protect what somebody reported, also where the database would delete it."""
        deleted, counts, rights, _ = super().get_deleted_objects(objs, request)
        collector = NestedObjects(using=self.model.objects.db, origin=objs)
        collector.collect(objs)
        going = [row for rows in collector.data.values() for row in rows]
        kept = [
            *collector.protected,
            *filter(is_kept, going),
            *filter(is_closed, objs),  # a list may hold parts of several plans
        ]
        return deleted, counts, rights, name_kept(kept)

    def _deletion_form(self, request, *rows):
        asks = any(isinstance(row, PlanPart) and is_adopted(row) for row in rows)
        is_answer = request.method == "POST" and "post" in request.POST
        return DeletionForm(request.POST if is_answer else None, asks_decision=asks)
