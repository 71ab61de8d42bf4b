"""Looking things up in the archive of reports."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from actions.periods import Quarter
from municipalities.models import User
from reporting.archive_search import pattern_of
from reporting.models import Report

REGION = "regio"


class ArchiveForm(forms.Form):
    """Which reports to show; the names of the fields stand in addresses."""

    kwartaal = forms.ChoiceField(label="Kwartaal", required=False)
    editie = forms.ChoiceField(label="Editie", required=False)
    zoek = forms.CharField(
        label="Woorden in de rapportage", required=False, max_length=100
    )

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        self.readable = Report.objects.readable_by(user)
        quarters = {
            Quarter(year, number)
            for year, number in self.readable.order_by().values_list(
                "round__year", "round__quarter_number"
            )
        }
        places = self.readable.exclude(municipality=None).order_by("municipality__name")
        self._offer(
            "kwartaal",
            "alle kwartalen",
            [(q.code, q.prose) for q in sorted(quarters, reverse=True)],
        )
        self._offer(
            "editie",
            "alle edities",
            [
                (REGION, "De regio"),
                *dict.fromkeys(
                    places.values_list("municipality__code", "municipality__name")
                ),
            ],
        )

    def find(self) -> QuerySet[Report]:
        """What was asked for; what could not be understood is left out."""
        given: dict[str, Any] = self.cleaned_data
        found = self.readable.with_names().with_replaced().newest_first()
        if given.get("kwartaal"):
            quarter = Quarter.parse(given["kwartaal"])
            found = found.filter(
                round__year=quarter.year, round__quarter_number=quarter.number
            )
        if given.get("editie") == REGION:
            found = found.filter(municipality=None)
        elif given.get("editie"):
            found = found.filter(municipality__code=given["editie"])
        for word in given.get("zoek", "").split():
            found = found.saying(pattern_of(word))
        return found

    def _offer(
        self, name: str, everything: str, choices: list[tuple[str, str]]
    ) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]
