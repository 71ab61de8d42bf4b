"""Long texts, of which the server says when they are too long."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


class LongTextFormField(forms.CharField):
    """A text of several lines.

    The box takes more than it may hold: a browser that knows the limit cuts off what is
    pasted, without a word.
    """

    widget = forms.Textarea

    def __init__(self, *, max_length: int, **options: Any) -> None:
        self.longest = max_length
        super().__init__(**options)

    def validate(self, value: str) -> None:
        super().validate(value)
        if (over := len(value) - self.longest) > 0:
            raise ValidationError(
                f"Deze tekst is {over} {'teken' if over == 1 else 'tekens'} te lang."
                f" Er passen {self.longest} tekens in.",
                code="max_length",
            )


class LongTextField(models.TextField):
    """A text of several lines with a greatest length."""

    def deconstruct(self) -> Any:
        """In the database it is a text like any other."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**({"form_class": LongTextFormField} | options))
