"""The form with which a day in the past is chosen."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from .days import DayForm, day_field

AS_OF = "peildatum"
"""The name of the day in addresses."""


class AsOfForm(DayForm):
    """The day of which somebody wants to see the state."""

    peildatum = day_field("Peildatum")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields[AS_OF].widget.attrs["max"] = timezone.localdate().isoformat()

    def clean_peildatum(self) -> date:
        day = self.cleaned_data[AS_OF]
        if day > timezone.localdate():
            raise ValidationError(
                "Deze dag moet nog komen. Kies een dag tot en met vandaag."
            )
        return day
