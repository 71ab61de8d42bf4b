"""The admin of reports, which can only be read: they are made on the site."""

from django.contrib import admin

from municipalities.admin.base import OwnRegionsFilter, RegionalAdmin
from municipalities.admin.rights import OnlyRead

ROUND = ["round__plan__region", "municipality"]


class ReportAdmin(OnlyRead, RegionalAdmin):
    """Drafts and published reports."""

    seen_by = "coordinates"
    list_display = ["edition", "round", "version", "published"]
    list_filter = [("round", OwnRegionsFilter)]
    search_fields = ["municipality__name", "round__year"]
    named_by = [*ROUND, "publication"]
    fields = [
        "round",
        "municipality",
        "version",
        "correction_reason",
        "summary",
        "outlook",
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.defer("publication__content", "publication__pdf")

    @admin.display(description="editie", ordering="municipality__name")
    def edition(self, report):
        return report.edition

    @admin.display(description="gepubliceerd op", ordering="publication__published_at")
    def published(self, report):
        return report.publication.published_at if report.is_published else None


class PublicationAdmin(OnlyRead, RegionalAdmin):
    """What was published; the content and the PDF are on the site."""

    seen_by = "coordinates"
    list_display = ["report", "published_at", "published_by", "keep_until"]
    search_fields = ["report__municipality__name", "pdf_sha256"]
    named_by = ["report__round__plan__region", "report__municipality", "published_by"]
    shown_on = ["report"]
    fields = [
        "report",
        "as_of",
        "published_at",
        "published_by",
        "keep_until",
        "pdf_sha256",
        "content_sha256",
        "schema_version",
        "template_version",
        "plan_version",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).without_files()


class DecisionRequestAdmin(OnlyRead, RegionalAdmin):
    """What was asked to be decided, and what came of it."""

    seen_by = "coordinates"
    list_display = ["title", "round", "municipality", "needed_by", "outcome"]
    list_filter = [("round", OwnRegionsFilter), "outcome"]
    search_fields = ["title", "reason"]
    named_by = ROUND
