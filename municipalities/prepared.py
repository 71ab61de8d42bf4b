"""Queries that are put into SQL once, and asked each time (docs/adr/0019)."""

from collections.abc import Callable, Hashable
from copy import copy
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from .plain import is_plain

P = ParamSpec("P")
Row = TypeVar("Row")

MOST_KEPT = 64
"""Of each question, for how many sets of facts its SQL is kept; then it starts anew.

That is for how many people or plans within a while: who comes asks several times. What
is kept takes up to a hundred kilobytes, and each day has facts of its own.
"""


class Prepared(Generic[P, Row]):
    """What `build` asks the database, with the SQL that was made of it before.

    To build a query and make SQL of it takes Django several times as long as it takes
    the database to answer. So that is done once for each set of `facts`: the plain
    values on which the query depends, being the arguments if nothing else is said.
    `build` looks at nothing else, neither at the clock nor in the database.
    """

    def __init__(
        self,
        build: Callable[P, QuerySet[Any, Row]],
        facts: Callable[P, Hashable] | None = None,
    ) -> None:
        update_wrapper(self, build)
        self._build = build
        self._facts = facts
        self._kept: dict[Hashable, QuerySet[Any, Row]] = {}

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """Ask it now. Raises TypeError when it depends on what is no plain value."""
        facts = self._facts(*args, **kwargs) if self._facts else args
        queryset = self._kept.get(facts)
        if queryset is None:
            if not is_plain(facts):
                raise TypeError(f"{self._build} depends on {facts!r}")
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            queryset = _prepare(self._build(*args, **kwargs))
            self._kept[facts] = queryset
        rows: Any = queryset._iterable_class
        return list(rows(queryset))


def _prepare(queryset: QuerySet[Any, Row]) -> QuerySet[Any, Row]:
    """A queryset to read rows from, and for nothing else."""
    if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise TypeError(f"{queryset.query} is followed by others")
    queryset._query = _Prepared(queryset)  # type: ignore[attr-defined]
    return queryset


class _Prepared:
    """Takes the place of the query of a queryset; its compilers have made their SQL.

    Of Django it uses what its own iterables of rows use, `Query.get_compiler`, and what
    a compiler asks of itself: `as_sql` to execute, `get_converters` to read.
    """

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self._compiler: Any = queryset.query.get_compiler(queryset.db)
        try:
            statement = self._compiler.as_sql()
        except EmptyResultSet:
            statement = "", ()  # holds for no row, whatever the database holds
        columns = [column for column, *_ in self._compiler.select]
        converters = self._compiler.get_converters(columns)
        self._compiler.as_sql = lambda *args, **kwargs: statement
        self._compiler.get_converters = lambda columns: converters
        self._compiler.connection = None  # that of the thread that asks

    def get_compiler(self, using: str) -> Any:
        """A compiler for one time that the question is asked."""
        compiler = copy(self._compiler)
        compiler.connection = connections[using]
        return compiler
