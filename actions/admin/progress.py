"""The admin of progress: who stands where, and reporting on behalf of an owner."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from actions import services
from actions.comparison import SideBySide
from actions.forms import ProgressUpdateForm, SeenTracksForm
from actions.models import Light, Phase
from actions.seen import SeenTrack
from actions.templatetags import signs
from municipalities.admin.base import OwnRegionsFilter, RegionalAdmin
from municipalities.admin.filters import ChoiceFilter
from municipalities.admin.lists import LinkedList
from municipalities.admin.rights import NeverAdded, NeverDeleted
from municipalities.days import short_day
from municipalities.models import Municipality

from .ask_first import AskFirst
from .search import SearchByNumber


class PhaseFilter(ChoiceFilter):
    """Tracks by the phase that was last reported."""

    title = "fase"
    parameter_name = "fase"

    def lookups(self, request, model_admin):
        return [*Phase.choices, ("geen", "nog niets gemeld")]

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset
            case "geen":
                return queryset.unreported()
            case value:
                return queryset.filter(state__phase=value)


class LightFilter(ChoiceFilter):
    """Tracks by their light; what was not reported this round has none."""

    title = "stoplicht"
    parameter_name = "stoplicht"

    def lookups(self, request, model_admin):
        return [*Light.choices, ("geen", "geen opgave deze ronde")]

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset
            case "geen":
                return queryset.stale()
            case value:
                return queryset.fresh().filter(state__light=value)


class FreshnessFilter(ChoiceFilter):
    """Tracks by whether somebody reported or confirmed since the round opened."""

    title = "actualiteit"
    parameter_name = "actueel"

    def lookups(self, request, model_admin):
        return [
            ("ja", "deze ronde gemeld of bevestigd"),
            ("nee", "deze ronde nog niet"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "ja":
                return queryset.fresh()
            case "nee":
                return queryset.stale().running()
        return queryset


class MunicipalityFilter(ChoiceFilter):
    """Tracks that a municipality carries out or leads."""

    title = "gemeente"
    parameter_name = "gemeente"

    def lookups(self, request, model_admin):
        regions = model_admin.regions_seen(request)
        return list(Municipality.objects.in_regions(regions).values_list("pk", "name"))

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.of_municipality(value) if value else queryset


class TrackList(LinkedList):
    """Tracks without the lines and plans that they are of: no column shows those."""

    def get_queryset(self, request, exclude_parameters=None):
        tracks: Any = super().get_queryset(request, exclude_parameters)
        return tracks.select_related(None).with_name_and_state()


class ProgressAdmin(SearchByNumber, NeverAdded, NeverDeleted, AskFirst):
    """Tracks; they come with actions, and change by updates only."""

    seen_by = "coordinates"
    list_display = ["code", "title", "owner", "phase", "light", "freshness", "due"]
    list_display_links = ["code", "title"]
    list_filter = [
        ("action__objective__action_line__plan", OwnRegionsFilter),
        ("action__objective", OwnRegionsFilter),
        MunicipalityFilter,
        PhaseFilter,
        LightFilter,
        FreshnessFilter,
    ]
    search_fields = ["action__title", "municipality__name"]
    number_paths = ["action__objective__number", "action__number"]
    actions = ["confirm_unchanged"]

    def get_queryset(self, request):
        today = timezone.localdate()
        tracks = super().get_queryset(request)
        return tracks.with_state().with_plan().with_fresh_since(today).with_running()

    def get_changelist(self, request, **kwargs):
        return TrackList

    def has_change_permission(self, request, obj=None):
        """Only while the work goes on."""
        return super().has_change_permission(request, obj) and (
            obj is None or obj.is_running
        )

    # Reporting on behalf of the owner

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The site's own report form on a page of the admin, with all updates."""
        track = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, track):
            raise PermissionDenied
        if track is None:
            raise Http404
        form = ProgressUpdateForm(
            request.POST or None,
            request.FILES or None,
            progress=track,
            author=request.user,
        )
        conflict = None
        if request.method == "POST":
            if not self.has_change_permission(request, track):
                raise PermissionDenied
            is_valid = form.is_valid()
            form.hold_files()
            if is_valid:
                try:
                    return self._report(request, track, form)
                except services.ProgressConflict as error:
                    conflict = SideBySide.between(error.current, form.instance)
                    track.refresh_from_db()
                    form = ProgressUpdateForm(
                        form.having_seen(track), progress=track, author=request.user
                    )
                    form.full_clean()
                    form.hold_files()
        return self._show(request, track, form, conflict)

    def _report(self, request, track, form):
        services.record_update(
            track,
            author=request.user,
            key=form.cleaned_data["key"],
            base_version=form.cleaned_data["base_version"],
            evidence=form.evidence,
            **form.state,
        )
        self.message_user(request, f"Gemeld namens {track.owner}: {track.action}.")
        return self.response_post_save_change(request, track)

    def _show(self, request, track, form, conflict):
        may_change = self.has_change_permission(request, track)
        report = [name for name in form.fields if name not in form.evidence_fields]
        folded = [] if form.has_evidence else ["collapse"]
        fieldsets = [
            ("Melden namens de trekker", {"fields": report}),
            ("Bijlagen", {"fields": form.evidence_fields, "classes": folded}),
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": "Voortgang",
            "subtitle": str(track),
            "original": track,
            "conflict": conflict,
            "updates": track.updates.for_timeline().with_evidence(request.user),
            "adminform": AdminForm(form, fieldsets if may_change else [], {}),
            "errors": AdminErrorList(form, []),
            "inline_admin_formsets": [],
            "is_popup": False,
            "show_save": may_change,
            "show_save_and_continue": False,
            "media": self.media,
        }
        return self.render_change_form(request, context, change=True, obj=track)

    # Confirming

    @admin.action(
        description="Bevestigen dat er niets veranderd is", permissions=["change"]
    )
    def confirm_unchanged(self, request, queryset):
        return self.ask("actions_progress_confirm", queryset)

    def get_urls(self):
        confirm = self.admin_site.admin_view(self.confirm_view)
        return [
            path("bevestigen/", confirm, name="actions_progress_confirm"),
            *super().get_urls(),
        ]

    def confirm_view(self, request):
        """Name the chosen tracks and how they stand, and confirm that."""
        tracks = self.chosen(request, self.get_queryset(request))
        shown = [SeenTrack.now(track) for track in tracks]
        form = SeenTracksForm(request.POST or None, initial={"seen": shown})
        if form.is_valid():
            self._confirm_all(request, tracks, form.cleaned_data["seen"])
            return redirect(self._changelist())
        return self.answer(
            request,
            form,
            tracks,
            title="Bevestigen dat er niets veranderd is",
            button="Niets veranderd",
        )

    def _confirm_all(self, request, tracks, seen):
        """Confirm what can be; say of the rest which could not, and why."""
        seen = {track.pk: track for track in seen}
        may_change = [
            track
            for track in tracks
            if track.pk in seen and self.has_change_permission(request, track)
        ]
        outcome = services.confirm_many(
            [(track, seen[track.pk]) for track in may_change], author=request.user
        )
        if outcome.saved:
            text = f"Bevestigd: {len(outcome.saved)} keer niets veranderd."
            self.message_user(request, text, messages.SUCCESS)
        for reason, refused in outcome.refused_by_reason().items():
            names = ", ".join(map(str, refused))
            text = f"Niet bevestigd ({reason.value}): {names}."
            self.message_user(request, text, messages.WARNING)
        if over := len(tracks) - len(may_change):
            text = (
                f"{over} niet bevestigd: de actie is vervallen, het plan is afgesloten"
                " of de gemeente doet niet meer mee."
            )
            self.message_user(request, text, messages.WARNING)

    # Columns

    @admin.display(description="nummer")
    def code(self, track):
        return track.action.code

    @admin.display(description="actie", ordering="action__title")
    def title(self, track):
        return track.action.title

    @admin.display(description="trekker", ordering="municipality__name")
    def owner(self, track):
        return str(track.owner)

    @admin.display(description="fase", ordering="state__phase")
    def phase(self, track):
        return signs.phase(track.phase)

    @admin.display(description="stoplicht", ordering="state__light")
    def light(self, track):
        return signs.current_light(track.light, track.is_fresh(track.fresh_since))

    @admin.display(description="actualiteit", ordering="state__reported_at")
    def freshness(self, track):
        if not track.is_running:
            return "het werk is voorbij"
        if track.state is None or track.state.reported_at is None:
            return "nog niets gemeld"
        when = short_day(timezone.localdate(track.state.reported_at))
        if track.is_fresh(track.fresh_since):
            return f"actueel: {when}"
        return f"niet deze ronde; laatst {when}: {track.state.summary}"

    @admin.display(description="klaar op", ordering="action__ends_on")
    def due(self, track):
        if track.due_on is None:
            return ""
        due_on = short_day(track.due_on)
        if not (track.is_running and track.is_overdue(timezone.localdate())):
            return due_on
        return format_html('{} <strong class="overdue">te laat</strong>', due_on)


class ResultAssessmentAdmin(RegionalAdmin):
    """Whether results were reached; a judgement goes with the round it belongs to."""

    instead_of_deleting = (
        "De ronde is gesloten, en de rapportage steunt op dit oordeel. Geef in de"
        " volgende ronde een nieuw oordeel."
    )
    seen_by = "coordinates"
    list_display = ["result", "description", "municipality", "round", "outcome"]
    list_filter = [("round", OwnRegionsFilter), "outcome"]
    search_fields = ["result__description", "municipality__name"]
    named_by = ["result__objective__action_line__plan", "municipality", "round"]
    autocomplete_fields = ["result"]
    fields = ["result", "municipality", "round", "outcome", "note"]
    shown_on = ["result__objective"]

    def get_deleted_objects(self, objs, request):
        """Protect what was judged in a round that is closed."""
        deleted, counts, rights, protected = super().get_deleted_objects(objs, request)
        closed = [row for row in objs if row.round.closed_on]
        return deleted, counts, rights, [*protected, *map(str, closed)]

    @admin.display(description="wat er moet zijn")
    def description(self, assessment):
        return assessment.result.description
