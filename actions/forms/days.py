"""A day as a field, as every form here asks it."""

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
