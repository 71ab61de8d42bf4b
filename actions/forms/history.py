"""The form that narrows a timeline."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.text import capfirst

from actions.as_of import end_of, start_of
from actions.timelines import kind_of
from municipalities.models import User
from municipalities.timeline import Timeline

from .days import DayForm, day_field


class HistoryForm(DayForm):
    """What a reader wants to see of a timeline; its names stand in addresses."""

    soort = forms.ChoiceField(
        label="Wat",
        required=False,
        error_messages={"invalid_choice": "Dit komt in deze geschiedenis niet voor."},
    )
    wie = forms.ModelChoiceField(
        User.objects.none(),
        label="Wie",
        required=False,
        empty_label="iedereen",
        error_messages={"invalid_choice": "Deze persoon heeft hier niets gedaan."},
    )
    van = day_field("Vanaf", required=False)
    tot = day_field("Tot en met", required=False)

    def __init__(self, data: QueryDict, *, timeline: Timeline) -> None:
        super().__init__(data)
        self.timeline = timeline
        self.models = {
            kind_of(source.model): source.model for source in timeline.sources
        }
        labels = [
            (kind, capfirst(str(model._meta.verbose_name)))
            for kind, model in sorted(self.models.items())
        ]
        fields: dict[str, Any] = self.fields
        fields["soort"].choices = [("", "alles"), *labels]
        fields["wie"].queryset = timeline.authors()

    def clean(self) -> dict[str, object]:
        first, last = self.cleaned_data.get("van"), self.cleaned_data.get("tot")
        if first and last and last < first:
            self.add_error("tot", "Deze dag ligt voor de eerste dag.")
        return self.cleaned_data

    def narrow(self) -> Timeline:
        """The timeline, as far as it was asked for."""
        asked = self.cleaned_data
        condition = Q()
        if asked["wie"]:
            condition &= Q(event_author=asked["wie"].pk)
        if asked["van"]:
            condition &= Q(event_moment__gte=start_of(asked["van"]))
        if asked["tot"]:
            condition &= Q(event_moment__lte=end_of(asked["tot"]))
        return self.timeline.narrowed(condition, self.models.get(asked["soort"]))
