"""A day as a field, as forms that are sent as an address ask it."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator

EARLIEST = date(1900, 1, 1)


def day_field(label: str, **options: Any) -> forms.DateField:
    """A field for a day, with the browser's own way to choose one."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(EARLIEST, "Kies een latere dag.")],
        error_messages={
            "required": "Kies een dag.",
            "invalid": "Dit is geen datum. Schrijf bijvoorbeeld 30-6-2025.",
        },
        **options,
    )


class DayForm(forms.Form):
    """A form with days: what is wrong stays on screen as it was typed."""

    def full_clean(self) -> None:
        """Let a field that is wrong show text; the browser's own shows only days."""
        super().full_clean()
        for name in self.errors:
            widget = self.fields[name].widget if name in self.fields else None
            if isinstance(widget, forms.DateInput):
                widget.input_type = "text"
