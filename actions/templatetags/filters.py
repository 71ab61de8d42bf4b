"""The fields of filters, and of the day that is looked at.

Every page of a plan has some, and most of them are the same all day.
"""

from datetime import date
from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from actions.forms import AsOfForm
from municipalities.plain import kept

register = template.Library()


@register.simple_tag
def filter_field(field: forms.BoundField) -> SafeString:
    """A field of a FilterForm, as `_field.html` shows it."""
    if field.errors or type(field.field.widget) is not forms.Select:
        return _field(field)
    choices = tuple(field.field.choices)  # type: ignore[attr-defined]
    return _select(field.html_name, str(field.label), field.value(), choices)


@kept(most=512)
def _select(
    name: str, label: str, chosen: str | None, choices: tuple[Any, ...]
) -> SafeString:
    form = forms.Form({} if chosen is None else {name: chosen})
    form.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
    return _field(form[name])


def _field(field: forms.BoundField) -> SafeString:
    context = {"field": field, "optional": False}
    return render_to_string("includes/_field.html", context)


@register.simple_tag
def choose_day(asked: tuple[tuple[str, str], ...]) -> SafeString:
    """The way to a day in the past, with what else the address asks."""
    return _choose_day(asked, timezone.localdate())


@kept(most=256)
def _choose_day(asked: tuple[tuple[str, str], ...], today: date) -> SafeString:
    as_of = {"form": AsOfForm(today=today), "kept": asked}
    return render_to_string("includes/_choose_day.html", {"as_of": as_of})
