"""The register of changes to an adopted plan."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from actions.querysets import AppendOnlyQuerySet

from .append_only import AppendOnlyModel
from .plan import Plan


class Amendment(AppendOnlyModel):
    """One decided change to an adopted plan (wijziging)."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="amendments", verbose_name="plan"
    )
    subject = models.CharField("onderdeel", max_length=200)
    old_text = models.TextField("oude tekst", blank=True)
    new_text = models.TextField("nieuwe tekst", blank=True)
    reason = models.TextField("reden")
    decided_by = models.CharField("besloten door", max_length=200)
    valid_from = models.DateField("geldig vanaf")
    recorded_at = models.DateTimeField("vastgelegd op", default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="amendments",
        verbose_name="vastgelegd door",
    )

    objects = AppendOnlyQuerySet.as_manager()
    region_paths = ("plan__region",)

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.subject} ({self.valid_from:%d-%m-%Y})"
