"""The forms with which people report."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from actions import services
from actions.models import Light, Partner, Phase, Progress, ProgressUpdate
from municipalities.free_text import GuardedForm
from municipalities.models import User
from municipalities.texts import LongTextFormField

from .evidence import EvidenceFields


class ReportForm(GuardedForm):
    """What every report carries unseen: which form it is, and what its author saw."""

    data: QueryDict
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        *,
        progress: Progress,
        initial: dict[str, Any] | None = None,
        unsaved: dict[str, str] | None = None,
    ) -> None:
        """`unsaved` is what was typed and not saved, as it was sent."""
        seen = {"base_version": progress.version}
        self.is_restored = bool(unsaved)
        super().__init__(
            data,
            files,
            initial=seen | (initial or {}) | (unsaved or {}),
            auto_id=f"melding-{progress.pk}-%s",  # a list can hold several forms
        )

    def having_seen(self, progress: Progress) -> QueryDict:
        """What was typed, by somebody who is now shown the newest state.

        It is a new form: the key may have been used for what was saved meanwhile.
        """
        typed = self.data.copy()
        typed["base_version"] = str(progress.version)
        typed["key"] = str(uuid4())
        return typed


class ProgressUpdateForm(EvidenceFields, ReportForm, forms.ModelForm):
    """How far it is, how it goes, and what there is to say about it."""

    phase = forms.ChoiceField(
        label="Hoe ver is het?",
        choices=Phase.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe ver het is."},
    )
    light = forms.ChoiceField(
        label="Hoe gaat het?",
        choices=Light.choices,
        widget=forms.RadioSelect,
        required=False,  # the model says when it is
    )
    waits_for = forms.ModelChoiceField(
        label="Wacht u op een partner?",
        queryset=Partner.objects.none(),
        required=False,
        empty_label="Nee, of niet van toepassing",
    )

    class Meta:
        model = ProgressUpdate
        fields = ProgressUpdate.STATE_FIELDS
        widgets = {
            "note": forms.Textarea(attrs={"rows": 5}),
            "cause": forms.Textarea(attrs={"rows": 3}),
            "consequence": forms.Textarea(attrs={"rows": 3}),
            "remedy": forms.Textarea(attrs={"rows": 3}),
            "as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "note": "Toelichting",
            "cause": "Hoe komt dit?",
            "consequence": "Wat betekent dit voor het doel?",
            "remedy": "Wat doet u eraan, of wat is nodig?",
            "as_of": "Stand per",
        }
        help_texts = {
            "note": "Schrijf geen namen of gegevens van slachtoffers op.",
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        *,
        progress: Progress,
        author: User,
        unsaved: dict[str, str] | None = None,
    ) -> None:
        """Start from the newest state; the note starts empty, for it is about now."""
        state = progress.state.state_values() if progress.state else {}
        now = {"note": "", "as_of": timezone.localdate()}
        super().__init__(
            data,
            files,
            author=author,
            progress=progress,
            initial=state | now,
            unsaved=unsaved,
        )
        region = progress.action.objective.action_line.plan.region_id
        partners = Partner.objects.in_regions([region])
        self.fields["waits_for"].queryset = partners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Leave the constraints to the insert: the model says them in words."""
        return self.cleaned_data

    def clean_as_of(self) -> date | None:
        as_of = self.cleaned_data["as_of"]
        if as_of and as_of > timezone.localdate():
            raise forms.ValidationError("Deze datum ligt in de toekomst.")
        return as_of

    def having_seen(self, progress: Progress) -> QueryDict:
        """What was typed, and the files that are held: those go to the new form."""
        typed = super().having_seen(progress)
        services.hold_for(self.kept, key=UUID(str(typed["key"])))
        return typed

    def texts(self) -> dict[str, str]:
        """Without the explanation of a worry where there is none: it is not kept."""
        return {
            name: text
            for name, text in super().texts().items()
            if name not in ProgressUpdate.STATE_FIELDS or getattr(self.instance, name)
        }

    @property
    def state(self) -> dict[str, Any]:
        """The reported state, for the service, as the model's rules left it."""
        return self.instance.state_values()


class ConfirmationForm(ReportForm):
    """Nothing changed; on red, what is done about it now."""

    remedy = LongTextFormField(
        label="Wat doet u er nu aan, of wat is nodig?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf op wat eraan gedaan wordt, of wat nodig is."
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        progress: Progress,
        unsaved: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, progress=progress, unsaved=unsaved)
        if progress.light != Light.RED:
            del self.fields["remedy"]
