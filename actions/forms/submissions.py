"""The forms about what is handed in."""

from typing import Any
from uuid import uuid4

from django import forms

from actions.models import Submission
from municipalities.free_text import GuardedForm
from municipalities.texts import LongTextFormField
from municipalities.versions import VersionedForm


class KeyForm(forms.Form):
    """A button that does something once, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class SubmitForm(GuardedForm, KeyForm):
    """Hand in, with a word for the coordinator."""

    cover_note = LongTextFormField(
        label="Wilt u er iets bij zeggen?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De coördinator leest dit bij het beoordelen.",
    )


class AskBackForm(GuardedForm, KeyForm):
    """What a manager wants done first."""

    note = LongTextFormField(
        label="Wat is er eerst nodig?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit lezen alleen mensen van uw eigen gemeente.",
        error_messages={"required": "Schrijf op wat er eerst nodig is."},
    )


class RemarkForm(VersionedForm):
    """What the coordinator says about what was handed in."""

    watches = ["reaction"]

    class Meta:
        model = Submission
        fields = ["remark"]
        widgets = {"remark": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "remark": (
                "De gemeente leest dit en kan reageren. Na uw akkoord leest iedereen"
                " die het plan ziet het ook."
            )
        }

    def clean_remark(self) -> str:
        remark = self.cleaned_data["remark"]
        if not remark and self.instance.reaction:
            raise forms.ValidationError(
                "Er is al op gereageerd. Pas de opmerking aan in plaats van haar weg"
                " te halen."
            )
        return remark


class ReactionForm(VersionedForm):
    """What a municipality answers to the remark of the coordinator."""

    watches = ["remark"]

    class Meta:
        model = Submission
        fields = ["reaction"]
        widgets = {"reaction": forms.Textarea(attrs={"rows": 4})}

    def clean(self) -> dict[str, Any]:
        if not self.instance.remark:
            raise forms.ValidationError("Er is geen opmerking om op te reageren.")
        return self.cleaned_data
