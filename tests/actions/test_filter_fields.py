"""The fields of filters are the same as any other, also where they are kept."""

import re
from datetime import date

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from actions.forms import MatrixForm, WorklistFilterForm
from actions.outline import Outline
from actions.templatetags.filters import filter_field
from tests.factories import make_municipality, make_plan


@pytest.fixture
def outline(db):
    plan = make_plan(make_municipality(name="<Lochem>"))
    return Outline.read(plan, date(2025, 9, 20))


def shown(html: str) -> str:
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize(
    "query",
    ["", "prioriteit=ja&fase=running", "fase=onzin&gemeente=", "stoplicht=%22>"],
)
def test_a_kept_field_is_what_its_form_gives(outline, query):
    forms = [
        MatrixForm(QueryDict(query), outline=outline),
        WorklistFilterForm(QueryDict(query), objectives=[]),
    ]
    for form in forms:
        for field in form:
            context = {"field": field, "optional": False}
            whole = render_to_string("includes/_field.html", context)
            assert shown(filter_field(field)) == shown(whole)
            assert "<Lochem>" not in whole
