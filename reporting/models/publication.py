"""What was published of a report: it stays as it is."""

from django.conf import settings
from django.db import models

from reporting.querysets import PublicationQuerySet

from .frozen import FrozenDocument
from .report import Report


class Publication(FrozenDocument):
    """A report as it was published (publicatie).

    Triggers in the database refuse what goes around this class (docs/adr/0021).
    """

    report = models.OneToOneField(
        Report,
        models.PROTECT,
        related_name="publication",
        verbose_name="rapportage",
    )
    as_of = models.DateField("peildatum")
    plan_version = models.PositiveIntegerField("wijzigingen van het plan")
    published_at = models.DateTimeField("gepubliceerd op")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="publications",
        verbose_name="gepubliceerd door",
    )

    objects = PublicationQuerySet.as_manager()
    region_paths = ("report__round__plan__region",)

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return str(self.report)
