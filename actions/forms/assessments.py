"""The form with which a result is judged."""

from typing import Any

from django import forms

from actions import services
from actions.models import ReportingRound, ResultAssessment
from municipalities.versions import VersionedForm


class AssessmentForm(VersionedForm):
    """Whether a result was reached, in the round that is open.

    The row is the judgement of that round, or a new one. Without an open round it says
    so, and keeps what was typed.
    """

    outcome = forms.ChoiceField(
        label="Is dit resultaat bereikt?",
        choices=ResultAssessment.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of het resultaat is bereikt."},
    )

    class Meta:
        model = ResultAssessment
        fields = ["outcome", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(
        self, *args: Any, reporting_round: ReportingRound | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reporting_round = reporting_round

    def clean(self) -> dict[str, Any]:
        if self.reporting_round is None:
            raise forms.ValidationError(
                "Er loopt geen rapportageronde meer. Uw oordeel is niet opgeslagen."
            )
        return self.cleaned_data

    def save(self, commit: bool = True) -> ResultAssessment:
        assert self.reporting_round is not None  # clean() saw to it
        return services.assess_result(
            self.instance.result,
            municipality=self.instance.municipality,
            reporting_round=self.reporting_round,
            outcome=self.cleaned_data["outcome"],
            note=self.cleaned_data["note"],
            base_version=getattr(self.instance, "newest_version", None),
        )
