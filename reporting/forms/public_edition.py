"""What of a report is public: a choice per kind, or per passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from municipalities.free_text import GuardedForm
from reporting.models.public_edition import LONGEST_EXPLANATION, PUBLIC
from reporting.woo import choices
from reporting.woo.choices import Choice
from reporting.woo.grounds import Ground, grouped

GROUNDS = [
    (
        group.title,
        [(each.value, f"{each.short}: {each.label}") for each in group.grounds],
    )
    for group in grouped()
]


@dataclass(frozen=True, slots=True)
class Subject:
    """A row of the form: what it is about, and what holds now.

    `otherwise` is what the empty choice says; a passage can be public where its kind
    is not.
    """

    key: choices.Subject
    name: str
    about: Any
    now: Choice | None
    otherwise: str

    @property
    def is_passage(self) -> bool:
        return bool(self.key[1])

    @property
    def prefix(self) -> str:
        """What its fields are called by."""
        return self.key[1] or self.key[0].value


@dataclass(frozen=True, slots=True)
class FormRow:
    """A subject with its fields."""

    subject: Subject
    ground: forms.BoundField
    explanation: forms.BoundField


class ChoicesForm(GuardedForm):
    """A ground, or none, for each of some subjects.

    `seen` is the key of the last choice that was there when the form was opened.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, subjects: Sequence[Subject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = subjects
        for subject in subjects:
            self._add_fields(subject)

    def _add_fields(self, subject: Subject) -> None:
        now = subject.now
        options: list[Any] = [("", subject.otherwise)]
        if subject.is_passage:
            options.append((PUBLIC, "Openbaar"))
        self.fields[f"{subject.prefix}-grond"] = forms.ChoiceField(
            label=f"Openbaar of niet: {subject.name}",
            choices=[*options, *GROUNDS],
            required=False,
            initial=_value(subject),
        )
        self.fields[f"{subject.prefix}-waarom"] = forms.CharField(
            label=f"Waarom: {subject.name}",
            max_length=LONGEST_EXPLANATION,
            required=False,
            initial=now.explanation if now else "",
        )

    @property
    def rows(self) -> Iterator[FormRow]:
        """The subjects with their fields."""
        for each in self.subjects:
            yield FormRow(
                each, self[f"{each.prefix}-grond"], self[f"{each.prefix}-waarom"]
            )

    def clean(self) -> dict[str, Any]:
        for each in self.subjects:
            ground, why = self._given(each)
            if why and ground in ("", PUBLIC):
                self.add_error(
                    f"{each.prefix}-grond",
                    "Kies een grond. Wat openbaar is, heeft geen uitleg nodig.",
                )
        return self.cleaned_data

    @property
    def changed(self) -> dict[choices.Subject, Choice | None]:
        """What was chosen otherwise than the form showed."""
        given = {each: self._choice(each) for each in self.subjects}
        return {
            each.key: choice for each, choice in given.items() if choice != each.now
        }

    def _given(self, subject: Subject) -> tuple[str, str]:
        data = self.cleaned_data
        return (
            data.get(f"{subject.prefix}-grond", ""),
            data.get(f"{subject.prefix}-waarom", ""),
        )

    def _choice(self, subject: Subject) -> Choice | None:
        ground, why = self._given(subject)
        if not ground:
            return None if subject.is_passage else choices.PUBLIC
        return choices.PUBLIC if ground == PUBLIC else Choice(Ground(ground), why)


def _value(subject: Subject) -> str:
    """What is selected now: nothing where a kind is public or a passage follows it."""
    if subject.now is None:
        return ""
    return subject.now.ground or (PUBLIC if subject.is_passage else "")
