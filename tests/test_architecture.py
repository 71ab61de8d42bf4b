"""Rules of the code base that no single test file owns."""

import inspect
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from actions import models as actions_models
from actions import querysets
from actions.forms import RegisterForm
from municipalities.free_text import GuardedForm, is_free_text
from reporting.forms import ArchiveForm, GenuineForm

OWN_APPS = ["municipalities", "actions", "reporting"]
OWN_MODELS = [
    model
    for app in OWN_APPS
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical")
]
# Rows that are written once, tracks, whose history is their updates, what is kept for a
# day or a week, and messages, to which only what became of them is added.
WITHOUT_HISTORY = {
    "ProgressUpdate",
    "Amendment",
    "AmendmentLine",
    "Attachment",
    "Progress",
    "HeldFile",
    "Publication",
    "Observation",
    "FigureRelease",
    "ReleasedFigure",
    "RenderJob",
    "Delivery",
    "PublicChoice",
    "PublicEdition",
}


SEARCHES = {RegisterForm, ArchiveForm, GenuineForm}
"""Forms of which nothing is saved."""


def own_forms(form: type = forms.BaseForm) -> set[type]:
    """The forms of our own apps."""
    found = set()
    for child in form.__subclasses__():
        found |= own_forms(child)
        if child.__module__.split(".")[0] in OWN_APPS:
            found.add(child)
    return found


def test_every_form_with_free_text_looks_at_what_is_written():
    assert get_resolver().url_patterns  # with the pages, their forms are imported
    writing = {
        form
        for form in own_forms()
        if any(is_free_text(field) for field in form.base_fields.values())
    }
    in_admin = {
        part.form
        for model_admin in admin.site._registry.values()
        for part in (model_admin, *model_admin.inlines)
    }

    unguarded = {
        form
        for form in (writing | in_admin) - SEARCHES
        if not issubclass(form, GuardedForm)
    }

    assert len(writing) > 5
    assert unguarded == set()


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model.__name__)
def test_every_model_says_what_a_row_is_and_prints_itself(model):
    assert "(" in model.__doc__ or model.__name__ == "User"
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model.__name__)
def test_all_that_a_person_can_edit_keeps_its_history(model):
    assert hasattr(model, "history") == (model.__name__ not in WITHOUT_HISTORY)


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model.__name__)
def test_every_name_in_the_interface_is_dutch_by_choice(model):
    """Django makes up an English name where none is given."""
    made_up = {
        field.name.replace("_", " ")
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and not field.primary_key
    }
    given = {
        str(field.verbose_name)
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and field.model is model
    }
    # Words that are the same in both languages.
    assert given & made_up <= {
        "status",
        "region",
        "plan",
        "partner",
        "impact",
        "indicator",
        "id",
    }


def views(resolver: URLResolver) -> Iterator:
    """The functions behind all addresses, as they are decorated."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.callback
        else:
            yield from views(pattern)


def test_what_shows_any_day_does_not_ask_the_clock_what_day_it_is():
    """`today()` of `actions.as_of` tells the day that is looked at."""
    shown = {
        inspect.unwrap(view)
        for view in views(get_resolver())
        if hasattr(view, "shows_past")
    }
    sources = {f"{view.__module__}.{view.__name__}": view for view in shown}
    for view in shown:
        parts = vars(inspect.getmodule(view))
        sources |= {
            f"{view.__module__}.{name}": part
            for name, part in parts.items()
            if inspect.isfunction(part) and name.startswith("_")
        }
    texts = {name: inspect.getsource(part) for name, part in sources.items()}
    for package in (actions_models, querysets):
        for file in Path(package.__file__).parent.glob("*.py"):
            texts[str(file)] = file.read_text()

    assert len(shown) >= 8
    assert [name for name, text in texts.items() if "localdate()" in text] == []


def test_a_title_says_once_that_something_is_wrong_with_the_form():
    """base.html says so of `form`; a page says it of what has another name."""
    twice = [
        path.name
        for path in Path("templates").rglob("*.html")
        if '{% extends "base.html" %}' in (text := path.read_text("utf-8"))
        and "{% block title %}{% if form.errors %}" in text
    ]

    assert twice == []
