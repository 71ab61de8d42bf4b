"""What could go wrong."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from actions.querysets import PlanPartQuerySet
from municipalities.history_records import History

from .action import Action
from .plan import Objective, Plan


class Risk(models.Model):
    """A risk of the plan, an objective or an action (risico)."""

    LEVELS = [(1, "klein"), (2, "middel"), (3, "groot")]

    plan = models.ForeignKey(
        Plan,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="risks",
        verbose_name="plan",
    )
    objective = models.ForeignKey(
        Objective,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="risks",
        verbose_name="doelstelling",
    )
    action = models.ForeignKey(
        Action,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="risks",
        verbose_name="actie",
    )
    title = models.CharField("risico", max_length=200)
    chance = models.PositiveSmallIntegerField(
        "kans",
        choices=LEVELS,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
    )
    impact = models.PositiveSmallIntegerField(
        "impact",
        choices=LEVELS,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
    )
    remedy = models.TextField("maatregel", blank=True)
    owner = models.CharField(
        "eigenaar", max_length=100, blank=True, help_text="Een functie, geen naam."
    )
    history = History(verbose_name="geschiedenis risico")

    objects = PlanPartQuerySet.as_manager()
    region_paths = (
        "plan__region",
        "objective__action_line__plan__region",
        "action__objective__action_line__plan__region",
    )

    class Meta:
        verbose_name = "risico"
        verbose_name_plural = "risico's"
        ordering = ["-chance", "-impact", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False, objective=None, action=None)
                | Q(plan=None, objective__isnull=False, action=None)
                | Q(plan=None, objective=None, action__isnull=False),
                name="risk_of_one_thing",
                violation_error_code="plan",
                violation_error_message=(
                    "Kies het plan, een doelstelling of een actie: precies één."
                ),
            ),
            models.CheckConstraint(
                condition=Q(chance__range=(1, 3), impact__range=(1, 3)),
                name="risk_levels_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def score(self) -> int:
        """Chance times impact, from 1 to 9."""
        return self.chance * self.impact
