"""How many tracks stand where; a joint or regional action counts once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db import models

from .models import Light


class Standing(models.TextChoices):
    """How a track counts now: by its light, as far as that was said this round.

    What was not reported or confirmed this round is silent, whatever it was before.
    """

    GREEN = Light.GREEN.value, "op schema"
    ORANGE = Light.ORANGE.value, "aandacht nodig"
    RED = Light.RED.value, "loopt vast"
    SILENT = "geen-opgave", "geen opgave deze ronde"
    INAPPLICABLE = "zonder", "vervallen of n.v.t."

    @classmethod
    def of(cls, light: Light | None, is_fresh: bool) -> Self:
        if not is_fresh:
            return cls(cls.SILENT)
        return cls(light or cls.INAPPLICABLE)


@dataclass(frozen=True, slots=True)
class Totals:
    """Tracks by standing, with all of them as the denominator."""

    green: int = 0
    orange: int = 0
    red: int = 0
    silent: int = 0
    inapplicable: int = 0

    @classmethod
    def of(cls, standings: Iterable[Standing | None]) -> Self:
        """Count them; None is of what does not count."""
        found = list(standings)
        return cls(*(found.count(standing) for standing in Standing))

    @property
    def tracks(self) -> int:
        return self.fresh + self.silent

    @property
    def fresh(self) -> int:
        """Tracks that were reported on or confirmed this round."""
        return self.green + self.orange + self.red + self.inapplicable

    def count(self, standing: Standing) -> int:
        return getattr(self, standing.name.lower())
