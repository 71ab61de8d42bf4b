"""Asking why an adopted plan changes, who decided so, and from when it holds."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.utils import timezone

from actions import services
from actions.forms import decision
from actions.models import Plan
from actions.plan_guard import paths_to_plan
from municipalities.admin.rights import follow
from municipalities.models import User
from municipalities.texts import LongTextFormField


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


class DecisionFields(decision.DecisionFields):
    """What is asked of a decision, as the admin asks for a day."""

    valid_from = forms.DateField(
        label="Geldig vanaf",
        required=False,
        initial=timezone.localdate,
        widget=AdminDateWidget,
    )


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
