"""What happened: who did what to which rows, when and why, the newest first.

A timeline reads from several sources and pages through all of them in the database. A
page takes the same queries, however long the history is: one that finds its events, and
a few for each source that has any of them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any, Protocol, Self

from django.core.paginator import Page, Paginator
from django.db.models import (
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.utils.functional import cached_property

from .history import (
    EMPTY,
    history_of,
    label_of,
    recall_deleted,
    shown_list,
    shown_value,
    subject_of,
)
from .models import User
from .word_changes import Piece, is_replacement, whole_change, word_changes

SYSTEM = "het systeem"
UNCHANGED = "opgeslagen zonder wijziging"
SHORT = 30
"""Characters; up to that a value, such as a date, is read whole."""
VERBS = {"+": "toegevoegd", "~": "gewijzigd", "-": "verwijderd"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its old value, its new one, or both, as they are shown."""

    field: str
    old: str | None
    new: str | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What was kept of it, and what not: of a text the words, else the whole."""
        old, new = self.old or "", self.new or ""
        if min(len(old), len(new)) > SHORT:
            return word_changes(old, new)
        return whole_change(old, new)

    @property
    def is_replaced(self) -> bool:
        """Whether nothing was kept."""
        return is_replacement(self.pieces)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did to a row."""

    moment: datetime
    author: str
    subject: str
    verb: str
    reason: str = ""
    changes: tuple[Change, ...] = ()
    is_whole: bool = False
    """Whether the changes are all that the row said, for it came or went."""
    is_gone: bool = False
    """Whether the row went."""
    is_withheld: bool = False
    """Whether there are words that this reader may not read."""
    url: str = ""
    """Where more is told of the same row."""


class Source(Protocol):
    """Events of one kind of rows."""

    model: Any
    """What the events are about."""

    def index(self) -> QuerySet:
        """All of them, with `event_moment` and the key of their `event_author`."""

    def read(self, keys: Collection[int]) -> Iterable[tuple[int, int, Event]]:
        """Those of these keys: the key, the key of the row it is about, the event."""


class Versions:
    """The versions of rows that keep their history."""

    def __init__(self, versions: QuerySet, reader: User) -> None:
        self.versions = versions
        self.reader = reader
        self.model = versions.model.instance_type

    def index(self) -> QuerySet:
        return self.versions.annotate(
            event_moment=F("history_date"), event_author=F("history_user_id")
        )

    def read(self, keys: Collection[int]) -> Iterator[tuple[int, int, Event]]:
        """Read the versions, and of each the one before, with one query."""
        history = self.model.history.order_by()
        before = (
            history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
            .order_by("-history_id")
            .values("history_id")[:1]
        )
        chosen = history.filter(history_id__in=keys)
        earlier = chosen.annotate(before=Subquery(before)).values("before")
        found = history_of(self.model).filter(
            Q(history_id__in=keys) | Q(history_id__in=earlier)
        )
        told = self.model.objects.with_withheld(found, self.reader)
        versions = list(told.order_by("id", "history_id"))
        recall_deleted(versions)
        for old, new in pairwise([None, *versions]):
            if new.history_id in keys:
                previous = old if old and old.id == new.id else None
                yield new.history_id, new.id, _event(previous, new)


class Timeline:
    """The events of several sources as one list, of which only a part is read."""

    ordered = True
    """What Django's paginator wants to know."""

    def __init__(
        self,
        sources: Iterable[Source],
        *,
        url_of: Callable[[type[Model], int], str] | None = None,
    ) -> None:
        self.sources = list(sources)
        self.url_of = url_of
        self.condition = Q()

    def narrowed(self, condition: Q, model: type[Model] | None = None) -> Self:
        """Only events that fit, by what `Source.index` gives them, about one model."""
        if not condition and model is None:
            return self
        narrowed = type(self)(
            (s for s in self.sources if model in (None, s.model)), url_of=self.url_of
        )
        narrowed.condition = self.condition & condition
        return narrowed

    def authors(self) -> QuerySet[User]:
        """The people who did any of it."""
        found = self._union("event_author", distinct=True)
        keys = {key for (key,) in found.order_by()} if found is not None else set()
        return User.objects.filter(pk__in=keys).order_by("name")

    def page(self, number: str | None, size: int) -> Page:
        """One page of it; the nearest where there is no page of that number."""
        return Paginator(self, size).get_page(number)  # type: ignore[arg-type]

    def count(self) -> int:
        found = self._union("event_source", "event_key", distinct=False)
        return found.count() if found is not None else 0

    def __getitem__(self, part: slice) -> Sequence[Event]:
        found = self._union("event_moment", "event_source", "event_key", distinct=False)
        if found is None:
            return []
        rows = list(
            found.order_by("-event_moment", "-event_source", "-event_key")[part]
        )
        events: dict[tuple[int, int], Event] = {}
        for number, source in enumerate(self.sources):
            keys = {key for _, other, key in rows if other == number}
            for key, row, event in source.read(keys) if keys else ():
                url = self.url_of(source.model, row) if self.url_of else ""
                events[number, key] = replace(event, url=event.url or url)
        return [events[number, key] for _, number, key in rows]

    def _union(self, *names: str, distinct: bool) -> QuerySet | None:
        """These columns of the events of all sources; None where there is no source."""
        parts = [events.values_list(*names) for events in self._events]
        return parts[0].union(*parts[1:], all=not distinct) if parts else None

    @cached_property
    def _events(self) -> list[QuerySet]:
        """Those of each source, with all that is asked of them; built once."""
        return [
            source.index()
            .filter(self.condition)
            .order_by()
            .annotate(event_source=Value(number, IntegerField()), event_key=F("pk"))
            for number, source in enumerate(self.sources)
        ]


def _event(old: Any, new: Any) -> Event:
    is_edit = new.history_type == "~"
    told = dict(_changes(old, new) if is_edit else _values(new))
    withheld = set(getattr(new, "withheld", "").split(","))
    reason = new.history_change_reason or ""
    return Event(
        moment=new.history_date,
        author=str(new.history_user or SYSTEM),
        subject=subject_of(new),
        verb=VERBS[new.history_type] if told or not is_edit else UNCHANGED,
        reason="" if "history_change_reason" in withheld else reason,
        changes=tuple(told[name] for name in told if name not in withheld),
        is_whole=not is_edit,
        is_gone=new.history_type == "-",
        is_withheld=not withheld.isdisjoint(told),
    )


def _changes(old: Any, new: Any) -> Iterator[tuple[str, Change]]:
    """The fields that got another value; none where the version before is unknown."""
    if old is None:
        return
    for field in _shown_fields(new):
        if getattr(old, field.attname) != getattr(new, field.attname):
            before, after = shown_value(old, field), shown_value(new, field)
            yield field.name, Change(label_of(field), before, after)
    for field in new._history_m2m_fields:
        before, after = shown_list(old, field), shown_list(new, field)
        if before != after:
            yield field.name, Change(label_of(field), before, after)


def _values(version: Any) -> Iterator[tuple[str, Change]]:
    """What a row said when it came, or when it went; not what it left open."""
    is_gone = version.history_type == "-"
    for field in _shown_fields(version):
        value = shown_value(version, field)
        if value not in (EMPTY, "nee"):
            old, new = (value, None) if is_gone else (None, value)
            yield field.name, Change(label_of(field), old, new)


def _shown_fields(version: Any) -> Iterator[Any]:
    """What a row says; not the keys by which it, or a form, is known."""
    for field in version.tracked_fields:
        if not (field.primary_key or isinstance(field, UUIDField)):
            yield field
