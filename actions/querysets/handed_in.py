"""Which update of each track counts for a round: what was handed in and accepted."""

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db.models import DateTimeField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least

from .changes import ChangedTrackQuerySet


class HandedInTrackQuerySet(ChangedTrackQuerySet):
    """Tracks, with what of them counts for a round."""

    def with_handed_in(
        self, reporting_round: Any, moment: datetime, seen_until: datetime
    ) -> Self:
        """With the keys of two updates, None if there is none: `handed_in`, `newest`.

        What counts is the newest by the moment, or by when its owner handed in what was
        accepted, if that was earlier. The newest is that by the end of `seen_until`.
        """
        updates = apps.get_model("actions", "ProgressUpdate").objects
        accepted = apps.get_model("actions", "Submission").objects.filter(
            Q(municipality=OuterRef("municipality"))
            | Q(municipality=OuterRef("action__lead_municipality"))
            | Q(lead_role=OuterRef("action__lead_role")),
            round=reporting_round,
            state="accepted",
        )
        by_then = Value(moment, output_field=DateTimeField())
        counted_until = Least(
            Coalesce(Subquery(accepted.values("submitted_at")[:1]), by_then), by_then
        )
        of_track = updates.filter(progress=OuterRef("pk")).order_by("-sequence")
        newest = of_track.filter(recorded_at__lte=seen_until)
        handed_in = of_track.filter(recorded_at__lte=OuterRef("counted_until"))
        return self.alias(counted_until=counted_until).annotate(
            handed_in=Subquery(handed_in.values("pk")[:1]),
            newest=Subquery(newest.values("pk")[:1]),
        )
