"""The forms about who works for a municipality."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from municipalities.free_text import GuardedForm
from municipalities.handover import Successor, appoint, hand_over
from municipalities.models import Membership, Municipality, User
from municipalities.versions import VersionedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SuccessorForm(GuardedForm):
    """Who starts, and from when; the work itself stays where it is."""

    class Who(models.TextChoices):
        KNOWN = "known", "Iemand die al een account heeft"
        NEW = "new", "Iemand die nog geen account heeft"
        NOBODY = "nobody", "Er is nog niemand"

    who = forms.ChoiceField(
        label="Wie begint er?",
        choices=Who.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie er begint."},
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Account",
        required=False,
        empty_label="Kies een account",
    )
    name = forms.CharField(label="Naam", max_length=150, required=False)
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        help_text="Op dit adres komt een uitnodiging om een wachtwoord te kiezen.",
    )
    begins_on = forms.DateField(label="Eerste dag", widget=DAY, required=False)
    as_deputy = forms.BooleanField(label="Als plaatsvervanger", required=False)
    reason = forms.CharField(
        label="Reden",
        max_length=1000,
        help_text=(
            "Bijvoorbeeld: nieuwe functie. De reden komt in de geschiedenis te staan;"
            " schrijf geen privézaken op."
        ),
        error_messages={"required": "Schrijf kort op waarom."},
    )

    DEMANDED = {
        Who.KNOWN: {"person": "Kies een account."},
        Who.NEW: {
            "name": "Vul de naam in.",
            "email": "Vul het e-mailadres in.",
        },
        Who.NOBODY: {},
    }
    """What each answer asks besides, and what to say when it is missing."""

    new_account: User | None = None
    """Once saved: the account that was made, whose owner is to be invited."""

    def offer(self, municipality: Municipality, giver: User) -> None:
        """Offer the people of the region, but for who fills this in."""
        known = User.objects.known_in([municipality.region_id]).active()
        person: Any = self.fields["person"]
        person.queryset = known.exclude(pk=giver.pk)

    def clean(self) -> dict[str, Any]:
        super().clean()
        who: Any = self.cleaned_data.get("who")
        demanded = self.DEMANDED.get(who, {})
        for name, message in demanded.items():
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, message)
        return self.cleaned_data

    def successor(self, from_day: date) -> Successor | None:
        """Who starts; from that day where none was filled in."""
        told = self.cleaned_data
        who = {
            self.Who.KNOWN: {"user": told["person"]},
            self.Who.NEW: {"name": told["name"], "email": told["email"]},
        }.get(told["who"])
        if who is None:
            return None
        return Successor(
            starts_on=told["begins_on"] or from_day,
            is_deputy=told["as_deputy"],
            **who,
        )


class AppointForm(SuccessorForm):
    """Somebody starts, and nobody stops."""

    # As a versioned form has them; nobody else can have changed what is new.
    conflict = None
    keeps_theirs = False

    def __init__(
        self, data: Any = None, *, municipality: Municipality, giver: User
    ) -> None:
        super().__init__(data)
        self.municipality, self.giver = municipality, giver
        self.offer(municipality, giver)
        self.fields["begins_on"].help_text = "Leeg: vandaag."
        who: Any = self.fields["who"]
        who.choices = [one for one in who.choices if one[0] != self.Who.NOBODY]

    def save(self) -> None:
        successor = self.successor(timezone.localdate())
        if successor:
            self.new_account = appoint(
                self.municipality,
                successor,
                by=self.giver,
                reason=self.cleaned_data["reason"],
            )


class HandoverForm(SuccessorForm, VersionedForm):
    """Somebody stops, and another starts the day after."""

    ends_on = forms.DateField(
        label="Laatste dag",
        widget=DAY,
        help_text="Tot en met deze dag blijven de rechten gelden.",
        error_messages={"required": "Vul de laatste dag in."},
    )

    watches = ["starts_on", "is_deputy"]
    instance: Membership

    class Meta:
        model = Membership
        fields = ["ends_on"]

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        municipality: Any = self.instance.municipality
        self.offer(municipality, giver)
        self.fields["begins_on"].help_text = "Leeg: de dag na de laatste dag."

    def clean_ends_on(self) -> date:
        day = self.cleaned_data["ends_on"]
        if day < self.instance.starts_on:
            raise forms.ValidationError("Deze dag ligt voor de eerste dag van de rol.")
        return day

    def save(self, commit: bool = True) -> Membership:
        last_day = self.cleaned_data["ends_on"]
        self.new_account = hand_over(
            self.instance,
            last_day=last_day,
            successor=self.successor(last_day + timedelta(days=1)),
            by=self.giver,
            reason=self.cleaned_data["reason"],
        )
        return self.instance


class TrainingForm(VersionedForm):
    """When somebody was trained."""

    class Meta:
        model = Membership
        fields = ["trained_on"]
        widgets = {"trained_on": DAY}

    def clean_trained_on(self) -> date | None:
        day = self.cleaned_data["trained_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Deze datum ligt in de toekomst.")
        return day
