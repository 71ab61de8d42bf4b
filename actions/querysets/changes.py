"""What became of tracks since a moment, read and compared by the database."""

from datetime import datetime
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThan

from actions.direction import LIGHT_STEPS, PHASE_STEPS, Direction

from .plan import PlanPartQuerySet


class ChangedTrackQuerySet(PlanPartQuerySet):
    """Tracks on which something was recorded after a moment."""

    def changed_since(self, moment: datetime) -> Self:
        """Those, with their `old_phase` and `old_light` and the `direction` they took.

        `old_version` is what the version was: the updates since are beyond it.
        """
        updates = apps.get_model("actions", "ProgressUpdate").objects
        newest = updates.filter(
            progress=OuterRef("pk"), recorded_at__lte=moment
        ).order_by("-sequence")
        return (
            self.filter(state__recorded_at__gt=moment)
            .annotate(
                before=FilteredRelation(
                    "updates", condition=Q(updates__recorded_at__lte=moment)
                )
            )
            .filter(
                Q(before=None)
                | Q(before__sequence=Subquery(newest.values("sequence")[:1]))
            )
            .annotate(
                old_phase=Coalesce("before__phase", Value("")),
                old_light=Coalesce("before__light", Value("")),
                old_version=Coalesce("before__sequence", Value(0)),
                direction=_direction(),
            )
        )

    def worse_first(self) -> Self:
        """By what asks most attention, and then the newest first."""
        ranks = [
            When(direction=direction, then=Value(rank))
            for rank, direction in enumerate(Direction.values)
        ]
        return self.order_by(
            Case(*ranks, output_field=IntegerField()), "-state__recorded_at", "pk"
        )


def _direction() -> Case:
    """The rule of `actions.direction`, as the database computes it."""
    same = Q(old_phase=F("state__phase"), old_light=F("state__light"))
    light = _step(LIGHT_STEPS, "old_light"), _step(LIGHT_STEPS, "state__light")
    phase = _step(PHASE_STEPS, "old_phase"), _step(PHASE_STEPS, "state__phase")
    rules = [
        (same, Direction.SAME),
        (Q(old_phase=""), Direction.FIRST),
        (LessThan(*light), Direction.BETTER),
        (GreaterThan(*light), Direction.WORSE),
        (LessThan(*phase), Direction.BETTER),
        (GreaterThan(*phase), Direction.WORSE),
    ]
    return Case(
        *(When(rule, then=Value(outcome)) for rule, outcome in rules),
        default=Value(Direction.OTHER),
        output_field=models.CharField(),
    )


def _step(steps: list[str], field: str) -> Case:
    """How high a value stands; nothing where it is none of the steps."""
    return Case(
        *(When(**{field: code}, then=Value(step)) for step, code in enumerate(steps)),
        output_field=IntegerField(),
    )
