"""What the documents that never change have in common."""

from django.db import models

from actions.models.append_only import AppendOnlyModel


class FrozenDocument(AppendOnlyModel):
    """The content of a document, and the PDF of that.

    The content is whole in itself: it refers to no row. The stored PDF is the record.
    """

    content = models.TextField("inhoud")
    content_sha256 = models.CharField("SHA-256 van de inhoud", max_length=64)
    pdf = models.BinaryField("PDF")
    pdf_sha256 = models.CharField("SHA-256 van de PDF", max_length=64, unique=True)
    schema_version = models.PositiveSmallIntegerField("versie van het schema")
    template_version = models.CharField("versie van de opmaak", max_length=64)
    keep_until = models.DateField("bewaren tot en met")

    class Meta:
        abstract = True
