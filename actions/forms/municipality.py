"""The forms on the page of a municipality."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone

from actions.proposals import Kind, Proposal
from actions.services import Confirmation
from municipalities.models import Municipality
from municipalities.versions import VersionedForm


class ReportingRouteForm(VersionedForm):
    """Since when a municipality has its internal route for signals, and where it is."""

    reporting_route_url = forms.URLField(
        label="Link naar de meldroute", required=False, assume_scheme="https"
    )

    class Meta:
        model = Municipality
        fields = ["reporting_route_on", "reporting_route_url"]
        widgets = {
            "reporting_route_on": forms.DateInput(
                attrs={"type": "date"}, format="%Y-%m-%d"
            ),
        }
        labels = {"reporting_route_on": "Vastgesteld op"}
        help_texts = {"reporting_route_on": "Laat leeg zolang er geen besluit is."}

    def clean_reporting_route_on(self) -> date | None:
        day = self.cleaned_data["reporting_route_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Deze datum ligt in de toekomst.")
        return day


class ProposalForm(forms.Form):
    """A proposal as it was shown."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    pk = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    proposal: Proposal


class ProposalFormSet(
    forms.formset_factory(ProposalForm, extra=0)  # type: ignore[misc]
):
    """The proposals on a page; the button says which of them is confirmed, or all."""

    ALL = "alle"

    @classmethod
    def of(cls, proposals: Iterable[Proposal]) -> Any:
        """To be shown, each form with its proposal."""
        shown = list(proposals)
        formset = cls(
            initial=[
                {
                    "kind": proposal.kind,
                    "pk": proposal.row.pk,
                    "version": proposal.version,
                    "key": uuid4(),
                }
                for proposal in shown
            ]
        )
        for form, proposal in zip(formset.forms, shown, strict=True):
            form.proposal = proposal
        return formset

    @classmethod
    def confirmed(cls, data: QueryDict) -> list[Confirmation]:
        """What was confirmed; nothing where the data was tampered with."""
        formset = cls(data)
        if not formset.is_valid():
            return []
        chosen = data.get("accept")
        return [
            Confirmation(**form.cleaned_data)
            for number, form in enumerate(formset.forms)
            if chosen in (cls.ALL, str(number))
        ]
