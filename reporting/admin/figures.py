"""The admin of figures: what is counted, what was counted, and publishing it."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from actions.periods import Quarter
from municipalities.admin.base import OwnRegionsFilter, RegionalAdmin
from municipalities.admin.rights import NeverDeleted, OnlyRead
from reporting.forms import ObservationForm
from reporting.models import Indicator
from reporting.releasing import release_figures


class IndicatorAdmin(RegionalAdmin):
    """What a partner counts."""

    seen_by = "coordinates"
    list_display = ["title", "source", "region"]
    list_filter = ["source"]
    search_fields = ["title"]
    named_by = ["region"]
    fixed = ["region"]
    fields = ["region", "source", "title", "note"]
    instead_of_deleting = (
        "Wat is vrijgegeven, blijft. Voer geen nieuwe cijfers meer in."
    )


class ObservationAdmin(NeverDeleted, RegionalAdmin):
    """What was counted, exactly: for coordinators, who publish it from this list."""

    form = ObservationForm  # type: ignore[assignment]  # asks its own reason
    seen_by = "coordinates"
    list_display = ["indicator", "place", "quarter", "value", "as_of", "is_corrected"]
    list_filter = [("indicator", OwnRegionsFilter), "year", "quarter_number"]
    search_fields = ["indicator__title", "municipality__name"]
    named_by = ["indicator", "municipality", "corrected_by"]
    fields = [
        "indicator",
        "municipality",
        "year",
        "quarter_number",
        "value",
        "as_of",
        "reason",
    ]
    actions = ["publish"]

    def has_change_permission(self, request, obj=None):
        return False  # a wrong one is corrected by adding the right one

    def has_publish_permission(self, request):
        return bool(self.regions_changed(request))

    def save_model(self, request, obj, form, change):
        obj.recorded_by = request.user
        obj.save()

    @admin.action(
        description="Vrijgeven: de tabellen van deze cijfers, voorgoed",
        permissions=["publish"],
    )
    def publish(self, request, queryset):
        tables = dict.fromkeys(
            (row.indicator, row.quarter)
            for row in queryset.in_regions(self.regions_changed(request))
        )
        for indicator, quarter in sorted(tables, key=lambda table: table[1]):
            self._publish(request, indicator, quarter)

    def _publish(self, request, indicator: Indicator, quarter: Quarter) -> None:
        try:
            release_figures(indicator, quarter, by=request.user)
        except ValidationError as error:
            text = f"{indicator}, {quarter}: {' '.join(error.messages)}"
            self.message_user(request, text, messages.WARNING)
        else:
            text = f"Vrijgegeven: {indicator}, {quarter}."
            self.message_user(request, text, messages.SUCCESS)

    @admin.display(description="gemeente of regio", ordering="municipality__name")
    def place(self, observation):
        return observation.place

    @admin.display(description="kwartaal", ordering="year")
    def quarter(self, observation):
        return str(observation.quarter)

    @admin.display(description="verbeterd", boolean=True)
    def is_corrected(self, observation):
        return hasattr(observation, "corrected_by")


class FigureReleaseAdmin(OnlyRead, RegionalAdmin):
    """The register of published tables."""

    seen_by = "coordinates"
    list_display = ["indicator", "quarter", "recorded_at", "recorded_by"]
    list_filter = [("indicator", OwnRegionsFilter), "year"]
    search_fields = ["indicator__title"]
    named_by = ["indicator", "recorded_by"]
    fields = [
        "indicator",
        "year",
        "quarter_number",
        "threshold",
        "rounded_to",
        "recorded_at",
        "recorded_by",
    ]

    @admin.display(description="kwartaal", ordering="year")
    def quarter(self, kept):
        return str(kept.quarter)
