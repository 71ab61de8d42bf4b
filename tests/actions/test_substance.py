"""Every field of a plan is substance or is not; none can be forgotten."""

import pytest
from django.apps import apps

from actions.models import PlanPart
from actions.querysets import AmendableQuerySet
from actions.substance import BESIDE_THE_PLAN, PARTS

MODELS = [
    model
    for model in apps.get_app_config("actions").get_models()
    if not model.__name__.startswith("Historical")
]


def test_every_model_is_part_of_a_plan_or_named_as_beside_it():
    assert set(MODELS) == set(PARTS) | BESIDE_THE_PLAN
    assert not set(PARTS) & BESIDE_THE_PLAN


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_part_of_a_plan_is_guarded_and_nothing_else(model):
    assert issubclass(model, PlanPart) == (model in PARTS)


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_every_field_of_a_part_is_named_once(model):
    fields = [
        field.name
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if not field.primary_key
    ]

    assert sorted((*model.place, *model.substance, *model.aside)) == sorted(fields)


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_what_django_updates_by_itself_is_guarded_as_well(model):
    assert isinstance(model._base_manager.all(), AmendableQuerySet)
    assert isinstance(model._default_manager.all(), AmendableQuerySet)
