"""Evidence with what was reported."""

from django.db import models
from django.db.models import Q

from .progress import ProgressUpdate


class Attachment(models.Model):
    """Evidence with an update: a link or a file (bijlage)."""

    update = models.ForeignKey(
        ProgressUpdate,
        models.PROTECT,
        related_name="attachments",
        verbose_name="voortgangsbericht",
    )
    title = models.CharField("titel", max_length=200)
    url = models.URLField("link", blank=True)
    file = models.FileField("bestand", upload_to="bijlagen/%Y/", blank=True)

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(file="")) | (~Q(url="") & Q(file="")),
                name="attachment_is_link_or_file",
                violation_error_message="Geef een link of een bestand.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
