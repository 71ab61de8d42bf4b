"""The forms with which people report."""

from datetime import date
from typing import Any, Self
from uuid import uuid4

from django import forms
from django.utils import timezone

from .models import Light, Partner, Phase, Progress, ProgressUpdate


class ReportForm(forms.Form):
    """What every report carries unseen: which form it is, and what its author saw."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def for_another_try(self, progress: Progress) -> Self:
        """The same form as typed, now that its author saw the newest state."""
        data = self.data.copy()
        data["base_version"] = progress.version
        return type(self)(data, progress=progress)


class ProgressUpdateForm(ReportForm, forms.ModelForm):
    """How far it is, how it goes, and what there is to say about it."""

    class Meta:
        model = ProgressUpdate
        fields = ProgressUpdate.STATE_FIELDS
        widgets = {
            "phase": forms.RadioSelect,
            "light": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 5}),
            "cause": forms.Textarea(attrs={"rows": 3}),
            "consequence": forms.Textarea(attrs={"rows": 3}),
            "remedy": forms.Textarea(attrs={"rows": 3}),
            "as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "phase": "Hoe ver is het?",
            "light": "Hoe gaat het?",
            "note": "Toelichting",
            "cause": "Hoe komt dit?",
            "consequence": "Wat betekent dit voor het doel?",
            "remedy": "Wat doet u eraan, of wat is nodig?",
            "waits_for": "Wacht u op een partner?",
            "as_of": "Stand per",
        }
        help_texts = {
            "note": "Schrijf geen namen of gegevens van slachtoffers op.",
        }
        error_messages = {"phase": {"required": "Kies hoe ver het is."}}

    def __init__(self, *args: Any, progress: Progress, **kwargs: Any) -> None:
        """Start from the newest state; the note starts empty, it is about now."""
        state = progress.state.state_values() if progress.state else {}
        initial = state | {
            "base_version": progress.version,
            "note": "",
            "as_of": timezone.localdate(),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["phase"].required = True
        self.fields["phase"].choices = Phase.choices
        self.fields["light"].choices = Light.choices
        self.fields["waits_for"].queryset = Partner.objects.in_regions(
            [progress.action.objective.action_line.plan.region_id]
        )
        self.fields["waits_for"].empty_label = "Nee, of niet van toepassing"

    def clean_as_of(self) -> date | None:
        as_of = self.cleaned_data["as_of"]
        if as_of and as_of > timezone.localdate():
            raise forms.ValidationError("Deze datum ligt in de toekomst.")
        return as_of

    @property
    def state(self) -> dict[str, Any]:
        """The reported state, for the service, as the model's rules left it."""
        return self.instance.state_values()


class ConfirmationForm(ReportForm):
    """Nothing changed; on red, what is done about it now."""

    remedy = forms.CharField(
        label="Wat doet u er nu aan, of wat is nodig?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf op wat eraan gedaan wordt, of wat nodig is."
        },
    )

    def __init__(self, *args: Any, progress: Progress, **kwargs: Any) -> None:
        super().__init__(*args, initial={"base_version": progress.version}, **kwargs)
        if progress.light != Light.RED:
            del self.fields["remedy"]
