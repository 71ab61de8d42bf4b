"""The register of changes to an adopted plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from actions.querysets import AmendmentLineQuerySet, AmendmentQuerySet
from municipalities.days import short_day

from .action import Action
from .append_only import AppendOnlyModel
from .plan import Objective, Plan


class Amendment(AppendOnlyModel):
    """A decision by which an adopted plan changed (wijziging); what, say its lines."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="amendments", verbose_name="plan"
    )
    reason = models.TextField("reden")
    decided_by = models.CharField("besloten door", max_length=200)
    valid_from = models.DateField("geldig vanaf")
    recorded_at = models.DateTimeField("vastgelegd op", default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name="vastgelegd door",
        help_text="Leeg: ingelezen uit een bestand.",
    )

    objects = AmendmentQuerySet.as_manager()
    region_paths = ("plan__region",)

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""),
                name="amendment_says_why_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        day = short_day(self.valid_from)
        return f"{self.decided_by}, geldig vanaf {day}"


class AmendmentLine(AppendOnlyModel):
    """What an amendment made of one field of one row (regel van een wijziging).

    The row is named as it was called, and by its model and key: the register outlives
    what it tells of.
    """

    class Kind(models.TextChoices):
        ADDED = "added", "toegevoegd"
        CHANGED = "changed", "gewijzigd"
        REMOVED = "removed", "verwijderd"

    amendment = models.ForeignKey(
        Amendment, models.PROTECT, related_name="lines", verbose_name="wijziging"
    )
    kind = models.CharField("soort", max_length=10, choices=Kind)
    subject = models.CharField("onderdeel", max_length=400)
    label = models.CharField("gegeven", max_length=100)
    old_text = models.TextField("oude tekst", blank=True)
    new_text = models.TextField("nieuwe tekst", blank=True)
    model_name = models.CharField("soort onderdeel", max_length=30)
    row_pk = models.PositiveBigIntegerField("sleutel van het onderdeel")
    field_name = models.CharField("naam van het veld", max_length=50)
    objective = models.ForeignKey(
        Objective,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="doelstelling",
    )
    action = models.ForeignKey(
        Action,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="actie",
    )

    objects = AmendmentLineQuerySet.as_manager()
    region_paths = ("amendment__plan__region",)

    class Meta:
        verbose_name = "regel van een wijziging"
        verbose_name_plural = "regels van wijzigingen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.subject}, {self.label}"
