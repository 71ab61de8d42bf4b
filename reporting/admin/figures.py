"""The admin of figures: what is counted, what was counted, and publishing it."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.timezone import localdate

from actions.admin.ask_first import AskFirst
from actions.periods import Quarter
from municipalities.admin.base import OwnRegionsFilter, RegionalAdmin
from municipalities.admin.rights import NeverDeleted, OnlyRead
from municipalities.days import short_day
from reporting.forms import ObservationForm, PublishFiguresForm
from reporting.models import Indicator, Observation
from reporting.releasing import release_figures
from reporting.shown_figures import with_shown


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


@dataclass(frozen=True, slots=True)
class TableToPublish:
    """All figures of an indicator in a quarter, also those that were not chosen."""

    indicator: Indicator
    quarter: Quarter

    def __str__(self) -> str:
        return f"{self.indicator}, {self.quarter} (de hele tabel)"


class PublishedFilter(admin.SimpleListFilter):
    """Whether others see a number already."""

    title = "vrijgegeven"
    parameter_name = "vrijgegeven"

    def lookups(self, request, model_admin):
        return [("ja", "Ja"), ("nee", "Nee")]

    def queryset(self, request, queryset):
        if self.value() in ("ja", "nee"):
            return queryset.filter(is_published=self.value() == "ja")
        return queryset


class ObservationAdmin(NeverDeleted, AskFirst):
    """What was counted, exactly: for coordinators, who publish it from this list."""

    form = ObservationForm  # type: ignore[assignment]  # asks its own reason
    seen_by = "coordinates"
    list_display = [
        "indicator",
        "place",
        "quarter",
        "value",
        "seen_by_others",
        "published_on",
        "as_of",
        "standing",
    ]
    list_filter = [
        PublishedFilter,
        ("indicator", OwnRegionsFilter),
        "indicator__source",
        "year",
        "quarter_number",
    ]
    search_fields = ["indicator__title", "municipality__name"]
    named_by = ["indicator", "municipality", "corrected_by"]
    fields = [*ObservationForm.Meta.fields]
    actions = ["publish"]

    def get_queryset(self, request):
        return with_shown(super().get_queryset(request))

    def has_change_permission(self, request, obj=None):
        return False  # a wrong one is corrected by adding the right one

    def has_publish_permission(self, request):
        return bool(self.regions_changed(request))

    def save_model(self, request, obj, form, change):
        obj.recorded_by = request.user
        obj.save()

    def get_urls(self):
        publish = self.admin_site.admin_view(self.publish_view)
        return [
            path("vrijgeven/", publish, name="reporting_observation_publish"),
            *super().get_urls(),
        ]

    @admin.action(
        description="Vrijgeven: de tabellen van deze cijfers, voorgoed",
        permissions=["publish"],
    )
    def publish(self, request, queryset):
        return self.ask("reporting_observation_publish", queryset)

    def publish_view(self, request):
        """Say which tables will be shown for good, and publish all of them or none."""
        mine = Observation.objects.in_regions(self.regions_changed(request))
        chosen = self.chosen(request, mine).select_related("indicator")
        tables = {TableToPublish(row.indicator, row.quarter) for row in chosen}
        return self.answer(
            request,
            PublishFiguresForm(request.POST if request.method == "POST" else None),
            sorted(tables, key=lambda table: (table.quarter, str(table))),
            title="Tabellen vrijgeven",
            button="Geef vrij",
        )

    def do(self, request, rows, **answers):
        for table in rows:
            try:
                release_figures(table.indicator, table.quarter, by=request.user)
            except ValidationError as error:
                texts = [f"{table}: {text}" for text in error.messages]
                raise ValidationError(texts) from None

    @admin.display(description="gemeente of regio", ordering="municipality__name")
    def place(self, observation):
        return observation.place

    @admin.display(description="wat anderen zien", empty_value="nog niets")
    def seen_by_others(self, observation):
        if not observation.is_published:
            return None
        if observation.shown is None:
            return "niet getoond"
        return f"{'<' if observation.shown_small else ''}{observation.shown}"

    @admin.display(
        description="vrijgegeven op", ordering="shown_at", empty_value="nog niet"
    )
    def published_on(self, observation):
        """The day; reports as of that day or later show it."""
        moment = observation.shown_at
        return moment and short_day(localdate(moment))

    @admin.display(description="kwartaal", ordering="year")
    def quarter(self, observation):
        return str(observation.quarter)

    @admin.display(description="stand", empty_value="")
    def standing(self, observation):
        if hasattr(observation, "corrected_by"):
            return "vervangen"
        return "verbeterd" if observation.corrects_id else ""


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
