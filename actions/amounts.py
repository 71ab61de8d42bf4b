"""Amounts in euros, written as people here write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format

WRITTEN = re.compile(
    r"(?P<sign>-?)(?:€\s*)?"
    r"(?P<euros>\d{1,3}(?:\.\d{3})+|\d+)"
    r"(?:(?:,(?P<cents>\d{1,2}|-)|(?<!\.\d{3})\.(?P<dotted>\d{1,2}))?)"
)
"""As 20.000 or 1.234,56 or 1250,50; also 1250.50, as other programs write it."""


class AmountInput(forms.TextInput):
    """A text field that shows 20.000,00, with digits first on the keys of a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "size": 14} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, (Decimal, int, float)):
            return number_format(value, decimal_pos=2, force_grouping=True)
        return value


class AmountFormField(forms.DecimalField):
    """An amount as it is written in Dutch."""

    widget = AmountInput
    default_error_messages = {"invalid": "Vul een bedrag in, zoals 1.250 of 1.250,50."}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            written = WRITTEN.fullmatch(value.strip())
            if written is None:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            cents = (written["cents"] or written["dotted"] or "0").replace("-", "0")
            value = f"{written['sign']}{written['euros'].replace('.', '')}.{cents}"
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without the steps of a number field: this is text."""
        return {}


class AmountField(models.DecimalField):
    """An amount in euros that may be unknown."""

    def __init__(self, *args: Any, **options: Any) -> None:
        known = {"max_digits": 12, "decimal_places": 2, "null": True, "blank": True}
        super().__init__(*args, **(known | options))

    def deconstruct(self) -> Any:
        """In the database it is a decimal number like any other."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.DecimalField", args, options

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**({"form_class": AmountFormField} | options))
