"""Fill in and send the forms of the admin as a browser would."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

DECISION = {"change_reason": "Afgesproken.", "decided_by": "Driehoek"}
"""What is filled in with a change, beside the day from which it holds."""


def admin_url(view: str, *args: object) -> str:
    return reverse(f"admin:{view}", args=args)


def fields_on(response: HttpResponse) -> dict[str, object]:
    """What the form on a page would send if nobody touched it."""
    forms: list[BaseForm] = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        field.html_name: field.value()
        for form in forms
        for field in form
        if not (field.field.disabled or field.value() is None or field.value() is False)
    }


def with_row(data: dict[str, object], prefix: str, **values: object) -> dict:
    """The same with one more row in a table of the page."""
    number = data[f"{prefix}-TOTAL_FORMS"]
    row = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return data | row | {f"{prefix}-TOTAL_FORMS": number + 1}


def save(
    client: Client,
    url: str,
    fill_in: Callable[[dict], dict] = dict,
    **changes: object,
) -> HttpResponse:
    """Open a page, change some of its fields, and press Opslaan."""
    data = fields_on(client.get(url)) | DECISION | changes
    return client.post(url, fill_in(data))


def errors_on(response: HttpResponse) -> dict[str, list[str]]:
    """The errors of the form that came back, by field."""
    return dict(response.context["adminform"].form.errors)


def shown(response: HttpResponse) -> list[str]:
    """The messages above the page that follows."""
    return [str(message) for message in response.context["messages"]]
