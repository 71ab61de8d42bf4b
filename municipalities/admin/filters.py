"""Filters beside a list, with choices of our own."""

from django.contrib import admin


class ChoiceFilter(admin.SimpleListFilter):
    """A filter that knows its choices by the text that stands in the address."""

    def value(self):
        """One of the choices as text, or none: an address may hold anything.

        To count its facets, Django sets each choice itself, which may be a number.
        """
        value = str(super().value())
        return (
            value if value in {str(known) for known, _ in self.lookup_choices} else None
        )
