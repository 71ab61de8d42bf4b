"""What became of tracks since a moment, read and compared by the database."""

from datetime import datetime
from typing import Self

from django.apps import apps
from django.db.models import (
    Case,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from actions.direction import LIGHT_STEPS, PHASE_STEPS, Direction

from .plan import PlanPartQuerySet


class ChangedTrackQuerySet(PlanPartQuerySet):
    """Tracks on which something was recorded after a moment."""

    def changed_since(self, moment: datetime) -> Self:
        """Those, with `old_phase`, `old_light` and the `rank` of their Direction."""
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
                rank=_rank(),
            )
        )

    def worse_first(self) -> Self:
        """By what asks most attention, and then the newest first."""
        return self.order_by("rank", "-state__recorded_at", "pk")


def _rank() -> Case:
    """The rule of `actions.direction`, as the database computes it."""
    light = LIGHT_STEPS, "old_light", "state__light"
    phase = PHASE_STEPS, "old_phase", "state__phase"
    rules = [
        (Q(old_phase=F("state__phase"), old_light=F("state__light")), Direction.SAME),
        (Q(old_phase=""), Direction.FIRST),
        (_went_up(*light), Direction.BETTER),
        (_went_down(*light), Direction.WORSE),
        (_went_up(*phase), Direction.BETTER),
        (_went_down(*phase), Direction.WORSE),
    ]
    return Case(
        *(When(rule, then=Value(outcome.rank)) for rule, outcome in rules),
        default=Value(Direction.OTHER.rank),
    )


def _went_up(steps: list[str], old: str, new: str) -> Q:
    """From one of these steps to a later one."""
    condition = Q()
    for number, step in enumerate(steps[:-1], start=1):
        condition |= Q(**{old: step, f"{new}__in": steps[number:]})
    return condition


def _went_down(steps: list[str], old: str, new: str) -> Q:
    return _went_up(steps[::-1], old, new)
