"""The forms with which a milestone is reached, postponed or put back."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from actions import services
from actions.models import MilestoneStatus
from municipalities.versions import VersionedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MilestoneForm(VersionedForm):
    """What somebody does to a milestone; all that stands there matters to it."""

    watches = ["due_on", "completed_on", "note"]
    acts = True

    instance: MilestoneStatus

    @classmethod
    def suits(cls, status: MilestoneStatus) -> bool:
        """Whether there is reason to show it."""
        return status.completed_on is None


class ReachMilestoneForm(MilestoneForm):
    """On which day it was reached."""

    completed_on = forms.DateField(
        label="Gehaald op",
        widget=DAY,
        error_messages={"required": "Vul in op welke dag de mijlpaal is gehaald."},
    )

    class Meta:
        model = MilestoneStatus
        fields = ["completed_on", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean_completed_on(self) -> date:
        day = self.cleaned_data["completed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Deze datum ligt in de toekomst.")
        return day

    def clean_note(self) -> str:
        """The reason of a postponement stays where nothing is put in its place."""
        return self.cleaned_data["note"] or self.instance.note

    def save(self, commit: bool = True) -> MilestoneStatus:
        services.reach_milestone(
            self.instance,
            on=self.cleaned_data["completed_on"],
            note=self.cleaned_data["note"],
        )
        return self.instance


class PostponeMilestoneForm(MilestoneForm):
    """Until when it is postponed, and why; both anew each time."""

    due_on = forms.DateField(
        label="Nieuwe datum",
        widget=DAY,
        error_messages={"required": "Vul de nieuwe datum in."},
    )
    note = forms.CharField(
        label="Reden van het uitstel",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom de mijlpaal later komt."},
    )

    class Meta:
        model = MilestoneStatus
        fields = ["due_on", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"due_on": None, "note": ""}, **kwargs)

    def clean_due_on(self) -> date:
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Deze datum is al voorbij.")
        due = self.instance.due
        if due.ends_on and day <= due.ends_on:
            raise forms.ValidationError(
                f"Kies een dag na de datum die nu geldt ({due})."
            )
        return day

    def clean(self) -> dict[str, Any]:
        if self.instance.completed_on:
            raise forms.ValidationError("Deze mijlpaal is al gehaald.")
        return self.cleaned_data

    def save(self, commit: bool = True) -> MilestoneStatus:
        services.postpone_milestone(
            self.instance,
            until=self.cleaned_data["due_on"],
            reason=self.cleaned_data["note"],
        )
        return self.instance


class PutBackMilestoneForm(MilestoneForm):
    """Undo that it was reached, or that it was postponed last."""

    class Meta:
        model = MilestoneStatus
        fields: list[str] = []

    @classmethod
    def suits(cls, status: MilestoneStatus) -> bool:
        return bool(status.completed_on or status.due_on)

    def clean(self) -> dict[str, Any]:
        if not self.suits(self.instance):
            raise forms.ValidationError("Er is niets om ongedaan te maken.")
        return self.cleaned_data

    def save(self, commit: bool = True) -> MilestoneStatus:
        services.put_back_milestone(self.instance)
        return self.instance
