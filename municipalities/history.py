"""The versions of rows, and how they are called on screen."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.contrib.admin.utils import display_for_field
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import (
    CASCADE,
    BooleanField,
    DecimalField,
    Field,
    ForeignKey,
    Model,
    Prefetch,
    QuerySet,
)
from django.utils.text import capfirst

from .euros import euro

EMPTY = "(leeg)"
REMOVED = "(verwijderd)"


def keeps_history(model: type[Model]) -> bool:
    """Whether the versions of the rows of a model are kept."""
    return hasattr(model._meta, "simple_history_manager_attribute")


def give_reason(row: Any, reason: str) -> None:
    """Let the history of the next save or deletion of a row say why."""
    row._change_reason = reason.strip() or None


def history_of(model: Any, **conditions: object) -> QuerySet:
    """The versions of some rows, with what it takes to show them."""
    versions = model.history.filter(**conditions)
    return versions.select_related(
        "history_user", *_named_along(versions.model)
    ).prefetch_related(*_lists_along(versions.model))


def subject_of(version: Any) -> str:
    """What it was called then; relations that were read along are not read again."""
    row = version.history_object
    row._state.fields_cache.update(version._state.fields_cache)
    kind = row._meta.verbose_name
    try:
        name = str(row)
    except ObjectDoesNotExist:
        return capfirst(kind)
    return name if name.lower().startswith(kind) else f"{capfirst(kind)}: {name}"


def label_of(field: Any) -> str:
    """What a field is called."""
    return capfirst(field.verbose_name)


def shown_value(version: Any, field: Any) -> str:
    """A field of a version, or of a row, as a user reads it."""
    if getattr(version, field.attname) in (None, ""):
        return EMPTY
    try:
        value = getattr(version, field.name)
    except ObjectDoesNotExist:
        return REMOVED
    if isinstance(field, ForeignKey):
        return REMOVED if value is None else str(value)
    if isinstance(field, BooleanField):
        return "ja" if value else "nee"
    if isinstance(field, DecimalField):
        return euro(value)  # there are no other decimal numbers
    return str(display_for_field(value, field, EMPTY, avoid_link=True))


def list_of(version: Any, field: Any) -> list[int]:
    """The primary keys that a many-to-many relation of a version led to."""
    name = f"{field.m2m_reverse_field_name()}_id"
    rows = getattr(version, rows_of(type(version), field)).all()
    return sorted(getattr(row, name) for row in rows)


def shown_list(version: Any, field: Any) -> str:
    """What a many-to-many relation of a version led to, as a user reads it."""
    name = field.m2m_reverse_field_name()
    rows = getattr(version, rows_of(type(version), field)).all()
    found = [getattr(row, name) for row in rows]
    return ", ".join(sorted(str(row or REMOVED) for row in found)) or EMPTY


def rows_of(version_model: type[Model], field: Field) -> str:
    """The accessor of the rows that hold a many-to-many relation of a version."""
    return f"{version_model._meta.model_name}_{field.name}_set"


# What a version refers to


def _named_along(version_model: Any) -> Iterator[str]:
    """The relations of a version, and the whole of each: a part is named by that."""
    for field in _relations(version_model.instance_type):
        if field.name in {kept.name for kept in version_model.tracked_fields}:
            yield field.name
            for whole in _relations(field.related_model):
                if whole.remote_field.on_delete is CASCADE:
                    yield f"{field.name}__{whole.name}"


def _lists_along(version_model: Any) -> Iterator[Prefetch]:
    for field in version_model._history_m2m_fields:
        rows = getattr(version_model, field.name).model
        name = field.m2m_reverse_field_name()
        wholes = [
            f"{name}__{whole.name}"
            for whole in _relations(field.related_model)
            if whole.remote_field.on_delete is CASCADE
        ]
        yield Prefetch(
            rows_of(version_model, field),
            rows.objects.select_related(name, *wholes),
        )


def _relations(model: Any) -> list[Any]:
    return [f for f in model._meta.concrete_fields if isinstance(f, ForeignKey)]


def recall_deleted(versions: Iterable[Any]) -> None:
    """Let versions refer to what was deleted since, as it was at the end.

    That takes a query for each model of which rows are gone, and for their wholes.
    """
    versions = list(versions)
    links = [
        getattr(version, rows_of(type(version), field)).all()
        for version in versions
        for field in version._history_m2m_fields
    ]
    referring = [*versions, *chain.from_iterable(links)]
    while missing := _missing(referring):
        referring = []
        for model in {model for model, _ in missing}:
            uses = {
                key: rows for (other, key), rows in missing.items() if other is model
            }
            found = dict(_last_known(model, uses))
            referring += found.values()
            for key, rows in uses.items():
                for field, row in rows:
                    field.set_cached_value(row, found.get(key))


def _missing(rows: Iterable[Any]) -> dict[tuple[Any, int], list[tuple[Any, Any]]]:
    """What these rows refer to in vain: by model and key, where it is referred to."""
    found: dict[tuple[Any, int], list[tuple[Any, Any]]] = {}
    for row in rows:
        for field in _relations(type(row)):
            key = getattr(row, field.attname)
            sought = field.is_cached(row) and field.get_cached_value(row) is None
            if key is not None and sought and keeps_history(field.related_model):
                found.setdefault((field.related_model, key), []).append((field, row))
    return found


def _last_known(model: Any, keys: Iterable[int]) -> Iterator[tuple[int, Any]]:
    for version in history_of(model, id__in=keys).latest_of_each():  # type: ignore[attr-defined]
        row = version.history_object
        row._state.fields_cache.update(version._state.fields_cache)
        yield version.id, row
