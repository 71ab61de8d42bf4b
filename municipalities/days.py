"""Days, as people here read them."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format


@lru_cache(maxsize=4096)
def short_day(day: date) -> str:
    """A day as 27-11-2026; remembered, for a list repeats a handful of days."""
    return date_format(day, "SHORT_DATE_FORMAT")
