"""The forms of Mijn acties: what it shows, and what is done to several tracks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from actions.models import Light, Objective, Phase
from actions.seen import SeenTrack

NONE = "geen"


class Deadline(models.TextChoices):
    """When an action should be finished, seen from today."""

    LATE = "te-laat", "voorbij"
    THIS_QUARTER = "dit-kwartaal", "dit kwartaal"
    NEXT_QUARTER = "volgend-kwartaal", "volgend kwartaal"
    NONE = NONE, "geen"


class WorklistFilterForm(forms.Form):
    """Which tracks are shown. The fields are named as they stand in the address."""

    data: QueryDict
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

    @classmethod
    def query_in(cls, data: QueryDict) -> QueryDict:
        """The filters that are on in an address, without what else stands there."""
        query = QueryDict(mutable=True)
        for name in cls.base_fields:
            if value := data.get(name):
                query[name] = str(value)
        return query

    @property
    def query(self) -> str:
        """The filters that are on, as they stand in an address."""
        return self.query_in(self.data).urlencode()


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
