"""The forms on which coordinators enter figures and publish them."""

from typing import Any

from django import forms
from django.utils import timezone

from municipalities.admin.reason import RegionalForm
from reporting.models import Observation


class ObservationForm(RegionalForm):
    """What was counted; where there is a number already, this one corrects it."""

    asked: list[str] = []

    class Meta:
        model = Observation
        fields = [
            "indicator",
            "municipality",
            "year",
            "quarter_number",
            "value",
            "as_of",
            "reason",
        ]

    def asked_fields(self) -> list[forms.BoundField]:
        """Nothing is asked about the change: a figure is written once."""
        return []

    def clean_as_of(self) -> Any:
        as_of = self.cleaned_data["as_of"]
        if as_of > timezone.localdate():
            raise forms.ValidationError("Deze datum ligt in de toekomst.")
        return as_of

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        key = ["indicator", "municipality", "year", "quarter_number"]
        if not {"indicator", "year", "quarter_number", "value"} <= {*cleaned}:
            return cleaned
        same = {name: cleaned.get(name) for name in key}
        earlier = Observation.objects.filter(**same).newest().first()
        if earlier:
            self._correct(earlier, cleaned)
        elif cleaned.get("reason"):
            self.add_error("reason", "Er is nog geen cijfer om te verbeteren.")
        return cleaned

    def _correct(self, earlier: Observation, cleaned: dict[str, Any]) -> None:
        if earlier.value == cleaned["value"]:
            self.add_error("value", "Dit aantal staat er al.")
        elif not cleaned.get("reason"):
            self.add_error(
                "reason",
                "Er is al een cijfer. Schrijf waarom het anders is, dan vervangt dit"
                " aantal het.",
            )
        self.instance.corrects = earlier


class PublishFiguresForm(forms.Form):
    """That somebody knows what publishing means."""

    is_sure = forms.BooleanField(
        label="Alle cijfers staan erin en kloppen. Vrijgeven kan ik niet terugdraaien.",
        label_suffix="",
    )
