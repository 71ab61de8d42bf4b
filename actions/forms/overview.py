"""The forms of the overview: which part of the plan it shows, and since when."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from actions.changes import ORDERS
from actions.direction import Direction
from actions.matrix import NEVER, WORRYING
from actions.models import Phase
from actions.outline import Outline, Selection
from actions.totals import Standing

from .filters import FilterForm

ALL = [("", "Alle")]


class OutlineForm(FilterForm):
    """Which actions and which municipality are looked at."""

    actielijn = forms.TypedChoiceField(
        label="Actielijn", required=False, coerce=int, empty_value=None
    )
    prioriteit = forms.ChoiceField(
        label="Prioriteit",
        required=False,
        choices=[*ALL, ("ja", "Alleen met prioriteit")],
    )
    partner = forms.TypedChoiceField(
        label="Partner", required=False, coerce=int, empty_value=None
    )
    gemeente = forms.ChoiceField(label="Gemeente", required=False)

    def __init__(self, data: QueryDict, *, outline: Outline) -> None:
        super().__init__(data)
        self.outline = outline
        choices: dict[str, list[tuple[Any, str]]] = {
            "actielijn": list(outline.action_lines.items()),
            "partner": list(outline.partners.items()),
            "gemeente": [(place.code, place.name) for place in outline.municipalities],
        }
        for name, found in choices.items():
            self.fields[name].choices = [*ALL, *found]  # type: ignore[attr-defined]

    @property
    def outline_query(self) -> str:
        """The filters that any page of the plan may share."""
        return OutlineForm.query_in(self.data).urlencode()

    @property
    def selection(self) -> Selection:
        """What was asked for; what could not be understood is left out."""
        given = self.cleaned_data
        line, partner = given.get("actielijn"), given.get("partner")
        helped = self.outline.helped[partner] if partner else set()
        municipalities = self.outline.municipalities
        chosen = [
            place for place in municipalities if place.code == given.get("gemeente")
        ]
        return Selection(
            actions=tuple(
                action
                for action in self.outline.actions
                if line in (None, action.objective.line_number)
                and (partner is None or action.pk in helped)
                and (action.is_priority or not given.get("prioriteit"))
            ),
            municipalities=tuple(chosen) or municipalities,
            municipality=chosen[0] if chosen else None,
            standing=given.get("stoplicht", ""),
            phase=given.get("fase", ""),
        )


class MatrixForm(OutlineForm):
    """Which tracks the overview shows."""

    stoplicht = forms.ChoiceField(
        label="Stoplicht",
        required=False,
        choices=[
            *ALL,
            *Standing.choices,
            (WORRYING, "aandacht nodig of loopt vast"),
        ],
    )
    fase = forms.ChoiceField(
        label="Fase",
        required=False,
        choices=[*ALL, *Phase.choices, (NEVER, "nog nooit gemeld")],
    )

    @property
    def query_of_the_rest(self) -> str:
        """All that was asked but the municipality, to put another one behind."""
        query = self.data.copy()
        query.pop("gemeente", None)
        return f"{query.urlencode()}&" if query else ""

    @property
    def is_unfolded(self) -> bool:
        """Whether it shows by itself: not where only a municipality was picked."""
        return bool(self.errors) or bool({*self.query_in(self.data)} - {"gemeente"})


class ChangesForm(OutlineForm):
    """Since when to tell what changed, and which part of it."""

    sinds = forms.DateField(
        label="Veranderd sinds",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    soort = forms.ChoiceField(
        label="Richting", required=False, choices=[*ALL, *Direction.choices]
    )
    volgorde = forms.ChoiceField(
        required=False,
        choices=[("", "ernst"), *((order, order) for order in ORDERS)],
        widget=forms.HiddenInput,
    )
    field_order = ["sinds"]

    def __init__(
        self, data: QueryDict, *, outline: Outline, today: date, usual: date
    ) -> None:
        self.today, self.usual = today, usual
        if not data.get("sinds"):
            data = data.copy()
            data["sinds"] = usual.isoformat()
        super().__init__(data, outline=outline)

    def clean_sinds(self) -> date:
        since = self.cleaned_data["sinds"]
        if since >= self.today:
            raise forms.ValidationError("Kies een dag voor vandaag.")
        return since

    @property
    def since(self) -> date:
        """The day that was asked for, or else the usual one."""
        return self.cleaned_data.get("sinds") or self.usual
