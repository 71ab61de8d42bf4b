"""Named questions about reports and what is asked in them, and who may see which."""

from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from actions.models.append_only import AppendOnlyError
from actions.querysets import AppendOnlyQuerySet
from actions.querysets.rounds import before_round
from municipalities.models import User
from municipalities.permissions import access_of
from municipalities.querysets import RegionQuerySet

EDITION = "municipality_id"
"""Says of which edition a row is; without a municipality, of the region's."""


def of_same_edition(published: models.QuerySet) -> models.QuerySet:
    """Reports of the same round and edition as a row of the query around them."""
    return published.alias(edition_key=Coalesce(EDITION, 0)).filter(
        edition_key=Coalesce(OuterRef(EDITION), 0), round=OuterRef("round")
    )


class PreparedQuerySet(RegionQuerySet):
    """What a coordinator prepares; others read it in what is published."""

    def workable_by(self, user: User) -> Self:
        """Those of the regions that this person coordinates."""
        return self.in_regions(access_of(user).coordinates)

    def versions_visible_to(self, user: User) -> models.QuerySet:
        """How it came to be is the coordinator's too."""
        return self.model.history.filter(
            round__plan__region__in=access_of(user).coordinates
        )


class ReportQuerySet(PreparedQuerySet):
    """Reports: drafts, and those that were published."""

    def published(self) -> Self:
        """Those that were published."""
        return self.filter(publication__isnull=False)

    def drafts(self) -> Self:
        """Those that are still worked on."""
        return self.filter(publication=None)

    def readable_by(self, user: User) -> Self:
        """What was published and is this person's to read."""
        access = access_of(user)
        return self.published().filter(
            Q(round__plan__region__in=access.reads_report_of_region)
            | Q(municipality__in=access.reads_report_of_municipality)
        )

    def visible_to(self, user: User) -> Self:
        """What this person may read, and the drafts of who coordinates."""
        return self.filter(
            Q(pk__in=self.model.objects.readable_by(user).values("pk"))
            | Q(pk__in=self.model.objects.workable_by(user).values("pk"))
        )

    def with_edition(self) -> Self:
        """With all that names them."""
        return self.select_related("round__plan__region", "municipality")

    def with_names(self) -> Self:
        """With that, and when they were published, without the files."""
        return (
            self.with_edition()
            .select_related("publication__published_by")
            .defer("publication__content", "publication__pdf")
        )

    def with_replaced(self) -> Self:
        """With `is_replaced`: whether a later version was published."""
        published = of_same_edition(self.model.objects.published())
        later = published.filter(version__gt=OuterRef("version"))
        return self.annotate(is_replaced=Exists(later))

    def of_edition(self, report: Any) -> Self:
        """All versions of the same edition over the same round, the newest first."""
        return self.filter(
            round=report.round_id, municipality=report.municipality_id
        ).order_by("-version")

    def before(self, report: Any) -> Self:
        """The same edition over earlier rounds of the plan, the newest first."""
        return self.filter(
            before_round(report.round), municipality=report.municipality_id
        ).order_by("-round__year", "-round__quarter_number", "-version")

    def saying(self, pattern: str) -> Self:
        """Published reports of which the content fits a pattern, in any case."""
        return self.filter(publication__content__iregex=pattern)

    def newest_first(self) -> Self:
        """By quarter; the region before the municipalities, a correction on top."""
        return self.order_by(
            "-round__year",
            "-round__quarter_number",
            models.F("municipality__name").asc(nulls_first=True),
            "-version",
        )

    def update(self, **values: Any) -> int:
        self._refuse_published()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_published()
        return super().delete()

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        keys = [row.pk for row in rows]
        self.model.objects.filter(pk__in=keys)._refuse_published()
        return super().bulk_update(rows, *args, **kwargs)

    def _refuse_published(self) -> None:
        if self.filter(publication__isnull=False).exists():
            raise AppendOnlyError(f"a {self.model._meta.label} was published")


class PublicationQuerySet(AppendOnlyQuerySet):
    """What was published."""

    def without_files(self) -> Self:
        """With all that is said of it, but neither its content nor the PDF."""
        return self.defer("content", "pdf")

    def with_names(self) -> Self:
        """With the report, and all that names that."""
        return self.select_related(
            "report__round__plan__region", "report__municipality"
        )

    def of_pdf(self, sha256: str) -> Self:
        """The one with this PDF."""
        return self.filter(pdf_sha256=sha256)

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self.model._meta.label} is written one by one")


class DecisionRequestQuerySet(PreparedQuerySet):
    """What is asked to be decided."""

    def asked_in(self, report: Any) -> Self:
        """What an edition asks."""
        return self.filter(round=report.round_id, municipality=report.municipality_id)

    def asked_before(self, report: Any) -> Self:
        """What the same edition asked in earlier rounds of the plan.

        What stands in a draft was not asked of anybody.
        """
        published = of_same_edition(type(report).objects.published())
        return self.filter(
            Exists(published),
            before_round(report.round),
            municipality=report.municipality_id,
        ).select_related("round")
