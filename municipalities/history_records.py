"""How the rows of a model keep their history."""

from functools import cache
from typing import Any

from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords


class OneManagerClass(HistoryManager):
    """The manager behind `Model.history`, with one class for each kind of queryset.

    django-simple-history makes that class anew each time that `history` is asked for.
    It takes a third of a millisecond, and a page about the past asks forty times.
    """

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        """The manager with the methods of a queryset, made once."""
        return super().from_queryset(queryset_class, class_name)


class History(HistoricalRecords):
    """All that a row said, who wrote it, when and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, history_manager=OneManagerClass, **kwargs)
