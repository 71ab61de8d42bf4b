"""Let the history say that something happened at another moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone
from simple_history.signals import pre_create_historical_record

from municipalities.models import User


def moment(text: str) -> datetime:
    """A moment here, such as "2025-06-30 09:00"."""
    return timezone.make_aware(datetime.fromisoformat(text))


@contextmanager
def at(when: datetime | str, by: User | None = None) -> Iterator[datetime]:
    """Write the history of what happens meanwhile as of then, by that person."""
    when = moment(when) if isinstance(when, str) else when

    def stamp(history_instance, **kwargs: object) -> None:
        history_instance.history_date = when
        history_instance.history_user = by

    pre_create_historical_record.connect(stamp, weak=False)
    try:
        yield when
    finally:
        pre_create_historical_record.disconnect(stamp)
