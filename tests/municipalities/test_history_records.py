"""How rows keep their history."""

from django.apps import apps

from municipalities.history import keeps_history
from municipalities.history_records import OneManagerClass
from municipalities.models import Region


def test_the_manager_of_a_history_is_of_the_same_class_each_time():
    assert type(Region.history) is type(Region.history)


def test_every_model_that_keeps_its_history_keeps_it_in_the_same_way():
    kept = [model for model in apps.get_models() if keeps_history(model)]

    assert kept
    assert all(isinstance(model.history, OneManagerClass) for model in kept)
