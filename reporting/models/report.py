"""An edition of the report over a round."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from actions.models import ReportingRound
from actions.models.append_only import AppendOnlyError
from municipalities.history_records import History
from municipalities.models import Municipality
from municipalities.texts import LongTextField
from reporting.querysets import ReportQuerySet

SUMMARY_LENGTH = 600
"""What fits page 1 beside the totals and what asks for attention."""


class Report(models.Model):
    """An edition over a round: a draft, until it is published (rapportage).

    The region's, or that of one municipality. Once it is published it never changes; a
    correction is a new version, with a reason.
    """

    round = models.ForeignKey(
        ReportingRound, models.PROTECT, related_name="reports", verbose_name="ronde"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="gemeente",
        help_text="Leeg: de editie van de regio.",
    )
    version = models.PositiveSmallIntegerField("versie", default=1)
    correction_reason = LongTextField(
        "reden van de correctie", blank=True, max_length=500
    )
    summary = LongTextField(
        "samenvatting",
        blank=True,
        max_length=SUMMARY_LENGTH,
        help_text="Staat bovenaan pagina 1. Hoe staat het ervoor, en wat is er nodig?",
    )
    outlook = LongTextField(
        "vooruitblik",
        blank=True,
        max_length=1500,
        help_text="Wat gebeurt er in het volgende kwartaal?",
    )
    history = History(verbose_name="geschiedenis rapportage")

    # What querysets of these names add to a row.
    is_replaced: bool  # with_replaced()

    objects = ReportQuerySet.as_manager()
    region_paths = ("round__plan__region",)

    class Meta:
        verbose_name = "rapportage"
        verbose_name_plural = "rapportages"
        ordering = ["-round__year", "-round__quarter_number", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "version"],
                condition=Q(municipality=None),
                name="report_version_once_for_region",
            ),
            models.UniqueConstraint(
                fields=["round", "municipality", "version"],
                name="report_version_once_for_municipality",
            ),
            models.CheckConstraint(
                condition=Q(version=1, correction_reason="")
                | Q(version__gt=1) & ~Q(correction_reason=""),
                name="report_correction_has_reason",
                violation_error_code="correction_reason",
                violation_error_message="Schrijf op waarom er een correctie komt.",
            ),
        ]

    def __str__(self) -> str:
        version = f", versie {self.version}" if self.version > 1 else ""
        return f"{self.edition}, {self.round}{version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_when_published()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("reporting:report", args=[self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_when_published()
        return super().delete(*args, **kwargs)

    @property
    def edition(self) -> str:
        """Whose edition it is."""
        if self.municipality:
            return f"Gemeente {self.municipality}"
        return f"Regio {self.round.plan.region}"

    @property
    def is_published(self) -> bool:
        """Whether it was published, and therefore stays as it is."""
        return hasattr(self, "publication")

    def _refuse_when_published(self) -> None:
        """Ask the database, for somebody may have published since this was read."""
        if self.pk and type(self).objects.published().filter(pk=self.pk).exists():
            raise AppendOnlyError(f"{self} was published")
