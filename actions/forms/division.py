"""Dividing a budget line over the municipalities: evenly, by key, by hand, or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from actions import services
from actions.adding_up import SharesDoNotAddUp
from actions.amounts import AmountFormField
from actions.division import NothingToDivideBy, divide
from actions.models import BudgetLine, Plan
from municipalities.models import Municipality, User
from municipalities.texts import LongTextFormField
from municipalities.versions import VersionedForm

from .days import DayForm
from .decision import DecisionFields

NONE = "none"
"""What is chosen to take the division away; the line then has none."""

SAVE = "save"
"""What the button sends that saves; any other one shows the division first."""


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One municipality on the page: what it has, what is typed, what it would get."""

    municipality: Municipality
    now: Decimal | None
    key: forms.BoundField
    amount: forms.BoundField
    becomes: Decimal | None


class DivisionForm(DecisionFields, VersionedForm, DayForm):
    """How a line is divided, and by whose decision.

    Nothing is saved that its user did not see: saving takes the division that was
    shown, and when that is another by now, it is shown again.
    """

    division = forms.TypedChoiceField(
        label="Hoe wilt u verdelen?",
        choices=[
            (BudgetLine.Division.EVEN, "Gelijk: elke gemeente evenveel"),
            (BudgetLine.Division.KEY, "Naar een sleutel, zoals het aantal inwoners"),
            (BudgetLine.Division.HAND, "Met de hand: ik vul de bedragen in"),
            (NONE, "Niet meer: de verdeling vervalt"),
        ],
        coerce=lambda way: "" if way == NONE else way,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe u wilt verdelen."},
    )
    change_reason = LongTextFormField(
        label="Reden",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="De reden komt in de geschiedenis te staan.",
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    watches = ["amount"]
    acts = True

    instance: BudgetLine

    class Meta:
        model = BudgetLine
        fields = ["division", "division_key"]
        labels = {"division_key": "Welke sleutel is dat?"}

    def __init__(
        self,
        *args: Any,
        municipalities: tuple[Municipality, ...],
        by: User,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.today = by, today
        self.municipalities = municipalities
        self.plan: Plan = self.instance.whole()
        self.held = {
            share.municipality: share.budgeted
            for share in self.instance.shares.with_municipality()
        }
        self.divided: dict[Municipality, Decimal] = {}
        self.takes_away = False
        if not self.is_divided:
            ways: Any = self.fields["division"]
            ways.choices = [way for way in ways.choices if way[0] != NONE]
        if not self.instance.division:
            self.initial["division"] = BudgetLine.Division.EVEN
        for place in municipalities:
            self.fields[_key(place)] = _number("Sleutel")
            self.fields[_amount(place)] = _number("Bedrag", self.held.get(place))
        self.is_draft = self.plan.status == Plan.Status.DRAFT
        if self.is_draft:
            self.drop_decision()
        elif self.is_bound and "valid_from" not in self.data:
            self._set({"valid_from": today})  # the first time that it is shown
        if self.saves and "decided_by" in self.fields:
            self.require_decision()

    @property
    def saves(self) -> bool:
        """Whether it was sent to be saved, and not to be looked at first."""
        return self.is_bound and self.data.get("step") == SAVE

    @property
    def only_looks(self) -> bool:
        """Whether a good form is to be shown, with the division, before it is saved."""
        return not (self.saves or self.keeps_theirs)

    @property
    def is_divided(self) -> bool:
        """Whether something is budgeted for a municipality now."""
        return any(budgeted is not None for budgeted in self.held.values())

    @property
    def shows_what_comes(self) -> bool:
        """Whether it can tell what every municipality would get."""
        return bool(self.divided) or self.takes_away

    @property
    def asks_decision(self) -> bool:
        """Whether the way to save it is shown: with a division, or once it was."""
        return self.shows_what_comes or self.saves

    def rows(self) -> Iterator[DivisionRow]:
        """The municipalities that take part, by name."""
        for place in self.municipalities:
            yield DivisionRow(
                place,
                self.held.get(place),
                self[_key(place)],
                self[_amount(place)],
                self.divided.get(place),
            )

    @property
    def leaving(self) -> list[Municipality]:
        """Who has a budget, takes part no more, and so loses it."""
        return [
            place
            for place, budgeted in self.held.items()
            if budgeted is not None and place not in self.municipalities
        ]

    @property
    def together(self) -> Decimal | None:
        """What the division comes to that is shown; None when it is taken away."""
        return None if self.takes_away else sum(self.divided.values(), Decimal(0))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.keeps_theirs:
            return given
        if given.get("division") != BudgetLine.Division.KEY:
            given["division_key"] = ""
        match given.get("division"):
            case BudgetLine.Division.EVEN:
                self._divide(dict.fromkeys(self.municipalities, Decimal(1)))
            case BudgetLine.Division.KEY:
                self._divide_by_key()
            case BudgetLine.Division.HAND:
                self._take_amounts()
            case "":
                self.takes_away = True
        was_seen = given.get("shown") == self.fingerprint
        if self.saves and self.shows_what_comes and not was_seen:
            self.add_error(
                None,
                "De verdeling is anders dan u haar zag. Kijk of zij klopt, en sla dan"
                " op.",
            )
        return given

    @property
    def fingerprint(self) -> str:
        """The division that is shown, for the form to send along."""
        if self.takes_away:
            return NONE
        return " ".join(
            f"{place.code}={amount:.2f}" for place, amount in self.divided.items()
        )

    def save(self, commit: bool = True) -> BudgetLine:
        """Budget the shares, or none; raises what the services do."""
        why: dict[str, Any] = {
            "by": self.by,
            "decision": None if self.is_draft else self.decision,
            "reason": self.cleaned_data["change_reason"],
        }
        if self.takes_away:
            services.take_division_away(self.instance, **why)
        else:
            division = services.Division(
                BudgetLine.Division(self.cleaned_data["division"]),
                self.divided,
                self.cleaned_data["division_key"],
            )
            services.divide_line(self.instance, division, today=self.today, **why)
        return self.instance

    def _divide_by_key(self) -> None:
        if not self.cleaned_data.get("division_key"):
            self.add_error("division_key", "Schrijf op welke sleutel het is.")
        keys = self._numbers(_key, "Vul een getal in; 0 als de gemeente niets krijgt.")
        if keys:
            try:
                self._divide(keys)
            except NothingToDivideBy:
                self.add_error(None, "Vul ten minste één sleutel in boven de 0.")

    def _divide(self, keys: dict[Municipality, Decimal]) -> None:
        by_code = {place.code: place for place in keys}
        assert self.instance.amount is not None
        parts = divide(
            self.instance.amount, {place.code: key for place, key in keys.items()}
        )
        self.divided = {by_code[code]: part for code, part in parts.items()}

    def _take_amounts(self) -> None:
        amounts = self._numbers(
            _amount, "Vul een bedrag in; 0 als de gemeente niets krijgt."
        )
        allotted = sum(amounts.values(), Decimal(0))
        if amounts and allotted != self.instance.amount:
            self.add_error(None, SharesDoNotAddUp(self.instance, allotted))
        else:
            self.divided = amounts

    def _numbers(self, name_of: Any, missing: str) -> dict[Municipality, Decimal]:
        """What was typed for every municipality; nothing where any is wrong."""
        typed = {}
        for place in self.municipalities:
            name = name_of(place)
            if name in self.errors:
                continue
            value = self.cleaned_data.get(name)
            if value is None:
                self.add_error(name, missing)
            else:
                typed[place] = value
        return typed if len(typed) == len(self.municipalities) else {}

    def _forget_errors(self) -> None:
        """What stays as it is needs no judging."""
        self.errors.clear()


def _key(place: Municipality) -> str:
    return f"key_{place.code}"


def _amount(place: Municipality) -> str:
    return f"amount_{place.code}"


def _number(label: str, initial: Decimal | None = None) -> AmountFormField:
    return AmountFormField(
        label=label,
        required=False,
        initial=initial,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        error_messages={
            "invalid": "Vul een getal in, zoals 1.250 of 1.250,50.",
            "min_value": "Dit kan niet minder dan 0 zijn.",
        },
    )
