"""Who helps, and with what."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from actions.querysets import AmendableQuerySet, PlanPartQuerySet
from municipalities.history_records import History
from municipalities.models import Region

from .action import Action
from .plan import Objective
from .plan_part import PlanHistory, PlanPart


class Partner(models.Model):
    """An organisation that helps to carry out the plan, or pays (partner)."""

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="partners", verbose_name="regio"
    )
    name = models.CharField("naam", max_length=150)
    url = models.URLField("website", blank=True)
    history = History(verbose_name="geschiedenis partner")

    objects = PlanPartQuerySet.as_manager()
    region_paths = ("region",)

    class Meta:
        verbose_name = "partner"
        verbose_name_plural = "partners"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "region",
                Lower("name"),
                name="partner_name_unique_in_region",
                violation_error_code="name",
                violation_error_message="Deze partner bestaat al in de regio.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerRole(PlanPart):
    """What a partner does for an objective or for one action (rol van een partner)."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="roles", verbose_name="partner"
    )
    objective = models.ForeignKey(
        Objective,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="partner_roles",
        verbose_name="doelstelling",
    )
    action = models.ForeignKey(
        Action,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="partner_roles",
        verbose_name="actie",
    )
    role = models.CharField("rol", max_length=200, blank=True)
    history = PlanHistory(verbose_name="geschiedenis rol van partner")

    objects = AmendableQuerySet.as_manager()
    region_paths = (
        "objective__action_line__plan__region",
        "action__objective__action_line__plan__region",
    )
    place = ["objective", "action"]
    substance = ["partner", "role"]

    class Meta:
        base_manager_name = "objects"
        verbose_name = "rol van een partner"
        verbose_name_plural = "rollen van partners"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, action=None)
                | Q(objective=None, action__isnull=False),
                name="partner_role_for_objective_or_action",
                violation_error_message="Kies een doelstelling of een actie.",
            ),
            models.UniqueConstraint(
                fields=["partner", "objective"],
                name="partner_role_once_per_objective",
                violation_error_code="partner",
                violation_error_message="Deze partner staat al bij de doelstelling.",
            ),
            models.UniqueConstraint(
                fields=["partner", "action"],
                name="partner_role_once_per_action",
                violation_error_code="partner",
                violation_error_message="Deze partner staat al bij de actie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.role}" if self.role else str(self.partner)
