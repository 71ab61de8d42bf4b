"""Asking why an adopted plan changes, who decided so, and from when it holds."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.utils import timezone

from actions import services
from actions.models import Plan
from actions.plan_guard import paths_to_plan
from municipalities.admin.rights import follow
from municipalities.free_text import GuardedForm
from municipalities.models import User
from municipalities.texts import LongTextFormField

MISSING = {
    "change_reason": "Schrijf op waarom u dit wijzigt: het plan is vastgesteld.",
    "decided_by": "Schrijf op wie hierover besloot: het plan is vastgesteld.",
    "valid_from": "Vul in vanaf welke dag de wijziging geldt.",
}


def plan_of(row: Any) -> Plan | None:
    """The plan that a row is part of; None for what stands apart, such as a partner."""
    for path in paths_to_plan(row):
        owner = follow(row, path) if path else row
        if isinstance(owner, Plan):
            return owner
    return None


def is_closed(row: Any) -> bool:
    """Whether a row is part of a plan that is over."""
    plan = plan_of(row) if row else None
    return plan is not None and plan.status == Plan.Status.CLOSED


def is_adopted(row: Any) -> bool:
    """Whether a row is part of a plan that changes only by a decision."""
    plan = plan_of(row)
    return plan is not None and plan.status == Plan.Status.ADOPTED


class DecisionFields(GuardedForm):
    """What is asked beside each other, with a change to a plan that was adopted."""

    decided_by = forms.CharField(
        label="Besloten door",
        required=False,
        max_length=200,
        help_text="Een functie of een overleg, zoals de gezamenlijke driehoek.",
    )
    valid_from = forms.DateField(
        label="Geldig vanaf",
        required=False,
        initial=timezone.localdate,
        widget=AdminDateWidget,
    )

    @property
    def decision(self) -> services.Decision | None:
        """The decision, once all of it was filled in."""
        given = self.cleaned_data
        if not all(given.get(name) for name in MISSING):
            return None
        return services.Decision(
            given["change_reason"], given["decided_by"], given["valid_from"]
        )

    def require_decision(self) -> None:
        """Say beside each field that is empty what is missing."""
        for name, question in MISSING.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = question

    def drop_decision(self) -> None:
        """Ask no decision: the plan is a draft."""
        del self.fields["decided_by"], self.fields["valid_from"]


class DeletionForm(DecisionFields):
    """Why rows are deleted, and by whose decision if a plan was adopted."""

    required_css_class = "required"

    change_reason = LongTextFormField(
        label="Reden van verwijderen",
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        error_messages={"required": "Schrijf op waarom dit weg kan."},
    )
    field_order = ["change_reason"]

    def __init__(self, data=None, *, asks_decision):
        super().__init__(data)
        if asks_decision:
            self.require_decision()
        else:
            self.drop_decision()


def amending(
    plan: Plan | None, form: forms.BaseForm, *, by: User
) -> AbstractContextManager:
    """Change a plan by the decision on a form; what is of no plan changes freely."""
    if plan is None:
        return nullcontext()
    return services.amending(plan, getattr(form, "decision", None), by=by)
