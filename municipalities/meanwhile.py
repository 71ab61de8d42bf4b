"""What somebody else saved of a row, beside what this person typed."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import models
from django.utils.text import capfirst

from .history import EMPTY, history_of, list_of, shown_list, shown_value


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, before, as somebody else saved it, and as this person typed it.

    `saved` is None when they left it alone, `typed` when this person did.
    """

    field: str
    before: str
    saved: str | None
    saved_by: str
    saved_at: datetime | None
    typed: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What was saved since this person opened a row, beside what they typed."""

    subject: str
    author: str
    moment: datetime
    differences: tuple[Difference, ...]


class Meanwhile:
    """The history records of a row since the version that somebody saw."""

    def __init__(self, row: models.Model, seen: int | None) -> None:
        versions = history_of(type(row), id=row.pk).order_by("history_id")
        since = list(versions.filter(history_id__gte=seen)) if seen else []
        if since and since[0].history_id == seen:
            self.base, *saved = since
        else:  # of a version that is not known, nobody can tell what changed since
            self.base, saved = None, [versions.last()]
        self.newest = saved[-1]
        self._steps = list(pairwise([self.base, *saved]))
        self._fields = {field.name: field for field in self.newest.tracked_fields}
        self._lists = {field.name: field for field in self.newest._history_m2m_fields}

    def label(self, name: str) -> str:
        return capfirst((self._fields | self._lists)[name].verbose_name)

    def value(self, record: Any, name: str) -> Any:
        """What a form starts from; nothing for a version that is not known."""
        if record is None:
            return None
        if name in self._lists:
            return list_of(record, self._lists[name])
        return getattr(record, self._fields[name].attname)

    def shown(self, record: Any, name: str) -> str:
        if record is None:
            return EMPTY
        if name in self._lists:
            return shown_list(record, self._lists[name])
        return shown_value(record, self._fields[name])

    def last_change(self, name: str) -> Any:
        """The record with which somebody last changed a field; None if nobody did."""
        changes = (
            record
            for earlier, record in reversed(self._steps)
            if self.value(earlier, name) != self.value(record, name)
        )
        return next(changes, None)
