"""Finding what is in a plan by the number that is printed there."""

from collections.abc import Sequence

from django.contrib import admin


class SearchByNumber(admin.ModelAdmin):
    """A list in which "1.3" finds what has that number, and "1" all of objective 1.

    `number_paths` lead to the numbers of which it is made, the first one first.
    """

    number_paths: Sequence[str] = ()

    def get_search_results(self, request, queryset, search_term):
        """What has the number; without such a number, what has the words."""
        numbers = search_term.strip().split(".")
        if all(map(str.isdecimal, numbers)) and len(numbers) <= len(self.number_paths):
            found = queryset.filter(
                **dict(zip(self.number_paths, numbers, strict=False))
            )
            if found.exists():
                return found, False
        return super().get_search_results(request, queryset, search_term)
