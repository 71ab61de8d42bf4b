"""Widgets and labels are remembered by their values, and read as Django's."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from municipalities.form_renderer import LONGEST, FormRenderer, _rendered
from municipalities.models import Municipality
from tests.factories import make_municipality

CHOICES = [("", "geen"), ("a", "Aan <b>"), ("Groep", [("b", "Bij"), (1, "Een")])]
WIDGETS = [
    forms.TextInput,
    forms.HiddenInput,
    forms.Textarea,
    forms.CheckboxInput,
    forms.DateInput,
    lambda attrs: forms.Select(attrs, CHOICES),
    lambda attrs: forms.RadioSelect(attrs, CHOICES),
    lambda attrs: forms.CheckboxSelectMultiple(attrs, CHOICES),
]
texts = st.one_of(
    st.text(max_size=9), st.sampled_from(["a", "b", "1", "<i>", mark_safe("<i>")])
)
plain = st.one_of(texts, st.none(), st.booleans(), st.integers())


class NameForm(forms.Form):
    name = forms.CharField(label="Naam")


@given(
    widget=st.sampled_from(WIDGETS),
    value=plain,
    attrs=st.dictionaries(st.sampled_from(["id", "class", "hidden"]), plain),
)
def test_a_widget_is_rendered_as_django_does(widget, value, attrs):
    ours, theirs = (
        widget(attrs).render("naam", value, renderer=renderer)
        for renderer in (FormRenderer(), TemplatesSetting())
    )

    assert ours == theirs


def test_a_widget_of_the_same_values_is_rendered_once():
    widget = forms.TextInput({"class": "eenmalig"})
    widget.render("naam", "Aalten", renderer=FormRenderer())
    before = _rendered.cache_info()

    widget.render("naam", "Aalten", renderer=FormRenderer())

    after = _rendered.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)


@pytest.mark.parametrize("value", [mark_safe("<b>"), "<b>"])
def test_text_that_is_safe_is_no_other_text(value):
    def shown(renderer):
        context = {"label": value, "use_tag": False}
        return renderer.render("django/forms/label.html", context)

    assert shown(FormRenderer()) == shown(TemplatesSetting())


def test_a_long_text_is_not_remembered():
    before = _rendered.cache_info().currsize

    html = forms.Textarea().render("n", "x" * (LONGEST + 1), renderer=FormRenderer())

    assert "x" * (LONGEST + 1) in html
    assert _rendered.cache_info().currsize == before


@pytest.mark.django_db
def test_a_choice_of_rows_says_what_they_are_called_now():
    municipality = make_municipality("Aalten")
    field = forms.ModelChoiceField(Municipality.objects.all())
    for name in ["Aalten", "Aalten-Bredevoort"]:
        Municipality.objects.filter(pk=municipality.pk).update(name=name)

        html = field.widget.render("gemeente", None, renderer=FormRenderer())

        assert f">{name}<" in html


def test_a_label_says_of_which_form_it_is():
    one, two = (NameForm(auto_id=f"{number}-%s") for number in (1, 2))

    assert 'for="1-name"' in one["name"].label_tag()
    assert 'for="2-name"' in two["name"].label_tag()


@pytest.mark.parametrize(("data", "is_wrong"), [({}, True), ({"name": "x"}, False)])
def test_only_what_is_wrong_says_so(data, is_wrong):
    form = NameForm(data)

    assert bool(str(form["name"].errors)) == bool(str(form.errors)) == is_wrong
