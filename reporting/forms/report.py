"""Making a report: its words, what it asks, publishing it and correcting it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actions.models import ReportingRound
from municipalities.free_text import GuardedForm
from municipalities.models import Municipality, User
from municipalities.texts import LongTextFormField
from municipalities.versions import VersionedForm
from reporting.assemble import report_day
from reporting.models import DecisionRequest, RenderJob, Report
from reporting.permissions import workable_rounds

BEING_PUBLISHED = (
    "Dit concept wordt nu gepubliceerd. Wilt u nog iets wijzigen, annuleer dat dan"
    " eerst."
)

WHERE_REASON_STANDS = "Dit staat op de eerste pagina van de nieuwe versie."
MISSING_REASON = "Schrijf op waarom er een correctie komt."


def refuse_while_publishing(form: forms.BaseForm, draft: Report) -> None:
    """Let what is being published stay as it was looked at."""
    if form.is_bound and RenderJob.objects.publishing(draft).active().exists():
        form.add_error(None, BEING_PUBLISHED)


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DraftForm(forms.Form):
    """Of which edition a draft is wanted."""

    round = forms.ModelChoiceField(ReportingRound.objects.none())
    municipality = forms.ModelChoiceField(Municipality.objects.none(), required=False)

    def __init__(self, data: Any, *, user: User, today: date) -> None:
        super().__init__(data)
        self.today = today
        self._choices("round").queryset = workable_rounds(user)
        self._choices("municipality").queryset = Municipality.objects.all()

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        reporting_round = given.get("round")
        municipality = given.get("municipality")
        if reporting_round and municipality:
            day = report_day(reporting_round, self.today)
            taking_part = reporting_round.plan.participations.on(day)
            if not taking_part.filter(municipality=municipality).exists():
                raise ValidationError("Deze gemeente doet niet mee aan dit plan.")
        return given


class WordsForm(VersionedForm):
    """What the coordinator writes in a report; in a correction also why it came."""

    class Meta:
        model = Report
        fields = ["correction_reason", "summary", "outlook"]
        widgets = {
            "correction_reason": forms.Textarea(attrs={"rows": 3}),
            "summary": forms.Textarea(attrs={"rows": 6}),
            "outlook": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {"correction_reason": WHERE_REASON_STANDS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.version == 1:
            del self.fields["correction_reason"]
        else:
            reason = self.fields["correction_reason"]
            reason.required = True
            reason.error_messages["required"] = MISSING_REASON


class RequestForm(VersionedForm):
    """What an edition asks to be decided."""

    class Meta:
        model = DecisionRequest
        fields = DecisionRequest.ASKED
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 4}),
            "needed_by": day_input(),
        }


class OutcomeForm(VersionedForm):
    """What was decided, and what follows from that."""

    class Meta:
        model = DecisionRequest
        fields = ["outcome", "decided_on", "follow_up"]
        widgets = {
            "decided_on": day_input(),
            "follow_up": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_decided_on(self) -> date | None:
        day = self.cleaned_data["decided_on"]
        if day and day > self.today:
            raise ValidationError("Deze dag ligt in de toekomst.")
        return day

    def clean(self) -> dict[str, Any]:
        outcome = self.cleaned_data.get("outcome")
        day = self.cleaned_data.get("decided_on")
        if day and not outcome:
            self.add_error("outcome", "Kies wat er besloten is.")
        elif outcome and not day and "decided_on" not in self.errors:
            self.add_error("decided_on", "Vul in wanneer dit besloten is.")
        return self.cleaned_data


class PublishForm(forms.Form):
    """What is published is what was looked at: the fingerprint of that."""

    seen = forms.CharField(widget=forms.HiddenInput)


class CorrectionForm(GuardedForm):
    """Why a published report is corrected."""

    reason = LongTextFormField(
        label="Waarom komt er een correctie?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=WHERE_REASON_STANDS,
        error_messages={"required": MISSING_REASON},
    )
