"""Looking things up in the register of changes."""

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from actions.models import Action, Amendment, Objective, Plan


class RegisterForm(forms.Form):
    """Which amendments to show: about what, entered when, with which words."""

    onderdeel = forms.ChoiceField(label="Doelstelling of actie", required=False)
    vanaf = forms.DateField(
        label="Vastgelegd vanaf",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    tot = forms.DateField(
        label="Tot en met",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    zoek = forms.CharField(label="Woorden", required=False, max_length=100)

    def __init__(self, data: QueryDict | None, *, plan: Plan) -> None:
        super().__init__(data)
        actions = Action.objects.order_by("number")
        objectives = (
            Objective.objects.of_plan(plan)
            .order_by("number")
            .prefetch_related(Prefetch("actions", actions))
        )
        self.plan = plan
        self.parts: dict[str, Objective | Action] = {}
        choices: list[tuple[str, Any]] = [("", "Het hele plan")]
        for objective in objectives:
            of_objective = [(str(objective.number), str(objective))]
            self.parts[str(objective.number)] = objective
            for action in objective.actions.all():
                action.objective = objective
                of_objective.append((action.code, str(action)))
                self.parts[action.code] = action
            choices.append((str(objective), of_objective))
        self.fields["onderdeel"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("vanaf"), self.cleaned_data.get("tot")
        if first and last and last < first:
            self.add_error("tot", "Deze dag ligt voor de eerste.")
        return self.cleaned_data

    def find(self) -> QuerySet[Amendment]:
        """What was asked for; what could not be understood is left out."""
        given = self.cleaned_data
        found = Amendment.objects.filter(plan=self.plan).recorded_between(
            given.get("vanaf"), given.get("tot")
        )
        if part := self.parts.get(given.get("onderdeel", "")):
            found = found.about(part)
        if words := given.get("zoek"):
            found = found.containing(words)
        return found.with_lines()
