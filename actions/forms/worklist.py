"""The forms of Mijn acties: what it shows, and what is done to several tracks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from actions.models import Light, Objective, Phase
from actions.seen import SeenTrack

from .filters import FilterForm

NONE = "geen"


class Deadline(models.TextChoices):
    """When an action should be finished, seen from today."""

    LATE = "te-laat", "voorbij"
    THIS_QUARTER = "dit-kwartaal", "dit kwartaal"
    NEXT_QUARTER = "volgend-kwartaal", "volgend kwartaal"
    NONE = NONE, "geen"


class WorklistFilterForm(FilterForm):
    """Which tracks are shown."""

    doelstelling = forms.TypedChoiceField(
        label="Doelstelling", required=False, coerce=int, empty_value=None
    )
    fase = forms.ChoiceField(
        label="Fase",
        required=False,
        choices=[("", "Alle"), *Phase.choices, (NONE, "geen opgave")],
    )
    stoplicht = forms.ChoiceField(
        label="Stoplicht",
        required=False,
        choices=[("", "Alle"), *Light.choices, (NONE, "geen opgave")],
    )
    deadline = forms.ChoiceField(
        label="Einddatum",
        required=False,
        choices=[("", "Alle"), *Deadline.choices],
    )

    def __init__(self, data: QueryDict, *, objectives: Iterable[Objective]) -> None:
        super().__init__(data)
        self.fields["doelstelling"].choices = [  # type: ignore[attr-defined]
            ("", "Alle"),
            *((objective.pk, str(objective)) for objective in objectives),
        ]


class SeenTracksField(forms.Field):
    """Tracks as somebody saw them: one value for each."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": "Vink eerst een of meer acties aan.",
        "invalid": "Deze pagina is verouderd. Laad haar opnieuw.",
    }

    def to_python(self, value: Any) -> list[SeenTrack]:
        try:
            return [SeenTrack.parse(text) for text in value or []]
        except ValueError:
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from None


class SeenTracksForm(forms.Form):
    """Something that is done to several tracks at once."""

    seen = SeenTracksField()
