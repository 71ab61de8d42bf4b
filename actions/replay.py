"""What was so at some moments, from records of what changed and when."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Record(Generic[Key, Value]):
    """What something became at a moment; `order` counts the records of one key."""

    key: Key
    order: int
    moment: datetime
    value: Value


def states_at(
    records: Iterable[Record[Key, Value]], moments: Sequence[datetime]
) -> Iterator[dict[Key, Value]]:
    """What each key was at each of these moments, which go from early to late.

    That is what its last record says of those until and at that moment. Every record is
    looked at once, however many moments there are.
    """
    waiting = iter(sorted(records, key=lambda record: record.moment))
    coming = next(waiting, None)
    newest: dict[Key, Record[Key, Value]] = {}
    for moment in moments:
        while coming and coming.moment <= moment:
            known = newest.get(coming.key)
            if known is None or known.order < coming.order:
                newest[coming.key] = coming
            coming = next(waiting, None)
        yield {key: record.value for key, record in newest.items()}
