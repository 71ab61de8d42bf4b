"""Rows that are written once and never change, so that they need no other history."""

from typing import Any

from django.db import models


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a row that is written once."""


class AppendOnlyModel(models.Model):
    """A row that can be added, and after that neither changed nor deleted."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{self._meta.label} cannot be changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{self._meta.label} cannot be deleted")
