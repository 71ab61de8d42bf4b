"""Addresses within the site."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16_384)
def address(route: str, *arguments: int | str) -> str:
    """The address of a page, as `reverse` finds it, remembered.

    A page links to dozens of others, and the routes do not change while the server
    runs. Raises NoReverseMatch for a route that is not there.
    """
    return reverse(route, args=arguments)
