"""The past: whatever is read inside `as_of(day)` is as it was recorded by then.

While the block lasts, every table of which the past is known is hidden behind a common
table expression of the same name: the newest version of each row, without what was
deleted. So the same querysets, models and templates serve today and any other day, with
the same number of queries (docs/adr/0014).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from municipalities.history import keeps_history

_day: ContextVar[date | None] = ContextVar("day", default=None)


MOMENTS = {"recorded_at", "added_at"}
"""How rows that are written once call the moment of that."""


class PastIsFixed(Exception):
    """Somebody tried to write while looking at the past."""


def today() -> date:
    """The day that is looked at: one in the past inside `as_of`, or else today."""
    return _day.get() or timezone.localdate()


def is_looking_back() -> bool:
    """Whether the past is being read."""
    return _day.get() is not None


def changeable() -> Q:
    """The condition that a row can be changed at all: nothing can, in the past."""
    return Q(pk__in=[]) if is_looking_back() else Q()


def start_of(day: date) -> datetime:
    """The first moment of a day, here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The last moment of a day, here."""
    return timezone.make_aware(datetime.combine(day, time.max))


@contextmanager
def as_of(day: date) -> Iterator[None]:
    """Read everything as it was recorded at the end of that day; write nothing.

    Accounts are read as they are, for rights are those of today.
    """
    if is_looking_back():
        raise RuntimeError("there is no past of the past")
    token = _day.set(day)
    try:
        with connection.execute_wrapper(_Past(day)), _grouping_by_all_columns():
            yield
    finally:
        _day.reset(token)


@contextmanager
def _grouping_by_all_columns() -> Iterator[None]:
    """Group by more than a key: the database does not know that a stand-in has one."""
    features = connection.features
    usual = features.allows_group_by_selected_pks
    features.allows_group_by_selected_pks = False
    try:
        yield
    finally:
        features.allows_group_by_selected_pks = usual


class _Past:
    """Puts before each query what stands in for the tables that it reads."""

    def __init__(self, day: date) -> None:
        operations = connection.ops
        self.values = {
            "moment": operations.adapt_datetimefield_value(end_of(day)),
            "day": operations.adapt_datefield_value(day),
        }

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Sequence[Any] | None,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        verb = sql.lstrip("( ").partition(" ")[0]
        if verb in ("INSERT", "UPDATE", "DELETE"):
            raise PastIsFixed(sql)
        if verb == "SELECT" and (used := _stand_ins_for(sql)):
            sql = f"WITH {', '.join(stand_in.sql for stand_in in used)} {sql}"
            names = [name for stand_in in used for name in stand_in.parameters]
            params = (*(self.values[name] for name in names), *(params or ()))
        return execute(sql, params, many, context)


@dataclass(frozen=True, slots=True)
class _StandIn:
    """A common table expression with the name of a table."""

    table: str
    query: str
    parameters: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_filter: bool = False
    """Whether it only leaves out rows, so that the indexes of the table still help."""

    @property
    def sql(self) -> str:
        materialized = "NOT MATERIALIZED" if self.is_filter else "MATERIALIZED"
        return f"{_quoted(self.table)} AS {materialized} ({self.query})"


def _stand_ins_for(sql: str) -> list[_StandIn]:
    """What stands in for the tables in a statement, each after what it reads itself."""
    stand_ins = _make_stand_ins(connection.vendor)
    ordered: dict[str, _StandIn] = {}

    def add(table: str) -> None:
        if table not in ordered and table in stand_ins:
            for needed in stand_ins[table].needs:
                add(needed)
            ordered[table] = stand_ins[table]

    for table in stand_ins:
        if _quoted(table) in sql:
            add(table)
    return list(ordered.values())


@cache
def _make_stand_ins(vendor: str) -> dict[str, _StandIn]:
    """What stands in for each table, by its name."""
    return {
        stand_in.table: stand_in
        for model in apps.get_models()
        for stand_in in _stand_ins_of(model)
    }


def _stand_ins_of(model: Any) -> Iterator[_StandIn]:
    if model._meta.label == settings.AUTH_USER_MODEL:
        return
    if keeps_history(model):
        yield _recorded(model.history.model, "history_date")
        yield _rows(model)
        yield from _links(model)
    elif model._meta.label == "actions.Progress":
        yield _tracks(model)
    elif model._meta.label == "actions.AmendmentLine":
        yield _lines(model)
    else:
        names = {field.name for field in model._meta.concrete_fields}
        for moment in MOMENTS & names:
            yield _recorded(model, moment)


def _recorded(model: type[models.Model], moment: str) -> _StandIn:
    """Rows that are written once, as far as they were there."""
    table = model._meta.db_table
    query = f"SELECT * FROM {_real(table)} WHERE {_quoted(moment)} <= %s"
    return _StandIn(table, query, parameters=("moment",), is_filter=True)


def _lines(model: Any) -> _StandIn:
    """The lines of the amendments that were there."""
    table = model._meta.db_table
    query = f"""
        SELECT * FROM {_real(table)}
         WHERE amendment_id IN (SELECT id FROM actions_amendment)"""
    needs = ("actions_amendment",)
    return _StandIn(table, query, needs=needs, is_filter=True)


def _newest(table: str) -> str:
    """The condition that a version is the newest of its row, and no deletion.

    Versions are numbered in the order of writing.
    """
    return f"""version.history_type <> '-' AND version.history_id IN (
               SELECT MAX(history_id) FROM {_quoted(table)} GROUP BY id)"""


def _rows(model: Any) -> _StandIn:
    """Of each row the newest version, unless that says that it was deleted."""
    table = model.history.model._meta.db_table
    query = f"""
        SELECT {_selected(model, "version")}
          FROM {_quoted(table)} AS version
         WHERE {_newest(table)}"""
    return _StandIn(model._meta.db_table, query, needs=(table,))


def _links(model: Any) -> Iterator[_StandIn]:
    """Of each many-to-many relation, what the newest version of its row had.

    Deleting what a relation leads to writes no version of the row that it starts from.
    """
    table = model.history.model._meta.db_table
    for field in model.history.model._history_m2m_fields:
        through = field.remote_field.through
        kept = getattr(model.history.model, field.name).model._meta.db_table
        target = field.related_model._meta.db_table
        query = f"""
            SELECT {_selected(through, "link")}
              FROM {_quoted(kept)} AS link
              JOIN {_quoted(table)} AS version
                   ON version.history_id = link.history_id
              JOIN {_quoted(target)} AS target
                   ON target.id = link.{_quoted(field.m2m_reverse_name())}
             WHERE {_newest(table)}"""
        yield _StandIn(through._meta.db_table, query, needs=(table, target))


LOST = 10**15
"""Above this number is the key of a track that nobody reported on and that is gone."""


def _tracks(progress: type[models.Model]) -> _StandIn:
    """The tracks that the actions and participations of then give.

    A track has no history but its updates. One that is there now stands in if its
    action and participation were there; one that went with an unreported action, or
    with a change of its scope, is made up again, with a key that no other track has.
    """
    table = progress._meta.db_table
    known = {
        "id": f"""COALESCE(track.id, {LOST} + action.id * 1000000
                           + COALESCE(participation.municipality_id, 0))""",
        "action_id": "action.id",
        "municipality_id": "participation.municipality_id",
        "state_id": "state.id",
        "version": "COALESCE(state.sequence, 0)",
    }
    selected = ", ".join(
        f"{known.get(column, f'track.{column}')} AS {_quoted(column)}"
        for column in _columns(progress)
    )
    query = f"""
        SELECT {selected}
          FROM actions_action AS action
          JOIN actions_objective AS objective ON objective.id = action.objective_id
          JOIN actions_actionline AS line ON line.id = objective.action_line_id
     LEFT JOIN actions_participation AS participation
               ON participation.plan_id = line.plan_id AND action.scope = 'local'
     LEFT JOIN {_real(table)} AS track
               ON track.action_id = action.id
              AND COALESCE(track.municipality_id, 0)
                  = COALESCE(participation.municipality_id, 0)
     LEFT JOIN actions_progressupdate AS state
               ON state.progress_id = track.id
              AND state.sequence = (SELECT MAX(sequence) FROM actions_progressupdate
                                     WHERE progress_id = track.id)
         WHERE (action.scope <> 'local' OR participation.id IS NOT NULL)
           AND (state.id IS NOT NULL
                OR ((participation.starts_on IS NULL OR participation.starts_on <= %s)
                    AND (track.id IS NOT NULL
                         OR (action.retired_on IS NULL
                             AND (participation.ends_on IS NULL
                                  OR participation.ends_on >= %s)))))"""
    needs = (
        "actions_action",
        "actions_objective",
        "actions_actionline",
        "actions_participation",
        "actions_progressupdate",
    )
    return _StandIn(table, query, parameters=("day", "day"), needs=needs)


def _columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def _selected(model: type[models.Model], alias: str) -> str:
    return ", ".join(f"{alias}.{_quoted(column)}" for column in _columns(model))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _real(table: str) -> str:
    """A table itself, inside what stands in for it.

    There SQLite takes the bare name for the stand-in, and PostgreSQL for the table.
    """
    schema = "main." if connection.vendor == "sqlite" else ""
    return f"{schema}{_quoted(table)}"
