"""The history of an object and its parts: who changed what, when and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from django.contrib.admin.utils import display_for_field
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import (
    BooleanField,
    DecimalField,
    Field,
    ForeignKey,
    Model,
    QuerySet,
)
from django.utils.formats import number_format
from django.utils.text import capfirst

EMPTY = "(leeg)"
REMOVED = "(verwijderd)"
VERBS = {"+": "toegevoegd", "~": "gewijzigd", "-": "verwijderd"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that got another value, both as they are shown."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did to an object or to a part of it."""

    moment: datetime
    author: str
    subject: str
    verb: str
    reason: str
    changes: tuple[Change, ...]


def give_reason(row: Any, reason: str) -> None:
    """Let the history of the next save or deletion of a row say why."""
    row._change_reason = reason.strip() or None


def history_of(model: Any, **conditions: object) -> QuerySet:
    """The versions of some rows, with what it takes to show them."""
    versions = model.history.filter(**conditions)
    relations = [
        field.name
        for field in versions.model.tracked_fields
        if isinstance(field, ForeignKey)
    ]
    lists = [
        f"{rows_of(versions.model, field)}__{field.m2m_reverse_field_name()}"
        for field in versions.model._history_m2m_fields
    ]
    return versions.select_related("history_user", *relations).prefetch_related(*lists)


def timeline(histories: Iterable[QuerySet]) -> list[Event]:
    """What happened to these rows, the newest first."""
    events = [event for versions in histories for event in _events(versions)]
    return sorted(events, key=lambda event: event.moment, reverse=True)


def _events(versions: QuerySet) -> Iterator[Event]:
    key = versions.model.instance_type._meta.pk.attname
    ordered = versions.order_by(key, "history_date", "history_id")
    for _, rows in groupby(ordered, key=lambda version: getattr(version, key)):
        for old, new in pairwise([None, *rows]):
            changes = tuple(_changes(old, new))
            if changes or new.history_type != "~":
                yield Event(
                    moment=new.history_date,
                    author=str(new.history_user or "het systeem"),
                    subject=subject_of(new),
                    verb=VERBS[new.history_type],
                    reason=new.history_change_reason or "",
                    changes=changes,
                )


def _changes(old: Any, new: Any) -> Iterator[Change]:
    if old is None or new.history_type != "~":
        return
    for field in new.tracked_fields:
        if getattr(old, field.attname) != getattr(new, field.attname):
            yield Change(
                capfirst(field.verbose_name),
                shown_value(old, field),
                shown_value(new, field),
            )
    for field in new._history_m2m_fields:
        before, after = shown_list(old, field), shown_list(new, field)
        if before != after:
            yield Change(capfirst(field.verbose_name), before, after)


def subject_of(version: Any) -> str:
    """What it was called then; relations that were read along are not read again."""
    row = version.instance
    row._state.fields_cache.update(version._state.fields_cache)
    kind = row._meta.verbose_name
    try:
        name = str(row)
    except ObjectDoesNotExist:
        return capfirst(kind)
    return name if name.lower().startswith(kind) else f"{capfirst(kind)}: {name}"


def shown_value(version: Any, field: Any) -> str:
    """A field of a version, or of a row, as a user reads it."""
    try:
        value = getattr(version, field.name)
    except ObjectDoesNotExist:
        return REMOVED
    if value is None or value == "":
        return EMPTY
    if isinstance(field, BooleanField):
        return "ja" if value else "nee"
    if isinstance(field, ForeignKey):
        return str(value)
    if isinstance(field, DecimalField):
        return number_format(value, field.decimal_places, force_grouping=True)
    return str(display_for_field(value, field, EMPTY))


def list_of(version: Any, field: Any) -> list[int]:
    """The primary keys that a many-to-many relation of a version led to."""
    name = f"{field.m2m_reverse_field_name()}_id"
    rows = getattr(version, rows_of(type(version), field)).all()
    return sorted(getattr(row, name) for row in rows)


def shown_list(version: Any, field: Any) -> str:
    """What a many-to-many relation of a version led to, as a user reads it."""
    name = field.m2m_reverse_field_name()
    rows = getattr(version, rows_of(type(version), field)).all()
    return ", ".join(sorted(str(getattr(row, name)) for row in rows)) or EMPTY


def rows_of(version_model: type[Model], field: Field) -> str:
    """The accessor of the rows that hold a many-to-many relation of a version."""
    return f"{version_model._meta.model_name}_{field.name}_set"
