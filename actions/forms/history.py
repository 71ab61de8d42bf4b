"""The form that narrows a timeline."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.text import capfirst

from actions.as_of import end_of
from municipalities.models import User
from municipalities.timeline import Timeline


def _day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": "Dit is geen datum. Schrijf bijvoorbeeld 30-6-2025."
        },
    )


class HistoryForm(forms.Form):
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
    van = _day_field("Vanaf")
    tot = _day_field("Tot en met")

    def __init__(self, data: QueryDict, *, timeline: Timeline) -> None:
        super().__init__(data)
        self.timeline = timeline
        self.models = {
            source.model._meta.model_name: source.model for source in timeline.sources
        }
        names = [
            (name, capfirst(model._meta.verbose_name))
            for name, model in self.models.items()
        ]
        self.fields["soort"].choices = [
            ("", "alles"),
            *sorted(names, key=lambda n: n[1]),
        ]
        self.fields["wie"].queryset = timeline.authors()

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
            condition &= Q(event_moment__gt=end_of(asked["van"] - timedelta(days=1)))
        if asked["tot"]:
            condition &= Q(event_moment__lte=end_of(asked["tot"]))
        return self.timeline.narrowed(condition, self.models.get(asked["soort"]))
