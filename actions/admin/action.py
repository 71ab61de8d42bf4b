"""The admin of actions and milestones."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget
from django.db import models
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from actions import services
from actions.forms.decision import MISSING
from actions.models import Action, Milestone, MilestoneStatus, Progress
from municipalities.admin.base import OwnRegionsFilter
from municipalities.admin.filters import ChoiceFilter
from municipalities.admin.rights import NeverAdded, NeverDeleted
from municipalities.free_text import GuardedForm
from municipalities.texts import LongTextFormField

from .ask_first import AskFirst
from .base import (
    ActionRowForm,
    PagedPartInline,
    PartForm,
    PartInline,
    PlanPartAdmin,
    RowForm,
    yes_or_empty,
)
from .decisions import is_adopted
from .partner import PartnerRoleInline
from .search import SearchByNumber


class ActionForm(ActionRowForm, PartForm):
    """An action on its own page."""


class RetirementForm(GuardedForm):
    """Why actions end before their time, and what comes in their place."""

    required_css_class = "required"

    reason = LongTextFormField(
        label="Reden",
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom dit vervalt."},
    )
    decided_by = forms.CharField(
        label="Besloten door",
        max_length=200,
        error_messages={"required": MISSING["decided_by"]},
    )
    on = forms.DateField(
        label="Geldig vanaf",
        initial=timezone.localdate,
        widget=AdminDateWidget,
        help_text="Vanaf deze dag is de actie vervallen.",
    )
    replaced_by = forms.ModelChoiceField(
        Action.objects.none(),
        label="Vervangen door",
        required=False,
        empty_label="geen andere actie",
    )

    def __init__(self, data=None, *, successors, asks_decision):
        super().__init__(data)
        self.fields["replaced_by"].queryset = successors  # type: ignore[attr-defined]
        if not asks_decision:
            del self.fields["decided_by"]

    def clean_on(self):
        services.refuse_when_to_come(self.cleaned_data["on"])
        return self.cleaned_data["on"]


class MilestoneForm(RowForm):
    """Whether it is per municipality cannot change: their dates hang on it."""

    fixed = ["is_per_municipality"]


class MilestonePageForm(MilestoneForm, PartForm):
    """A milestone on its own page."""


class LocalMilestoneForm(MilestoneForm):
    """A milestone on the page of an action: it has the objective of the action."""

    def save(self, commit=True):
        self.instance.objective = self.instance.action.objective
        return super().save(commit)


class LocalMilestoneInline(PagedPartInline):
    """What each municipality does itself for a joint action."""

    model = Milestone
    form = LocalMilestoneForm
    fields = ["title", "is_per_municipality", "due_from", "due_on"]


class RetiredFilter(ChoiceFilter):
    """Actions that go on, or that were retired."""

    title = "vervallen"
    parameter_name = "vervallen"

    def lookups(self, request, model_admin):
        return [("nee", "Nee"), ("ja", "Ja")]

    def queryset(self, request, queryset):
        match self.value():
            case "nee":
                return queryset.running()
            case "ja":
                return queryset.exclude(retired_on=None)
        return queryset


class ActionAdmin(SearchByNumber, AskFirst, PlanPartAdmin):
    form = ActionForm
    list_display = [
        "code",
        "title",
        "scope",
        "lead",
        "period_shown",
        yes_or_empty("is_priority", "prioriteit"),
        "waits_for_codes",
        "retired_on",
        "tracks",
    ]
    list_display_links = ["code", "title"]
    list_filter = [
        ("objective__action_line__plan", OwnRegionsFilter),
        ("objective", OwnRegionsFilter),
        "scope",
        "is_priority",
        RetiredFilter,
    ]
    search_fields = ["title", "description", "objective__title"]
    number_paths = ["objective__number", "number"]
    named_by = ["objective__action_line__plan", "lead_municipality", "lead_role"]
    fixed = ["objective"]
    autocomplete_fields = ["objective", "waits_for"]
    readonly_fields = ["code", "retired_on", "retirement_reason", "replaced_by"]
    fieldsets = [
        (None, {"fields": ["objective", "code", "title", "description"]}),
        (
            "Wie",
            {
                "fields": [
                    "scope",
                    "scope_is_assumed",
                    "lead_municipality",
                    "lead_role",
                    "lead_is_assumed",
                ]
            },
        ),
        (
            "Wanneer",
            {
                "fields": [
                    "starts_on",
                    "ends_on",
                    "is_priority",
                    "priority_reason",
                    "waits_for",
                ]
            },
        ),
        ("Zoals het in het plan staat", {"fields": ["source_note"]}),
        ("Een keer invullen", {"fields": ["fact"]}),
    ]
    inlines = [LocalMilestoneInline, PartnerRoleInline]
    actions = ["retire"]

    def get_queryset(self, request):
        waited_for = Action.objects.select_related("objective")
        return (
            super()
            .get_queryset(request)
            .prefetch_related(models.Prefetch("waits_for", waited_for))
        )

    def get_list_display(self, request):
        """With the way to the tracks for who may see them."""
        columns = super().get_list_display(request)
        tracks = self.admin_site.get_model_admin(Progress)
        if tracks.has_view_permission(request):
            return columns
        return [column for column in columns if column != "tracks"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or obj.retired_on is None:
            return fieldsets
        ending = {"fields": ["retired_on", "retirement_reason", "replaced_by"]}
        return [*fieldsets, ("Vervallen", ending)]

    def get_urls(self):
        retire = self.admin_site.admin_view(self.retire_view)
        return [
            path("laat-vervallen/", retire, name="actions_action_retire"),
            *super().get_urls(),
        ]

    @admin.action(description="Laat vervallen", permissions=["change"])
    def retire(self, request, queryset):
        return self.ask("actions_action_retire", queryset)

    def retire_view(self, request):
        """Ask why the chosen actions end, and end them."""
        running = self.get_queryset(request).editable_by(request.user).running()
        chosen = self.chosen(request, running)
        form = RetirementForm(
            request.POST or None,
            successors=running,
            asks_decision=any(map(is_adopted, chosen)),
        )
        return self.answer(
            request,
            form,
            chosen,
            title="Acties laten vervallen",
            button="Laat vervallen",
        )

    def do(self, request, rows, **answers):
        services.retire_actions(rows, by=request.user, **answers)

    @admin.display(description="nummer")
    def code(self, action):
        return action.code if action.number else self.get_empty_value_display()

    @admin.display(description="trekker")
    def lead(self, action):
        return str(action.lead or "elke gemeente")

    @admin.display(description="looptijd", ordering="ends_on")
    def period_shown(self, action):
        return str(action.period) or action.objective.period_label

    @admin.display(description="wacht op")
    def waits_for_codes(self, action):
        return ", ".join(other.code for other in action.waits_for.all())

    @admin.display(description="voortgang")
    def tracks(self, action):
        address = reverse("admin:actions_progress_changelist")
        return format_html(
            '<a href="{}?action__id__exact={}">Bekijk</a>', address, action.pk
        )


class MilestoneStatusInline(NeverAdded, NeverDeleted, PartInline):
    """Where everybody stands; the rows come with the milestone."""

    model = MilestoneStatus
    seen_by = "coordinates"
    named_by = ["milestone", "municipality"]
    fields = ["municipality", "due_on", "completed_on", "note"]
    readonly_fields = ["municipality"]


class MilestoneAdmin(PlanPartAdmin):
    form = MilestonePageForm
    list_display = [
        "title",
        "objective",
        "action",
        "due_shown",
        yes_or_empty("is_per_municipality", "per gemeente"),
    ]
    list_filter = [
        ("objective__action_line__plan", OwnRegionsFilter),
        ("objective", OwnRegionsFilter),
    ]
    search_fields = ["title"]
    named_by = ["objective__action_line__plan", "action__objective"]
    fixed = ["objective"]
    autocomplete_fields = ["objective", "action"]
    fields = [
        "objective",
        "action",
        "title",
        "is_per_municipality",
        "due_from",
        "due_on",
        "fact",
    ]
    inlines = [MilestoneStatusInline]
    shown_on = ["objective"]
    instead_of_deleting = "Wat bij een mijlpaal is gemeld, blijft bewaard."

    @admin.display(description="gepland", ordering="due_on")
    def due_shown(self, milestone):
        return str(milestone.due)
