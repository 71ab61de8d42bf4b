"""What the admin of every part of a plan shares."""

from collections.abc import Callable

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models

from actions import services
from actions.forms.decision import MISSING
from actions.models import Plan
from municipalities.admin.base import SAFE_LINKS, RegionalAdmin, RegionalInline
from municipalities.admin.reason import ReasonForm, RegionalForm
from municipalities.admin.rights import RegionalRights

from .decisions import DecisionFields, amending, is_closed, plan_of
from .deleting import DeletedByDecision

COMPACT = {
    **SAFE_LINKS,
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 50})},
}

MOVES = {"plan", "objective", "action"}
"""Fields with which a row goes elsewhere."""


class RowForm(RegionalForm):
    """A row of a plan: it gets its number when it is saved first."""

    def _post_clean(self):
        super()._post_clean()
        if is_closed(self.instance):
            self.add_error(None, services.PlanIsClosed())
        elif not self.errors and self._moves_to_another_plan():
            self.add_error(None, "Dit hoort bij een ander plan en blijft daar.")

    def _moves_to_another_plan(self):
        if not (self.instance.pk and MOVES & {*self.changed_data}):
            return False
        stored = type(self.instance)._default_manager.get(pk=self.instance.pk)
        return plan_of(stored) != plan_of(self.instance)

    def save(self, commit=True):
        if getattr(self.instance, "number", 0) is None:
            self.instance.number = services.next_number(self.instance)
        return super().save(commit)


class BesidePlanForm(RowForm, ReasonForm):
    """What goes with a plan, on its own page; it changes without a decision."""


class PartForm(DecisionFields, RowForm, ReasonForm):
    """A part of a plan on its own page; an adopted plan changes by a decision."""

    asked = list(MISSING)
    decision_is_needed = False
    """Whether what was filled in changes an adopted plan, as the service found."""
    refusal: ValidationError | None = None
    """What the service said of the page as a whole, when it was saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["change_reason"].help_text = (
            "Een vastgesteld plan wijzigt alleen met een reden en een besluit. Ze komen"
            " in het register van wijzigingen te staan."
        )
        plan = plan_of(self.instance) if self.instance.pk else None
        if plan and plan.status == Plan.Status.DRAFT:
            self.drop_decision()
        elif self.decision_is_needed:
            self.require_decision()

    def _post_clean(self):
        super()._post_clean()
        if self.refusal:
            self.add_error(None, self.refusal)


class ActionRowForm(RowForm):
    """An action; its scope stays once somebody has reported under it."""

    def clean_scope(self):
        if self.instance.pk and "scope" in self.changed_data:
            services.refuse_when_reported(self.instance)
        return self.cleaned_data["scope"]


class WhilePlanRuns(RegionalRights):
    """What belongs to a plan that is closed can be looked at, and no more."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not is_closed(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_closed(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_closed(obj)


class PlanPartAdmin(WhilePlanRuns, DeletedByDecision, RegionalAdmin):
    """Parts of a plan: what is saved on one page is one amendment.

    After each change the tracks are complete again.
    """

    form: type[ReasonForm] = PartForm
    instead_of_deleting = (
        "Laat een actie vervallen in plaats van haar te verwijderen. Dat kan in de"
        " lijst met acties. Wat gemeld is, blijft dan te lezen."
    )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save; or ask by whose decision, or say why what was filled in cannot be."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except services.DecisionNeeded:
            request.decision_is_needed = True
        except services.SharesDoNotAddUp as error:
            request.refusal = error
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if issubclass(form, PartForm):
            form.decision_is_needed = hasattr(request, "decision_is_needed")
            form.refusal = getattr(request, "refusal", None)
        return form

    def save_model(self, request, obj, form, change):
        """Wait for save_related: the row and its parts change by one decision."""

    def save_related(self, request, form, formsets, change):
        with amending(plan_of(form.instance), form, by=request.user):
            super().save_model(request, form.instance, form, change)
            super().save_related(request, form, formsets, change)
            for row in [form, *(row for formset in formsets for row in formset.forms)]:
                if isinstance(row, ActionRowForm) and "scope" in row.changed_data:
                    services.rebuild_tracks(row.instance)
            if plan := plan_of(form.instance):
                services.create_missing_tracks(plan)


class PartInline(WhilePlanRuns, RegionalInline):
    """Parts of a plan in a table; what has a page of its own is deleted there."""

    form = RowForm
    formfield_overrides = COMPACT


class PagedPartInline(PartInline):
    """Parts that have a page of their own, where there is more, and where they end."""

    can_delete = False
    show_change_link = True


def yes_or_empty(field: str, description: str) -> Callable[[models.Model], str]:
    """A column that says "ja" where a field is true; the admin's icon says "True"."""

    @admin.display(description=description, ordering=field)
    def shown(row: models.Model) -> str:
        return "ja" if getattr(row, field) else ""

    return shown
