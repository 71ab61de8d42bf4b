"""By whose decision an adopted plan changes, as a part of other forms."""

from django import forms
from django.utils import timezone

from actions import services
from municipalities.free_text import GuardedForm

from .days import day_field

MISSING = {
    "change_reason": "Schrijf op waarom u dit wijzigt: het plan is vastgesteld.",
    "decided_by": "Schrijf op wie hierover besloot: het plan is vastgesteld.",
    "valid_from": "Vul in vanaf welke dag de wijziging geldt.",
}
"""What is said beside a field that is empty; the form itself has `change_reason`."""


class DecisionFields(GuardedForm):
    """What is asked beside each other, with a change to a plan that was adopted."""

    decided_by = forms.CharField(
        label="Besloten door",
        required=False,
        max_length=200,
        help_text="Een functie of een overleg, zoals de gezamenlijke driehoek.",
    )
    valid_from = day_field("Geldig vanaf", required=False, initial=timezone.localdate)

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
