"""Named questions about the register of changes."""

from datetime import date
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from .plan import AppendOnlyQuerySet


class AmendmentQuerySet(AppendOnlyQuerySet):
    """Decisions that changed a plan."""

    def with_lines(self) -> Self:
        """With who entered it, and its lines with where they are shown."""
        lines = _lines().select_related("action", "objective")
        return self.select_related("author").prefetch_related(Prefetch("lines", lines))

    def about(self, part: models.Model) -> Self:
        """Those that changed an objective or something in it, or an action."""
        lines = _lines().filter(**{str(part._meta.model_name): part})
        return self.filter(Exists(lines.filter(amendment=OuterRef("pk"))))

    def recorded_between(self, first: date | None, last: date | None) -> Self:
        """Those entered from the one day to the other; either may be open."""
        found = self
        if first:
            found = found.filter(recorded_at__date__gte=first)
        if last:
            found = found.filter(recorded_at__date__lte=last)
        return found

    def with_line_count(self) -> Self:
        """With `line_count`: how much each of them changed."""
        return self.annotate(line_count=Count("lines"))

    def containing(self, words: str) -> Self:
        """Those that have these words somewhere."""
        of_lines = Q()
        for field in ["subject", "label", "old_text", "new_text"]:
            of_lines |= Q(**{f"{field}__icontains": words})
        return self.filter(
            Q(reason__icontains=words)
            | Q(decided_by__icontains=words)
            | Exists(_lines().filter(of_lines, amendment=OuterRef("pk")))
        )


class AmendmentLineQuerySet(AppendOnlyQuerySet):
    """What decisions made of the fields of a plan."""

    def moving_dates(self) -> Self:
        """Those that put one last day in the place of another, the oldest first."""
        return (
            self.filter(kind="changed", field_name__in=["ends_on", "due_on"])
            .exclude(Q(old_text="") | Q(new_text=""))
            .select_related("amendment", "action", "objective")
            .order_by("pk")
        )


def _lines() -> models.QuerySet:
    return apps.get_model("actions", "AmendmentLine").objects.all()
