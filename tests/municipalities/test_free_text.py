"""The guard on free text: a BSN is refused, and about what is doubtful a form asks."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.http import QueryDict

from municipalities.free_text import GuardedForm

PHONE = "Bel 06-12345678."
QUESTION = "Ik heb gekeken: dit zijn geen gegevens van een slachtoffer."


class NoteForm(GuardedForm):
    note = forms.CharField(required=False, widget=forms.Textarea)
    remedy = forms.CharField(required=False)
    email = forms.EmailField(required=False)
    link = forms.URLField(required=False, assume_scheme="https")


class Boxes(HTMLParser):
    """The check boxes in some HTML, by name, with their value and whether ticked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, bool]] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if attributes.get("type") == "checkbox":
            ticked = "checked" in attributes
            self.found[attributes["name"]] = (attributes["value"], ticked)


def filled_in(initial=None, **values) -> NoteForm:
    data = QueryDict(mutable=True)
    data.update({name.replace("__", "-"): value for name, value in values.items()})
    return NoteForm(data, initial=initial)


def answer(form: NoteForm, field: str = "note") -> str:
    """What ticking the box beside a field would send."""
    value, ticked = Boxes(form.as_p()).found[f"{field}-gezien"]
    assert not ticked
    return value


def test_a_bsn_is_refused_whatever_is_ticked():
    form = filled_in(note="Het gaat om 1234.56.782.", note__gezien="x")

    assert form.errors == {
        "note": [
            "Dit lijkt op een burgerservicenummer (BSN) (12••.••.•••). Haal het weg:"
            " zulke gegevens mogen hier nooit staan."
        ]
    }
    assert Boxes(form.as_p()).found == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (PHONE, "een telefoonnummer (06-••••••••)"),
        ("Mail a@example.nl", "een e-mailadres (a•••@example.nl)"),
        ("geboren 1-2-1990", "een geboortedatum (1-•-••••)"),
        (
            "geboren 1-2-1990, bel 06-12345678 of 06-87654321",
            "een telefoonnummer (06-••••••••) en een geboortedatum (1-•-••••)",
        ),
    ],
)
def test_what_is_doubtful_is_named_and_asked_about(text, named):
    form = filled_in(note=text)

    assert form.errors["note"][0].startswith(f"Dit lijkt op {named}. ")
    assert QUESTION in form.as_p()


def test_the_text_stays_and_is_accepted_once_the_question_is_answered():
    asked = filled_in(note=PHONE)
    assert not asked.is_valid()
    assert PHONE in asked.as_p()

    answered = filled_in(note=PHONE, note__gezien=answer(asked))

    assert answered.is_valid()
    assert answered.cleaned_data["note"] == PHONE


def test_the_answer_stays_ticked_when_the_form_comes_back_for_another_field():
    seen = answer(filled_in(note=PHONE))

    form = filled_in(note=PHONE, note__gezien=seen, email="geen adres")

    assert list(form.errors) == ["email"]
    assert Boxes(form.as_p()).found == {"note-gezien": (seen, True)}


def test_the_answer_does_not_cover_what_is_typed_afterwards():
    seen = answer(filled_in(note=PHONE))

    form = filled_in(note=f"{PHONE} Of 06-87654321.", note__gezien=seen)

    assert list(form.errors) == ["note"]
    assert seen in answer(form).split()


def test_the_answer_covers_less_and_the_same_written_otherwise():
    seen = answer(filled_in(note=f"{PHONE} Of mail a@example.nl."))

    assert filled_in(note="Bel 06 12 34 56 78!", note__gezien=seen).is_valid()


def test_the_answer_about_one_field_does_not_cover_another():
    seen = answer(filled_in(note=PHONE))

    form = filled_in(note=PHONE, note__gezien=seen, remedy=PHONE)

    assert list(form.errors) == ["remedy"]


@pytest.mark.parametrize("forged", ["on", "true", "*", "", "0" * 16])
def test_a_made_up_answer_counts_for_nothing(forged):
    assert "note" in filled_in(note=PHONE, note__gezien=forged).errors


def test_a_field_for_an_address_is_not_asked_about():
    form = filled_in(email="a@example.nl", link="https://example.nl/123456782")

    assert form.is_valid()


def test_what_stood_there_already_is_not_asked_about_again():
    form = filled_in(note=PHONE, initial={"note": PHONE})

    assert form.is_valid()
    assert Boxes(form.as_p()).found == {}


def test_a_bsn_that_stood_there_already_must_go_all_the_same():
    form = filled_in(note="123456782", initial={"note": "123456782"})

    assert list(form.errors) == ["note"]
