"""Amounts of money as people in the Netherlands write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format

AMOUNT = re.compile(r"(\d{1,3}(\.\d{3})+|\d+)(,(\d{1,2}|-))?")
NOT_PART_OF_IT = re.compile(r"[\s€]")


class EuroField(forms.DecimalField):
    """An amount in euros: 1250, 1250,50 or 1.250,50, with or without € before it."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": "Schrijf een bedrag, zoals 1250 of 1.250,50.",
        "negative": "Een bedrag kan niet negatief zijn.",
        "max_digits": "Dit bedrag is te groot.",
        "max_whole_digits": "Dit bedrag is te groot.",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, **options)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        text = NOT_PART_OF_IT.sub("", value)
        if not text:
            return None
        if AMOUNT.fullmatch(text.removeprefix("-")) is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if not text[0].isdigit():
            raise forms.ValidationError(
                self.error_messages["negative"], code="negative"
            )
        return Decimal(text.replace(".", "").replace(",-", "").replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        decimals = 0 if value == value.to_integral_value() else 2
        return number_format(value, decimals, force_grouping=True)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}
