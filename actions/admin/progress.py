"""The admin of progress: who stands where, and reporting on behalf of an owner."""

from collections import Counter
from uuid import uuid4

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from actions import services
from actions.forms import ProgressUpdateForm
from actions.models import Light, Phase, Plan
from actions.templatetags import signs
from municipalities.admin.base import OwnRegionsFilter, RegionalAdmin
from municipalities.admin.rights import NeverAdded, NeverDeleted
from municipalities.models import Municipality


class StateFilter(admin.SimpleListFilter):
    """Tracks by a value of their state, or by having none."""

    field: str
    values: list[tuple[str, str]]

    def lookups(self, request, model_admin):
        return [*self.values, ("geen", "geen opgave")]

    def queryset(self, request, queryset):
        match self.value():
            case None:
                return queryset
            case "geen":
                return queryset.unreported()
            case value:
                return queryset.filter(**{self.field: value})


class PhaseFilter(StateFilter):
    title = "fase"
    parameter_name = "fase"
    field = "state__phase"
    values = Phase.choices


class LightFilter(StateFilter):
    title = "stoplicht"
    parameter_name = "stoplicht"
    field = "state__light"
    values = Light.choices


class FreshnessFilter(admin.SimpleListFilter):
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
                return queryset.stale()
        return queryset


class MunicipalityFilter(admin.SimpleListFilter):
    """Tracks that a municipality carries out or leads."""

    title = "gemeente"
    parameter_name = "gemeente"

    def lookups(self, request, model_admin):
        regions = model_admin.regions_seen(request)
        return list(Municipality.objects.in_regions(regions).values_list("pk", "name"))

    def queryset(self, request, queryset):
        value = self.value()
        if value is None or not value.isdecimal():
            return queryset
        return queryset.of_municipality(value)


class ProgressAdmin(NeverAdded, NeverDeleted, RegionalAdmin):
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
    actions = ["confirm_unchanged"]

    def get_queryset(self, request):
        today = timezone.localdate()
        tracks = super().get_queryset(request)
        return tracks.with_state().with_plan().with_fresh_since(today)

    def has_change_permission(self, request, obj=None):
        """Work on a closed plan or a retired action is over."""
        return super().has_change_permission(request, obj) and (
            obj is None
            or (
                obj.action.retired_on is None
                and obj.action.objective.action_line.plan.status != Plan.Status.CLOSED
            )
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
                    conflict = error.current
                    track.refresh_from_db()
                    seen = form.sent.copy()
                    seen["base_version"] = str(track.version)
                    form = ProgressUpdateForm(seen, progress=track, author=request.user)
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
        """Confirm what can be; say of the rest how many could not, and why."""
        outcomes = Counter(self._confirm(request, track) for track in queryset)
        if confirmed := outcomes.pop("", 0):
            self.message_user(
                request,
                f"Bevestigd: {confirmed} keer niets veranderd.",
                messages.SUCCESS,
            )
        for reason, count in outcomes.items():
            self.message_user(
                request, f"{count} niet bevestigd: {reason}", messages.WARNING
            )

    def _confirm(self, request, track):
        """Confirm a track; returns why that could not be, or nothing."""
        if not self.has_change_permission(request, track):
            return "de actie is vervallen of het plan is afgesloten."
        try:
            services.confirm(
                track, author=request.user, key=uuid4(), base_version=track.version
            )
        except services.NothingToConfirm:
            return "er is nog niets gemeld."
        except services.ProgressConflict:
            return "iemand heeft intussen iets gemeld."
        except ValidationError:
            return "het stoplicht is rood. Open de regel en meld wat u eraan doet."
        return ""

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
        return signs.light(track.light)

    @admin.display(description="actualiteit", ordering="state__reported_at")
    def freshness(self, track):
        if track.state is None or track.state.reported_at is None:
            return "nog niets gemeld"
        is_fresh = track.is_fresh(track.fresh_since)
        when = date_format(localtime(track.state.reported_at), "SHORT_DATE_FORMAT")
        return f"actueel: {when}" if is_fresh else f"niet deze ronde; laatst {when}"

    @admin.display(description="klaar op", ordering="action__ends_on")
    def due(self, track):
        ends_on = track.action.ends_on or track.action.objective.ends_on
        if not track.is_overdue(timezone.localdate()):
            return date_format(ends_on, "SHORT_DATE_FORMAT") if ends_on else ""
        return format_html(
            '{} <strong class="overdue">te laat</strong>',
            date_format(ends_on, "SHORT_DATE_FORMAT"),
        )


class ResultAssessmentAdmin(RegionalAdmin):
    """Whether results were reached; a judgement goes with the round it belongs to."""

    seen_by = "coordinates"
    list_display = ["result", "description", "municipality", "round", "outcome"]
    list_filter = [("round", OwnRegionsFilter), "outcome"]
    search_fields = ["result__description", "municipality__name"]
    named_by = ["result__objective__action_line__plan", "municipality", "round"]
    autocomplete_fields = ["result"]
    fields = ["result", "municipality", "round", "outcome", "note"]
    shown_on = ["result__objective"]

    @admin.display(description="wat er moet zijn")
    def description(self, assessment):
        return assessment.result.description
