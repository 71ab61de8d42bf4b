"""Named questions about public editions, and about what was chosen for them."""

from typing import Any, NoReturn, Self

from django.db.models import Exists, OuterRef, Q

from actions.querysets import AppendOnlyQuerySet
from municipalities.models import User
from municipalities.permissions import access_of


class PublicChoiceQuerySet(AppendOnlyQuerySet):
    """What was chosen to be public and what not."""

    def of_report(self, report: Any) -> Self:
        """What was chosen for a report, the newest last."""
        return self.filter(report=report).order_by("pk")


class PublicEditionQuerySet(AppendOnlyQuerySet):
    """Reports without what is not public."""

    def readable_by(self, user: User) -> Self:
        """Those of the reports that this person may read."""
        access = access_of(user)
        return self.filter(
            Q(report__round__plan__region__in=access.reads_report_of_region)
            | Q(report__municipality__in=access.reads_report_of_municipality)
        )

    def of_report(self, report: Any) -> Self:
        """Those of one version of a report, the newest first."""
        return self.filter(report=report).order_by("-number")

    def of_earlier_version(self, report: Any) -> Self:
        """Those of versions of the same report that a correction replaced."""
        return self.filter(
            report__round=report.round_id,
            report__municipality=report.municipality_id,
            report__version__lt=report.version,
        )

    def beside(self, report: Any) -> Self:
        """Those of other reports over the same round, without their PDFs."""
        others = self.filter(report__round=report.round_id).exclude(report=report)
        return others.order_by("pk").defer("pdf")

    def of_pdf(self, sha256: str) -> Self:
        """The one with this PDF."""
        return self.filter(pdf_sha256=sha256)

    def without_files(self) -> Self:
        """With all that is said of it, but neither its content nor the PDF."""
        return self.defer("content", "pdf")

    def with_names(self) -> Self:
        """With the report and all that names that, and who made it."""
        return self.select_related(
            "report__round__plan__region", "report__municipality", "made_by"
        )

    def with_replaced(self) -> Self:
        """With `is_replaced`: whether the same report has a later public edition."""
        later = self.model.objects.filter(
            report=OuterRef("report"), number__gt=OuterRef("number")
        )
        return self.annotate(is_replaced=Exists(later))

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self.model._meta.label} is written one by one")
