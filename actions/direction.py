"""Whether a track went better or worse between two moments; the one rule."""

from django.db import models

LIGHT_STEPS = ["red", "orange", "green"]
PHASE_STEPS = [
    "postponed",
    "not_started",
    "preparing",
    "running",
    "done",
    "embedded",
]
"""From worse to better. A track that is dropped or not applicable is neither."""


class Direction(models.TextChoices):
    """Where a track went; what asks most attention first."""

    WORSE = "slechter", "slechter"
    OTHER = "anders", "niet beter of slechter"
    BETTER = "beter", "beter"
    FIRST = "eerste", "voor het eerst gemeld"
    SAME = "gelijk", "zelfde stand"

    @property
    def rank(self) -> int:
        """Its place in this order."""
        return [*type(self)].index(self)


def direction(before: tuple[str, str], after: tuple[str, str]) -> Direction:
    """Compare two states, each a phase and a light; the light goes first."""
    if before == after:
        return Direction.SAME
    if not before[0]:
        return Direction.FIRST
    lights = LIGHT_STEPS, before[1], after[1]
    phases = PHASE_STEPS, before[0], after[0]
    for steps, old, new in (lights, phases):
        if old != new and old in steps and new in steps:
            is_better = steps.index(new) > steps.index(old)
            return Direction.BETTER if is_better else Direction.WORSE
    return Direction.OTHER
