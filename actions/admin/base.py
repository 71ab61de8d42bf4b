"""What the admin of every part of a plan shares."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from actions import services
from actions.models import (
    MilestoneStatus,
    Plan,
    Progress,
    ProgressUpdate,
    ResultAssessment,
)
from municipalities.admin.base import SAFE_LINKS, RegionalAdmin, RegionalInline
from municipalities.admin.reason import ReasonForm, RegionalForm
from municipalities.admin.rights import follow

COMPACT = {
    **SAFE_LINKS,
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 50})},
}


def plan_of(row: Any) -> Plan | None:
    """The plan that a row is part of; None for what stands apart, such as a partner."""
    for path in row.region_paths:
        owner = follow(row, path.removesuffix("__region")) if "__" in path else row
        if isinstance(owner, Plan):
            return owner
    return None


class RowForm(RegionalForm):
    """A row of a plan: it gets its number when it is saved first."""

    def _post_clean(self):
        super()._post_clean()
        action = follow(self.instance, "action")
        objective = getattr(self.instance, "objective_id", None)
        if action and objective and action.objective_id != objective:
            self.add_error(
                "action" if "action" in self.fields else None,
                "Deze actie hoort bij een andere doelstelling.",
            )

    def save(self, commit=True):
        if getattr(self.instance, "number", 0) is None:
            self.instance.number = services.next_number(self.instance)
        return super().save(commit)


class PartForm(RowForm, ReasonForm):
    """A part of a plan on its own page; an adopted plan changes for a reason."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["change_reason"].help_text = (
            "Verplicht als het plan is vastgesteld. De reden komt in de geschiedenis"
            " te staan."
        )

    def _post_clean(self):
        super()._post_clean()
        plan = plan_of(self.instance)
        statuses = {plan and plan.status, self.initial.get("status", Plan.Status.DRAFT)}
        if (
            plan
            and statuses != {Plan.Status.DRAFT}
            and not self.cleaned_data.get("change_reason")
        ):
            self.add_error(
                "change_reason",
                "Schrijf op waarom u dit wijzigt: het plan is vastgesteld.",
            )


class ActionRowForm(RowForm):
    """An action; its scope stays once somebody has reported under it."""

    def clean_scope(self):
        if self.instance.pk and "scope" in self.changed_data:
            services.refuse_when_reported(self.instance)
        return self.cleaned_data["scope"]


def is_reported(row: models.Model) -> bool:
    """Whether a row holds a judgement, or what was reached or postponed."""
    return isinstance(row, ResultAssessment) or (
        isinstance(row, MilestoneStatus)
        and bool(row.completed_on or row.due_on or row.note)
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


class PlanPartAdmin(RegionalAdmin):
    """Parts of a plan: after each change the tracks are complete again."""

    form = PartForm
    instead_of_deleting = (
        "Laat een actie vervallen in plaats van haar te verwijderen. Dat kan in de"
        " lijst met acties. Wat gemeld is, blijft dan te lezen."
    )

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for row in [form, *(row for formset in formsets for row in formset.forms)]:
            if isinstance(row, ActionRowForm) and "scope" in row.changed_data:
                services.rebuild_tracks(row.instance)
        if plan := plan_of(form.instance):
            services.create_missing_tracks(plan)

    def get_deleted_objects(self, objs, request):
        """Protect what somebody reported, also where the database would delete it."""
        deleted, counts, rights, _ = super().get_deleted_objects(objs, request)
        collector = NestedObjects(using=self.model.objects.db, origin=objs)
        collector.collect(objs)
        going = [row for rows in collector.data.values() for row in rows]
        kept = [*collector.protected, *filter(is_reported, going)]
        return deleted, counts, rights, name_kept(kept)


class PartInline(RegionalInline):
    """Parts of a plan in a table; what has a page of its own is deleted there."""

    form = RowForm
    formfield_overrides = COMPACT


class PagedPartInline(PartInline):
    """Parts that have a page of their own, where there is more, and where they end."""

    can_delete = False
    show_change_link = True


class AskFirst(RegionalAdmin):
    """An action on chosen rows that first asks something, on a page of its own.

    The page is an address with the rows in it, so a list and an object's own page can
    both lead to it.
    """

    def ask(self, name, rows):
        """Go to the page that asks."""
        query = urlencode([("id", row.pk) for row in rows])
        return redirect(f"{reverse(f'admin:{name}')}?{query}")

    def chosen(self, request, rows):
        """Those of these rows that the address of the page names."""
        return rows.filter(
            pk__in=[pk for pk in request.GET.getlist("id") if pk.isdecimal()]
        )

    def do(self, request, row, **answers):
        """What is done to each row; the answers are those of the form."""
        raise NotImplementedError

    def answer(self, request, form, rows, *, title, button):
        """Show the question; with a good answer, do it to every row, or to none."""
        if not self.regions_changed(request):
            raise PermissionDenied
        if not rows:
            self.message_user(
                request, "Kies eerst een of meer regels.", messages.WARNING
            )
            return redirect(self._changelist())
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    for row in rows:
                        self.do(request, row, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, [f"{row}: {text}" for text in error.messages])
            else:
                self.message_user(request, f"{title}: {len(rows)} verwerkt.")
                return redirect(self._changelist())
        form.label_suffix = ""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "button": button,
            "form": form,
            "rows": rows,
            "opts": self.opts,
            "changelist_url": self._changelist(),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/ask_first.html", context)

    def _changelist(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")


def yes_or_empty(field: str, description: str) -> Callable[[models.Model], str]:
    """A column that says "ja" where a field is true; the admin's icon says "True"."""

    @admin.display(description=description, ordering=field)
    def shown(row: models.Model) -> str:
        return "ja" if getattr(row, field) else ""

    return shown
