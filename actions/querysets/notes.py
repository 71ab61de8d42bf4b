"""Rows with a note that others may read only once it was accepted."""

from typing import Self

from django.db import models
from django.db.models import Case, Value, When

from municipalities.models import User

from .plan import PlanPartQuerySet


class NotedQuerySet(PlanPartQuerySet):
    """Rows with a note; which of them says who may read it."""

    def readable_note(self, user: User, moment: str) -> models.Expression:
        """The condition that this person may read a note written at a moment."""
        raise NotImplementedError

    def with_note_access(self, user: User) -> Self:
        """With `note_is_readable`: whether this person may read its note."""
        return self.with_moment().annotate(
            note_is_readable=self.readable_note(user, "recorded_at")
        )

    def with_withheld(self, versions: models.QuerySet, user: User) -> models.QuerySet:
        """The note, and why it was changed, follow the rule for notes."""
        return versions.annotate(
            withheld=Case(
                When(self.readable_note(user, "history_date"), then=Value("")),
                default=Value("note,history_change_reason"),
            )
        )
