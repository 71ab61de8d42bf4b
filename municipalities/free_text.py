"""The guard on free text: every form on which somebody writes is a GuardedForm.

What looks like a BSN is refused. About what looks like a phone number, an e-mail
address or a date of birth the form comes back and asks; the same text is accepted once
the question beside the field is answered. The answer names what it is about, so it
does not cover what somebody types afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from .listing import listed
from .privacy import Finding, find_bsns, find_doubtful

NO_FREE_TEXT = (
    forms.EmailField,
    forms.URLField,
    forms.UUIDField,
    forms.SlugField,
    forms.GenericIPAddressField,
    forms.JSONField,
)
"""Kinds of character field that hold one thing of a known form."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a form asks about a text: whether it is not about a victim."""

    html_name: str
    value: str
    """The fingerprints of what was found; the answer repeats them."""
    is_answered: bool


class GuardedBoundField(forms.BoundField):
    """A field with, below it, the question about its text if there is one."""

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        html = super().as_widget(widget, attrs, only_initial)
        question = self.form.questions.get(self.name)  # type: ignore[attr-defined]
        if question is None or widget or only_initial:
            return html
        asked = self.form.renderer.render(
            "includes/_privacy_question.html", {"question": question}
        )
        return html + mark_safe(asked)  # a template's, which a renderer strips


class GuardedForm(forms.Form):
    """A form that looks at what people write in it, before it is saved."""

    bound_field_class = GuardedBoundField
    questions: Mapping[str, Question] = {}
    """By the name of the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    def texts(self) -> dict[str, str]:
        """The free texts that were filled in, by the name of their field."""
        return {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if is_free_text(field) and self.cleaned_data.get(name)
        }

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.questions = {}
        for name, text in self.texts().items():
            try:
                self._look_at(name, text)
            except ValidationError as error:
                self.add_error(name, error)

    def _look_at(self, name: str, text: str) -> None:
        """Refuse a BSN; ask about what is doubtful, where it was not there before."""
        refuse_bsn(text)
        found = find_doubtful(text, today=timezone.localdate())
        if not found or name not in self.changed_data:
            return
        html_name = f"{self.add_prefix(name)}-gezien"
        asked = {finding.fingerprint for finding in found}
        seen = set(self.data.get(html_name, "").split())
        question = Question(html_name, " ".join(sorted(asked)), asked <= seen)
        self.questions = {**self.questions, name: question}
        if not question.is_answered:
            raise ValidationError(
                f"Dit lijkt op {_named(found)}. Is het van een slachtoffer? Haal het"
                " dan weg. Is het dat niet? Vink dan onder de tekst aan dat u hebt"
                " gekeken.",
                code="doubtful",
            )


def is_free_text(field: forms.Field) -> bool:
    """Whether somebody may write anything in a field, and others will read it."""
    return (
        isinstance(field, forms.CharField)
        and not isinstance(field, NO_FREE_TEXT)
        and not isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
        and not field.disabled
    )


def refuse_bsn(text: str) -> None:
    """Raise ValidationError when there is a BSN in a text."""
    if found := find_bsns(text):
        raise ValidationError(
            f"Dit lijkt op {_named(found)}. Haal het weg: zulke gegevens mogen hier"
            " nooit staan.",
            code="bsn",
        )


def _named(found: list[Finding]) -> str:
    """What was found, in words: "een telefoonnummer (06-••••••••)"."""
    return listed(
        dict.fromkeys(f"{finding.kind} ({finding.masked})" for finding in found)
    )
