"""Which tracks wait for a partner, and since when."""

from typing import Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Subquery

from .handed_in import HandedInTrackQuerySet


class WaitingTrackQuerySet(HandedInTrackQuerySet):
    """Tracks that may wait for somebody else."""

    def with_waiting_since(self) -> Self:
        """With `waiting_since`: the moment from which it has waited for that partner.

        That is of the first update after which no other said something else.
        """
        updates = apps.get_model("actions", "ProgressUpdate").objects.order_by()
        said_otherwise = updates.filter(
            progress=OuterRef("progress"), sequence__gt=OuterRef("sequence")
        ).exclude(waits_for=OuterRef("waits_for"))
        steady = updates.filter(
            ~Exists(said_otherwise),
            progress=OuterRef("pk"),
            waits_for=OuterRef("state__waits_for"),
        ).order_by("sequence")
        return self.annotate(waiting_since=Subquery(steady.values("recorded_at")[:1]))
