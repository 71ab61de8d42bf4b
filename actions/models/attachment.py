"""Evidence with what was reported, and files that wait for a report to be accepted."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from actions.file_types import FileType
from actions.querysets import AttachmentQuerySet, HeldFileQuerySet

from .progress import ProgressUpdate

FOLDER = "bijlagen"


def new_place(row: models.Model, name: str) -> str:
    """Where the content of a file is kept: a name that says nothing about it."""
    return f"{FOLDER}/{uuid4().hex}"


class FileRow(models.Model):
    """A file that was sent: what it is called, what it is, and where it is kept."""

    title = models.CharField("titel", max_length=200, blank=True)
    file = models.FileField("bestand", upload_to=new_place, blank=True)
    file_type = models.CharField("soort", max_length=80, choices=FileType, blank=True)
    size = models.PositiveIntegerField("grootte in bytes", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def content_values(self) -> dict[str, Any]:
        """What the row says of the file, by field name."""
        return {
            "title": self.title,
            "file": self.file.name,
            "file_type": self.file_type,
            "size": self.size,
            "sha256": self.sha256,
        }


class Attachment(FileRow):
    """Evidence with an update: a link or a file (bijlage).

    It stays as it is, but for its content: that can be removed when it should never
    have been there. Who did that, when and why then stands in its place.
    """

    update = models.ForeignKey(
        ProgressUpdate,
        models.PROTECT,
        related_name="attachments",
        verbose_name="voortgangsbericht",
    )
    url = models.URLField("link", max_length=500, blank=True)
    added_at = models.DateTimeField("toegevoegd op", default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="attachments",
        verbose_name="toegevoegd door",
    )
    removed_at = models.DateTimeField("verwijderd op", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="removed_attachments",
        verbose_name="verwijderd door",
    )
    removal_reason = models.TextField("reden van verwijderen", blank=True)

    # What querysets of these names add to a row.
    is_removable: bool  # for_timeline()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(removed_at__isnull=False, url="", file="", title="")
                    | Q(file="", file_type="", size=None, sha256="")
                    & ~Q(url="")
                    & ~Q(title="")
                    | Q(url="", file_type__in=FileType.values, size__gt=0)
                    & ~Q(file="")
                    & ~Q(title="")
                    & ~Q(sha256="")
                ),
                name="attachment_is_link_or_file",
                violation_error_message="Geef een link of een bestand.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(removed_at=None, removed_by=None, removal_reason="")
                    | Q(removed_at__isnull=False, removed_by__isnull=False)
                    & ~Q(removal_reason="")
                ),
                name="attachment_removed_by_someone_with_reason",
            ),
            models.UniqueConstraint(
                fields=["update", "sha256"],
                condition=~Q(sha256=""),
                name="attachment_file_once_per_update",
            ),
            models.UniqueConstraint(
                fields=["update", "url"],
                condition=~Q(url=""),
                name="attachment_link_once_per_update",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Verwijderde bijlage"

    def get_absolute_url(self) -> str:
        """Where a file is downloaded, or where the link leads."""
        return self.url or reverse("actions:attachment", args=[self.pk])

    @property
    def was_added_later(self) -> bool:
        """Whether it came after its update was saved."""
        return self.added_at > self.update.recorded_at


class HeldFile(FileRow):
    """A file that came with a form that was not accepted (vastgehouden bestand).

    A browser forgets chosen files when the form comes back, so they wait here until the
    form is accepted, and no longer than a day.
    """

    key = models.UUIDField("sleutel", help_text="Van het formulier.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="held_files",
        verbose_name="van",
    )
    held_at = models.DateTimeField("vastgehouden op", default=timezone.now)

    objects = HeldFileQuerySet.as_manager()

    class Meta:
        verbose_name = "vastgehouden bestand"
        verbose_name_plural = "vastgehouden bestanden"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file_type__in=FileType.values, size__gt=0)
                & ~Q(title="")
                & ~Q(file="")
                & ~Q(sha256=""),
                name="held_file_is_complete",
            ),
        ]
