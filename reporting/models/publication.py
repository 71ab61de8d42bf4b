"""What was published of a report: it stays as it is."""

from django.conf import settings
from django.db import models

from actions.models.append_only import AppendOnlyModel
from reporting.querysets import PublicationQuerySet

from .report import Report


class Publication(AppendOnlyModel):
    """A report as it was published (publicatie): its content, and the PDF of that.

    The content is whole in itself: it refers to no row. The stored PDF is the record.
    Triggers in the database refuse what goes around this class (docs/adr/0021).
    """

    report = models.OneToOneField(
        Report,
        models.PROTECT,
        related_name="publication",
        verbose_name="rapportage",
    )
    as_of = models.DateField("peildatum")
    content = models.TextField("inhoud")
    content_sha256 = models.CharField("SHA-256 van de inhoud", max_length=64)
    pdf = models.BinaryField("PDF")
    pdf_sha256 = models.CharField("SHA-256 van de PDF", max_length=64, unique=True)
    schema_version = models.PositiveSmallIntegerField("versie van het schema")
    template_version = models.CharField("versie van de opmaak", max_length=64)
    plan_version = models.PositiveIntegerField("wijzigingen van het plan")
    published_at = models.DateTimeField("gepubliceerd op")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="publications",
        verbose_name="gepubliceerd door",
    )
    keep_until = models.DateField("bewaren tot en met")

    objects = PublicationQuerySet.as_manager()
    region_paths = ("report__round__plan__region",)

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return str(self.report)
