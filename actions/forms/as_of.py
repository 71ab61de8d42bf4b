"""The form with which a day in the past is chosen."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict

from .days import DayForm, day_field

AS_OF = "peildatum"
"""The name of the day in addresses."""


class AsOfForm(DayForm):
    """The day of which somebody wants to see the state."""

    peildatum = day_field("Peildatum")

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields[AS_OF].widget.attrs["max"] = today.isoformat()

    def clean_peildatum(self) -> date:
        day = self.cleaned_data[AS_OF]
        if day > self.today:
            raise ValidationError(
                "Deze dag moet nog komen. Kies een dag tot en met vandaag."
            )
        return day
